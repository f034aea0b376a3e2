"""Requests to Azure AI Foundry as they leave: where, with which credentials; and what the platform lacks."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from azure_world import MESSAGE, REQUEST, Server, World

import anthropic
from anthropic_foundry import AnthropicFoundry, AsyncAnthropicFoundry, Foundry

KEYS = {"api-key": "KEY", "x-api-key": "KEY"}


def client_of(world: World, server: Server, **options: Any) -> Any:
    """A client in one world, with a key and a resource unless others are given."""
    cls = AsyncAnthropicFoundry if world.is_async else AnthropicFoundry
    return cls(**{"resource": "res", "api_key": "KEY", **options}, http_client=world.http(server))


def test_message(world: World, server: Server) -> None:
    """The API itself, below the URL of the resource; the key stands in two headers."""
    client = client_of(world, server)
    assert world.run(lambda: client.messages.create(**REQUEST)).to_dict() == MESSAGE
    (request,) = server.requests
    assert str(request.url) == "https://res.services.ai.azure.com/anthropic/v1/messages"
    assert request.content == (
        b'{"max_tokens":8,"messages":[{"role":"user","content":"Hi"}],"model":"claude-sonnet-4-5"}'
    )
    assert request.headers["anthropic-version"] == "2023-06-01"
    assert server.credentials == [KEYS]


def test_stream(world: World, server: Server) -> None:
    """Streams are those of the API."""
    body = 'event: message_stop\ndata: {"type":"message_stop"}\n\n'
    server.answers = [httpx.Response(200, headers={"content-type": "text/event-stream"}, text=body)]
    client = client_of(world, server)
    events = world.run(lambda: client.messages.create(**REQUEST, stream=True))
    assert [event.type for event in events] == ["message_stop"]
    assert b'"stream":true' in server.requests[0].content


def test_count_tokens(world: World, server: Server) -> None:
    """Tokens are counted under the API's own path."""
    server.answers = [httpx.Response(200, json={"input_tokens": 7})]
    client = client_of(world, server)
    count = world.run(lambda: client.messages.count_tokens(model="claude-x", messages=REQUEST["messages"]))
    assert count.input_tokens == 7
    assert server.requests[0].url.path == "/anthropic/v1/messages/count_tokens"


@pytest.mark.parametrize(
    ("method", "path", "feature"),
    [
        ("post", "/v1/messages/batches", "message batches"),
        ("get", "v1/messages/batches/b_1?beta=true", "message batches"),
        ("get", "/v1/models", "models endpoint"),
        ("get", "/v1/models/claude-x", "models endpoint"),
    ],
)
def test_what_the_platform_lacks(world: World, server: Server, method: str, path: str, feature: str) -> None:
    """One error that names feature and platform, before anything is sent."""
    client = client_of(world, server)
    with pytest.raises(anthropic.UnsupportedFeatureError, match=f"^Azure AI Foundry has no {feature}"):
        world.run(lambda: getattr(client, method)(path, cast_to=object))
    assert server.requests == []


@pytest.mark.parametrize(
    ("status", "body", "cls", "type_"),
    [
        (401, {"statusCode": 401, "message": "No."}, anthropic.AuthenticationError, "authentication_error"),
        (403, {"error": {"code": "403", "message": "No."}}, anthropic.PermissionDeniedError, "permission_error"),
        (404, {"error": {"code": "DeploymentNotFound", "message": "No."}}, anthropic.NotFoundError, "not_found_error"),
        (429, {"error": {"code": "429", "message": "No."}}, anthropic.RateLimitError, "rate_limit_error"),
        (400, {"error": {"code": None, "message": "No.", "type": None}}, anthropic.BadRequestError, None),
        (400, {"error": {"message": "No.", "type": []}}, anthropic.BadRequestError, None),
        (422, {"error": {"code": "x", "message": "No."}}, anthropic.UnprocessableEntityError, "invalid_request_error"),
        (413, {"statusCode": 413, "message": "No."}, anthropic.RequestTooLargeError, "request_too_large"),
        (408, {"error": {"code": "Timeout", "message": "No."}}, anthropic.RequestTimeoutError, "timeout_error"),
        (500, {"statusCode": 500, "message": "No."}, anthropic.InternalServerError, "api_error"),
        (503, {"statusCode": 503, "message": "No."}, anthropic.ServiceUnavailableError, "overloaded_error"),
        (504, {"statusCode": 504, "message": "No."}, anthropic.DeadlineExceededError, "timeout_error"),
        (500, {"error": {"type": "timeout_error", "message": "No."}}, anthropic.DeadlineExceededError, "timeout_error"),
    ],
)
def test_error_of_azure(server: Server, status: int, body: Any, cls: Any, type_: Any) -> None:
    """What a gateway of Azure answers is told in the API's terms; nothing of it is lost."""
    server.answers = [httpx.Response(status, json=body)]
    client = client_of(World("blocking"), server, max_retries=0)
    with pytest.raises(anthropic.APIStatusError) as caught:
        client.messages.create(**REQUEST)
    type_ = type_ or "invalid_request_error"
    assert type(caught.value) is cls
    assert caught.value.type == type_
    assert caught.value.body == {"type": "error", "error": {**body.get("error", body), "type": type_}}


@pytest.mark.parametrize(
    "body", [{"type": "error", "error": {"type": "new_error", "message": "x"}}, {"error": "x"}, {}, ["x"], "x", None]
)
def test_error_of_another_form(server: Server, body: Any) -> None:
    """The API's own, and what nobody knows, stay as they are."""
    server.answers = [httpx.Response(400, json=body)]
    client = client_of(World("blocking"), server)
    with pytest.raises(anthropic.BadRequestError) as caught:
        client.messages.create(**REQUEST)
    assert caught.value.body == body


def test_absent_resources_are_none() -> None:
    """Users ask with `is None`, as they know it."""
    for client in (AnthropicFoundry(resource="r"), AsyncAnthropicFoundry(resource="r")):
        assert client.models is None
        assert client.messages.batches is None


def test_files_and_skills_are_let_through(world: World, server: Server) -> None:
    """What the platform may have is the platform's to answer."""
    server.answers = [httpx.Response(200, json={"data": []})]
    client = client_of(world, server)
    world.run(lambda: client.get("/v1/files", cast_to=object))
    assert server.requests[0].url.path == "/anthropic/v1/files"


def test_base_url_in_place_of_a_resource(world: World, server: Server) -> None:
    """A gateway, or a cloud of its own."""
    client = client_of(world, server, resource=None, base_url="https://gateway.example/azure")
    world.run(lambda: client.messages.create(**REQUEST))
    assert str(server.requests[0].url) == "https://gateway.example/azure/v1/messages"


def test_resource_and_base_url_are_exclusive() -> None:
    """Both would be a contradiction."""
    with pytest.raises(ValueError, match="mutually exclusive"):
        AnthropicFoundry(resource="r", base_url="https://x.example", api_key="k")


def test_neither_resource_nor_base_url() -> None:
    """The message says what to set."""
    with pytest.raises(ValueError, match=r"pass resource= or base_url=, or set ANTHROPIC_FOUNDRY_RESOURCE"):
        AnthropicFoundry(api_key="k")


@pytest.mark.parametrize("resource", ["evil.example/", "r.evil", "a b", "r#"])
def test_resource_is_part_of_a_host_name(resource: str) -> None:
    """A resource can not send credentials to another host."""
    with pytest.raises(ValueError, match="resource is a name"):
        AnthropicFoundry(resource=resource, api_key="k")


def test_place_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Arguments go before the environment; two variables that contradict each other are an error."""
    monkeypatch.setenv("ANTHROPIC_FOUNDRY_RESOURCE", "env")
    assert str(AnthropicFoundry().base_url) == "https://env.services.ai.azure.com/anthropic/"
    assert str(AnthropicFoundry(base_url="https://x.example/").base_url) == "https://x.example/"
    monkeypatch.setenv("ANTHROPIC_FOUNDRY_BASE_URL", "https://env.example/anthropic")
    assert str(AnthropicFoundry(resource="mine").base_url) == "https://mine.services.ai.azure.com/anthropic/"
    with pytest.raises(ValueError, match=r"ANTHROPIC_FOUNDRY_RESOURCE and ANTHROPIC_FOUNDRY_BASE_URL are mutually"):
        AnthropicFoundry()
    monkeypatch.delenv("ANTHROPIC_FOUNDRY_RESOURCE")
    assert str(AnthropicFoundry().base_url) == "https://env.example/anthropic/"


def test_key_from_the_environment(world: World, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key of Foundry; that of the API itself is for another platform."""
    monkeypatch.setenv("ANTHROPIC_FOUNDRY_API_KEY", "KEY")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-home")
    monkeypatch.setenv("ANTHROPIC_AUTH_TOKEN", "home")
    client = client_of(world, server, api_key=None)
    world.run(lambda: client.messages.create(**REQUEST))
    assert server.credentials == [KEYS]
    assert (client.api_key, client.auth_token, client.auth_headers) == ("KEY", None, {})


def test_no_credentials_at_all(world: World, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is sent, and the message says what to set; not before a request needs it."""
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-home")
    client = client_of(world, server, api_key=None)
    with pytest.raises(anthropic.MissingCredentialsError, match="ANTHROPIC_FOUNDRY_API_KEY"):
        world.run(lambda: client.messages.create(**REQUEST))
    assert server.requests == []


def test_second_way_in(world: World, server: Server) -> None:
    """`Anthropic(provider="foundry")` sends the same request."""
    cls: Any = anthropic.AsyncAnthropic if world.is_async else anthropic.Anthropic
    options = {"resource": "res", "api_key": "KEY"}
    client = cls(provider="foundry", provider_options=options, http_client=world.http(server))
    world.run(lambda: client.messages.create(**REQUEST))
    assert str(server.requests[0].url) == "https://res.services.ai.azure.com/anthropic/v1/messages"
    assert server.credentials == [KEYS]


def test_provider_says_where() -> None:
    """Errors and logs name the platform, never a credential."""
    assert repr(Foundry(resource="res", api_key="KEY")) == (
        "<Foundry 'foundry' at https://res.services.ai.azure.com/anthropic>"
    )
