"""An answer before it has its message: blocks in order, and why it ends."""

from __future__ import annotations

import dataclasses
from typing import List

from .._json import JsonObject, dumps
from ..tokens import count_text


@dataclasses.dataclass
class Draft:
    """One content block, and the JSON of its input as it is streamed."""

    block: JsonObject
    input_json: str | None = None
    """For tool use: the JSON text of the input. Cut short where `max_tokens` came first."""
    written: bool = True
    """Whether the model wrote it; results of server tools cost no output tokens."""

    @property
    def tokens(self) -> int:
        """Output tokens of the block."""
        if not self.written:
            return 0
        if self.input_json is not None:
            return count_text(str(self.block.get("name", ""))) + count_text(self.input_json)
        kind = self.block.get("type")
        if kind == "redacted_thinking":
            return count_text(str(self.block.get("data", "")))
        return count_text(str(self.block.get("thinking" if kind == "thinking" else "text", "")))


@dataclasses.dataclass
class Answer:
    """What the model says, before limits or after them."""

    drafts: List[Draft]
    stop_reason: str = "end_turn"
    stop_sequence: str | None = None
    stop_details: JsonObject | None = None
    container: JsonObject | None = None

    @property
    def output_tokens(self) -> int:
        """Output tokens of all blocks; at least one, as with the service."""
        return max(sum(draft.tokens for draft in self.drafts), 1)

    @property
    def thinking_tokens(self) -> int:
        """Output tokens spent on thinking."""
        return sum(draft.tokens for draft in self.drafts if "thinking" in str(draft.block.get("type")))


def text_draft(text: str, citations: list[JsonObject] | None = None) -> Draft:
    """A text block."""
    block: JsonObject = {"type": "text", "text": text}
    if citations is not None:
        block = {"citations": citations, **block}
    return Draft(block)


def use_draft(kind: str, id: str, name: str, value: JsonObject, **more: object) -> Draft:
    """A `tool_use` or `server_tool_use` block."""
    return Draft({"type": kind, "id": id, "name": name, "input": value, **more}, dumps(value))


def result_draft(block: JsonObject) -> Draft:
    """The result of a server tool."""
    return Draft(block, written=False)
