"""Tools that only beta messages take, server tools, the advisor, MCP servers, and the commands of the memory tool."""

from typing import Dict, Iterable, List, Optional, Union

from pydantic import Field
from typing_extensions import Annotated, Literal, Required, TypeAlias, TypedDict

from anthropic import types as ga
from anthropic.endpoint import BaseModel, SequenceNotStr
from anthropic.types.content import Caller, CallerParam
from anthropic.types.server_tools import ServerToolName
from anthropic.types.toolsets import AllowedCaller


class Cacheable(TypedDict, total=False):
    """Whatever the API can cache the prompt up to."""

    cache_control: Optional[ga.CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""


class _OfferedTool(Cacheable, total=False):
    allowed_callers: List[AllowedCaller]
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    strict: bool
    """Arguments are guaranteed to follow the schema."""


class _OwnTool(_OfferedTool, total=False):
    input_examples: Iterable[Dict[str, object]]
    """Examples of arguments."""


class BetaToolBash20241022Param(_OwnTool, total=False):
    """A bash shell that the caller runs for the model (October 2024)."""

    name: Required[Literal["bash"]]
    """The name by which the model calls the tool."""
    type: Required[Literal["bash_20241022"]]


class BetaToolTextEditor20241022Param(_OwnTool, total=False):
    """A text editor that the caller runs for the model (October 2024)."""

    name: Required[Literal["str_replace_editor"]]
    """The name by which the model calls the tool."""
    type: Required[Literal["text_editor_20241022"]]


class _ComputerTool(_OwnTool, total=False):
    display_height_px: Required[int]
    """The height of the screen in pixels."""
    display_width_px: Required[int]
    """The width of the screen in pixels."""
    name: Required[Literal["computer"]]
    """The name by which the model calls the tool."""
    display_number: Optional[int]
    """The number of the X11 display."""


class BetaToolComputerUse20241022Param(_ComputerTool, total=False):
    """A computer that the caller lets the model use (October 2024)."""

    type: Required[Literal["computer_20241022"]]


class BetaToolComputerUse20250124Param(_ComputerTool, total=False):
    """A computer that the caller lets the model use (January 2025)."""

    type: Required[Literal["computer_20250124"]]


class BetaToolComputerUse20251124Param(_ComputerTool, total=False):
    """A computer that the caller lets the model use (November 2025)."""

    type: Required[Literal["computer_20251124"]]
    enable_zoom: bool
    """Whether the model may zoom into the screen."""


BetaServerToolName: TypeAlias = Literal["advisor", ServerToolName]
"""The tools that the server runs."""


class BetaServerToolUseBlock(BaseModel):
    """The model uses a tool that the server runs; its result follows in the same answer."""

    id: str
    input: Dict[str, object]
    name: BetaServerToolName
    type: Literal["server_tool_use"]
    caller: Optional[Caller] = None


class BetaServerToolUseBlockParam(Cacheable, total=False):
    """A use of a server tool in an earlier answer, sent back."""

    id: Required[str]
    input: Required[Dict[str, object]]
    name: Required[BetaServerToolName]
    type: Required[Literal["server_tool_use"]]
    caller: CallerParam


class BetaAdvisorTool20260301Param(_OfferedTool, total=False):
    """Lets the model ask another model for advice while it answers."""

    model: Required[ga.ModelParam]
    """The model that is asked."""
    name: Required[Literal["advisor"]]
    """The name by which the model calls the tool."""
    type: Required[Literal["advisor_20260301"]]
    caching: Optional[ga.CacheControlEphemeralParam]
    """Caches what the advisor reads, from one question to the next."""
    max_tokens: Optional[int]
    """The most tokens of one piece of advice."""
    max_uses: Optional[int]
    """How often the tool may be used in one answer."""


AdvisorErrorCode: TypeAlias = Literal[
    "max_uses_exceeded",
    "prompt_too_long",
    "too_many_requests",
    "overloaded",
    "unavailable",
    "execution_time_exceeded",
    "model_not_found",
]
"""Why the advisor could not be asked."""


class BetaAdvisorToolResultError(BaseModel):
    """Why there is no advice."""

    error_code: AdvisorErrorCode
    type: Literal["advisor_tool_result_error"]


class BetaAdvisorResultBlock(BaseModel):
    """Advice."""

    stop_reason: Optional[str] = None
    text: str
    type: Literal["advisor_result"]


class BetaAdvisorRedactedResultBlock(BaseModel):
    """Advice that only the API can read."""

    encrypted_content: str
    stop_reason: Optional[str] = None
    type: Literal["advisor_redacted_result"]


AdvisorToolResultContent: TypeAlias = Union[
    BetaAdvisorToolResultError, BetaAdvisorResultBlock, BetaAdvisorRedactedResultBlock
]
"""Advice, or why there is none."""


class BetaAdvisorToolResultBlock(BaseModel):
    """The result of asking the advisor."""

    content: AdvisorToolResultContent
    tool_use_id: str
    type: Literal["advisor_tool_result"]


class BetaAdvisorToolResultErrorParam(TypedDict):
    """Why there was no advice, sent back."""

    error_code: AdvisorErrorCode
    type: Literal["advisor_tool_result_error"]


class BetaAdvisorResultBlockParam(TypedDict, total=False):
    """Advice, sent back."""

    text: Required[str]
    type: Required[Literal["advisor_result"]]
    stop_reason: Optional[str]


class BetaAdvisorRedactedResultBlockParam(TypedDict, total=False):
    """Advice that only the API can read, sent back."""

    encrypted_content: Required[str]
    type: Required[Literal["advisor_redacted_result"]]
    stop_reason: Optional[str]


AdvisorToolResultContentParam: TypeAlias = Union[
    BetaAdvisorToolResultErrorParam, BetaAdvisorResultBlockParam, BetaAdvisorRedactedResultBlockParam
]
"""Advice, or why there was none, sent back."""


class BetaAdvisorToolResultBlockParam(Cacheable, total=False):
    """The result of asking the advisor in an earlier answer, sent back."""

    content: Required[AdvisorToolResultContentParam]
    tool_use_id: Required[str]
    type: Required[Literal["advisor_tool_result"]]


class BetaRequestMCPServerToolConfigurationParam(TypedDict, total=False):
    """Which tools of an MCP server the model may use (older form; see `BetaMCPToolsetParam`)."""

    allowed_tools: Optional[SequenceNotStr[str]]
    """The names of the tools; all where not given."""
    enabled: Optional[bool]
    """Whether the model may use it."""


class BetaRequestMCPServerURLDefinitionParam(TypedDict, total=False):
    """An MCP server that the API connects to."""

    name: Required[str]
    """A name of one's own for the server."""
    type: Required[Literal["url"]]
    url: Required[str]
    """Where the server is."""
    authorization_token: Optional[str]
    """The token that the API shows to the server."""
    tool_configuration: Optional[BetaRequestMCPServerToolConfigurationParam]
    """Which of its tools the model may use."""


class BetaMCPToolConfigParam(TypedDict, total=False):
    """How the model may use one tool of an MCP server."""

    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    enabled: bool
    """Whether the model may use it."""


BetaMCPToolDefaultConfigParam = BetaMCPToolConfigParam


class BetaMCPToolsetParam(Cacheable, total=False):
    """The tools of an MCP server."""

    mcp_server_name: Required[str]
    """The name of the server, one of those in `mcp_servers`."""
    type: Required[Literal["mcp_toolset"]]
    configs: Optional[Dict[str, BetaMCPToolConfigParam]]
    """For single tools by their names: how the model may use them."""
    default_config: BetaMCPToolDefaultConfigParam
    """For all other tools."""


class BetaMCPToolUseBlock(BaseModel):
    """The model uses a tool of an MCP server; its result follows in the same answer."""

    id: str
    input: Dict[str, object]
    name: str
    server_name: str
    type: Literal["mcp_tool_use"]


class BetaMCPToolResultBlock(BaseModel):
    """What a tool of an MCP server answered."""

    content: Union[str, List[ga.TextBlock]]
    is_error: bool
    tool_use_id: str
    type: Literal["mcp_tool_result"]


class BetaMCPToolUseBlockParam(Cacheable, total=False):
    """A use of an MCP tool in an earlier answer, sent back."""

    id: Required[str]
    input: Required[Dict[str, object]]
    name: Required[str]
    server_name: Required[str]
    type: Required[Literal["mcp_tool_use"]]


class BetaRequestMCPToolResultBlockParam(Cacheable, total=False):
    """What an MCP tool answered in an earlier answer, sent back."""

    tool_use_id: Required[str]
    type: Required[Literal["mcp_tool_result"]]
    content: Union[str, Iterable[ga.TextBlockParam]]
    is_error: bool


class BetaToolChangeToolReferenceParam(TypedDict):
    """Names a tool of the request."""

    name: str
    """The name by which the model calls the tool."""
    type: Literal["tool_reference"]


class BetaToolChangeMCPToolReferenceParam(TypedDict):
    """Names a tool of an MCP server."""

    name: str
    """The name by which the model calls the tool."""
    server_name: str
    """The name of the MCP server."""
    type: Literal["mcp_tool_reference"]


class BetaToolChangeMCPToolsetReferenceParam(TypedDict):
    """Names all tools of an MCP server."""

    server_name: str
    """The name of the MCP server."""
    type: Literal["mcp_toolset_reference"]


ToolChangeParam: TypeAlias = Union[
    BetaToolChangeToolReferenceParam, BetaToolChangeMCPToolReferenceParam, BetaToolChangeMCPToolsetReferenceParam
]
"""The tool or tools that a change is about."""


class _ToolChange(Cacheable, total=False):
    tool: Required[ToolChangeParam]
    """What the change is about."""


class BetaRequestToolAdditionBlockParam(_ToolChange, total=False):
    """From here on the model may use a tool."""

    type: Required[Literal["tool_addition"]]


class BetaRequestToolRemovalBlockParam(_ToolChange, total=False):
    """From here on the model may no longer use a tool."""

    type: Required[Literal["tool_removal"]]
    cache_control: Optional[ga.CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""


class BetaMemoryTool20250818ViewCommand(BaseModel):
    """Show a file, or list a directory."""

    command: Literal["view"]
    path: str
    view_range: Optional[List[int]] = None


class BetaMemoryTool20250818CreateCommand(BaseModel):
    """Make a file, or write it anew."""

    command: Literal["create"]
    file_text: str
    path: str


class BetaMemoryTool20250818StrReplaceCommand(BaseModel):
    """Replace the one place where a text stands in a file."""

    command: Literal["str_replace"]
    new_str: str
    old_str: str
    path: str


class BetaMemoryTool20250818InsertCommand(BaseModel):
    """Insert text after a line of a file (0: at its start)."""

    command: Literal["insert"]
    insert_line: int
    insert_text: str
    path: str


class BetaMemoryTool20250818DeleteCommand(BaseModel):
    """Delete a file, or a directory with all that is in it."""

    command: Literal["delete"]
    path: str


class BetaMemoryTool20250818RenameCommand(BaseModel):
    """Rename or move a file or directory."""

    command: Literal["rename"]
    new_path: str
    old_path: str


BetaMemoryTool20250818Command: TypeAlias = Annotated[
    Union[
        BetaMemoryTool20250818ViewCommand,
        BetaMemoryTool20250818CreateCommand,
        BetaMemoryTool20250818StrReplaceCommand,
        BetaMemoryTool20250818InsertCommand,
        BetaMemoryTool20250818DeleteCommand,
        BetaMemoryTool20250818RenameCommand,
    ],
    Field(discriminator="command"),
]
"""What the model asks of the memory tool."""


BetaToolUnionParam: TypeAlias = Union[
    ga.ToolUnionParam,
    BetaToolBash20241022Param,
    BetaToolComputerUse20241022Param,
    BetaToolComputerUse20250124Param,
    BetaToolComputerUse20251124Param,
    BetaToolTextEditor20241022Param,
    BetaAdvisorTool20260301Param,
    BetaMCPToolsetParam,
]
"""A tool of any kind."""


CountTokensToolParam: TypeAlias = BetaToolUnionParam
"""A tool that may be counted: all may."""
