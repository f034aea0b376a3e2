"""Toolsets: many tools under one entry of `tools`, each switched by its own small configuration."""

from typing import List, Optional

from typing_extensions import Literal, Required, TypeAlias, TypedDict

from .content import CacheControlEphemeralParam

AllowedCaller: TypeAlias = Literal[
    "direct", "code_execution_20250825", "code_execution_20260120", "code_execution_20260521"
]
"""Who may call a tool: the model, or code in a sandbox of the given version."""


class ToolConfigParam(TypedDict, total=False):
    """How one tool of a toolset behaves. Every tool of every toolset has the same keys."""

    defer_loading: Optional[bool]
    """The model does not see the tool until a tool search finds it."""
    enabled: Optional[bool]
    """Whether the model may use the tool."""


BrowserCloseTabConfigParam = ToolConfigParam
BrowserDoubleClickConfigParam = ToolConfigParam
BrowserFileUploadConfigParam = ToolConfigParam
BrowserFindConfigParam = ToolConfigParam
BrowserFormInputConfigParam = ToolConfigParam
BrowserGetPageTextConfigParam = ToolConfigParam
BrowserHoldKeyConfigParam = ToolConfigParam
BrowserHoverConfigParam = ToolConfigParam
BrowserJavascriptExecConfigParam = ToolConfigParam
BrowserKeyConfigParam = ToolConfigParam
BrowserLeftClickConfigParam = ToolConfigParam
BrowserLeftClickDragConfigParam = ToolConfigParam
BrowserLeftMouseDownConfigParam = ToolConfigParam
BrowserLeftMouseUpConfigParam = ToolConfigParam
BrowserListTabsConfigParam = ToolConfigParam
BrowserMiddleClickConfigParam = ToolConfigParam
BrowserMouseMoveConfigParam = ToolConfigParam
BrowserNavigateConfigParam = ToolConfigParam
BrowserNewTabConfigParam = ToolConfigParam
BrowserReadConsoleConfigParam = ToolConfigParam
BrowserReadNetworkConfigParam = ToolConfigParam
BrowserReadPageConfigParam = ToolConfigParam
BrowserRightClickConfigParam = ToolConfigParam
BrowserScreenshotConfigParam = ToolConfigParam
BrowserScrollConfigParam = ToolConfigParam
BrowserScrollToConfigParam = ToolConfigParam
BrowserSwitchTabConfigParam = ToolConfigParam
BrowserTripleClickConfigParam = ToolConfigParam
BrowserTypeConfigParam = ToolConfigParam
BrowserWaitConfigParam = ToolConfigParam
BrowserZoomConfigParam = ToolConfigParam
ComputerCursorPositionConfigParam = ToolConfigParam
ComputerDoubleClickConfigParam = ToolConfigParam
ComputerHoldKeyConfigParam = ToolConfigParam
ComputerKeyConfigParam = ToolConfigParam
ComputerLeftClickConfigParam = ToolConfigParam
ComputerLeftClickDragConfigParam = ToolConfigParam
ComputerLeftMouseDownConfigParam = ToolConfigParam
ComputerLeftMouseUpConfigParam = ToolConfigParam
ComputerMiddleClickConfigParam = ToolConfigParam
ComputerMouseMoveConfigParam = ToolConfigParam
ComputerRightClickConfigParam = ToolConfigParam
ComputerScreenshotConfigParam = ToolConfigParam
ComputerScrollConfigParam = ToolConfigParam
ComputerTripleClickConfigParam = ToolConfigParam
ComputerTypeConfigParam = ToolConfigParam
ComputerWaitConfigParam = ToolConfigParam
ComputerZoomConfigParam = ToolConfigParam


class BrowserToolsetConfigsParam(TypedDict, total=False):
    """A configuration for each browser tool that should differ from the default."""

    close_tab: Optional[BrowserCloseTabConfigParam]
    double_click: Optional[BrowserDoubleClickConfigParam]
    file_upload: Optional[BrowserFileUploadConfigParam]
    find: Optional[BrowserFindConfigParam]
    form_input: Optional[BrowserFormInputConfigParam]
    get_page_text: Optional[BrowserGetPageTextConfigParam]
    hold_key: Optional[BrowserHoldKeyConfigParam]
    hover: Optional[BrowserHoverConfigParam]
    javascript_exec: Optional[BrowserJavascriptExecConfigParam]
    key: Optional[BrowserKeyConfigParam]
    left_click: Optional[BrowserLeftClickConfigParam]
    left_click_drag: Optional[BrowserLeftClickDragConfigParam]
    left_mouse_down: Optional[BrowserLeftMouseDownConfigParam]
    left_mouse_up: Optional[BrowserLeftMouseUpConfigParam]
    list_tabs: Optional[BrowserListTabsConfigParam]
    middle_click: Optional[BrowserMiddleClickConfigParam]
    mouse_move: Optional[BrowserMouseMoveConfigParam]
    navigate: Optional[BrowserNavigateConfigParam]
    new_tab: Optional[BrowserNewTabConfigParam]
    read_console: Optional[BrowserReadConsoleConfigParam]
    read_network: Optional[BrowserReadNetworkConfigParam]
    read_page: Optional[BrowserReadPageConfigParam]
    right_click: Optional[BrowserRightClickConfigParam]
    screenshot: Optional[BrowserScreenshotConfigParam]
    scroll: Optional[BrowserScrollConfigParam]
    scroll_to: Optional[BrowserScrollToConfigParam]
    switch_tab: Optional[BrowserSwitchTabConfigParam]
    triple_click: Optional[BrowserTripleClickConfigParam]
    type: Optional[BrowserTypeConfigParam]
    wait: Optional[BrowserWaitConfigParam]
    zoom: Optional[BrowserZoomConfigParam]


class ComputerToolsetConfigsParam(TypedDict, total=False):
    """A configuration for each computer tool that should differ from the default."""

    cursor_position: Optional[ComputerCursorPositionConfigParam]
    double_click: Optional[ComputerDoubleClickConfigParam]
    hold_key: Optional[ComputerHoldKeyConfigParam]
    key: Optional[ComputerKeyConfigParam]
    left_click: Optional[ComputerLeftClickConfigParam]
    left_click_drag: Optional[ComputerLeftClickDragConfigParam]
    left_mouse_down: Optional[ComputerLeftMouseDownConfigParam]
    left_mouse_up: Optional[ComputerLeftMouseUpConfigParam]
    middle_click: Optional[ComputerMiddleClickConfigParam]
    mouse_move: Optional[ComputerMouseMoveConfigParam]
    right_click: Optional[ComputerRightClickConfigParam]
    screenshot: Optional[ComputerScreenshotConfigParam]
    scroll: Optional[ComputerScrollConfigParam]
    triple_click: Optional[ComputerTripleClickConfigParam]
    type: Optional[ComputerTypeConfigParam]
    wait: Optional[ComputerWaitConfigParam]
    zoom: Optional[ComputerZoomConfigParam]


class BrowserToolset20260801Param(TypedDict, total=False):
    """Tools to use a web browser that the caller runs for the model."""

    type: Required[Literal["browser_toolset_20260801"]]
    """The kind and version of the toolset."""
    allowed_callers: List[AllowedCaller]
    """Who may call the tools: the model, or code in a sandbox of the given version."""
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    configs: Optional[BrowserToolsetConfigsParam]
    """A configuration for each tool that should differ from the default."""


class ComputerToolset20260801Param(TypedDict, total=False):
    """Tools to use a computer's screen, mouse and keyboard, which the caller runs for the model."""

    type: Required[Literal["computer_toolset_20260801"]]
    """The kind and version of the toolset."""
    allowed_callers: List[AllowedCaller]
    """Who may call the tools: the model, or code in a sandbox of the given version."""
    cache_control: Optional[CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    configs: Optional[ComputerToolsetConfigsParam]
    """A configuration for each tool that should differ from the default."""
