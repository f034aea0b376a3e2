"""What tools return, and the content block that it becomes. No I/O here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterable, List, Mapping, Union, cast

import pydantic
from pydantic_core import to_json
from typing_extensions import TypeAlias

if TYPE_CHECKING:
    from anthropic.types.content import ToolResultContentParam

    from ..types import BetaToolResultBlockParam

    BetaFunctionToolResultType: TypeAlias = Union[str, Iterable[ToolResultContentParam]]
else:
    BetaFunctionToolResultType = Union[str, Iterable[Mapping[str, Any]]]

BLOCK_TYPES = frozenset({"text", "image", "document", "search_result", "tool_reference", "browser_state"})
"""The content blocks that a result may hold."""


class ToolError(Exception):
    """Raised in a tool: it failed, and the model reads `content` (text or blocks) and may act on it."""

    content: BetaFunctionToolResultType

    def __init__(self, content: BetaFunctionToolResultType) -> None:
        super().__init__(content)
        self.content = content

    def __str__(self) -> str:
        return self.content if isinstance(self.content, str) else repr(self.content)


class ToolInputError(ToolError, ValueError):
    """The model called a tool with arguments that do not fit; `content` tells it which and why."""


def invalid_input(name: str, error: Exception) -> ToolInputError:
    """The error for arguments that do not fit, in words that the model can act on."""
    if not isinstance(error, pydantic.ValidationError):
        return ToolInputError(f"Invalid arguments for {name}: {error}")
    lines: List[str] = []
    for problem in error.errors(include_url=False, include_context=False):
        where = ".".join(map(str, problem["loc"])) or "arguments"
        got = "" if problem["type"] == "missing" else f", got {problem['input']!r:.100}"
        lines.append(f"- {where}: {problem['msg']}{got}")
    return ToolInputError(f"Invalid arguments for {name}; call it again with these mended:\n" + "\n".join(lines))


def result_content(value: object) -> Any:
    """The content that a value becomes: text and lists of blocks as they are, `None` empty, all else JSON."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if _is_block(value):
        return [value]
    if isinstance(value, Iterable) and not isinstance(value, (Mapping, bytes, pydantic.BaseModel)):
        items = list(cast("Iterable[object]", value))
        return items if items and all(map(_is_block, items)) else to_json(items, fallback=str).decode()
    return to_json(value, fallback=str).decode()


def _is_block(value: object) -> bool:
    held: Any = value
    kind = held.get("type") if isinstance(value, Mapping) else getattr(value, "type", None)
    return kind in BLOCK_TYPES


def result_block(tool_use_id: str, value: object, *, is_error: bool = False) -> BetaToolResultBlockParam:
    """The block that answers one use of a tool."""
    content = result_content(value)
    block: BetaToolResultBlockParam = {"type": "tool_result", "tool_use_id": tool_use_id, "content": content}
    if is_error:
        block["is_error"] = True
    return block


def error_block(tool_use_id: str, error: BaseException) -> BetaToolResultBlockParam:
    """The block that tells the model that a tool failed."""
    content = error.content if isinstance(error, ToolError) else f"{type(error).__name__}: {error}"
    return result_block(tool_use_id, content, is_error=True)
