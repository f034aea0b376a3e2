"""Events of a message stream, as they come over the wire."""

from typing import Optional, Union

from typing_extensions import Annotated, Literal, TypeAlias

from anthropic import types as ga
from anthropic.endpoint import BY_TYPE, BaseModel

from .context_management import BetaContextManagementResponse
from .fallback import BetaFallbackCreditUsage
from .message import BetaContentBlock, BetaIterationsUsage, BetaMessage, BetaRefusalStopDetails, BetaStopReason


class BetaRawMessageStartEvent(BaseModel):
    """A message begins; it has no content yet."""

    message: BetaMessage
    type: Literal["message_start"]


class MessageDelta(BaseModel):
    """What is known about a message only at its end."""

    container: Optional[ga.Container] = None
    stop_details: Optional[BetaRefusalStopDetails] = None
    stop_reason: Optional[BetaStopReason] = None
    stop_sequence: Optional[str] = None


class BetaMessageDeltaUsage(ga.MessageDeltaUsage):
    """Tokens and server tools used so far, counted from the start of the message."""

    fallback_credit: Optional[BetaFallbackCreditUsage] = None
    iterations: Optional[BetaIterationsUsage] = None


class BetaRawMessageDeltaEvent(BaseModel):
    """The end of a message: why it stopped and what it used."""

    context_management: Optional[BetaContextManagementResponse] = None
    delta: MessageDelta
    type: Literal["message_delta"]
    usage: BetaMessageDeltaUsage


class BetaRawMessageStopEvent(ga.RawMessageStopEvent):
    """The last event of a stream."""


class BetaRawContentBlockStartEvent(BaseModel):
    """A content block begins."""

    content_block: BetaContentBlock
    index: int
    type: Literal["content_block_start"]


class BetaThinkingDelta(ga.ThinkingDelta):
    """The next piece of thinking."""

    estimated_tokens: Optional[int] = None


class BetaCompactionContentBlockDelta(BaseModel):
    """The summary of the conversation, whole."""

    content: Optional[str] = None
    encrypted_content: Optional[str] = None
    type: Literal["compaction_delta"]


BetaRawContentBlockDelta: TypeAlias = Annotated[
    Union[
        ga.TextDelta,
        ga.InputJSONDelta,
        ga.CitationsDelta,
        BetaThinkingDelta,
        ga.SignatureDelta,
        BetaCompactionContentBlockDelta,
    ],
    BY_TYPE,
]
"""The next piece of a content block."""


class BetaRawContentBlockDeltaEvent(BaseModel):
    """More of a content block."""

    delta: BetaRawContentBlockDelta
    index: int
    type: Literal["content_block_delta"]


class BetaRawContentBlockStopEvent(ga.RawContentBlockStopEvent):
    """A content block is complete."""


BetaRawMessageStreamEvent: TypeAlias = Annotated[
    Union[
        BetaRawMessageStartEvent,
        BetaRawMessageDeltaEvent,
        BetaRawMessageStopEvent,
        BetaRawContentBlockStartEvent,
        BetaRawContentBlockDeltaEvent,
        BetaRawContentBlockStopEvent,
    ],
    BY_TYPE,
]
"""An event of a message stream."""
