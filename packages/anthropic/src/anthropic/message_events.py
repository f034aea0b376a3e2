"""Events that a message stream adds to the raw ones. Their snapshots are made when looked at, and cost nothing else."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Callable, Dict, Generator, Generic, List, Set, Tuple, TypeVar, Union, cast

import pydantic
from pydantic import Field
from typing_extensions import Annotated, Literal, TypeAlias, override

from ._accumulate import Block, Pieces, parsed_input
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
            pieces, count = cast("tuple[Pieces, int]", object.__getattribute__(self, "_snapshot_slot"))
            text = pieces.text(count)
            values["snapshot"] = parsed_input(text, False) if values["type"] == "input_json" else text
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
    def __iter__(self) -> Generator[Tuple[str, Any], None, None]:
        self._settled()
        return super().__iter__()

    @override
    def __copy__(self) -> Any:
        self._settled()
        return super().__copy__()

    @override
    def __deepcopy__(self, memo: Union[Dict[int, Any], None] = None) -> Any:
        self._settled()
        return super().__deepcopy__(memo)

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
    message: type[BaseModel] = ParsedMessage
    """The class of the message that they add up to."""

    def of_delta(self, delta: Any, block: Block) -> BaseModel | None:
        """The helper event for a delta that `block` has taken in."""
        kind = delta.type
        if kind == "text_delta":
            return _growing(self.text, {"type": "text", "text": delta.text}, _TEXT_FIELDS, block)
        if kind == "input_json_delta":
            values = {"type": "input_json", "partial_json": delta.partial_json}
            return _growing(self.input_json, values, _INPUT_FIELDS, block)
        if kind == "thinking_delta":
            return _growing(self.thinking, {"type": "thinking", "thinking": delta.thinking}, _THINKING_FIELDS, block)
        if kind == "signature_delta":
            return _made(self.signature, {"type": "signature", "signature": delta.signature}, {"type", "signature"})
        if kind == "citations_delta":
            values = {"type": "citation", "citation": delta.citation, "snapshot": block.citations}
            return _made(self.citation, values, set(values))
        return None

    def of_block_stop(self, event: Any, block: Any) -> BaseModel:
        """The end of a content block, with the block."""
        values = {**event.__dict__, "content_block": block}
        return _made(self.content_block_stop, values, set(values))

    def of_message_stop(self, event: Any, message: Any) -> BaseModel:
        """The end of the message, with the message."""
        values = {**event.__dict__, "message": message}
        return _made(self.message_stop, values, set(values))


# Shared by all events of a kind: an event is made for each piece that comes, and must cost little.
_TEXT_FIELDS = {"type", "text", "snapshot"}
_INPUT_FIELDS = {"type", "partial_json", "snapshot"}
_THINKING_FIELDS = {"type", "thinking", "snapshot"}

_new = object.__new__
_set_fields_set: Callable[[object, Set[str]], None] = vars(pydantic.BaseModel)["__pydantic_fields_set__"].__set__
_set_extra: Callable[[object, object], None] = vars(pydantic.BaseModel)["__pydantic_extra__"].__set__
_set_private: Callable[[object, object], None] = vars(pydantic.BaseModel)["__pydantic_private__"].__set__
_set_snapshot: Callable[[object, Tuple[Pieces, int]], None] = vars(LazySnapshot)["_snapshot_slot"].__set__


def _growing(cls: type[BaseModel], values: dict[str, Any], fields: Set[str], block: Block) -> BaseModel:
    pieces = block.pieces
    assert pieces is not None
    event = _made(cls, values, fields)
    _set_snapshot(event, (pieces, len(pieces.parts)))
    return event


def _made(cls: type[BaseModel], values: dict[str, Any], fields: Set[str]) -> BaseModel:
    """A model from values known to be right, without checking them again."""
    event: Any = _new(cls)
    event.__dict__.update(values)
    _set_fields_set(event, fields)
    _set_extra(event, {})
    _set_private(event, None)
    return cast(BaseModel, event)
