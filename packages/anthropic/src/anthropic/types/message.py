"""A message: what the model answers, what is sent, what it cost."""

from datetime import datetime
from typing import Iterable, List, Optional, Union

from typing_extensions import Annotated, Literal, TypeAlias, TypedDict

from anthropic._models import BaseModel

from ._annotations import BY_TYPE
from .code_execution import (
    BashCodeExecutionToolResultBlock,
    BashCodeExecutionToolResultBlockParam,
    CodeExecutionToolResultBlock,
    CodeExecutionToolResultBlockParam,
    TextEditorCodeExecutionToolResultBlock,
    TextEditorCodeExecutionToolResultBlockParam,
)
from .content import (
    ContainerUploadBlock,
    ContainerUploadBlockParam,
    DocumentBlockParam,
    ImageBlockParam,
    RedactedThinkingBlock,
    RedactedThinkingBlockParam,
    SearchResultBlockParam,
    TextBlock,
    TextBlockParam,
    ThinkingBlock,
    ThinkingBlockParam,
    ToolResultBlockParam,
    ToolUseBlock,
    ToolUseBlockParam,
)
from .identifiers import Model
from .server_tools import (
    ServerToolUseBlock,
    ServerToolUseBlockParam,
    ToolSearchToolResultBlock,
    ToolSearchToolResultBlockParam,
    WebFetchToolResultBlock,
    WebFetchToolResultBlockParam,
    WebSearchToolResultBlock,
    WebSearchToolResultBlockParam,
)

StopReason: TypeAlias = Literal[
    "end_turn",
    "max_tokens",
    "stop_sequence",
    "tool_use",
    "pause_turn",
    "refusal",
    "model_context_window_exceeded",
]
"""Why the model stopped."""


class RefusalStopDetails(BaseModel):
    """Why an answer was refused."""

    category: Optional[Literal["cyber", "bio", "frontier_llm", "reasoning_extraction", "general_harms"]] = None
    explanation: Optional[str] = None
    type: Literal["refusal"]


class CacheCreation(BaseModel):
    """Input tokens written to the cache, by how long they stay."""

    ephemeral_1h_input_tokens: int
    ephemeral_5m_input_tokens: int


class OutputTokensDetails(BaseModel):
    """What the output tokens were spent on."""

    thinking_tokens: int


class ServerToolUsage(BaseModel):
    """How often server tools were used."""

    web_fetch_requests: int
    web_search_requests: int


class Usage(BaseModel):
    """Tokens and server tools that a message used; what is billed."""

    cache_creation: Optional[CacheCreation] = None
    cache_creation_input_tokens: Optional[int] = None
    cache_read_input_tokens: Optional[int] = None
    inference_geo: Optional[str] = None
    input_tokens: int
    output_tokens: int
    output_tokens_details: Optional[OutputTokensDetails] = None
    server_tool_use: Optional[ServerToolUsage] = None
    service_tier: Optional[Literal["standard", "priority", "batch"]] = None


class ContainerSkill(BaseModel):
    """A skill that was loaded into a sandbox."""

    skill_id: str
    type: Literal["anthropic", "custom"]
    version: str


class Container(BaseModel):
    """The sandbox that an answer used; its id continues it in the next request."""

    id: str
    expires_at: datetime
    skills: Optional[List[ContainerSkill]] = None


CommonContentBlock: TypeAlias = Union[
    ThinkingBlock,
    RedactedThinkingBlock,
    ToolUseBlock,
    WebSearchToolResultBlock,
    WebFetchToolResultBlock,
    CodeExecutionToolResultBlock,
    BashCodeExecutionToolResultBlock,
    TextEditorCodeExecutionToolResultBlock,
    ToolSearchToolResultBlock,
    ContainerUploadBlock,
]
"""A block that is the same in every kind of answer: plain, parsed, beta."""

ContentBlock: TypeAlias = Annotated[Union[TextBlock, ServerToolUseBlock, CommonContentBlock], BY_TYPE]
"""A block of an answer."""


CommonContentBlockParam: TypeAlias = Union[
    TextBlockParam,
    ImageBlockParam,
    DocumentBlockParam,
    SearchResultBlockParam,
    ThinkingBlockParam,
    RedactedThinkingBlockParam,
    ToolUseBlockParam,
    ToolResultBlockParam,
    WebSearchToolResultBlockParam,
    WebFetchToolResultBlockParam,
    CodeExecutionToolResultBlockParam,
    BashCodeExecutionToolResultBlockParam,
    TextEditorCodeExecutionToolResultBlockParam,
    ToolSearchToolResultBlockParam,
    ContainerUploadBlockParam,
]
"""A block that may be sent in every kind of message, beta or not."""

ContentBlockParam: TypeAlias = Union[CommonContentBlockParam, ServerToolUseBlockParam]
"""A block of a message that is sent."""


class Message(BaseModel):
    """An answer of the model."""

    id: str
    container: Optional[Container] = None
    content: List[ContentBlock]
    model: Model
    role: Literal["assistant"]
    stop_details: Optional[RefusalStopDetails] = None
    stop_reason: Optional[StopReason] = None
    stop_sequence: Optional[str] = None
    type: Literal["message"]
    usage: Usage


class MessageParam(TypedDict):
    """A turn of the conversation that is sent."""

    content: Union[str, Iterable[Union[ContentBlockParam, ContentBlock]]]
    """The text, or the blocks; blocks of an answer may be sent back as they came."""
    role: Literal["user", "assistant", "system"]
    """Whose turn it is."""


class MessageTokensCount(BaseModel):
    """How many input tokens a request would use."""

    input_tokens: int
