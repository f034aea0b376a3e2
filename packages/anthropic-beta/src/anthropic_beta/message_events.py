"""Events that a beta message stream adds to the raw ones."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Generic, Optional, TypeVar, Union

from pydantic import Field
from typing_extensions import Annotated, Literal, TypeAlias, override

from anthropic.endpoint import BaseModel
from anthropic.message_events import (
    CitationEvent,
    HelperEvents,
    InputJsonEvent,
    SignatureEvent,
    TextEvent,
    ThinkingEvent,
)

from .types import (
    BetaRawContentBlockDeltaEvent,
    BetaRawContentBlockStartEvent,
    BetaRawContentBlockStopEvent,
    BetaRawMessageDeltaEvent,
    BetaRawMessageStartEvent,
    BetaRawMessageStopEvent,
)
from .types.parsed_beta_message import ParsedBetaContentBlock, ParsedBetaMessage

FormatT = TypeVar("FormatT")


class ParsedBetaTextEvent(TextEvent):
    """More of a text block."""


class BetaInputJsonEvent(InputJsonEvent):
    """More of a tool's input."""


class BetaThinkingEvent(ThinkingEvent):
    """More of a thinking block."""


class BetaSignatureEvent(SignatureEvent):
    """The signature of a thinking block."""


class BetaCitationEvent(CitationEvent):
    """One more citation of a text block."""


class BetaCompactionEvent(BaseModel):
    """The summary that takes the place of the conversation so far."""

    type: Literal["compaction"]
    content: Optional[str]
    encrypted_content: Optional[str]


class ParsedBetaContentBlockStopEvent(BetaRawContentBlockStopEvent, Generic[FormatT]):
    """A content block is complete; its text parsed, where an output format was asked for."""

    type: Literal["content_block_stop"]
    if TYPE_CHECKING:
        content_block: ParsedBetaContentBlock[FormatT]
    else:
        content_block: ParsedBetaContentBlock


class ParsedBetaMessageStopEvent(BetaRawMessageStopEvent, Generic[FormatT]):
    """The message is complete; its text parsed, where an output format was asked for."""

    type: Literal["message_stop"]
    if TYPE_CHECKING:
        message: ParsedBetaMessage[FormatT]
    else:
        message: ParsedBetaMessage


ParsedBetaMessageStreamEvent: TypeAlias = Annotated[
    Union[
        ParsedBetaTextEvent,
        BetaCitationEvent,
        BetaThinkingEvent,
        BetaSignatureEvent,
        BetaInputJsonEvent,
        BetaCompactionEvent,
        BetaRawMessageStartEvent,
        BetaRawMessageDeltaEvent,
        ParsedBetaMessageStopEvent[FormatT],
        BetaRawContentBlockStartEvent,
        BetaRawContentBlockDeltaEvent,
        ParsedBetaContentBlockStopEvent[FormatT],
    ],
    Field(discriminator="type"),
]
BetaTextEvent = ParsedBetaTextEvent
if TYPE_CHECKING:
    BetaContentBlockStopEvent: TypeAlias = ParsedBetaContentBlockStopEvent[object]
    BetaMessageStopEvent: TypeAlias = ParsedBetaMessageStopEvent[object]
    BetaMessageStreamEvent: TypeAlias = ParsedBetaMessageStreamEvent[object]
else:  # a class without a parameter takes any value, and costs nothing to make
    BetaContentBlockStopEvent = ParsedBetaContentBlockStopEvent
    BetaMessageStopEvent = ParsedBetaMessageStopEvent
    BetaMessageStreamEvent = ParsedBetaMessageStreamEvent


@dataclasses.dataclass(frozen=True)
class BetaHelperEvents(HelperEvents):
    """Which classes the helper events of a beta stream have."""

    text: type[BaseModel] = ParsedBetaTextEvent
    thinking: type[BaseModel] = BetaThinkingEvent
    input_json: type[BaseModel] = BetaInputJsonEvent
    signature: type[BaseModel] = BetaSignatureEvent
    citation: type[BaseModel] = BetaCitationEvent
    content_block_stop: type[BaseModel] = ParsedBetaContentBlockStopEvent
    message_stop: type[BaseModel] = ParsedBetaMessageStopEvent
    message: type[BaseModel] = ParsedBetaMessage

    @override
    def of_delta(self, delta: Any, block: Any) -> BaseModel | None:
        if delta.type == "compaction_delta":
            content, encrypted = delta.content, delta.encrypted_content
            return BetaCompactionEvent(type="compaction", content=content, encrypted_content=encrypted)
        return super().of_delta(delta, block)


for _event in list(vars().values()):
    if isinstance(_event, type) and issubclass(_event, BaseModel) and _event.__module__ == __name__:
        _event.__module__ = "anthropic.lib.streaming._beta_types"
