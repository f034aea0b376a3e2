"""The floor's models of stream events, by hand with plain pydantic."""

from typing import Any, Optional, Union

from pydantic import Field, TypeAdapter
from typing_extensions import Annotated, Literal

from .floor_message import Block, Citation, Container, Message, Model, ServerToolUsage, StopDetails


class MessageStart(Model):
    type: Literal["message_start"]
    message: Message


class DeltaOfMessage(Model):
    stop_reason: Optional[str] = None
    stop_sequence: Optional[str] = None
    stop_details: Optional[StopDetails] = None
    container: Optional[Container] = None


class DeltaUsage(Model):
    output_tokens: int
    input_tokens: Optional[int] = None
    cache_creation_input_tokens: Optional[int] = None
    cache_read_input_tokens: Optional[int] = None
    server_tool_use: Optional[ServerToolUsage] = None


class MessageDelta(Model):
    type: Literal["message_delta"]
    delta: DeltaOfMessage
    usage: DeltaUsage


class MessageStop(Model):
    type: Literal["message_stop"]


class BlockStart(Model):
    type: Literal["content_block_start"]
    index: int
    content_block: Block


class TextDelta(Model):
    type: Literal["text_delta"]
    text: str


class JSONDelta(Model):
    type: Literal["input_json_delta"]
    partial_json: str


class CitationsDelta(Model):
    type: Literal["citations_delta"]
    citation: Citation


class ThinkingDelta(Model):
    type: Literal["thinking_delta"]
    thinking: str


class SignatureDelta(Model):
    type: Literal["signature_delta"]
    signature: str


class BlockDelta(Model):
    type: Literal["content_block_delta"]
    index: int
    delta: Annotated[
        Union[TextDelta, JSONDelta, CitationsDelta, ThinkingDelta, SignatureDelta], Field(discriminator="type")
    ]


class BlockStop(Model):
    type: Literal["content_block_stop"]
    index: int


class Ping(Model):
    type: Literal["ping"]


Event = Annotated[
    Union[MessageStart, MessageDelta, MessageStop, BlockStart, BlockDelta, BlockStop, Ping], Field(discriminator="type")
]

EVENT: "TypeAdapter[Any]" = TypeAdapter(Event)
"""Parses one event of a stream."""
