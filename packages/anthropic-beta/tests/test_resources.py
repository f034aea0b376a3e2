"""What each beta endpoint sends: method, path, query, beta features, and what it makes of the answer."""

from __future__ import annotations

import io
import json
import pathlib
from typing import Any, Dict, List

import httpx
import pytest
from scripted import MESSAGE, REQUEST, Server, World, error, sse, text_events

from anthropic import Anthropic, AnthropicError, AsyncAnthropic, BadRequestError, omit
from anthropic.types.beta import BetaMessage, BetaMessageTokensCount

BATCH = {"id": "b", "type": "message_batch", "results_url": "https://api.anthropic.com/v1/messages/batches/b/results"}
PAGE = {"data": [{"id": "x1"}], "has_more": False, "first_id": "x1", "last_id": "x1"}
FILES, SKILLS, BATCHES = "files-api-2025-04-14", "skills-2025-10-02", "message-batches-2024-09-24"
UPLOAD = ("s/SKILL.md", b"# s")

CALLS: List[Any] = [
    ("messages.create", (), REQUEST, "POST /v1/messages", None),
    ("messages.parse", (), REQUEST, "POST /v1/messages", "structured-outputs-2025-12-15"),
    (
        "messages.count_tokens",
        (),
        {"model": "m", "messages": []},
        "POST /v1/messages/count_tokens",
        "token-counting-2024-11-01",
    ),
    ("messages.batches.create", (), {"requests": []}, "POST /v1/messages/batches", BATCHES),
    ("messages.batches.retrieve", ("b",), {}, "GET /v1/messages/batches/b", BATCHES),
    ("messages.batches.list", (), {"limit": 2}, "GET /v1/messages/batches", BATCHES),
    ("messages.batches.cancel", ("b",), {}, "POST /v1/messages/batches/b/cancel", BATCHES),
    ("messages.batches.delete", ("b",), {}, "DELETE /v1/messages/batches/b", BATCHES),
    ("models.retrieve", ("m",), {}, "GET /v1/models/m", None),
    ("models.list", (), {"after_id": "a"}, "GET /v1/models", None),
    ("files.upload", (), {"file": ("a.txt", b"a")}, "POST /v1/files", FILES),
    ("files.retrieve_metadata", ("f",), {}, "GET /v1/files/f", FILES),
    ("files.list", (), {"limit": 2, "scope_id": "s"}, "GET /v1/files", FILES),
    ("files.delete", ("f",), {}, "DELETE /v1/files/f", FILES),
    ("files.download", ("f",), {}, "GET /v1/files/f/content", FILES),
    ("skills.create", (), {"files": [UPLOAD]}, "POST /v1/skills", SKILLS),
    ("skills.retrieve", ("s",), {}, "GET /v1/skills/s", SKILLS),
    ("skills.list", (), {"source": "custom"}, "GET /v1/skills", SKILLS),
    ("skills.delete", ("s",), {}, "DELETE /v1/skills/s", SKILLS),
    ("skills.versions.create", ("s",), {"files": [UPLOAD]}, "POST /v1/skills/s/versions", SKILLS),
    ("skills.versions.retrieve", ("1",), {"skill_id": "s"}, "GET /v1/skills/s/versions/1", SKILLS),
    ("skills.versions.list", ("s",), {"limit": 3}, "GET /v1/skills/s/versions", SKILLS),
    ("skills.versions.delete", ("1",), {"skill_id": "s"}, "DELETE /v1/skills/s/versions/1", SKILLS),
    ("skills.versions.download", ("1",), {"skill_id": "s"}, "GET /v1/skills/s/versions/1/content", SKILLS),
]


def method(resource: Any, path: str) -> Any:
    for name in path.split("."):
        resource = getattr(resource, name)
    return resource


def answer(request: httpx.Request) -> httpx.Response:
    """Something that fits whatever was asked for."""
    return httpx.Response(200, json={**MESSAGE, **PAGE, "input_tokens": 1})


@pytest.mark.parametrize(("path", "args", "params", "http", "feature"), CALLS, ids=[call[0] for call in CALLS])
def test_request(world: World, path: str, args: Any, params: Dict[str, Any], http: str, feature: str) -> None:
    """The request has its method, path and feature; `beta=true` stays whatever else is in the query."""
    server = Server(answer)
    beta = world.client(server).beta
    world.run(lambda: method(beta, path)(*args, **params))
    request = server.requests[0]
    assert f"{request.method} {request.url.path}" == http
    assert request.url.params["beta"] == "true"
    assert request.headers.get("anthropic-beta") == feature
    if request.method == "GET":
        sent = {key: str(value) for key, value in params.items() if key != "skill_id"}
        assert dict(request.url.params) == {"beta": "true", **sent}


@pytest.mark.parametrize(("path", "args", "params", "http", "feature"), CALLS, ids=[call[0] for call in CALLS])
def test_betas(path: str, args: Any, params: Dict[str, Any], http: str, feature: str) -> None:
    """The caller's features come first, each once, and none of the endpoint's own is lost."""
    server = Server(answer)
    beta = World("sync").client(server).beta
    own = [feature] if feature else []
    method(beta, path)(*args, betas=["mine", *own, "mine"], **params)
    assert server.requests[0].headers["anthropic-beta"] == ",".join(["mine", *own])
    assert b"betas" not in server.requests[0].content


@pytest.mark.parametrize(("path", "args", "params", "http", "feature"), CALLS, ids=[call[0] for call in CALLS])
@pytest.mark.parametrize("way", ["with_raw_response", "with_streaming_response"])
def test_faces(way: str, path: str, args: Any, params: Dict[str, Any], http: str, feature: str) -> None:
    """Every endpoint has the raw and the streamed face, from the resource and from `client.beta`."""
    server = Server(answer)
    beta = World("sync").client(server).beta
    resource, _, name = path.rpartition(".")
    for made in (getattr(getattr(method(beta, resource), way), name), method(getattr(beta, way), path)):
        result = made(*args, **params)
        if way == "with_streaming_response":
            with result as response:
                assert response.status_code == 200
        else:
            assert result.status_code == 200


def test_messages_are_beta_messages(world: World) -> None:
    """`create` gives a beta message, `count_tokens` a beta count."""
    client = world.client(Server(answer))
    assert type(world.run(lambda: client.beta.messages.create(**REQUEST))) is BetaMessage
    count = world.run(lambda: client.beta.messages.count_tokens(model="m", messages=[]))
    assert type(count) is BetaMessageTokensCount


def test_a_page_leads_to_the_next_as_a_beta_call(world: World) -> None:
    """The second page is asked for with the query and the features of the first."""
    first = {"data": [{"id": "f1"}], "has_more": True, "last_id": "f1"}
    server = Server(first, {"data": [{"id": "f2"}], "has_more": False})
    client = world.client(server)
    files = world.list(lambda: client.beta.files.list(limit=1, betas=["x"]))
    assert [file.id for file in files] == ["f1", "f2"]
    assert dict(server.requests[1].url.params) == {"beta": "true", "limit": "1", "after_id": "f1"}
    assert server.requests[1].headers["anthropic-beta"] == f"x,{FILES}"


def test_results_of_a_batch(world: World) -> None:
    """The results are read from the address that the batch names, as beta messages."""
    line = {"custom_id": "c", "result": {"type": "succeeded", "message": MESSAGE}}
    server = Server({**BATCH, "processing_status": "ended"}, lambda _: httpx.Response(200, content=json.dumps(line)))
    client = world.client(server)
    (result,) = world.list(lambda: client.beta.messages.batches.results("b", betas=["x"]))
    assert type(result.result.message) is BetaMessage
    assert server.requests[1].headers["anthropic-beta"] == f"x,{BATCHES}"
    assert server.requests[1].headers["accept"] == "application/binary"


def test_a_batch_without_results_says_so() -> None:
    """Asking for results too early is told before a second request."""
    server = Server({**BATCH, "results_url": None, "processing_status": "in_progress"})
    with pytest.raises(AnthropicError, match="no results yet"):
        World("sync").client(server).beta.messages.batches.results("b")


def test_skill_files_are_the_only_parts(world: World, tmp_path: pathlib.Path) -> None:
    """Files are parts of the form under `files[]`, and nothing of them is a text field."""
    path = tmp_path / "SKILL.md"
    path.write_bytes(b"# one")
    server = Server(answer)
    client = world.client(server)
    files = [("s/SKILL.md", path), ("s/two.md", io.BytesIO(b"# two"), "text/markdown")]
    world.run(lambda: client.beta.skills.create(files=files, display_title="S"))
    form = server.requests[0].content
    assert form.count(b'name="files[]"; filename=') == 2
    assert form.count(b"Content-Disposition") == 3
    assert b'name="display_title"\r\n\r\nS' in form


def test_output_format_is_sent_in_output_config(world: World) -> None:
    """`output_format` of `create` goes to where the API takes it, and keeps the rest of `output_config`."""
    server = Server(answer)
    client = world.client(server)
    schema: Any = {"type": "json_schema", "schema": {"type": "object"}}
    config: Any = {"effort": "low"}
    world.run(lambda: client.beta.messages.create(output_format=schema, output_config=config, **REQUEST))
    assert server.bodies[0]["output_config"] == {"effort": "low", "format": schema}
    assert "output_format" not in server.bodies[0]


def test_omitted_parameters_are_not_sent() -> None:
    """`omit` leaves a parameter out, `betas` too."""
    server = Server(answer)
    client = World("sync").client(server)
    client.beta.messages.create(betas=omit, tools=omit, thinking=omit, **REQUEST)
    assert set(server.bodies[0]) == set(REQUEST)
    assert "anthropic-beta" not in server.requests[0].headers


def test_a_stream_gives_beta_events(world: World) -> None:
    """Raw events and helper events are beta's own; the final message is a parsed one."""
    client = world.client(Server(sse(*text_events("a", "b"))))
    raw = world.list(lambda: client.beta.messages.create(stream=True, **REQUEST))
    assert {type(event).__module__ for event in raw} == {"anthropic.types.beta"}
    message = world.in_stream(lambda: client.beta.messages.stream(**REQUEST), lambda stream: stream.get_final_message())
    assert type(message).__name__ == "ParsedBetaMessage"
    assert isinstance(message, BetaMessage)
    assert message.parsed_output is None


def test_a_long_request_is_streamed_inside(world: World) -> None:
    """A request whose answer could take more than ten minutes gives the same message."""
    server = Server(sse(*text_events("a", "b")))
    client = world.client(server)
    message = world.run(lambda: client.beta.messages.create(**{**REQUEST, "max_tokens": 64_000}))
    assert type(message) is BetaMessage
    assert message.content[0].text == "ab"
    assert server.bodies[0]["stream"] is True


def test_unknown_blocks_survive(world: World) -> None:
    """A block that this release does not know is kept, and can be sent back."""
    block = {"type": "from_the_future", "x": [1, None], "y": {"z": "t"}}
    server = Server({**MESSAGE, "content": [block]})
    client = world.client(server)
    message = world.run(lambda: client.beta.messages.create(**REQUEST))
    turn = {"role": "assistant", "content": message.content}
    world.run(lambda: client.beta.messages.create(**{**REQUEST, "messages": [turn]}))
    assert server.bodies[1]["messages"][0]["content"] == [block]


def test_errors_are_typed() -> None:
    """A refusal of the API is the same error as elsewhere."""
    with pytest.raises(BadRequestError):
        World("sync").client(Server(error(400, "invalid_request_error"))).beta.messages.create(**REQUEST)


@pytest.mark.parametrize("client", [Anthropic(api_key="k"), AsyncAnthropic(api_key="k")])
def test_resources_are_made_once(client: Any) -> None:
    """`client.beta` and what is below it are the same objects each time."""
    assert client.beta is client.beta
    assert client.beta.messages is client.beta.messages
    assert client.beta.messages.batches is client.beta.messages.batches
    assert client.beta.skills.versions is client.beta.skills.versions


def test_patching_the_class_takes_effect(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tracing tools wrap the methods of the classes at their public path; clients that exist follow."""
    from anthropic.resources.beta.messages import Messages

    client = Anthropic(api_key="k")
    assert client.beta.messages is not None
    monkeypatch.setattr(Messages, "create", lambda self, **params: "patched")
    assert client.beta.messages.create(**REQUEST) == "patched"  # type: ignore[comparison-overlap]
