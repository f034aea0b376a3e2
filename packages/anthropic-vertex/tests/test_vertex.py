"""Requests to Vertex AI as they leave: hosts, paths, bodies, headers; and what the platform lacks."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from google_world import MESSAGE, REQUEST, Server, World

import anthropic
from anthropic_vertex import AnthropicVertex, AsyncAnthropicVertex, Vertex


def client_of(world: World, server: Server, **options: Any) -> Any:
    """A client in one world, with a token and a place unless others are given."""
    cls = AsyncAnthropicVertex if world.is_async else AnthropicVertex
    given = {"region": "us-east5", "project_id": "proj", "access_token": "TOKEN", **options}
    return cls(**given, http_client=world.http(server))


@pytest.mark.parametrize(
    ("region", "base_url"),
    [
        ("us-east5", "https://us-east5-aiplatform.googleapis.com/v1/"),
        ("global", "https://aiplatform.googleapis.com/v1/"),
        ("us", "https://aiplatform.us.rep.googleapis.com/v1/"),
        ("eu", "https://aiplatform.eu.rep.googleapis.com/v1/"),
    ],
)
def test_host_follows_the_region(region: str, base_url: str) -> None:
    """Regions, the global endpoint and the multi-regions each have a form of their own."""
    assert str(AnthropicVertex(region=region, project_id="p", access_token="t").base_url) == base_url


def test_message(world: World, server: Server) -> None:
    """The model moves from the body into the path, the version of the API into the body."""
    client = client_of(world, server)
    message = world.run(lambda: client.messages.create(**REQUEST))
    (request,) = server.requests
    assert str(request.url) == (
        "https://us-east5-aiplatform.googleapis.com/v1/projects/proj/locations/us-east5"
        "/publishers/anthropic/models/claude-sonnet-4-5@20250929:rawPredict"
    )
    assert request.content == (
        b'{"max_tokens":8,"messages":[{"role":"user","content":"Hi"}],"anthropic_version":"vertex-2023-10-16"}'
    )
    assert request.headers["authorization"] == "Bearer TOKEN"
    assert not {"x-api-key", "x-stainless-async", "anthropic-version"} & set(request.headers)
    assert message.content[0].text == "Hello."


def test_stream(world: World, server: Server) -> None:
    """A stream has a verb of its own; the flag stays in the body."""
    body = 'event: message_stop\ndata: {"type":"message_stop"}\n\n'
    server.answers = [httpx.Response(200, headers={"content-type": "text/event-stream"}, text=body)]
    client = client_of(world, server)
    events = world.run(lambda: client.messages.create(**REQUEST, stream=True))
    assert [event.type for event in events] == ["message_stop"]
    assert server.requests[0].url.path.endswith("/models/claude-sonnet-4-5@20250929:streamRawPredict")
    assert json.loads(server.requests[0].content)["stream"] is True


def test_stream_answered_by_a_whole_message(world: World, server: Server) -> None:
    """The service may answer a stream request with one JSON message: the same events come out."""
    client = client_of(world, server)
    events = world.run(lambda: client.messages.create(**REQUEST, stream=True))
    assert events[0].type == "message_start"
    assert events[-1].type == "message_stop"
    started = "".join(event.content_block.text for event in events if event.type == "content_block_start")
    added = "".join(event.delta.text for event in events if event.type == "content_block_delta")
    assert started + added == "Hello."


def test_count_tokens(world: World, server: Server) -> None:
    """A model of its own counts; the model asked about stays in the body."""
    server.answers = [httpx.Response(200, json={"input_tokens": 7})]
    client = client_of(world, server)
    count = world.run(lambda: client.messages.count_tokens(model="claude-x", messages=REQUEST["messages"]))
    assert count.input_tokens == 7
    assert server.requests[0].url.path.endswith("/publishers/anthropic/models/count-tokens:rawPredict")
    assert json.loads(server.requests[0].content) == {
        "messages": REQUEST["messages"],
        "model": "claude-x",
        "anthropic_version": "vertex-2023-10-16",
    }


def test_own_version_in_the_body_stays(server: Server) -> None:
    """Whoever names a version of the API gets it."""
    client = client_of(World("blocking"), server)
    client.messages.create(**REQUEST, extra_body={"anthropic_version": "vertex-2026-10-21"})
    assert json.loads(server.requests[0].content)["anthropic_version"] == "vertex-2026-10-21"


@pytest.mark.parametrize("path", ["/v1/messages?beta=true", "v1/messages?beta=true&x=1"])
def test_mark_of_beta_calls_is_not_sent(server: Server, path: str) -> None:
    """Betas travel in a header; the query that marks them is unknown here, other queries are not."""
    client = client_of(World("blocking"), server)
    options: Any = {"headers": {"anthropic-beta": "b1,b2"}, "params": {"beta": "true", "y": "2"}}
    client.post(path, cast_to=object, body=REQUEST, options=options)
    (request,) = server.requests
    assert "beta" not in request.url.params
    assert request.url.params["y"] == "2"
    assert request.url.path.endswith(":rawPredict")
    assert request.headers["anthropic-beta"] == "b1,b2"


def test_own_path_of_the_platform(server: Server) -> None:
    """A path that is not the API's goes out as it is, versioned like the rest."""
    client = client_of(World("blocking"), server)
    client.post("/projects/proj/other:predict", cast_to=object, body={"a": 1})
    assert str(server.requests[0].url) == "https://us-east5-aiplatform.googleapis.com/v1/projects/proj/other:predict"
    assert json.loads(server.requests[0].content) == {"a": 1, "anthropic_version": "vertex-2023-10-16"}


@pytest.mark.parametrize(
    ("method", "path", "feature"),
    [
        ("post", "/v1/messages/batches", "message batches"),
        ("get", "/v1/messages/batches/b_1/results", "message batches"),
        ("get", "/v1/models", "models endpoint"),
        ("get", "/v1/files/f_1", "files"),
        ("post", "/v1/skills?beta=true", "skills"),
        ("post", "/v1/complete", "text completions"),
        ("get", "/v1/messages", "GET /v1/messages"),
    ],
)
def test_what_the_platform_lacks(world: World, server: Server, method: str, path: str, feature: str) -> None:
    """One error that names feature and platform, before anything is sent."""
    client = client_of(world, server)
    with pytest.raises(anthropic.UnsupportedFeatureError, match=f"^Vertex AI has no {feature}") as caught:
        world.run(lambda: getattr(client, method)(path, cast_to=object))
    assert (caught.value.feature, caught.value.platform) == (feature, "Vertex AI")
    assert server.requests == []


def test_model_cannot_leave_its_place(server: Server) -> None:
    """A model id is one part of the path, whatever is in it."""
    client = client_of(World("blocking"), server)
    client.messages.create(**{**REQUEST, "model": "../../x:predict?y"})
    assert server.requests[0].url.raw_path.endswith(b"/models/..%2F..%2Fx%3Apredict%3Fy:rawPredict")


def test_model_is_needed(server: Server) -> None:
    """Without a model there is no path."""
    client = client_of(World("blocking"), server)
    with pytest.raises(TypeError, match="model must name a model, not ''"):
        client.messages.create(**{**REQUEST, "model": ""})


QUOTA = {"code": 429, "message": "Quota exceeded.", "status": "RESOURCE_EXHAUSTED", "details": [{"@type": "x"}]}


@pytest.mark.parametrize(
    ("status", "error", "cls", "type_"),
    [
        (429, QUOTA, anthropic.RateLimitError, "rate_limit_error"),
        (401, {"code": 401, "status": "UNAUTHENTICATED"}, anthropic.AuthenticationError, "authentication_error"),
        (403, {"code": 403, "status": "PERMISSION_DENIED"}, anthropic.PermissionDeniedError, "permission_error"),
        (404, {"code": 404, "status": "NOT_FOUND"}, anthropic.NotFoundError, "not_found_error"),
        (400, {"code": 400, "status": "FAILED_PRECONDITION"}, anthropic.BadRequestError, "invalid_request_error"),
        (400, {"code": 400, "status": "NEW_IN_2030"}, anthropic.BadRequestError, "invalid_request_error"),
        (413, {"code": 413, "message": "Too large."}, anthropic.RequestTooLargeError, "request_too_large"),
        (503, {"code": 503, "status": "UNAVAILABLE"}, anthropic.ServiceUnavailableError, "overloaded_error"),
        (504, {"code": 504, "status": "DEADLINE_EXCEEDED"}, anthropic.DeadlineExceededError, "timeout_error"),
        (500, {"code": 500, "status": "DEADLINE_EXCEEDED"}, anthropic.DeadlineExceededError, "timeout_error"),
        (502, {"code": 502, "status": ["odd"]}, anthropic.InternalServerError, "api_error"),
    ],
)
@pytest.mark.parametrize("in_list", [False, True])
@pytest.mark.parametrize("cls_name", ["AnthropicVertex", "AnthropicGoogleCloud"])
def test_error_of_google(
    server: Server, cls_name: str, in_list: bool, status: int, error: Any, cls: Any, type_: str
) -> None:
    """What Google answers, a stream request in a list, is told in the API's terms; nothing of it is lost."""
    raw = {"error": error}
    server.answers = [httpx.Response(status, json=[raw] if in_list else raw)]
    place: Any = {"region": "eu", "project_id": "p", "access_token": "t"}
    if cls_name == "AnthropicGoogleCloud":
        place = {"workspace_id": "w", "project": "p", "token_provider": "t"}
    client = getattr(anthropic, cls_name)(**place, max_retries=0, http_client=World("blocking").http(server))
    with pytest.raises(anthropic.APIStatusError) as caught:
        client.messages.create(**REQUEST)
    assert type(caught.value) is cls
    assert caught.value.type == type_
    assert caught.value.body == {"type": "error", "error": {**error, "type": type_}}
    assert error.get("message", "") in str(caught.value)


@pytest.mark.parametrize(
    "body", [{"type": "error", "error": {"type": "new_error", "message": "x"}}, {"error": "x"}, [], ["x"], "x", None]
)
def test_error_of_another_form(server: Server, body: Any) -> None:
    """The API's own, and what nobody knows, stay as they are."""
    server.answers = [httpx.Response(400, json=body)]
    client = client_of(World("blocking"), server)
    with pytest.raises(anthropic.BadRequestError) as caught:
        client.messages.create(**REQUEST)
    assert caught.value.body == body


def test_no_region() -> None:
    """There is no default: a region decides where data goes."""
    with pytest.raises(ValueError, match=r"pass region= or set CLOUD_ML_REGION"):
        AnthropicVertex(project_id="p")


@pytest.mark.parametrize("region", ["evil.example/", "us-east5.evil", "a b", "us-east5#"])
def test_region_is_part_of_a_host_name(region: str) -> None:
    """A region can not send credentials to another host."""
    with pytest.raises(ValueError, match="region is a name"):
        AnthropicVertex(region=region, project_id="p")


def test_place_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not given as an argument."""
    monkeypatch.setenv("CLOUD_ML_REGION", "europe-west1")
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", "p3")
    assert (AnthropicVertex().region, AnthropicVertex().project_id) == ("europe-west1", "p3")
    monkeypatch.setenv("CLOUD_ML_PROJECT_ID", "p2")
    assert AnthropicVertex().project_id == "p2"
    monkeypatch.setenv("ANTHROPIC_VERTEX_PROJECT_ID", "p1")
    assert AnthropicVertex().project_id == "p1"
    monkeypatch.setenv("ANTHROPIC_VERTEX_BASE_URL", "https://gateway.example/v1")
    assert str(AnthropicVertex().base_url) == "https://gateway.example/v1/"
    client = AnthropicVertex(region="global", project_id="mine", base_url="https://mine.example/v1")
    assert (client.region, client.project_id, str(client.base_url)) == ("global", "mine", "https://mine.example/v1/")


def test_second_way_in(world: World, server: Server) -> None:
    """`Anthropic(provider="vertex")` sends the same request."""
    options = {"region": "us-east5", "project_id": "proj", "access_token": "TOKEN"}
    cls: Any = anthropic.AsyncAnthropic if world.is_async else anthropic.Anthropic
    other = cls(provider="vertex", provider_options=options, http_client=world.http(server))
    own = client_of(world, server)
    assert world.run(lambda: other.messages.create(**REQUEST)).to_dict() == MESSAGE
    world.run(lambda: own.messages.create(**REQUEST))
    first, second = server.requests
    assert (first.url, first.content) == (second.url, second.content)
    assert set(first.headers.items()) - {("user-agent", first.headers["user-agent"])} == set(second.headers.items()) - {
        ("user-agent", second.headers["user-agent"])
    }


def test_provider_says_where() -> None:
    """Errors and logs name the platform, never a credential."""
    assert repr(Vertex(region="eu", access_token="TOKEN")) == (
        "<Vertex 'vertex' at https://aiplatform.eu.rep.googleapis.com/v1>"
    )
