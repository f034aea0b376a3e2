"""What each face of each kind of endpoint gives. Only type checkers run this file."""

from __future__ import annotations

import dataclasses
from typing import Union

import httpx
from typing_extensions import assert_type

from anthropic import (
    NOT_GIVEN,
    Anthropic,
    APIResponse,
    AsyncAnthropic,
    AsyncAPIResponse,
    AsyncMessageStream,
    AsyncStream,
    LegacyAPIResponse,
    MessageStream,
    Stream,
    omit,
)
from anthropic.resources import AsyncMessages, Messages
from anthropic.types import Message, MessageParam, MessageTokensCount, ParsedMessage, RawMessageStreamEvent, TextBlock

MESSAGES: list[MessageParam] = [{"role": "user", "content": "hi"}]


@dataclasses.dataclass
class Point:
    x: int


def sync(client: Anthropic, flag: bool) -> None:
    assert_type(client.messages, Messages)
    message = client.messages.create(model="m", messages=MESSAGES, max_tokens=1)
    assert_type(message, Message)
    assert_type(client.messages.create(model="m", messages=MESSAGES, max_tokens=1, stream=False), Message)
    assert_type(
        client.messages.create(model="m", messages=MESSAGES, max_tokens=1, stream=True), Stream[RawMessageStreamEvent]
    )
    assert_type(
        client.messages.create(model="m", messages=MESSAGES, max_tokens=1, stream=flag),
        Union[Message, Stream[RawMessageStreamEvent]],
    )
    assert_type(client.messages.count_tokens(model="m", messages=MESSAGES), MessageTokensCount)
    raw = client.messages.with_raw_response
    assert_type(raw.create(model="m", messages=MESSAGES, max_tokens=1), LegacyAPIResponse[Message])
    assert_type(raw.create(model="m", messages=MESSAGES, max_tokens=1).parse(), Message)
    assert_type(
        raw.create(model="m", messages=MESSAGES, max_tokens=1, stream=True).parse(), Stream[RawMessageStreamEvent]
    )
    assert_type(raw.count_tokens(model="m", messages=MESSAGES).parse(), MessageTokensCount)
    assert_type(
        client.with_raw_response.messages.create(model="m", messages=MESSAGES, max_tokens=1), LegacyAPIResponse[Message]
    )
    streamed = client.messages.with_streaming_response
    with streamed.create(model="m", messages=MESSAGES, max_tokens=1) as response:
        assert_type(response, APIResponse[Message])
    with streamed.create(model="m", messages=MESSAGES, max_tokens=1, stream=True) as events:
        assert_type(events.parse(), Stream[RawMessageStreamEvent])


def helpers(client: Anthropic) -> None:
    with client.messages.stream(model="m", messages=MESSAGES, max_tokens=1) as stream:
        assert_type(stream, MessageStream[None])
        for text in stream.text_stream:
            assert_type(text, str)
        for event in stream:
            if event.type == "text":
                assert_type(event.snapshot, str)
        assert_type(stream.get_final_message(), ParsedMessage[None])
    with client.messages.stream(model="m", messages=MESSAGES, max_tokens=1, output_format=Point) as parsed:
        assert_type(parsed.get_final_message().parsed_output, Union[Point, None])
    message = client.messages.parse(model="m", messages=MESSAGES, max_tokens=1, output_format=Point)
    assert_type(message, ParsedMessage[Point])
    for block in message.content:
        if block.type == "text":
            assert_type(block.parsed_output, Union[Point, None])


async def async_(client: AsyncAnthropic, flag: bool) -> None:
    assert_type(client.messages, AsyncMessages)
    assert_type(await client.messages.create(model="m", messages=MESSAGES, max_tokens=1), Message)
    assert_type(
        await client.messages.create(model="m", messages=MESSAGES, max_tokens=1, stream=True),
        AsyncStream[RawMessageStreamEvent],
    )
    raw = await client.messages.with_raw_response.create(model="m", messages=MESSAGES, max_tokens=1)
    assert_type(raw, LegacyAPIResponse[Message])
    assert_type(raw.parse(), Message)
    assert_type(await raw.parse(), Message)
    async with client.messages.with_streaming_response.create(
        model="m", messages=MESSAGES, max_tokens=1, stream=True
    ) as response:
        assert_type(response, AsyncAPIResponse[AsyncStream[RawMessageStreamEvent]])
        assert_type(await response.parse(), AsyncStream[RawMessageStreamEvent])
    async with client.messages.stream(model="m", messages=MESSAGES, max_tokens=1) as stream:
        assert_type(stream, AsyncMessageStream[None])
        async for text in stream.text_stream:
            assert_type(text, str)
        assert_type(await stream.get_final_text(), str)
    parsed = await client.messages.parse(model="m", messages=MESSAGES, max_tokens=1, output_format=Point)
    assert_type(parsed.parsed_output, Union[Point, None])


def arguments(client: Anthropic, message: Message) -> None:
    """Everything optional may be left out by a sentinel; answers go back as they came; options are known."""
    client.messages.create(
        model="claude-sonnet-4-5",
        max_tokens=8,
        messages=[
            {"role": "user", "content": [{"type": "text", "text": "hi", "cache_control": {"type": "ephemeral"}}]},
            {"role": "assistant", "content": message.content},
            MessageParam(role="user", content="again"),
        ],
        system=omit,
        temperature=NOT_GIVEN,
        tools=[
            {"name": "t", "input_schema": {"type": "object"}},
            {"type": "web_search_20250305", "name": "web_search"},
        ],
        tool_choice={"type": "auto"},
        thinking={"type": "enabled", "budget_tokens": 1024},
        extra_headers={"x-a": "1", "x-b": omit},
        timeout=httpx.Timeout(3),
        deadline=10,
    )
    for block in message.content:
        if isinstance(block, TextBlock):
            assert_type(block.text, str)


def wrong_arguments(client: Anthropic) -> None:
    client.messages.create(model="m", messages=MESSAGES)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]
    client.messages.create(model="m", messages=MESSAGES, max_tokens="1")  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]
    client.messages.count_tokens(model="m", messages=MESSAGES, no_such=1)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue, reportArgumentType]
