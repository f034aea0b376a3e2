"""Tools of MCP servers that the API talks to, and changes of the tools in the middle of a conversation."""

from typing import Dict, Iterable, List, Optional, Union

from typing_extensions import Literal, Required, TypeAlias, TypedDict

from anthropic import types as ga
from anthropic.endpoint import BaseModel, SequenceNotStr


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


class BetaMCPToolsetParam(TypedDict, total=False):
    """The tools of an MCP server."""

    mcp_server_name: Required[str]
    """The name of the server, one of those in `mcp_servers`."""
    type: Required[Literal["mcp_toolset"]]
    cache_control: Optional[ga.CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
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


class BetaMCPToolUseBlockParam(TypedDict, total=False):
    """A use of an MCP tool in an earlier answer, sent back."""

    id: Required[str]
    input: Required[Dict[str, object]]
    name: Required[str]
    server_name: Required[str]
    type: Required[Literal["mcp_tool_use"]]
    cache_control: Optional[ga.CacheControlEphemeralParam]


class BetaRequestMCPToolResultBlockParam(TypedDict, total=False):
    """What an MCP tool answered in an earlier answer, sent back."""

    tool_use_id: Required[str]
    type: Required[Literal["mcp_tool_result"]]
    cache_control: Optional[ga.CacheControlEphemeralParam]
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


class BetaRequestToolAdditionBlockParam(TypedDict, total=False):
    """From here on the model may use a tool."""

    tool: Required[ToolChangeParam]
    """What the change is about."""
    type: Required[Literal["tool_addition"]]
    cache_control: Optional[ga.CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""


class BetaRequestToolRemovalBlockParam(TypedDict, total=False):
    """From here on the model may no longer use a tool."""

    tool: Required[ToolChangeParam]
    """What the change is about."""
    type: Required[Literal["tool_removal"]]
    cache_control: Optional[ga.CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
