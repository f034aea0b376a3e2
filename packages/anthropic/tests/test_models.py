"""Models: what the spec test does not cover."""

from __future__ import annotations

from typing import Any, Dict

import pytest
from scripted import Server, World, error, reply

from anthropic import NotFoundError
from anthropic.types import ModelInfo

SUPPORTED = {"supported": True}


def model(name: str = "claude-sonnet-4-5", **fields: Any) -> Dict[str, Any]:
    return {"id": name, "type": "model", "display_name": "Claude", "created_at": "2026-01-01T00:00:00Z", **fields}


def test_retrieve(world: World) -> None:
    """A model is typed, its capabilities too; beta features go in their header."""
    server = Server(model(max_tokens=64_000, capabilities={"batch": SUPPORTED, "aroma": SUPPORTED}))
    client = world.client(server)
    found = world.run(lambda: client.models.retrieve("claude-sonnet-4-5", betas=["one", "two"]))
    assert isinstance(found, ModelInfo)
    assert found.created_at.year == 2026
    assert found.max_tokens == 64_000
    assert found.capabilities.batch.supported
    assert found.capabilities.aroma["supported"]
    assert found._request_id == "req_1"
    assert server.requests[0].headers["anthropic-beta"] == "one,two"


def test_an_alias_with_a_slash(world: World) -> None:
    server = Server(model())
    client = world.client(server)
    world.run(lambda: client.models.retrieve(model_id="org/model"))
    assert server.requests[0].url.raw_path == b"/v1/models/org%2Fmodel"


def test_not_found(world: World) -> None:
    client = world.client(Server(error(404, "not_found_error")))
    with pytest.raises(NotFoundError):
        world.run(lambda: client.models.retrieve("nope"))


def test_faces(world: World) -> None:
    """A raw list is awaited in an async client, and its pages go on as plain ones."""
    pages = [{"data": [model(name)], "has_more": name == "a", "last_id": name} for name in "ab"]
    server = Server(*map(reply, pages))
    client = world.client(server)
    raw = world.run(lambda: client.models.with_raw_response.list(limit=1))
    page = raw.parse()
    assert raw.headers["request-id"] == "req_1"
    assert page[0].id == "a"
    after = world.run(lambda: page.get_next_page())
    assert after[0].id == "b"


def test_streamed_face(world: World) -> None:
    client = world.client(Server({"data": [model()], "has_more": False}))

    def use(response: Any) -> Any:
        return response.parse()

    page = world.in_stream(lambda: client.models.with_streaming_response.list(), use)
    assert len(page.data) == 1


def test_none_stands_for_nothing(world: World) -> None:
    """A query parameter that is None is not sent."""
    server = Server({"data": [], "has_more": False})
    client = world.client(server)
    world.run(lambda: client.models.list(after_id=None, limit=5))
    assert str(server.requests[0].url.query, "ascii") == "limit=5"
