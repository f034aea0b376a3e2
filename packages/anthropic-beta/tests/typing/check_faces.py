"""What type checkers say of `client.beta`; only they read this file."""

from __future__ import annotations

from typing import Any, Coroutine

from typing_extensions import assert_type

from anthropic import AsyncStream, Stream
from anthropic.endpoint import AsyncJSONLDecoder, AsyncPage, AsyncPaginator, Deferred, JSONLDecoder, SyncPage
from anthropic_beta.function_tools.functions import BetaFunctionTool, beta_async_tool, beta_tool
from anthropic_beta.message_stream import BetaMessageStreamManager
from anthropic_beta.resources import AsyncBeta, Beta
from anthropic_beta.runner import BetaAsyncToolRunner, BetaStreamingToolRunner, BetaToolRunner
from anthropic_beta.types import (
    BetaFileMetadata,
    BetaMessage,
    BetaMessageBatchIndividualResponse,
    BetaMessageParam,
    BetaMessageTokensCount,
    BetaRawMessageStreamEvent,
    SkillCreateResponse,
)
from anthropic_beta.types.parsed_beta_message import ParsedBetaMessage

MESSAGES: list[BetaMessageParam] = [{"role": "user", "content": "hi"}]


class Answer:
    n: int


@beta_tool
def add(a: int, b: int) -> int:
    """Add."""
    return a + b


@beta_async_tool(strict=True)
async def slow(a: int) -> str:
    """Wait."""
    return str(a)


def blocking(beta: Beta, either: bool) -> None:
    """The blocking face."""
    messages = beta.messages
    assert_type(messages.create(model="m", max_tokens=1, messages=MESSAGES), BetaMessage)
    stream = messages.create(model="m", max_tokens=1, messages=MESSAGES, stream=True, betas=["x"])
    assert_type(stream, Stream[BetaRawMessageStreamEvent])
    assert_type(messages.count_tokens(model="m", messages=MESSAGES), BetaMessageTokensCount)
    parsed = messages.parse(model="m", max_tokens=1, messages=MESSAGES, output_format=Answer)
    assert_type(parsed, ParsedBetaMessage[Answer])
    assert_type(parsed.parsed_output, "Answer | None")
    manager = messages.stream(model="m", max_tokens=1, messages=MESSAGES)
    assert_type(manager, BetaMessageStreamManager[None])
    with messages.stream(model="m", max_tokens=1, messages=MESSAGES, output_format=Answer) as streamed:
        assert_type(streamed.get_final_message(), ParsedBetaMessage[Answer])
        for event in streamed:
            if event.type == "text":
                assert_type(event.text, str)
    runner = messages.tool_runner(model="m", max_tokens=1, messages=MESSAGES, tools=[add])
    assert_type(runner, BetaToolRunner[None])
    for message in runner:
        assert_type(message, ParsedBetaMessage[None])
    streaming = messages.tool_runner(
        model="m", max_tokens=1, messages=MESSAGES, tools=[add], stream=True, output_format=Answer
    )
    assert_type(streaming, BetaStreamingToolRunner[Answer])
    assert_type(beta.files.list(limit=1), SyncPage[BetaFileMetadata])
    assert_type(beta.messages.batches.results("b"), JSONLDecoder[BetaMessageBatchIndividualResponse])
    assert_type(beta.skills.create(files=[("s/SKILL.md", b"")]), SkillCreateResponse)
    assert_type(beta.with_raw_response.messages.create(model="m", max_tokens=1, messages=MESSAGES).parse(), BetaMessage)
    messages.create(model="m", max_tokens=1)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]
    messages.create(model="m", max_tokens=1, messages=MESSAGES, nothing=1)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]


async def awaiting(beta: AsyncBeta) -> None:
    """The awaiting face."""
    messages = beta.messages
    asked = messages.create(model="m", max_tokens=1, messages=MESSAGES)
    _ = assert_type(asked, Coroutine[Any, Any, BetaMessage])
    await asked
    stream = await messages.create(model="m", max_tokens=1, messages=MESSAGES, stream=True)
    assert_type(stream, AsyncStream[BetaRawMessageStreamEvent])
    assert_type(
        await messages.parse(model="m", max_tokens=1, messages=MESSAGES, output_format=Answer),
        ParsedBetaMessage[Answer],
    )
    runner = messages.tool_runner(model="m", max_tokens=1, messages=MESSAGES, tools=[slow, add])
    assert_type(runner, BetaAsyncToolRunner[None])
    async for message in runner:
        assert_type(message, ParsedBetaMessage[None])
    assert_type(beta.files.list(), AsyncPaginator[BetaFileMetadata, AsyncPage[BetaFileMetadata]])
    results = beta.messages.batches.results("b")
    assert_type(
        results,
        Deferred[BetaMessageBatchIndividualResponse, AsyncJSONLDecoder[BetaMessageBatchIndividualResponse]],
    )


def tools() -> None:
    """A decorated function is a tool, and still a function."""
    assert_type(add(1, b=2), int)
    assert_type(add.name, str)
    tool: BetaFunctionTool[Any] = add
    tool.call({"a": 1, "b": 2})
