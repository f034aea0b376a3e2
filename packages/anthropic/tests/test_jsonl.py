"""JSON lines: decoded one by one, at any chunking; broken lines and cut bodies are errors; connections go back."""

from __future__ import annotations

import gc
import json
import tracemalloc
from typing import Any, Iterator, List

import anyio
import anyio.lowlevel
import httpx
import pytest
from batch_results import BATCH, BODY, LINES, results
from scripted import Server, World, reply

from anthropic import APIConnectionError, APIResponseValidationError, IncompleteStreamError, OverloadedError
from anthropic._jsonl import AsyncJSONLDecoder, JSONLDecoder, LineSplitter, LineTooLargeError
from anthropic.types.messages import MessageBatchIndividualResponse

# A response that is left early leaves httpx's own generators to the garbage collector, which trio remarks on.
pytestmark = pytest.mark.filterwarnings("ignore:Async generator 'httpx.* was garbage collected:ResourceWarning")


def read(world: World, *chunks: Any, **options: Any) -> List[Any]:
    client = world.client(Server(reply(BATCH), results(*chunks)), **options)
    found: List[Any] = world.list(lambda: client.messages.batches.results("b"))
    return found


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 10_000])
def test_any_chunking(world: World, size: int) -> None:
    """The values are the same however the body is cut, inside of characters too."""
    chunks = [BODY[start : start + size] for start in range(0, len(BODY), size)]
    found = read(world, *chunks)
    assert [json.loads(value.to_json()) for value in found] == LINES
    assert [value.result.type for value in found] == ["succeeded", "errored", "canceled", "expired"]
    assert found[0].result.message.content[0].text == "hello"
    assert found[1].result.error.error.message == "é€𝄞"
    assert all(isinstance(value, MessageBatchIndividualResponse) for value in found)


@pytest.mark.parametrize(
    "body",
    [
        BODY.rstrip(b"\n"),
        BODY.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + BODY,
        b"\n \n" + BODY.replace(b"\n", b"\n\n\r\n"),
    ],
    ids=["no last line end", "CR LF", "byte-order mark", "blank lines"],
)
def test_line_ends(world: World, body: bytes) -> None:
    """Ends of lines, blank lines and a byte-order mark make no difference."""
    assert [value.custom_id for value in read(world, body)] == ["a", "b", "c", "d"]


def test_nothing(world: World) -> None:
    """An empty body has no values."""
    assert read(world) == []


def test_unknown_kinds_are_kept(world: World) -> None:
    """A kind of result, and fields, that this release does not know arrive as they came."""
    line = {"custom_id": "a", "result": {"type": "postponed", "until": "noon"}, "cost": 7}
    (value,) = read(world, json.dumps(line).encode())
    assert value.result.type == "postponed"
    assert value.result.until == "noon"
    assert value.cost == 7


@pytest.mark.parametrize("broken", [b'{"custom_id": ', b"<html>", b"[1]", b"7", b"{}", b'{"a\x00b": 1}', b"\xff\xfe"])
def test_a_broken_line_is_named(world: World, broken: bytes) -> None:
    """A line that is no result is an error that names its number and shows it; the values before it have been given."""
    body = BODY + broken + b"\n" + BODY
    seen: List[Any] = []
    stream = results(body)
    client = world.client(Server(reply(BATCH), stream))

    def use() -> Any:
        if not world.is_async:
            for value in client.messages.batches.results("b"):
                seen.append(value)  # noqa: PERF402  # those before the error count
            return None

        async def main() -> None:
            async for value in client.messages.batches.results("b"):
                seen.append(value)  # noqa: PERF401

        return main()

    with pytest.raises(APIResponseValidationError, match="Line 5 of the body") as caught:
        world.run(use)
    assert len(seen) == 4
    assert caught.value.request_id == "req_2"
    assert stream.is_closed
    assert str(caught.value.body)[:6] == broken[:6].decode("utf-8", "replace")


def test_strict(world: World) -> None:
    """With strict validation a line that does not fit is an error; without, it is kept."""
    odd = b'{"custom_id": 7, "result": {"type": "canceled"}}'
    assert read(world, odd)[0].custom_id == 7
    with pytest.raises(APIResponseValidationError, match="Line 1"):
        read(world, odd, _strict_response_validation=True)


def test_an_error_in_the_body(world: World) -> None:
    """An error object in place of a result is raised as the error that it is."""
    with pytest.raises(OverloadedError, match="busy"):
        read(world, BODY, b'{"type": "error", "error": {"type": "overloaded_error", "message": "busy"}}\n')


@pytest.mark.parametrize("cut", [1, 20, len(LINES[0]["custom_id"]) + 5])
def test_a_cut_body(world: World, cut: int) -> None:
    """A body that ends inside a line is an error, not fewer results."""
    with pytest.raises(IncompleteStreamError, match="inside line 5") as caught:
        read(world, BODY, BODY[:cut])
    assert caught.value.request_id == "req_2"


def test_a_lost_connection(world: World) -> None:
    """A connection that breaks is an APIConnectionError with the request's id; no exception of httpx comes out."""
    with pytest.raises(APIConnectionError) as caught:
        read(world, BODY[:700], httpx.ReadError("gone"))
    assert caught.value.request_id == "req_2"


def test_a_login_page(world: World) -> None:
    """A page of HTML in place of results is an error that names its type and shows its start."""
    page = httpx.Response(200, html="<html>Sign in</html>")
    client = world.client(Server(reply(BATCH), page))
    with pytest.raises(APIResponseValidationError, match="text/html.*Sign in"):
        world.list(lambda: client.messages.batches.results("b"))


def test_early_exit_releases_the_connection(world: World) -> None:
    """Leaving the loop, or the block, closes the response."""
    first, second = results(BODY, BODY), results(BODY, BODY)
    client = world.client(Server(reply(BATCH), first, reply(BATCH), second))

    def use() -> Any:
        if not world.is_async:
            for _ in client.messages.batches.results("b"):
                break
            with client.messages.batches.results("b") as stream:
                next(stream)
                return list(stream)[:0]

        async def main() -> Any:
            async with await client.messages.batches.results("b") as stream:
                await stream.__anext__()
            async with await client.messages.batches.results("b") as stream:
                await stream.__anext__()
            return []

        return main()

    assert world.run(use) == []
    gc.collect()
    assert first.is_closed
    assert second.is_closed


def test_leaving_an_async_loop_releases_the_connection() -> None:
    """An `async for` over results that was left, unawaited or awaited, gives its connection back."""
    world = World("asyncio")
    first, second = results(BODY, BODY), results(BODY, BODY)
    client = world.client(Server(reply(BATCH), first, reply(BATCH), second))

    async def main() -> None:
        async for _ in client.messages.batches.results("b"):
            break
        async for _ in await client.messages.batches.results("b"):
            break
        for _ in range(5):
            gc.collect()
            await anyio.lowlevel.checkpoint()
        assert first.is_closed
        assert second.is_closed

    anyio.run(main)


def test_a_dropped_decoder_releases_the_connection() -> None:
    """A decoder that nobody reads closes its response when it is dropped."""
    stream = results(BODY)
    client = World("sync").client(Server(reply(BATCH), stream))
    client.messages.batches.results("b")
    gc.collect()
    assert stream.is_closed


def test_after_close_there_is_nothing_more(world: World) -> None:
    """A decoder that was closed has no more values, and raises nothing."""
    client = world.client(Server(reply(BATCH), results(BODY[:700], BODY[700:])))

    def use() -> Any:
        if not world.is_async:
            stream = client.messages.batches.results("b")
            next(stream)
            stream.close()
            return list(stream)

        async def main() -> Any:
            stream = await client.messages.batches.results("b")
            await stream.__anext__()
            await stream.close()
            return [value async for value in stream]

        return main()

    assert world.run(use) == []


def test_constant_memory() -> None:
    """What is held does not grow with the body."""
    line = json.dumps({"custom_id": "a" * 1000, "result": {"type": "canceled"}}).encode() + b"\n"

    def chunks() -> Iterator[bytes]:
        for _ in range(2_000):
            yield line * 10

    response = httpx.Response(200, content=chunks())
    decoder = JSONLDecoder(
        raw_iterator=response.iter_bytes(), line_type=MessageBatchIndividualResponse, http_response=response
    )
    next(decoder)
    tracemalloc.start()
    count = sum(1 for _ in decoder)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 19_999
    assert peak < 500_000


def test_public_constructors() -> None:
    """The decoders can be put over any iterator of bytes, for any type."""
    response = httpx.Response(200, content=b"")
    assert list(JSONLDecoder(raw_iterator=iter([b"1\n2", b"3\n"]), line_type=int, http_response=response)) == [1, 23]

    async def pieces() -> Any:
        yield b"1\n2"
        yield b"3\n"

    async def main() -> List[int]:
        decoder = AsyncJSONLDecoder(raw_iterator=pieces(), line_type=int, http_response=response)
        return [value async for value in await decoder]

    assert anyio.run(main) == [1, 23]


def test_a_gigantic_line() -> None:
    """A line beyond the limit is refused by the limit's name, not collected without end."""
    splitter = LineSplitter(max_line_bytes=10)
    assert splitter.feed(b"12345\n12345") == [b"12345"]
    with pytest.raises(LineTooLargeError, match="MAX_LINE_BYTES"):
        splitter.feed(b"678901")


def test_each_byte_is_copied_once() -> None:
    """A long line is joined once, when it is complete: its cost is linear."""
    splitter = LineSplitter()
    for _ in range(1000):
        assert splitter.feed(b"x") == []
    assert len(splitter._parts) == 1000
    (line,) = splitter.feed(b"\n")
    assert line == b"x" * 1000
    assert splitter.end() == b""
