"""Event streams: raw and with helpers, whole and broken, at any chunking."""

from __future__ import annotations

import gc
import json
from typing import Any, List

import httpx
import pydantic
import pytest
from scripted import MESSAGE, REQUEST, Body, Server, World, sse, stream_reply, text_events, tool_events

from anthropic import (
    APIConnectionError,
    APIDeadlineError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    BadRequestError,
    IncompleteStreamError,
    InternalServerError,
    OutputParseError,
    OverloadedError,
    StreamTimeout,
)
from anthropic.message_stream import accumulate_event

TEXT = sse(*text_events("Hel", "lo ", "wörld ☃"))
TOOL = sse(*tool_events('{"city"', ': "Par', 'is", "n": [1, ', "2]}"))
OVERLOADED = sse({"type": "error", "error": {"type": "overloaded_error", "message": "busy"}})


def create(world: World, server: Server, **options: Any) -> List[Any]:
    client = world.client(server, **options)
    return world.list(lambda: client.messages.create(**REQUEST, stream=True))


def helper(world: World, server: Server, use: Any, **options: Any) -> Any:
    client = world.client(server)
    return world.in_stream(lambda: client.messages.stream(**REQUEST, **options), use)


def test_raw_events(world: World) -> None:
    """Events in their order, pings not among them."""
    kinds = [event.type for event in create(world, Server(TEXT))]
    assert kinds[:2] == ["message_start", "content_block_start"]
    assert kinds[2:5] == ["content_block_delta"] * 3
    assert kinds[5:] == ["content_block_stop", "message_delta", "message_stop"]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 64])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_any_chunking_and_line_ending(size: int, ending: bytes, bom: bytes) -> None:
    body = bom + TEXT.replace(b"\n", ending)
    chunks = [body[start : start + size] for start in range(0, len(body), size)]
    world = World("sync")
    events = create(world, Server(stream_reply(*chunks)))
    assert "".join(e.delta.text for e in events if e.type == "content_block_delta") == "Hello wörld ☃"


def test_comments_fields_and_padding(world: World) -> None:
    """What else a stream may hold: comments, ids, retry, data on several lines, blanks at the end of a line."""
    head, *rest = TEXT.split(b"\n\n")
    name, data = head.split(b"\n")
    spread = name + b"\nid: 7\nretry: 3\n" + data.replace(b', "', b',\ndata: "') + b"   "
    body = b": hello\n\n" + b"\n\n".join([spread, *rest])
    assert create(world, Server(stream_reply(body)))[0].message.id == "msg_1"


def test_events_without_names(world: World) -> None:
    """Where a proxy dropped the `event:` lines, the data tells."""
    body = b"\n".join(line for line in TEXT.split(b"\n") if not line.startswith(b"event:"))
    assert create(world, Server(stream_reply(body)))[-1].type == "message_stop"


def test_unknown_events_are_visible_on_request() -> None:
    """Pings and events of a newer release are not handed out, but can be seen."""
    world = World("sync")
    body = sse({"type": "brand_new", "x": 1}) + TEXT
    stream = world.client(Server(stream_reply(body))).messages.create(**REQUEST, stream=True)
    seen: List[Any] = []
    stream.on_event(seen.append)
    assert [event.type for event in stream][0] == "message_start"
    assert "ping" in [event.event for event in seen]
    assert seen[0].json()["type"] in ("brand_new", "message_start", "content_block_start")


def test_grown_events(world: World) -> None:
    """New fields are kept, new kinds of blocks and deltas too."""
    events = text_events("a")
    events[0]["message"]["inference_geo"] = "eu"
    events[1]["content_block"] = {"type": "hologram", "text": "", "depth": 3}
    events[3]["delta"] = {"type": "depth_delta", "depth": 4}
    message = helper(world, Server(sse(*events)), lambda stream: stream.get_final_message())
    assert message.to_dict()["content"] == [{"type": "hologram", "text": "", "depth": 4}]
    assert message.inference_geo == "eu"


def test_helper_events(world: World) -> None:
    """Raw events, each followed by its helper; snapshots are of their moment, whenever they are looked at."""
    events = helper(world, Server(TEXT), world.collect)
    texts = [event for event in events if event.type == "text"]
    assert [event.text for event in texts] == ["Hel", "lo ", "wörld ☃"]
    assert [event.snapshot for event in reversed(texts)] == ["Hello wörld ☃", "Hello ", "Hel"]
    assert texts[1].model_dump() == {"type": "text", "text": "lo ", "snapshot": "Hello "}
    assert texts[0] == texts[0].model_copy()
    assert "snapshot='Hel'" in repr(texts[0])
    stops = [event for event in events if event.type.endswith("_stop")]
    assert stops[0].content_block.text == "Hello wörld ☃"
    assert stops[1].message.stop_reason == "end_turn"


def test_tool_input(world: World) -> None:
    """Input is parsed as far as it is complete; the text of it can be read too."""

    def check(stream: Any) -> Any:
        return world.collect(stream)

    events = helper(world, Server(TOOL), check)
    inputs = [event.snapshot for event in events if event.type == "input_json"]
    assert inputs == [{}, {}, {"city": "Paris", "n": [1]}, {"city": "Paris", "n": [1, 2]}]
    final = helper(world, Server(TOOL), lambda stream: stream.get_final_message())
    assert final.content[0].input == {"city": "Paris", "n": [1, 2]}


def test_truncated_tool_input(world: World) -> None:
    """Cut off by max_tokens it is no error: what is complete of it is the input, its text stays readable."""
    body = sse(*tool_events('{"city": "Paris", "te', stop_reason="max_tokens"))
    texts: List[str] = []

    def use(stream: Any) -> Any:
        if not world.is_async:
            message = stream.get_final_message()
            texts.append(stream.tool_input_text(0))
            return message

        async def main() -> Any:
            message = await stream.get_final_message()
            texts.append(stream.tool_input_text(0))
            return message

        return main()

    message = helper(world, Server(body), use)
    assert message.content[0].input == {"city": "Paris"}
    assert texts == ['{"city": "Paris", "te']


def test_text_stream_and_final_text(world: World) -> None:
    assert helper(world, Server(TEXT), lambda stream: world.collect(stream.text_stream)) == ["Hel", "lo ", "wörld ☃"]
    assert helper(world, Server(TEXT), lambda stream: stream.get_final_text()) == "Hello wörld ☃"
    with pytest.raises(RuntimeError, match="tool_use"):
        helper(world, Server(TOOL), lambda stream: stream.get_final_text())


def test_stream_says_who_it_is(world: World) -> None:
    server = Server(TEXT)

    def use(stream: Any) -> Any:
        assert stream.request_id == "req_1"
        assert stream.response.status_code == 200
        return stream.until_done()

    helper(world, server, use)
    assert server.requests[0].headers["x-stainless-helper-method"] == "stream"


def test_snapshot_in_between() -> None:
    """The message so far; asking before the first event is a mistake of the caller."""
    world = World("sync")
    with world.client(Server(TEXT)).messages.stream(**REQUEST) as stream:
        with pytest.raises(AssertionError, match="No event"):
            _ = stream.current_message_snapshot
        for event in stream:
            if event.type == "text":
                break
        assert stream.current_message_snapshot.content[0].text == "Hel"
        assert list(stream.text_stream) == ["lo ", "wörld ☃"]


def test_output_format(world: World) -> None:
    class Point(pydantic.BaseModel):
        x: int

    body = sse(*text_events('{"x"', ": 3}"))
    server = Server(body)
    message = helper(world, server, lambda stream: stream.get_final_message(), output_format=Point)
    assert message.content[0].parsed_output == message.parsed_output == Point(x=3)
    assert server.bodies[0]["output_config"]["format"]["type"] == "json_schema"
    with pytest.raises(OutputParseError, match="Point") as caught:
        helper(world, Server(TEXT), lambda stream: stream.get_final_message(), output_format=Point)
    assert caught.value.text == "Hello wörld ☃"


@pytest.mark.parametrize("cut", range(200, len(TEXT) - 2, 37))
def test_end_before_the_final_event(cut: int) -> None:
    """Wherever the body ends early, the error says so and carries what came."""
    for kind in ("sync", "asyncio"):
        world = World(kind)
        with pytest.raises(IncompleteStreamError) as caught:
            create(world, Server(stream_reply(TEXT[:cut])), max_retries=0)
        assert caught.value.retryable
        assert caught.value.request_id == "req_1"
        if caught.value.partial_message is not None:
            text = "".join(block.text for block in caught.value.partial_message.content)
            assert "Hello wörld ☃".startswith(text)
            assert caught.value.usage is not None


def test_last_event_without_blank_line(world: World) -> None:
    """The final event counts even where the body ends right after it."""
    assert create(world, Server(stream_reply(TEXT.rstrip(b"\n"))))[-1].type == "message_stop"


@pytest.mark.parametrize(
    "failure", [httpx.ReadError("reset"), httpx.RemoteProtocolError("cut"), httpx.ReadTimeout("t")]
)
def test_connection_lost_in_the_middle(world: World, failure: Exception) -> None:
    """One of our errors, with the partial message; after the final event nothing is lost and nothing raised."""
    half = TEXT[: TEXT.index(b"lo ")]
    with pytest.raises(APIConnectionError) as caught:
        create(world, Server(stream_reply(half, failure)))
    assert isinstance(caught.value, APITimeoutError) == isinstance(failure, httpx.ReadTimeout)
    assert caught.value.partial_message.content[0].text == "Hel"
    assert create(world, Server(stream_reply(TEXT, failure)))[-1].type == "message_stop"
    with pytest.raises(APIConnectionError) as in_helper:
        helper(world, Server(stream_reply(half, failure)), lambda stream: stream.get_final_message())
    assert in_helper.value.partial_message.content[0].text == "Hel"


def test_error_event(world: World) -> None:
    """Raised as the class of its API error type, with that type's status."""
    half = sse(*text_events("Hel", "lo")[:4])
    with pytest.raises(OverloadedError, match="busy") as caught:
        create(world, Server(stream_reply(half, OVERLOADED)))
    assert caught.value.status_code == 529
    assert caught.value.type == "overloaded_error"
    assert caught.value.partial_message.content[0].text == "Hel"


def test_error_event_of_an_unknown_type(world: World) -> None:
    body = sse({"type": "error", "error": {"type": "new_error", "message": "?"}})
    with pytest.raises(InternalServerError):
        create(world, Server(body), max_retries=0)
    with pytest.raises(APIStatusError):
        create(world, Server(b"event: error\ndata: no json\n\n"), max_retries=0)


def test_error_before_anything_is_retried(world: World, naps: List[float]) -> None:
    """An error event, a cut or a lost connection before the first event is a failure like any other."""
    for first in (stream_reply(OVERLOADED), stream_reply(b""), stream_reply(httpx.ReadError("x"))):
        server = Server(first, TEXT)
        assert create(world, server)[-1].type == "message_stop"
        assert len(server.requests) == 2
    server = Server(sse({"type": "error", "error": {"type": "invalid_request_error", "message": "x"}}))
    with pytest.raises(BadRequestError):
        create(world, server)
    assert len(server.requests) == 1


def test_long_request_is_retried_as_a_whole(world: World, naps: List[float]) -> None:
    """Nothing of a stream inside `create` was delivered, so it may break anywhere."""
    server = Server(stream_reply(TEXT[:700]), TEXT)
    client = world.client(server)
    message = world.run(lambda: client.messages.create(**{**REQUEST, "max_tokens": 64_000}))
    assert message.content[0].text == "Hello wörld ☃"
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "broken",
    [
        b'event: content_block_delta\ndata: {"type": "content_block_delta", \n\n',
        b"event: content_block_delta\ndata: [1]\n\n",
        b'event: content_block_delta\ndata: {"x": "\xff"}\n\n',
        sse({"type": "content_block_delta", "index": 5, "delta": {"type": "text_delta", "text": ""}}),
        b"event: content_block_delta\n\n",
        b"event: message_start\ndata: " + b"[" * 5000 + b"\n\n",
    ],
)
def test_broken_events(world: World, broken: bytes) -> None:
    """A typed error that shows the event, never a crash."""
    half = sse(*text_events("Hel")[:4])
    with pytest.raises(APIResponseValidationError, match="broken"):
        create(world, Server(stream_reply(half, broken)))
    with pytest.raises(APIResponseValidationError):
        helper(world, Server(stream_reply(half, broken)), lambda stream: stream.until_done())


def test_gigantic_event() -> None:
    """A limit that is hit says its name."""
    from anthropic._sse import EventTooLargeError, SSEDecoder

    decoder = SSEDecoder(max_event_bytes=1000)
    with pytest.raises(EventTooLargeError, match="MAX_EVENT_BYTES"):
        for _ in range(100):
            decoder.feed(b"data: " + b"x" * 100)


@pytest.mark.parametrize(
    ("kind", "body"), [("text/html", b"<html>login</html>"), ("application/json", b'"str"'), ("text/plain", b"")]
)
def test_success_that_is_no_stream(world: World, kind: str, body: bytes) -> None:
    """The error names the content type and shows the body's start."""
    response = httpx.Response(200, headers={"content-type": kind}, content=body)
    with pytest.raises(APIResponseValidationError, match=kind):
        create(world, Server(response))


def test_success_that_is_no_message(world: World) -> None:
    for body in (b"<html>", b"", b'{"a"', b"[]", b"{}", b"null"):
        client = world.client(Server(httpx.Response(200, headers={"content-type": "text/html"}, content=body)))
        with pytest.raises(APIResponseValidationError, match="text/html") as caught:
            world.run(lambda client=client: client.messages.create(**REQUEST))
        assert caught.value.status_code == 200


def test_error_body_with_success(world: World) -> None:
    client = world.client(
        Server({"type": "error", "error": {"type": "overloaded_error", "message": "x"}}), max_retries=0
    )
    with pytest.raises(OverloadedError):
        world.run(lambda: client.messages.create(**REQUEST))


def test_whole_message_for_a_stream(world: World) -> None:
    """A server that does not stream may answer with the message; it comes as the events that it stands for."""
    events = create(world, Server({**MESSAGE, "stop_reason": "max_tokens"}))
    assert [event.type for event in events] == [
        "message_start",
        "content_block_start",
        "content_block_delta",
        "content_block_stop",
        "message_delta",
        "message_stop",
    ]
    assert helper(world, Server(MESSAGE), lambda stream: world.collect(stream.text_stream)) == ["hello"]
    blocks = [
        {"type": "thinking", "thinking": "hm", "signature": "s"},
        {"type": "tool_use", "id": "t", "name": "n", "input": {"a": [1]}},
        {"type": "redacted_thinking", "data": "x"},
    ]
    whole = helper(world, Server({**MESSAGE, "content": blocks}), lambda stream: stream.get_final_message())
    assert whole.to_dict()["content"] == blocks
    message = helper(world, Server(MESSAGE), lambda stream: stream.get_final_message())
    assert message.content[0].text == "hello"
    assert message.usage.output_tokens == 2


def test_leaving_the_block_closes(world: World) -> None:
    body = Body([TEXT])
    response = httpx.Response(200, headers={"content-type": "text/event-stream"}, stream=body)
    world.in_stream(lambda: world.client(Server(response)).messages.stream(**REQUEST), lambda stream: None)
    assert body.closed


def test_leaving_the_loop_closes() -> None:
    body = Body([sse(event) for event in text_events("a", "b")])
    response = httpx.Response(200, headers={"content-type": "text/event-stream"}, stream=body)
    stream = World("sync").client(Server(response)).messages.create(**REQUEST, stream=True)
    for _ in stream:
        break
    assert body.closed
    with pytest.raises(APIError):
        list(stream)


def test_dropping_a_stream_closes() -> None:
    body = Body([TEXT])
    response = httpx.Response(200, headers={"content-type": "text/event-stream"}, stream=body)
    stream = World("sync").client(Server(response)).messages.create(**REQUEST, stream=True)
    del stream
    gc.collect()
    assert body.closed


def test_closed_before_the_end() -> None:
    """Whoever asks for the final message of a stream that was closed early gets an error, not half a message."""
    world = World("sync")
    with world.client(Server(stream_reply(TEXT))).messages.stream(**REQUEST) as stream:
        next(stream)
        stream.close()
        with pytest.raises(APIConnectionError):
            stream.get_final_message()


def test_stream_timeouts(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """`idle` is the read timeout; where no socket can be woken, the clocks are looked at after each chunk."""
    server = Server(TEXT)
    create(world, server, stream_timeout=StreamTimeout(idle=7))
    assert server.requests[0].extensions["timeout"]["read"] == 7
    with pytest.raises(APITimeoutError, match="first_event"):
        create(
            world,
            Server(stream_reply(b": nothing\n\n", TEXT)),
            stream_timeout=StreamTimeout(first_event=0),
            max_retries=0,
        )
    with pytest.raises(APITimeoutError, match="progress"):
        chunks = [sse(event) for event in text_events("a")]
        create(world, Server(stream_reply(*chunks)), stream_timeout=StreamTimeout(progress=0), max_retries=0)


def test_deadline_of_a_stream() -> None:
    world = World("sync")
    with pytest.raises(APIDeadlineError):
        create(world, Server(stream_reply(TEXT)), deadline=1e-9, max_retries=0)


@pytest.mark.parametrize("buffers", [True, False])
@pytest.mark.parametrize("body", [TEXT, TOOL])
def test_accumulate_event(body: bytes, buffers: bool) -> None:
    """The function that tools call event by event gives what the stream gives."""
    world = World("sync")
    events = create(world, Server(body))
    snapshot: Any = None
    json_bufs: Any = {"json_bufs": {}} if buffers else {}
    for event in events:
        snapshot = accumulate_event(event=event, current_snapshot=snapshot, **json_bufs)
    final = helper(world, Server(body), lambda stream: stream.get_final_message())
    assert snapshot.to_dict() == final.to_dict()
    with pytest.raises(RuntimeError, match="message_start"):
        accumulate_event(event=events[1], current_snapshot=None)


def test_wrapped_raw_stream() -> None:
    """Tracing tools put an iterator of their own in place of the raw stream."""
    world = World("sync")

    class Wrapper:
        def __init__(self, inner: Any) -> None:
            self.inner, self.seen = inner, []
            self.response = inner.response

        def __iter__(self) -> Any:
            for event in self.inner:
                self.seen.append(event.type)
                yield event

        def close(self) -> None:
            self.inner.close()

    with world.client(Server(TEXT)).messages.stream(**REQUEST) as stream:
        wrapper = Wrapper(stream._raw_stream)
        stream._raw_stream = wrapper  # type: ignore[assignment]
        assert stream.get_final_text() == "Hello wörld ☃"
        assert wrapper.seen[-1] == "message_stop"


def test_raw_events_of_a_response() -> None:
    world = World("sync")
    with world.client(Server(TEXT)).messages.with_streaming_response.create(**REQUEST, stream=True) as response:
        names = [event.event for event in response.parse()._iter_events()]
    assert names[0] == "message_start"
    assert "ping" in names


def test_stream_made_by_hand() -> None:
    """`Stream(cast_to=…, response=…, client=…)` reads any response."""
    from anthropic import Stream
    from anthropic.types import RawMessageStreamEvent

    response = httpx.Response(200, content=TEXT, request=httpx.Request("POST", "http://x"))
    stream = Stream(cast_to=RawMessageStreamEvent, response=response, client=None)
    assert stream._cast_to is RawMessageStreamEvent
    assert next(stream).type == "message_start"
    assert len(list(stream)) == 7
    assert json.loads(TEXT.split(b"data: ")[1].split(b"\n")[0])["type"] == "message_start"
