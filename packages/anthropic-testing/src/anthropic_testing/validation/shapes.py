"""The shapes of request bodies, as pydantic models: strict types, no unknown keys. Values are not weighed here."""
# ruff: noqa: D101 - a shape is named as the API names it, and says no more than its fields do

from __future__ import annotations

from typing import Any, Dict, List, Literal, Optional, Union

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag
from typing_extensions import Annotated


class Shape(BaseModel):
    """A JSON object with exactly these keys."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True, protected_namespaces=())


class CacheControl(Shape):
    type: Literal["ephemeral"]
    ttl: Optional[Literal["5m", "1h"]] = None


class Markable(Shape):
    cache_control: Optional[CacheControl] = None


class Citations(Shape):
    enabled: bool = False


class Text(Markable):
    type: Literal["text"]
    text: str
    citations: Optional[List[Dict[str, Any]]] = None


class Base64Source(Shape):
    type: Literal["base64"]
    media_type: str
    data: str


class URLSource(Shape):
    type: Literal["url"]
    url: str


class FileSource(Shape):
    type: Literal["file"]
    file_id: str


class TextSource(Shape):
    type: Literal["text"]
    media_type: Literal["text/plain"]
    data: str


class ImageBase64Source(Base64Source):
    media_type: Literal["image/jpeg", "image/png", "image/gif", "image/webp"]  # pyright: ignore[reportIncompatibleVariableOverride]


class PDFBase64Source(Base64Source):
    media_type: Literal["application/pdf"]  # pyright: ignore[reportIncompatibleVariableOverride]


class Image(Markable):
    type: Literal["image"]
    source: Annotated[Union[ImageBase64Source, URLSource, FileSource], Field(discriminator="type")]
    transformations: Optional[Dict[str, Any]] = None


def _text_or_list(value: object) -> str:
    return "#text" if isinstance(value, str) else "#list"


_SourceBlock = Annotated[Union[Text, Image], Field(discriminator="type")]


class ContentSource(Shape):
    type: Literal["content"]
    content: Annotated[
        Union[Annotated[str, Tag("#text")], Annotated[List[_SourceBlock], Tag("#list")]], Discriminator(_text_or_list)
    ]


class Document(Markable):
    type: Literal["document"]
    source: Annotated[
        Union[PDFBase64Source, TextSource, ContentSource, URLSource, FileSource], Field(discriminator="type")
    ]
    title: Optional[str] = None
    context: Optional[str] = None
    citations: Optional[Citations] = None


class SearchResult(Markable):
    type: Literal["search_result"]
    source: str
    title: str
    content: List[Text]
    citations: Optional[Citations] = None


class Thinking(Shape):
    type: Literal["thinking"]
    thinking: str
    signature: str


class RedactedThinking(Shape):
    type: Literal["redacted_thinking"]
    data: str


class ToolUse(Markable):
    type: Literal["tool_use"]
    id: Annotated[str, Field(pattern=r"^[a-zA-Z0-9_-]+$")]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    input: Dict[str, Any]
    caller: Optional[Dict[str, Any]] = None
    toolset_name: Optional[str] = None


class ToolReference(Markable):
    type: Literal["tool_reference"]
    tool_name: str


class BrowserState(Markable):
    type: Literal["browser_state"]
    tabs: List[Dict[str, Any]]
    state_changes: Optional[List[Dict[str, Any]]] = None


_ResultBlock = Annotated[
    Union[Text, Image, SearchResult, Document, ToolReference, BrowserState], Field(discriminator="type")
]


class ToolResult(Markable):
    type: Literal["tool_result"]
    tool_use_id: Annotated[str, Field(pattern=r"^[a-zA-Z0-9_-]+$")]
    content: Optional[
        Annotated[
            Union[Annotated[str, Tag("#text")], Annotated[List[_ResultBlock], Tag("#list")]],
            Discriminator(_text_or_list),
        ]
    ] = None
    is_error: Optional[bool] = None
    toolset_name: Optional[str] = None


class ServerToolUse(Markable):
    type: Literal["server_tool_use"]
    id: Annotated[str, Field(pattern=r"^srvtoolu_[a-zA-Z0-9_]+$")]
    name: str
    input: Dict[str, Any]
    caller: Optional[Dict[str, Any]] = None


class ServerToolResult(Markable):
    tool_use_id: Annotated[str, Field(pattern=r"^srvtoolu_[a-zA-Z0-9_]+$")]
    content: Union[Dict[str, Any], List[Dict[str, Any]]]


class WebSearchToolResult(ServerToolResult):
    type: Literal["web_search_tool_result"]
    caller: Optional[Dict[str, Any]] = None


class WebFetchToolResult(ServerToolResult):
    type: Literal["web_fetch_tool_result"]
    caller: Optional[Dict[str, Any]] = None


class CodeExecutionToolResult(ServerToolResult):
    type: Literal["code_execution_tool_result"]


class BashCodeExecutionToolResult(ServerToolResult):
    type: Literal["bash_code_execution_tool_result"]


class TextEditorCodeExecutionToolResult(ServerToolResult):
    type: Literal["text_editor_code_execution_tool_result"]


class ToolSearchToolResult(ServerToolResult):
    type: Literal["tool_search_tool_result"]


class ContainerUpload(Markable):
    type: Literal["container_upload"]
    file_id: str


Block = Annotated[
    Union[
        Text,
        Image,
        Document,
        SearchResult,
        Thinking,
        RedactedThinking,
        ToolUse,
        ToolResult,
        ServerToolUse,
        WebSearchToolResult,
        WebFetchToolResult,
        CodeExecutionToolResult,
        BashCodeExecutionToolResult,
        TextEditorCodeExecutionToolResult,
        ToolSearchToolResult,
        ContainerUpload,
    ],
    Field(discriminator="type"),
]


class InputMessage(Shape):
    role: Literal["user", "assistant", "system"]
    content: Annotated[
        Union[Annotated[str, Tag("#text")], Annotated[List[Block], Tag("#list")]], Discriminator(_text_or_list)
    ]


class CustomTool(Markable):
    name: Annotated[str, Field(pattern=r"^[a-zA-Z0-9_-]{1,128}$")]
    input_schema: Dict[str, Any]
    type: Optional[Literal["custom"]] = None
    description: Optional[str] = None
    strict: Optional[bool] = None
    eager_input_streaming: Optional[bool] = None
    allowed_callers: Optional[List[str]] = None
    defer_loading: Optional[bool] = None
    input_examples: Optional[List[Dict[str, Any]]] = None


class BuiltinTool(Markable):
    model_config = ConfigDict(extra="allow")
    type: Annotated[
        str,
        Field(
            pattern=r"^(bash|text_editor|memory|computer|computer_toolset|browser_toolset|web_search|web_fetch|"
            r"code_execution)_20\d{6}$|^tool_search_tool_(bm25|regex)(_20\d{6})?$"
        ),
    ]
    name: Optional[str] = None


def _tool_kind(value: object) -> str:
    kind: object = value.get("type") if isinstance(value, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return "custom" if kind in (None, "custom") else "#builtin"


Tool = Annotated[
    Union[Annotated[CustomTool, Tag("custom")], Annotated[BuiltinTool, Tag("#builtin")]], Discriminator(_tool_kind)
]


class ToolChoiceAuto(Shape):
    type: Literal["auto"]
    disable_parallel_tool_use: Optional[bool] = None


class ToolChoiceAny(Shape):
    type: Literal["any"]
    disable_parallel_tool_use: Optional[bool] = None


class ToolChoiceTool(Shape):
    type: Literal["tool"]
    name: str
    disable_parallel_tool_use: Optional[bool] = None


class ToolChoiceNone(Shape):
    type: Literal["none"]


class ThinkingEnabled(Shape):
    type: Literal["enabled"]
    budget_tokens: Annotated[int, Field(ge=1024)]
    display: Optional[Literal["summarized", "omitted"]] = None


class ThinkingAdaptive(Shape):
    type: Literal["adaptive"]
    display: Optional[Literal["summarized", "omitted"]] = None


class ThinkingDisabled(Shape):
    type: Literal["disabled"]


class JSONFormat(Shape):
    type: Literal["json_schema"]
    json_schema: Annotated[Dict[str, Any], Field(alias="schema")]


class OutputConfig(Shape):
    effort: Optional[Literal["low", "medium", "high", "xhigh", "max"]] = None
    format: Optional[JSONFormat] = None


class Metadata(Shape):
    user_id: Optional[str] = None


class Prompt(Shape):
    """What `/v1/messages` and `/v1/messages/count_tokens` have in common."""

    model: Annotated[str, Field(min_length=1, max_length=256)]
    messages: Annotated[List[InputMessage], Field(max_length=100_000)]
    system: Optional[
        Annotated[
            Union[Annotated[str, Tag("#text")], Annotated[List[Text], Tag("#list")]], Discriminator(_text_or_list)
        ]
    ] = None
    tools: Optional[List[Tool]] = None
    tool_choice: Annotated[
        Union[ToolChoiceAuto, ToolChoiceAny, ToolChoiceTool, ToolChoiceNone, None], Field(discriminator="type")
    ] = None
    thinking: Annotated[
        Union[ThinkingEnabled, ThinkingAdaptive, ThinkingDisabled, None], Field(discriminator="type")
    ] = None
    cache_control: Optional[CacheControl] = None
    output_config: Optional[OutputConfig] = None
    output_format: Optional[JSONFormat] = None


class CreateMessage(Prompt):
    """The body of `/v1/messages`."""

    max_tokens: Annotated[int, Field(ge=1)]
    container: Union[Dict[str, Any], str, None] = None
    inference_geo: Optional[str] = None
    metadata: Optional[Metadata] = None
    service_tier: Optional[Literal["auto", "standard_only"]] = None
    stop_sequences: Optional[List[str]] = None
    stream: Optional[bool] = None
    temperature: Annotated[Optional[float], Field(ge=0, le=1)] = None
    top_k: Annotated[Optional[int], Field(ge=0)] = None
    top_p: Annotated[Optional[float], Field(ge=0, le=1)] = None


class CreateCompletion(Shape):
    """The body of `/v1/complete`."""

    model: str
    prompt: Annotated[str, Field(min_length=1)]
    max_tokens_to_sample: Annotated[int, Field(ge=1)]
    metadata: Optional[Metadata] = None
    stop_sequences: Optional[List[str]] = None
    stream: Optional[bool] = None
    temperature: Annotated[Optional[float], Field(ge=0, le=1)] = None
    top_k: Annotated[Optional[int], Field(ge=0)] = None
    top_p: Annotated[Optional[float], Field(ge=0, le=1)] = None
