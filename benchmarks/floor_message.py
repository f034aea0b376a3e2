"""The floor's models of a message, by hand with plain pydantic: what a user without a library would write.

One model for each object of an answer that the API documents, unknown fields kept, each built when first used.
"""

from datetime import datetime
from typing import Any, Dict, List, Optional, Union

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import Annotated, Literal


class Model(BaseModel):
    """A JSON object; fields that are not listed are kept."""

    model_config = ConfigDict(extra="allow", defer_build=True, protected_namespaces=())


class CharLocation(Model):
    type: Literal["char_location"]
    cited_text: str
    document_index: int
    document_title: Optional[str] = None
    start_char_index: int
    end_char_index: int
    file_id: Optional[str] = None


class PageLocation(Model):
    type: Literal["page_location"]
    cited_text: str
    document_index: int
    document_title: Optional[str] = None
    start_page_number: int
    end_page_number: int
    file_id: Optional[str] = None


class BlockLocation(Model):
    type: Literal["content_block_location"]
    cited_text: str
    document_index: int
    document_title: Optional[str] = None
    start_block_index: int
    end_block_index: int
    file_id: Optional[str] = None


class WebLocation(Model):
    type: Literal["web_search_result_location"]
    cited_text: str
    url: str
    title: Optional[str] = None
    encrypted_index: str


class SearchLocation(Model):
    type: Literal["search_result_location"]
    cited_text: str
    source: str
    title: Optional[str] = None
    search_result_index: int
    start_block_index: int
    end_block_index: int


Citation = Annotated[
    Union[CharLocation, PageLocation, BlockLocation, WebLocation, SearchLocation], Field(discriminator="type")
]


class Text(Model):
    type: Literal["text"]
    text: str
    citations: Optional[List[Citation]] = None


class Thinking(Model):
    type: Literal["thinking"]
    thinking: str
    signature: str


class RedactedThinking(Model):
    type: Literal["redacted_thinking"]
    data: str


class DirectCaller(Model):
    type: Literal["direct"]


class CodeCaller(Model):
    type: Literal["code_execution_20250825"]
    tool_id: str


class NewerCodeCaller(Model):
    type: Literal["code_execution_20260120"]
    tool_id: str


Caller = Annotated[Union[DirectCaller, CodeCaller, NewerCodeCaller], Field(discriminator="type")]


class ToolUse(Model):
    type: Literal["tool_use"]
    id: str
    name: str
    input: Dict[str, Any]
    caller: Optional[Caller] = None


class ServerToolUse(Model):
    type: Literal["server_tool_use"]
    id: str
    name: str
    input: Dict[str, Any]
    caller: Optional[Caller] = None


class WebSearchError(Model):
    type: Literal["web_search_tool_result_error"]
    error_code: str


class WebSearchResult(Model):
    type: Literal["web_search_result"]
    url: str
    title: str
    encrypted_content: str
    page_age: Optional[str] = None


class WebSearchToolResult(Model):
    type: Literal["web_search_tool_result"]
    tool_use_id: str
    content: Union[WebSearchError, List[WebSearchResult]]
    caller: Optional[Caller] = None


class PDFSource(Model):
    type: Literal["base64"]
    data: str
    media_type: Literal["application/pdf"]


class TextSource(Model):
    type: Literal["text"]
    data: str
    media_type: Literal["text/plain"]


class CitationsConfig(Model):
    enabled: bool


class Document(Model):
    type: Literal["document"]
    source: Annotated[Union[PDFSource, TextSource], Field(discriminator="type")]
    title: Optional[str] = None
    citations: Optional[CitationsConfig] = None


class WebFetchError(Model):
    type: Literal["web_fetch_tool_result_error"]
    error_code: str


class WebFetchResult(Model):
    type: Literal["web_fetch_result"]
    url: str
    content: Document
    retrieved_at: Optional[str] = None


class WebFetchToolResult(Model):
    type: Literal["web_fetch_tool_result"]
    tool_use_id: str
    content: Annotated[Union[WebFetchError, WebFetchResult], Field(discriminator="type")]
    caller: Optional[Caller] = None


class CodeOutput(Model):
    type: Literal["code_execution_output"]
    file_id: str


class CodeError(Model):
    type: Literal["code_execution_tool_result_error"]
    error_code: str


class CodeResult(Model):
    type: Literal["code_execution_result"]
    stdout: str
    stderr: str
    return_code: int
    content: List[CodeOutput]


class EncryptedCodeResult(Model):
    type: Literal["encrypted_code_execution_result"]
    encrypted_stdout: str
    stderr: str
    return_code: int
    content: List[CodeOutput]


class CodeToolResult(Model):
    type: Literal["code_execution_tool_result"]
    tool_use_id: str
    content: Annotated[Union[CodeError, CodeResult, EncryptedCodeResult], Field(discriminator="type")]


class BashError(Model):
    type: Literal["bash_code_execution_tool_result_error"]
    error_code: str


class BashOutput(Model):
    type: Literal["bash_code_execution_output"]
    file_id: str


class BashResult(Model):
    type: Literal["bash_code_execution_result"]
    stdout: str
    stderr: str
    return_code: int
    content: List[BashOutput]


class BashToolResult(Model):
    type: Literal["bash_code_execution_tool_result"]
    tool_use_id: str
    content: Annotated[Union[BashError, BashResult], Field(discriminator="type")]


class EditorError(Model):
    type: Literal["text_editor_code_execution_tool_result_error"]
    error_code: str
    error_message: Optional[str] = None


class ViewResult(Model):
    type: Literal["text_editor_code_execution_view_result"]
    content: str
    file_type: str
    num_lines: Optional[int] = None
    start_line: Optional[int] = None
    total_lines: Optional[int] = None


class CreateResult(Model):
    type: Literal["text_editor_code_execution_create_result"]
    is_file_update: bool


class ReplaceResult(Model):
    type: Literal["text_editor_code_execution_str_replace_result"]
    lines: Optional[List[str]] = None
    new_lines: Optional[int] = None
    new_start: Optional[int] = None
    old_lines: Optional[int] = None
    old_start: Optional[int] = None


class EditorToolResult(Model):
    type: Literal["text_editor_code_execution_tool_result"]
    tool_use_id: str
    content: Annotated[Union[EditorError, ViewResult, CreateResult, ReplaceResult], Field(discriminator="type")]


class ToolSearchError(Model):
    type: Literal["tool_search_tool_result_error"]
    error_code: str
    error_message: Optional[str] = None


class ToolReference(Model):
    type: Literal["tool_reference"]
    tool_name: str


class ToolSearchResult(Model):
    type: Literal["tool_search_tool_search_result"]
    tool_references: List[ToolReference]


class ToolSearchToolResult(Model):
    type: Literal["tool_search_tool_result"]
    tool_use_id: str
    content: Annotated[Union[ToolSearchError, ToolSearchResult], Field(discriminator="type")]


class ContainerUpload(Model):
    type: Literal["container_upload"]
    file_id: str


Block = Annotated[
    Union[
        Text,
        Thinking,
        RedactedThinking,
        ToolUse,
        ServerToolUse,
        WebSearchToolResult,
        WebFetchToolResult,
        CodeToolResult,
        BashToolResult,
        EditorToolResult,
        ToolSearchToolResult,
        ContainerUpload,
    ],
    Field(discriminator="type"),
]


class CacheCreation(Model):
    ephemeral_5m_input_tokens: int
    ephemeral_1h_input_tokens: int


class OutputDetails(Model):
    thinking_tokens: int


class ServerToolUsage(Model):
    web_search_requests: int = 0
    web_fetch_requests: int = 0


class Usage(Model):
    input_tokens: int
    output_tokens: int
    cache_creation_input_tokens: Optional[int] = None
    cache_read_input_tokens: Optional[int] = None
    cache_creation: Optional[CacheCreation] = None
    output_tokens_details: Optional[OutputDetails] = None
    server_tool_use: Optional[ServerToolUsage] = None
    service_tier: Optional[Literal["standard", "priority", "batch"]] = None
    inference_geo: Optional[str] = None


class ContainerSkill(Model):
    type: Literal["anthropic", "custom"]
    skill_id: str
    version: str


class Container(Model):
    id: str
    expires_at: datetime
    skills: Optional[List[ContainerSkill]] = None


class StopDetails(Model):
    type: str
    category: Optional[str] = None
    explanation: Optional[str] = None


class Message(Model):
    id: str
    type: Literal["message"]
    role: Literal["assistant"]
    model: str
    content: List[Block]
    stop_reason: Optional[str] = None
    stop_sequence: Optional[str] = None
    stop_details: Optional[StopDetails] = None
    container: Optional[Container] = None
    usage: Usage
