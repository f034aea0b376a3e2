"""AWS event streams: frames at any chunking, damaged ones, and errors in mid-stream."""

from __future__ import annotations

import json
from typing import Any, Dict, List

import botocore.eventstream
import httpx
import pytest
from standin import EVENTS, REQUEST, Bedrock, World, chunk, exception, frame, stream_response

import anthropic
from anthropic.provider import Event
from anthropic_bedrock import EventStreamDecoder

KEYS = {"aws_access_key": "AKID", "aws_secret_key": "SECRET"}
BODY = b"".join(map(chunk, EVENTS))


def decoded(body: bytes, size: int) -> List[Event]:
    """The events of a body that arrives in pieces of `size` bytes."""
    decoder = EventStreamDecoder()
    events = [event for start in range(0, len(body), size) for event in decoder.feed(body[start : start + size])]
    return events + decoder.end()


def test_encoder_of_these_tests_is_right() -> None:
    """The decoder of botocore reads what the tests write."""
    buffer = botocore.eventstream.EventStreamBuffer()
    buffer.add_data(frame({":message-type": "event", "ü": "x"}, b"payload"))
    (message,) = list(buffer)
    assert (message.headers, message.payload) == ({":message-type": "event", "ü": "x"}, b"payload")


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 1000, 16 * 1024, 10**9])
def test_any_chunking_gives_the_same_events(size: int) -> None:
    """Frames may be cut anywhere, and several may come together."""
    events = decoded(BODY * 40, size)
    assert [event.name for event in events] == [event["type"] for event in EVENTS] * 40
    assert [json.loads(event.data) for event in events[: len(EVENTS)]] == EVENTS


def test_name_is_found_wherever_the_type_stands() -> None:
    """The order of keys is not promised; an old completion has no type at all."""
    events = decoded(chunk({"index": 0, "type": "content_block_stop"}) + chunk({"completion": " Hi"}), 5)
    assert [event.name for event in events] == ["content_block_stop", "completion"]


def test_frames_for_a_newer_release_are_skipped() -> None:
    """Other kinds of frames, and events without a name, do no harm."""
    strange = frame({":message-type": "event", ":event-type": "initial-response"}, b"{}")
    nameless = frame({}, b"")
    assert [event.name for event in decoded(strange + nameless + BODY, 100)][0] == "message_start"


@pytest.mark.parametrize("position", [0, 5, 9, 14, 40, 90, 200])
def test_flipped_bit_is_noticed(position: int) -> None:
    """Each frame has two checksums; an error never passes as content."""
    damaged = bytearray(BODY)
    damaged[position] ^= 0x04
    with pytest.raises(ValueError, match="AWS event stream"):
        decoded(bytes(damaged), 50)


@pytest.mark.parametrize(
    ("payload", "told"),
    [
        (b"no json", "holds no JSON"),
        (b"[1]", "holds no JSON object"),
        (b'{"p": "abc"}', "has no bytes"),
        (b'{"bytes": "!"}', "no base64"),
        (b'{"bytes": "bm8ganNvbg=="}', "holds no JSON"),
        (b'{"bytes": "eyJ0eXBlIjoi"}', "holds no JSON"),
    ],
)
def test_useless_frame_says_what_is_wrong(payload: bytes, told: str) -> None:
    """A frame with good checksums may hold nonsense."""
    with pytest.raises(ValueError, match=told):
        decoded(frame({":message-type": "event", ":event-type": "chunk"}, payload), 10**6)


@pytest.mark.parametrize("size", [1, 10**9])
def test_events_before_a_broken_frame_are_delivered(size: int) -> None:
    """However the bytes are cut, what came whole is handed out first."""
    decoder = EventStreamDecoder()
    body = chunk(EVENTS[0]) + b"\0" * 40
    seen: List[Event] = []
    with pytest.raises(ValueError, match="AWS event stream"):
        for start in range(0, len(body), size):
            seen += decoder.feed(body[start : start + size])
        seen += decoder.end()
    assert [event.name for event in seen] == ["message_start"]


def test_text_is_left_to_the_decoder_of_the_call() -> None:
    """Gateways in front of Bedrock may send server-sent events."""
    from anthropic.provider import Call

    decoder = EventStreamDecoder(Call("POST", "/", None).decoder)  # type: ignore[arg-type]  # nothing is read with it
    assert decoder.feed(b'event: ping\ndata: {"type": "ping"}\n\n') == [Event("ping", b'{"type": "ping"}')]


ERRORS: List[Any] = [
    ("throttlingException", {"message": "Too many requests"}, anthropic.RateLimitError, 429),
    ("validationException", {"message": "Bad input"}, anthropic.BadRequestError, 400),
    ("internalServerException", {"message": "Oops"}, anthropic.InternalServerError, 500),
    ("serviceUnavailableException", {"message": "Down"}, anthropic.OverloadedError, 529),
    ("modelTimeoutException", {"message": "Slow"}, anthropic.DeadlineExceededError, 504),
    ("modelStreamErrorException", {"message": "Broke off"}, anthropic.InternalServerError, 500),
    (
        "modelStreamErrorException",
        {"originalMessage": "Overloaded", "originalStatusCode": 529, "message": "m"},
        anthropic.OverloadedError,
        529,
    ),
    ("accessDeniedException", {"message": "No"}, anthropic.PermissionDeniedError, 403),
    ("ThrottlingException", {"Message": "Capital"}, anthropic.RateLimitError, 429),
    ("unheardOfException", {}, anthropic.InternalServerError, 500),
]


@pytest.mark.parametrize(("name", "body", "cls", "status"), ERRORS, ids=[f"{e[0]}-{e[3]}" for e in ERRORS])
def test_exception_frame_is_the_typed_error(
    world: World, name: str, body: Dict[str, Any], cls: type, status: int
) -> None:
    """What AWS calls an error in mid-stream is raised as the API's error, with the message as far as it came."""
    parts = [*map(chunk, EVENTS[:4]), exception(name, body)]
    client = world.client(Bedrock(lambda request: stream_response(parts)), **KEYS, max_retries=0)
    with pytest.raises(anthropic.APIStatusError) as caught:
        world.items(client.messages.create(**REQUEST, stream=True))
    error = caught.value
    assert type(error) is cls
    assert (error.status_code, error.request_id) == (status, "aws-1")
    assert name in str(error)
    assert error.partial_message is not None
    assert error.partial_message.content[0].to_dict()["text"] == "Hello."


@pytest.mark.parametrize(
    ("payload", "told"),
    [
        (b"slow down", "slow down"),
        (b'["slow", "down"]', "down"),
        (b"[" * 100_000, "throttlingException"),
        (b'{"originalStatusCode": []}', "no message"),
        (b"", "no message"),
    ],
)
def test_exception_frame_that_is_no_json_is_typed_all_the_same(world: World, payload: bytes, told: str) -> None:
    """Its name is known; what text there is, is the message."""
    parts = [frame({":exception-type": "throttlingException", ":message-type": "exception"}, payload)]
    client = world.client(Bedrock(lambda request: stream_response(parts)), **KEYS, max_retries=0)
    with pytest.raises(anthropic.RateLimitError, match=told):
        world.items(client.messages.create(**REQUEST, stream=True))


def test_error_frame_without_a_model(world: World) -> None:
    """The transport itself may give up: its frames have a code and a message in their headers."""
    parts = [frame({":message-type": "error", ":error-code": "InternalError", ":error-message": "An error"}, b"")]
    client = world.client(Bedrock(lambda request: stream_response(parts)), **KEYS, max_retries=0)
    with pytest.raises(anthropic.InternalServerError, match="InternalError: An error"):
        world.items(client.messages.create(**REQUEST, stream=True))


def test_throttled_stream_is_tried_again(world: World) -> None:
    """Before anything was delivered, an exception frame is retried like any failure."""
    answers = [stream_response([exception("throttlingException", {"message": "wait"})])]
    answers[0].headers["retry-after-ms"] = "1"
    service = Bedrock(lambda request: answers.pop() if answers else stream_response(map(chunk, EVENTS)))
    message = world.final_message(world.client(service, **KEYS, max_retries=1).messages.stream(**REQUEST))
    assert (message.content[0].text, len(service.requests)) == ("Hello.", 2)


@pytest.mark.parametrize("cut", [len(BODY) - 1, len(BODY) // 2])
def test_stream_that_is_cut_off_is_incomplete(world: World, cut: int) -> None:
    """A frame that is not whole has not come."""
    client = world.client(Bedrock(lambda request: stream_response([BODY[:cut]])), **KEYS, max_retries=0)
    with pytest.raises(anthropic.APIConnectionError) as caught:
        world.items(client.messages.create(**REQUEST, stream=True))
    assert type(caught.value).__name__ == "IncompleteStreamError"


def test_damaged_stream_is_a_typed_error(world: World) -> None:
    """A checksum that does not hold is an answer that is not what was asked for; what came before is kept."""
    damaged = bytearray(BODY)
    damaged[-20] ^= 1
    client = world.client(Bedrock(lambda request: stream_response([bytes(damaged)])), **KEYS, max_retries=0)
    with pytest.raises(anthropic.APIResponseValidationError, match="AWS event stream") as caught:
        world.items(client.messages.create(**REQUEST, stream=True))
    assert caught.value.partial_message is not None
    assert caught.value.request_id == "aws-1"


def test_whole_message_in_place_of_a_stream(world: World) -> None:
    """A gateway that does not stream answers with one message; the caller sees its events."""
    from standin import MESSAGE

    client = world.client(Bedrock(lambda request: httpx.Response(200, json=MESSAGE)), **KEYS)
    assert world.final_message(client.messages.stream(**REQUEST)).content[0].text == "Hello."


def test_stream_helper_adds_up(world: World) -> None:
    """`messages.stream` gives the final message, with what Bedrock adds kept in the events."""
    message = world.final_message(world.client(Bedrock(), **KEYS).messages.stream(**REQUEST))
    assert (message.content[0].text, message.stop_reason, message.usage.output_tokens) == ("Hello.", "end_turn", 2)
