"""Large bodies: the same bytes as small ones, in little memory; and answers that are sent back."""

from __future__ import annotations

import copy
import json
import tracemalloc
from typing import Any, Dict, List

import httpx
import pytest
from scripted import MESSAGE, REQUEST, Server, World, sse, text_events

from anthropic import Anthropic
from anthropic.message_events import TextEvent

LONG = 'é"\\\n😀' * 20_000


def compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@pytest.mark.parametrize(
    "content",
    [
        LONG,
        [{"type": "text", "text": LONG}, {"type": "text", "text": "short"}],
        [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "QUJD" * 20_000}}],
        [{"type": "tool_result", "tool_use_id": "t", "content": [], "x": {"1": (LONG, 1.5, None, True)}, "y": {}}],
    ],
)
def test_long_texts(world: World, content: Any) -> None:
    """Whatever the length of its texts, a body is the same compact JSON, in the same order."""
    server = Server(MESSAGE)
    client = world.client(server)
    request = {"max_tokens": 8, "messages": [{"role": "user", "content": content}], "model": "m"}
    world.run(lambda: client.messages.create(**request))
    assert server.requests[0].content.decode() == compact(request)


def test_a_large_body_is_sent_in_slices() -> None:
    """A transport gets pieces, the sum of which is the body; whoever asks for the content gets it whole."""
    pieces: List[bytes] = []

    class Transport(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            assert isinstance(request.stream, httpx.SyncByteStream)
            pieces.extend(request.stream)
            assert b"".join(pieces) == request.content
            assert int(request.headers["content-length"]) == len(request.content)
            return httpx.Response(200, json=MESSAGE)

    client = Anthropic(api_key="k", http_client=httpx.Client(transport=Transport()))
    client.messages.create(model="m", max_tokens=8, messages=[{"role": "user", "content": "x" * 1_000_000}])
    assert len(pieces) > 1
    assert json.loads(b"".join(pieces))["messages"][0]["content"] == "x" * 1_000_000


def test_memory_of_a_large_body() -> None:
    """The body is in memory once."""
    image = {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "QUJD" * 15_000}}
    messages: List[Any] = [{"role": "user", "content": [image]}, {"role": "assistant", "content": "a"}] * 80
    client = Anthropic(
        api_key="k",
        http_client=httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(200, json=MESSAGE))),
    )
    client.messages.create(**REQUEST)
    tracemalloc.start()
    try:
        client.messages.create(model="m", max_tokens=8, messages=messages)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1.3 * len(compact(messages))


def test_answers_are_sent_back(world: World) -> None:
    """Blocks of an answer are parameters too, each kind of them in a process that has built no class for it alone."""
    blocks: List[Dict[str, Any]] = [
        {"type": "thinking", "thinking": "hm", "signature": "s"},
        {"type": "text", "text": "yes", "citations": None},
        {"type": "tool_use", "id": "t", "name": "n", "input": {"a": [1]}},
        {"type": "of_next_year", "x": {"y": 1}},
    ]
    server = Server({**MESSAGE, "content": blocks}, MESSAGE)
    client = world.client(server)
    answer = world.run(lambda: client.messages.create(**REQUEST))
    turns = [*REQUEST["messages"], {"role": "assistant", "content": answer.content}]
    world.run(lambda: client.messages.create(**{**REQUEST, "messages": turns}))
    assert server.bodies[1]["messages"][1]["content"] == blocks


def test_events_are_whole_in_every_form(world: World) -> None:
    """A helper event whose snapshot nobody has looked at has it in its copies and in iteration."""
    server = Server(sse(*text_events("a", "b")))
    client = world.client(server)
    make = lambda: client.messages.stream(**REQUEST)  # noqa: E731
    forms = [copy.copy, copy.deepcopy, lambda event: event.model_copy(), lambda event: TextEvent(**dict(event))]
    for form in forms:
        event = [event for event in world.in_stream(make, world.collect) if event.type == "text"][-1]
        assert form(event) == TextEvent(type="text", text="b", snapshot="ab")
