"""Events of a message stream, as they come over the wire."""

from typing import Optional, Union

from typing_extensions import Annotated, Literal, TypeAlias

from anthropic._models import BaseModel

from ._annotations import BY_TYPE
from .citations import TextCitation
from .message import (
    Container,
    ContentBlock,
    Message,
    OutputTokensDetails,
    RefusalStopDetails,
    ServerToolUsage,
    StopReason,
)


class RawMessageStartEvent(BaseModel):
    """A message begins; it has no content yet."""

    message: Message
    type: Literal["message_start"]


class MessageDelta(BaseModel):
    """What is known about a message only at its end."""

    container: Optional[Container] = None
    stop_details: Optional[RefusalStopDetails] = None
    stop_reason: Optional[StopReason] = None
    stop_sequence: Optional[str] = None


class MessageDeltaUsage(BaseModel):
    """Tokens and server tools used so far, counted from the start of the message."""

    cache_creation_input_tokens: Optional[int] = None
    cache_read_input_tokens: Optional[int] = None
    input_tokens: Optional[int] = None
    output_tokens: int
    output_tokens_details: Optional[OutputTokensDetails] = None
    server_tool_use: Optional[ServerToolUsage] = None


class RawMessageDeltaEvent(BaseModel):
    """The end of a message: why it stopped and what it used."""

    delta: MessageDelta
    type: Literal["message_delta"]
    usage: MessageDeltaUsage


class RawMessageStopEvent(BaseModel):
    """The last event of a stream."""

    type: Literal["message_stop"]


class RawContentBlockStartEvent(BaseModel):
    """A content block begins."""

    content_block: ContentBlock
    index: int
    type: Literal["content_block_start"]


class TextDelta(BaseModel):
    """The next piece of a text."""

    text: str
    type: Literal["text_delta"]


class InputJSONDelta(BaseModel):
    """The next piece of the JSON text of a tool's arguments."""

    partial_json: str
    type: Literal["input_json_delta"]


class CitationsDelta(BaseModel):
    """One more citation of a text."""

    citation: TextCitation
    type: Literal["citations_delta"]


class ThinkingDelta(BaseModel):
    """The next piece of thinking."""

    thinking: str
    type: Literal["thinking_delta"]


class SignatureDelta(BaseModel):
    """The signature of a thinking block that is complete."""

    signature: str
    type: Literal["signature_delta"]


RawContentBlockDelta: TypeAlias = Annotated[
    Union[TextDelta, InputJSONDelta, CitationsDelta, ThinkingDelta, SignatureDelta], BY_TYPE
]
"""What is added to a content block."""


class RawContentBlockDeltaEvent(BaseModel):
    """A content block grows."""

    delta: RawContentBlockDelta
    index: int
    type: Literal["content_block_delta"]


class RawContentBlockStopEvent(BaseModel):
    """A content block is complete."""

    index: int
    type: Literal["content_block_stop"]


RawMessageStreamEvent: TypeAlias = Annotated[
    Union[
        RawMessageStartEvent,
        RawMessageDeltaEvent,
        RawMessageStopEvent,
        RawContentBlockStartEvent,
        RawContentBlockDeltaEvent,
        RawContentBlockStopEvent,
    ],
    BY_TYPE,
]
"""An event of a message stream."""


# The names that users of streams know; their events come from `anthropic.lib.streaming` with more in them.
MessageStartEvent = RawMessageStartEvent
MessageDeltaEvent = RawMessageDeltaEvent
MessageStopEvent = RawMessageStopEvent
ContentBlockStartEvent = RawContentBlockStartEvent
ContentBlockDeltaEvent = RawContentBlockDeltaEvent
ContentBlockStopEvent = RawContentBlockStopEvent
MessageStreamEvent = RawMessageStreamEvent
