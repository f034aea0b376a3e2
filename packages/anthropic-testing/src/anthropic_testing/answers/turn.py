"""What a messages request asks for, read once: the last words of the user, tools, documents, settings."""

from __future__ import annotations

import dataclasses
from typing import Tuple

from .._json import JsonObject, as_list, as_object, objects

CLIENT_TOOLS = ("bash_", "text_editor_", "memory_", "computer_")
"""Starts of the types of tools that the API defines and the caller carries out."""
BUILTIN_INPUTS: Tuple[Tuple[str, JsonObject], ...] = (
    ("bash_", {"type": "object", "properties": {"command": {"const": "echo hello"}}, "required": ["command"]}),
    (
        "text_editor_",
        {
            "type": "object",
            "properties": {"command": {"const": "view"}, "path": {"const": "/repo/README.md"}},
            "required": ["command", "path"],
        },
    ),
    (
        "memory_",
        {
            "type": "object",
            "properties": {"command": {"const": "view"}, "path": {"const": "/memories"}},
            "required": ["command", "path"],
        },
    ),
    ("computer_", {"type": "object", "properties": {"action": {"const": "screenshot"}}, "required": ["action"]}),
)
"""Input schemas of those tools, as far as the emulator uses them."""


@dataclasses.dataclass(frozen=True)
class Turn:
    """A request, as the emulated model sees it."""

    body: JsonObject
    text: str
    """The text of the last user turn."""
    results: Tuple[JsonObject, ...]
    """The `tool_result` blocks of the last user turn."""
    attachments: Tuple[str, ...]
    """The types of the other blocks of the last user turn."""
    prefill: str
    """The text of a last assistant turn, which the answer goes on from."""
    citable: Tuple[Tuple[int, JsonObject], ...]
    """Documents and search results with citations enabled, each with its index among those of its type."""

    @property
    def tools(self) -> list[JsonObject]:
        """All declared tools."""
        return objects(self.body.get("tools"))

    @property
    def callable_tools(self) -> list[JsonObject]:
        """The tools that the caller carries out."""
        return [tool for tool in self.tools if is_custom(tool) or str(tool.get("type")).startswith(CLIENT_TOOLS)]

    @property
    def tool_choice(self) -> JsonObject:
        """The choice, `auto` where none is given."""
        return as_object(self.body.get("tool_choice")) or {"type": "auto"}

    @property
    def thinking(self) -> JsonObject | None:
        """The thinking settings where thinking is on."""
        config = as_object(self.body.get("thinking"))
        return config if config.get("type") in ("enabled", "adaptive") else None

    @property
    def schema(self) -> object:
        """The JSON schema that the answer must follow; `None` where it is free."""
        config = as_object(self.body.get("output_config")).get("format") or self.body.get("output_format")
        return as_object(config).get("schema") if as_object(config).get("type") == "json_schema" else None


def is_custom(tool: JsonObject) -> bool:
    """Whether a tool is the caller's own."""
    return tool.get("type") in (None, "custom")


def input_schema(tool: JsonObject) -> object:
    """The schema of a tool's input."""
    if is_custom(tool):
        return tool.get("input_schema", {})
    kind = str(tool.get("type"))
    return next((schema for start, schema in BUILTIN_INPUTS if kind.startswith(start)), {"type": "object"})


def blocks_of(content: object) -> list[JsonObject]:
    """Content as a list of blocks: a plain text is one text block."""
    return [{"type": "text", "text": content}] if isinstance(content, str) else objects(content)


def text_of(content: object) -> str:
    """The text blocks of a content, one a line."""
    return "\n".join(str(block.get("text", "")) for block in blocks_of(content) if block.get("type") == "text")


def turn_of(body: JsonObject) -> Turn:
    """Read a request body that has been found valid."""
    messages = [message for message in objects(body.get("messages")) if message.get("role") != "system"]
    prefill = ""
    while messages and messages[-1].get("role") == "assistant":
        prefill = text_of(messages.pop().get("content")) + prefill
    last: list[JsonObject] = []
    while messages and messages[-1].get("role") == "user":
        last = [*blocks_of(messages.pop().get("content")), *last]
    kinds = [str(block.get("type")) for block in last]
    return Turn(
        body=body,
        text=text_of(last),
        results=tuple(block for block in last if block.get("type") == "tool_result"),
        attachments=tuple(kind for kind in kinds if kind not in ("text", "tool_result")),
        prefill=prefill,
        citable=tuple(_citable(body)),
    )


def _citable(body: JsonObject) -> list[tuple[int, JsonObject]]:
    found: list[tuple[int, JsonObject]] = []
    counts = {"document": 0, "search_result": 0}
    for message in objects(body.get("messages")):
        for block in _nested(as_list(message.get("content"))):
            kind = block.get("type")
            if kind not in counts:
                continue
            if as_object(block.get("citations")).get("enabled"):
                found.append((counts[kind], block))
            counts[kind] += 1
    return found


def _nested(content: list[object]) -> list[JsonObject]:
    found: list[JsonObject] = []
    for block in objects(content):
        found.append(block)
        if block.get("type") == "tool_result":
            found += objects(block.get("content"))
    return found
