"""Text completions: whole, in pieces, and that they are deprecated."""

from __future__ import annotations

from typing import Any, Dict, List

import httpx
import pytest
from scripted import Server, World, reply, sse, stream_reply

from anthropic import AI_PROMPT, HUMAN_PROMPT, IncompleteStreamError, OverloadedError
from anthropic.types import Completion

REQUEST: Dict[str, Any] = {"model": "m", "max_tokens_to_sample": 9, "prompt": f"{HUMAN_PROMPT} hi{AI_PROMPT}"}
quietly = pytest.mark.filterwarnings("ignore:Text completions are deprecated:DeprecationWarning")


def piece(text: str, stop_reason: Any = None) -> Dict[str, Any]:
    return {"type": "completion", "id": "compl_1", "completion": text, "stop_reason": stop_reason, "model": "m"}


PIECES = sse(piece(" Hel"), {"type": "ping"}, piece("lo"), piece("", "stop_sequence"))


def test_create_is_deprecated(world: World) -> None:
    """It works, with a warning that points at the caller's line."""
    server = Server(piece(" Hello", "stop_sequence"))
    client = world.client(server)
    with pytest.warns(DeprecationWarning, match="client.messages") as caught:
        made = world.run(lambda: client.completions.create(**REQUEST, betas=["one"]))
    assert isinstance(made, Completion)
    assert made.completion == " Hello"
    assert server.requests[0].headers["anthropic-beta"] == "one"
    assert server.bodies == [REQUEST]
    assert caught[0].filename.endswith(("test_completions.py", "scripted.py"))


@quietly
def test_timeouts(world: World) -> None:
    """Ten minutes for everything, connecting too, unless the client or the call says otherwise."""
    server = Server(piece("", "stop_sequence"))
    client = world.client(server)
    world.run(lambda: client.completions.create(**REQUEST))
    world.run(lambda: client.completions.create(**REQUEST, timeout=7))
    world.run(lambda: client.with_options(timeout=8).completions.create(**REQUEST))
    sent = [request.extensions["timeout"] for request in server.requests]
    assert [timeout["connect"] for timeout in sent] == [600, 7, 8]
    assert [timeout["read"] for timeout in sent] == [600, 7, 8]


@quietly
@pytest.mark.parametrize("way", ["create", "stream"])
def test_pieces(world: World, way: str) -> None:
    """Both ways give the pieces; an async `stream` is iterated without awaiting it."""
    server = Server(PIECES)
    client = world.client(server)
    if way == "create":
        found = world.list(lambda: client.completions.create(**REQUEST, stream=True))
    else:
        found = world.list(lambda: client.completions.stream(**REQUEST))
    assert "".join(each.completion for each in found) == " Hello"
    assert found[-1].stop_reason == "stop_sequence"
    assert server.bodies[0]["stream"] is True


@quietly
def test_a_stream_without_an_end(world: World) -> None:
    """A stream is complete only with a stop reason."""
    client = world.client(Server(sse(piece(" Hel"))))
    with pytest.raises(IncompleteStreamError):
        world.list(lambda: client.completions.stream(**REQUEST))


@quietly
def test_an_error_in_the_stream(world: World) -> None:
    overloaded = sse({"type": "error", "error": {"type": "overloaded_error", "message": "busy"}})
    client = world.client(Server(stream_reply(sse(piece("a")), overloaded)))
    with pytest.raises(OverloadedError):
        world.list(lambda: client.completions.stream(**REQUEST))


@quietly
def test_faces(world: World) -> None:
    """The raw face gives the response; its value is the completion, or the stream."""
    client = world.client(Server(reply(piece("a", "x")), stream_reply(PIECES)))
    raw = world.run(lambda: client.completions.with_raw_response.create(**REQUEST))
    assert raw.parse().completion == "a"
    raw = world.run(lambda: client.completions.with_raw_response.stream(**REQUEST))
    found: List[Any] = world.run(lambda: world.collect(raw.parse()))
    assert len(found) == 3
    assert isinstance(raw.http_response, httpx.Response)
