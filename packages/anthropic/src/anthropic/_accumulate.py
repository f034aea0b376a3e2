"""The message that stream events add up to. Linear in the length of the stream; no I/O here.

Deltas are kept as pieces and joined, and partial tool input is parsed, only when somebody looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Generic, TypeVar, cast

from pydantic_core import from_json, to_json

from ._models import BaseModel, as_class

if TYPE_CHECKING:
    from .types import ContentBlock, Message

MessageT = TypeVar("MessageT", bound=BaseModel)

_NOWHERE = object()
_PIECES = {"text_delta": "text", "thinking_delta": "thinking", "input_json_delta": "partial_json"}


class Pieces:
    """A text that grows by pieces, and can be asked for as it was at any length."""

    __slots__ = ("_joined", "_joined_count", "parts")

    def __init__(self, start: str = "") -> None:
        self.parts: list[str] = [start] if start else []
        self._joined = ""
        self._joined_count = 0

    def text(self, count: int | None = None) -> str:
        """The first `count` pieces as one text; all by default."""
        parts = self.parts
        count = len(parts) if count is None else count
        if count < self._joined_count:
            return "".join(parts[:count])
        if count > self._joined_count:
            self._joined += "".join(parts[self._joined_count : count])
            self._joined_count = count
        return self._joined


class Block:
    """One content block that is still growing."""

    __slots__ = ("append", "citations", "field", "kind", "model", "pieces", "settled_count", "stopped")

    def __init__(self, model: Any) -> None:
        self.model = model
        self.kind = ""
        """The type of the deltas whose text goes to `pieces`, by `append`."""
        self.field = ""
        self.pieces: Pieces | None = None
        self.append: Callable[[str], None] = _ignore
        self.settled_count = 0
        self.stopped = False
        self.citations: list[Any] = []

    def add(self, delta: Any) -> None:
        """Take in one delta."""
        kind = delta.type
        field = _PIECES.get(kind)
        if field is not None:
            if kind != self.kind:
                self._begin(kind, field)
            self.append(getattr(delta, field))
        elif kind == "citations_delta":
            self.citations = [*(getattr(self.model, "citations", None) or []), delta.citation]
            self.model.citations = self.citations
        else:
            self._add_other(delta)

    def resume_input(self, text: str) -> None:
        """Go on with tool input that an earlier accumulator had come so far with."""
        self._grow("input_json_delta", "partial_json", text)

    def _begin(self, kind: str, field: str) -> None:
        self.settle()
        self._grow(kind, field, "" if field == "partial_json" else getattr(self.model, field, "") or "")

    def _grow(self, kind: str, field: str, start: str) -> None:
        self.kind, self.field = kind, field
        self.pieces = Pieces(start)
        self.append = self.pieces.parts.append
        self.settled_count = len(self.pieces.parts)

    def _add_other(self, delta: Any) -> None:
        """A delta of a kind without pieces, known or not: texts of one name follow each other, other values replace."""
        for name in delta.model_fields_set - {"type"}:
            value: Any = getattr(delta, name)
            before: Any = getattr(self.model, name, None)
            grows = isinstance(value, str) and isinstance(before, str) and name != "signature"
            setattr(self.model, name, before + value if grows else value)

    def settle(self) -> Any:
        """The block with everything that came so far in it."""
        pieces = self.pieces
        if pieces is not None and len(pieces.parts) != self.settled_count:
            self.settled_count = len(pieces.parts)
            if self.field == "partial_json":
                self.model.input = parsed_input(pieces.text(), self.stopped)
            else:
                setattr(self.model, self.field, pieces.text())
        return self.model


def _ignore(text: str) -> None:
    """What a block does with text before the first delta has told where it goes."""


class Accumulator(Generic[MessageT]):
    """Adds events up to a message."""

    def __init__(
        self, finish_block: Callable[[Any], Any] | None = None, message_class: type[BaseModel] | None = None
    ) -> None:
        self._message: Any = None
        self._message_class = message_class
        self._finish_block = finish_block
        self.blocks: list[Block] = []
        self.complete = False
        self._latest = Block(None)
        self._latest_index: object = _NOWHERE

    @classmethod
    def of(cls, message: MessageT) -> Accumulator[MessageT]:
        """One that goes on with a message, changing it in place."""
        accumulator = cls()
        accumulator._message = message
        accumulator.blocks = [Block(block) for block in cast(Any, message).content]
        return accumulator

    def add(self, event: Any) -> Block | None:
        """Take in one raw event; the block that a delta went to. Raises: ValueError where the order is impossible."""
        if event.type != "content_block_delta":
            self._add_rare(event)
            return None
        index: int = event.index
        delta: Any = event.delta
        if index != self._latest_index:
            self._latest, self._latest_index = self.block(index), index
        block = self._latest
        if delta.type == block.kind:
            block.append(getattr(delta, block.field))
        else:
            block.add(delta)
        return block

    def _add_rare(self, event: Any) -> None:
        kind = event.type
        if kind == "content_block_start":
            if self._message is None:
                raise ValueError("A content_block_start event came before message_start.")
            self.blocks.append(Block(event.content_block.model_copy()))
        elif kind == "content_block_stop":
            block = self.block(event.index)
            block.stopped = True
            if self._finish_block is not None:
                block.model = self._finish_block(block.settle())
        elif kind == "message_start":
            if self._message is not None:
                raise ValueError("A second message_start event came.")
            self._message = as_class(event.message, self._message_class or event.message.__class__)
            self._message.usage = event.message.usage.model_copy()
            self._latest_index = _NOWHERE
            self.blocks = [Block(block.model_copy()) for block in cast("list[Any]", self._message.content or [])]
        elif kind == "message_delta":
            self._add_message_delta(event)
        elif kind == "message_stop":
            self.complete = True

    def block(self, index: int) -> Block:
        """The block that events of this index are about. Raises: ValueError where it has not begun."""
        try:
            if index < 0:
                raise IndexError
            return self.blocks[index]
        except (IndexError, TypeError):
            raise ValueError(f"An event names content block {index}, which has not begun.") from None

    def _add_message_delta(self, event: Any) -> None:
        if self._message is None:
            raise ValueError("A message_delta event came before message_start.")
        for name in event.delta.model_fields_set:
            setattr(self._message, name, getattr(event.delta, name))
        usage = getattr(event, "usage", None)
        if usage is not None:
            for name in usage.model_fields_set:
                value = getattr(usage, name)
                if value is not None:
                    setattr(self._message.usage, name, value)
        for name in event.model_fields_set - {"type", "delta", "usage"}:
            setattr(self._message, name, getattr(event, name))

    @property
    def message(self) -> MessageT | None:
        """The message as far as it came; `None` before `message_start`. The same object each time."""
        if self._message is not None:
            self._message.content = [block.settle() for block in self.blocks]
        return cast("MessageT | None", self._message)


def parsed_input(text: str, whole: bool) -> object:
    """A tool's input from its JSON text so far: what is complete of it. An unfinished string is left out."""
    if not text:
        return {}
    if whole:
        try:
            return cast(object, from_json(text))
        except ValueError:
            pass  # cut off by max_tokens: what came of it can still be read
    try:
        return cast(object, from_json(text, allow_partial=True))
    except ValueError:
        return {}


def events_of(message: Message) -> list[Any]:
    """The raw events that a whole message would have come as, each block's text and input in one piece."""
    from .types import RawMessageDeltaEvent, RawMessageStartEvent, RawMessageStopEvent

    started = message.model_copy()
    started.content = []
    ending = {"stop_reason": message.stop_reason, "stop_sequence": message.stop_sequence}
    usage = {"output_tokens": message.usage.output_tokens}
    return [
        RawMessageStartEvent.model_construct(type="message_start", message=started),
        *(event for index, block in enumerate(message.content) for event in _events_of_block(index, block)),
        RawMessageDeltaEvent.model_construct(type="message_delta", delta=ending, usage=usage),
        RawMessageStopEvent.model_construct(type="message_stop"),
    ]


def _events_of_block(index: int, block: ContentBlock) -> list[Any]:
    from .types import RawContentBlockDeltaEvent, RawContentBlockStartEvent, RawContentBlockStopEvent

    begun: Any = block.model_copy()
    delta: dict[str, Any] | None = None
    if block.type == "text":
        begun.text, delta = "", {"type": "text_delta", "text": block.text}
    elif block.type == "thinking":
        begun.thinking, delta = "", {"type": "thinking_delta", "thinking": block.thinking}
    elif block.type == "tool_use":
        begun.input, delta = {}, {"type": "input_json_delta", "partial_json": to_json(block.input).decode()}
    events: list[Any] = [
        RawContentBlockStartEvent.model_construct(type="content_block_start", index=index, content_block=begun)
    ]
    if delta is not None:
        events.append(RawContentBlockDeltaEvent.model_construct(type="content_block_delta", index=index, delta=delta))
    events.append(RawContentBlockStopEvent.model_construct(type="content_block_stop", index=index))
    return events
