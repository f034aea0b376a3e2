"""Tools that only beta messages take, server tools, and the commands of the memory tool."""

from typing import Dict, Iterable, List, Optional, Union

from pydantic import Field
from typing_extensions import Annotated, Literal, Required, TypeAlias, TypedDict

from anthropic import types as ga
from anthropic.endpoint import BaseModel
from anthropic.types.content import Caller, CallerParam
from anthropic.types.toolsets import AllowedCaller

from .advisor import BetaAdvisorTool20260301Param
from .mcp import BetaMCPToolsetParam


class _OwnTool(TypedDict, total=False):
    allowed_callers: List[AllowedCaller]
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    cache_control: Optional[ga.CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    input_examples: Iterable[Dict[str, object]]
    """Examples of arguments."""
    strict: bool
    """Arguments are guaranteed to follow the schema."""


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


BetaServerToolName: TypeAlias = Literal[
    "advisor",
    "web_search",
    "web_fetch",
    "code_execution",
    "bash_code_execution",
    "text_editor_code_execution",
    "tool_search_tool_regex",
    "tool_search_tool_bm25",
]
"""The tools that the server runs."""


class BetaServerToolUseBlock(BaseModel):
    """The model uses a tool that the server runs; its result follows in the same answer."""

    id: str
    input: Dict[str, object]
    name: BetaServerToolName
    type: Literal["server_tool_use"]
    caller: Optional[Caller] = None


class BetaServerToolUseBlockParam(TypedDict, total=False):
    """A use of a server tool in an earlier answer, sent back."""

    id: Required[str]
    input: Required[Dict[str, object]]
    name: Required[BetaServerToolName]
    type: Required[Literal["server_tool_use"]]
    cache_control: Optional[ga.CacheControlEphemeralParam]
    caller: CallerParam


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
