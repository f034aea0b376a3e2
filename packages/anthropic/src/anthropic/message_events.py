"""Events that a message stream adds to the raw ones. Their snapshots are made when looked at, so that they cost nothing else."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Callable, Dict, Generic, List, Mapping, Set, TypeVar, Union, cast

from pydantic import Field
from typing_extensions import Annotated, Literal, TypeAlias, override

from ._accumulate import Block, parsed_input
from ._models import BaseModel
from .types import (
    ContentBlock,
    Message,
    ParsedContentBlock,
    ParsedMessage,
    RawContentBlockDeltaEvent,
    RawContentBlockStartEvent,
    RawContentBlockStopEvent,
    RawMessageDeltaEvent,
    RawMessageStartEvent,
    RawMessageStopEvent,
    TextCitation,
)

FormatT = TypeVar("FormatT")


class LazySnapshot(BaseModel):
    """An event whose `snapshot` is what had come when it was made, put together when it is first looked at."""

    __slots__ = ("_snapshot_slot",)

    if not TYPE_CHECKING:

        @override
        def __getattr__(self, name):
            if name == "snapshot":
                return self._settled()["snapshot"]
            return super().__getattr__(name)

    def _settled(self) -> dict[str, Any]:
        values: Any = self.__dict__
        if "snapshot" not in values:
            values["snapshot"] = cast("Callable[[], object]", object.__getattribute__(self, "_snapshot_slot"))()
        return cast("dict[str, Any]", values)

    @override
    def model_dump(self, **options: Any) -> Dict[str, Any]:
        self._settled()
        return super().model_dump(**options)

    @override
    def model_dump_json(self, **options: Any) -> str:
        self._settled()
        return super().model_dump_json(**options)

    @override
    def model_copy(self, *, update: Union[Mapping[str, Any], None] = None, deep: bool = False) -> Any:
        self._settled()
        return super().model_copy(update=cast(Any, update), deep=deep)

    @override
    def __eq__(self, other: object) -> bool:
        self._settled()
        if isinstance(other, LazySnapshot):
            other._settled()
        return super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]  # as of every model

    @override
    def __repr_args__(self) -> Any:
        self._settled()
        return super().__repr_args__()

    @override
    def __reduce_ex__(self, protocol: Any) -> Any:
        self._settled()
        return super().__reduce_ex__(protocol)


class TextEvent(LazySnapshot):
    """More of a text block."""

    type: Literal["text"]
    text: str
    """What came now."""
    snapshot: str
    """The block's text so far."""

    def parsed_snapshot(self) -> Dict[str, Any]:
        """The text so far as JSON, as much of it as is complete; for structured outputs."""
        return cast("Dict[str, Any]", parsed_input(self.snapshot, False))


class ThinkingEvent(LazySnapshot):
    """More of a thinking block."""

    type: Literal["thinking"]
    thinking: str
    """What came now."""
    snapshot: str
    """The block's thinking so far."""


class InputJsonEvent(LazySnapshot):
    """More of a tool's input."""

    type: Literal["input_json"]
    partial_json: str
    """What came now: a piece of JSON text."""
    snapshot: object
    """The input so far, as much of it as is complete."""


class SignatureEvent(BaseModel):
    """The signature of a thinking block."""

    type: Literal["signature"]
    signature: str


class CitationEvent(BaseModel):
    """One more citation of a text block."""

    type: Literal["citation"]
    citation: TextCitation
    snapshot: List[TextCitation]
    """The block's citations so far."""


class ContentBlockStopEvent(RawContentBlockStopEvent):
    """A content block is complete."""

    type: Literal["content_block_stop"]
    content_block: ContentBlock


class MessageStopEvent(RawMessageStopEvent):
    """The message is complete."""

    type: Literal["message_stop"]
    message: Message


class ParsedContentBlockStopEvent(RawContentBlockStopEvent, Generic[FormatT]):
    """A content block is complete; its text parsed, where an output format was asked for."""

    type: Literal["content_block_stop"]
    if TYPE_CHECKING:
        content_block: ParsedContentBlock[FormatT]
    else:
        content_block: ParsedContentBlock


class ParsedMessageStopEvent(RawMessageStopEvent, Generic[FormatT]):
    """The message is complete; its text parsed, where an output format was asked for."""

    type: Literal["message_stop"]
    if TYPE_CHECKING:
        message: ParsedMessage[FormatT]
    else:
        message: ParsedMessage


MessageStreamEvent: TypeAlias = Annotated[
    Union[
        TextEvent,
        CitationEvent,
        ThinkingEvent,
        SignatureEvent,
        InputJsonEvent,
        RawMessageStartEvent,
        RawMessageDeltaEvent,
        MessageStopEvent,
        RawContentBlockStartEvent,
        RawContentBlockDeltaEvent,
        ContentBlockStopEvent,
    ],
    Field(discriminator="type"),
]
if TYPE_CHECKING:
    ParsedMessageStreamEvent: TypeAlias = Annotated[
        Union[
            TextEvent,
            CitationEvent,
            ThinkingEvent,
            SignatureEvent,
            InputJsonEvent,
            RawMessageStartEvent,
            RawMessageDeltaEvent,
            ParsedMessageStopEvent[FormatT],
            RawContentBlockStartEvent,
            RawContentBlockDeltaEvent,
            ParsedContentBlockStopEvent[FormatT],
        ],
        Field(discriminator="type"),
    ]
else:
    ParsedMessageStreamEvent = Annotated[
        Union[
            TextEvent,
            CitationEvent,
            ThinkingEvent,
            SignatureEvent,
            InputJsonEvent,
            RawMessageStartEvent,
            RawMessageDeltaEvent,
            ParsedMessageStopEvent,
            RawContentBlockStartEvent,
            RawContentBlockDeltaEvent,
            ParsedContentBlockStopEvent,
        ],
        Field(discriminator="type"),
    ]


@dataclasses.dataclass(frozen=True)
class HelperEvents:
    """Which classes the helper events of a stream have."""

    text: type[BaseModel] = TextEvent
    thinking: type[BaseModel] = ThinkingEvent
    input_json: type[BaseModel] = InputJsonEvent
    signature: type[BaseModel] = SignatureEvent
    citation: type[BaseModel] = CitationEvent
    content_block_stop: type[BaseModel] = ParsedContentBlockStopEvent
    message_stop: type[BaseModel] = ParsedMessageStopEvent

    def of_delta(self, delta: Any, block: Block) -> BaseModel | None:
        """The helper event for a delta that `block` has taken in."""
        kind = delta.type
        if kind == "text_delta":
            return _lazy(self.text, {"type": "text", "text": delta.text}, block)
        if kind == "input_json_delta":
            return _lazy(self.input_json, {"type": "input_json", "partial_json": delta.partial_json}, block)
        if kind == "thinking_delta":
            return _lazy(self.thinking, {"type": "thinking", "thinking": delta.thinking}, block)
        if kind == "signature_delta":
            return _made(self.signature, {"type": "signature", "signature": delta.signature})
        if kind == "citations_delta":
            values = {"type": "citation", "citation": delta.citation, "snapshot": block.citations}
            return _made(self.citation, values)
        return None

    def of_block_stop(self, event: Any, block: Any) -> BaseModel:
        """The end of a content block, with the block."""
        return _made(self.content_block_stop, {**event.__dict__, "content_block": block})

    def of_message_stop(self, event: Any, message: Any) -> BaseModel:
        """The end of the message, with the message."""
        return _made(self.message_stop, {**event.__dict__, "message": message})


_LAZY_FIELDS: Mapping[str, Set[str]] = {
    kind: {"type", field, "snapshot"}
    for kind, field in (("text", "text"), ("thinking", "thinking"), ("input_json", "partial_json"))
}


def _lazy(cls: type[BaseModel], values: dict[str, Any], block: Block) -> BaseModel:
    pieces = block.pieces
    assert pieces is not None
    count = len(pieces.parts)
    event = _made(cls, values)
    if values["type"] == "input_json":
        snapshot: Callable[[], object] = lambda: parsed_input(pieces.text(count), False)  # noqa: E731
    else:
        snapshot = lambda: pieces.text(count)  # noqa: E731
    object.__setattr__(event, "__pydantic_fields_set__", _LAZY_FIELDS[values["type"]])
    object.__setattr__(event, "_snapshot_slot", snapshot)
    return event


def _made(cls: type[BaseModel], values: dict[str, Any]) -> BaseModel:
    """A model from values known to be right, without checking them again."""
    event = cls.__new__(cls)
    set_ = object.__setattr__
    set_(event, "__dict__", values)
    set_(event, "__pydantic_fields_set__", set(values))
    set_(event, "__pydantic_extra__", None)
    set_(event, "__pydantic_private__", None)
    return event
