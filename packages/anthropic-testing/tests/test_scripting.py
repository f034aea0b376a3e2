"""Scripted answers: every form, in order, in both forms of the emulator."""

from __future__ import annotations

from typing import Any, Callable, Dict, List

import httpx
import pytest

from anthropic_testing import ApiProblem, Emulator, Events, Fault, Reply, Request

from .conftest import accumulated, body, parsed


def test_in_order_then_by_the_rules(create: Callable[..., Any], emulator: Emulator) -> None:
    """Each item is used once; after the last the rules answer again."""
    emulator.script("first", "second")
    texts = [create("Hello")["content"][0]["text"] for _ in range(3)]
    assert texts == ["first", "second", "You said: Hello"]
    assert emulator.scripted == 0


def test_text_obeys_limits(create: Callable[..., Any], emulator: Emulator) -> None:
    """A scripted text ends where the request says, like any other."""
    emulator.script("one two three", "one two three")
    assert create(max_tokens=2)["stop_reason"] == "max_tokens"
    assert create(stop_sequences=["two"])["content"][0]["text"] == "one "


def test_content_blocks(create: Callable[..., Any], stream: Callable[..., Any], emulator: Emulator) -> None:
    """A list of blocks is the content; the stop reason follows from it, streamed or not."""
    blocks = [
        {"type": "text", "text": "Let me look."},
        {"type": "tool_use", "id": "toolu_9", "name": "look", "input": {"at": "it"}},
    ]
    emulator.script(blocks, blocks)
    message = create()
    assert (message["content"], message["stop_reason"]) == (blocks, "tool_use")
    assert accumulated(stream())["content"] == blocks


def test_whole_message(create: Callable[..., Any], stream: Callable[..., Any], emulator: Emulator) -> None:
    """A message keeps what it says; the rest is filled in."""
    given: Dict[str, Any] = {
        "id": "msg_given",
        "type": "message",
        "content": [{"type": "mystery", "x": [1]}],
        "stop_reason": "pause_turn",
        "usage": {"output_tokens": 77},
        "new_field": True,
    }
    emulator.script(given, given)
    message = create()
    assert {key: message[key] for key in ("id", "content", "stop_reason", "new_field")} == {
        key: given[key] for key in ("id", "content", "stop_reason", "new_field")
    }
    assert (message["usage"]["output_tokens"], message["usage"]["input_tokens"]) == (77, 5)
    streamed = accumulated(stream())
    assert (streamed["id"], streamed["content"], streamed["stop_reason"]) == (
        "msg_given",
        given["content"],
        "pause_turn",
    )


@pytest.mark.parametrize(
    "item",
    [
        ApiProblem(529, headers={"retry-after": "7"}),
        {"type": "error", "error": {"type": "overloaded_error"}, "headers": {"retry-after": "7"}},
        Fault.status(529, retry_after=7),
    ],
    ids=["problem", "dict", "fault"],
)
def test_error(client: httpx.Client, emulator: Emulator, item: Any) -> None:
    """Errors in any spelling are the same answer."""
    emulator.script(item)
    response = client.post("/v1/messages", json=body())
    assert (response.status_code, response.headers["retry-after"]) == (529, "7")
    assert response.json()["error"] == {"type": "overloaded_error", "message": "Overloaded"}
    assert response.json()["request_id"] == response.headers["request-id"]


def test_events(client: httpx.Client, emulator: Emulator) -> None:
    """Events come as they are written, unknown ones too; `event` names one that has no type."""
    events: List[Dict[str, Any]] = [{"type": "message_start", "message": {}}, {"type": "novelty", "a": 1}]
    emulator.script(Events([*events, {"event": "odd", "b": 2}]))
    emulator.script([{"type": "message_start", "message": {}}, {"type": "message_stop"}])
    text = client.post("/v1/messages", json=body(stream=True)).text
    assert text.count("\n\n") == 3
    assert 'event: odd\ndata: {"b":2' in text
    assert [event["type"] for event in parsed(text.rsplit("event: odd")[0])] == ["message_start", "novelty"]
    assert len(parsed(client.post("/v1/messages", json=body(stream=True)).text)) == 2


def test_bytes_and_replies(client: httpx.Client, emulator: Emulator) -> None:
    """Raw bytes and whole replies go out untouched."""
    emulator.script(b"event: x\ndata: y\n\n", b"not json", Reply(418, {"x-tea": "pot"}))
    first, second, third = (client.post("/v1/messages", json=body()) for _ in range(3))
    assert (first.content, first.headers["content-type"]) == (
        b"event: x\ndata: y\n\n",
        "text/event-stream; charset=utf-8",
    )
    assert (second.content, second.headers["content-type"]) == (b"not json", "application/json")
    assert (third.status_code, third.headers["x-tea"]) == (418, "pot")
    assert third.headers["request-id"]


def test_function(create: Callable[..., Any], emulator: Emulator) -> None:
    """A function sees the request and returns any other form."""

    def answer(request: Request) -> str:
        return f"{request.method} with {len(request.json()['messages'])} message"

    emulator.script(answer)
    assert create()["content"][0]["text"] == "POST with 1 message"


def test_pair_with_fault(client: httpx.Client, emulator: Emulator) -> None:
    """A pair of an answer and a fault is that answer, damaged."""
    emulator.script(("Hello", Fault.content_type("text/plain")))
    response = client.post("/v1/messages", json=body())
    assert response.json()["content"][0]["text"] == "Hello"
    assert response.headers["content-type"] == "text/plain"


def test_messages_wait_for_messages(client: httpx.Client, emulator: Emulator) -> None:
    """A scripted text is not spent on another endpoint; an error is for whatever comes next."""
    emulator.script("Hello", ApiProblem(500))
    assert client.get("/v1/models").status_code == 500
    assert client.get("/v1/models").status_code == 200
    assert client.post("/v1/messages", json=body()).json()["content"][0]["text"] == "Hello"


def test_path(client: httpx.Client, emulator: Emulator) -> None:
    """A path keeps an item for the requests that it is meant for."""
    emulator.enqueue(ApiProblem(500), path="/v1/models")
    assert client.post("/v1/messages", json=body()).status_code == 200
    assert client.get("/v1/models").status_code == 500


@pytest.mark.parametrize("item", [3, [1, 2], {"unknown": 1}, {"fault": "nonsense"}])
def test_what_cannot_be_an_answer(emulator: Emulator, item: Any) -> None:
    """A mistake in a script is found when it is written, not when it is used."""
    with pytest.raises((TypeError, ValueError)):
        emulator.script(item)


def test_reset(create: Callable[..., Any], emulator: Emulator) -> None:
    """A reset emulator has no script and no journal."""
    emulator.script("never")
    create()
    emulator.script("never")
    emulator.reset()
    assert create()["content"][0]["text"] == "You said: Hello"
    assert len(emulator.requests) == 1
