"""Requests to the Claude service of Google Cloud as they leave."""

from __future__ import annotations

from typing import Any

import pytest
from google_world import MESSAGE, REQUEST, Server, World

import anthropic
from anthropic_vertex import AnthropicGoogleCloud, AsyncAnthropicGoogleCloud

BASE = "https://claude.googleapis.com/v1alpha/projects/proj/locations/us-east5/workspaces/wrkspc_1/invoke/"


def client_of(world: World, server: Server, **options: Any) -> Any:
    """A client in one world, with a token and a place unless others are given."""
    cls = AsyncAnthropicGoogleCloud if world.is_async else AnthropicGoogleCloud
    given: Any = {
        "project": "proj",
        "location": "us-east5",
        "workspace_id": "wrkspc_1",
        "token_provider": lambda: "TOKEN",
        **options,
    }
    return cls(**given, http_client=world.http(server))


def test_message(world: World, server: Server) -> None:
    """The API itself, below the path of the workspace."""
    client = client_of(world, server)
    assert world.run(lambda: client.messages.create(**REQUEST)).to_dict() == MESSAGE
    (request,) = server.requests
    assert str(request.url) == BASE + "v1/messages"
    assert request.headers["authorization"] == "Bearer TOKEN"
    assert request.headers["anthropic-version"] == "2023-06-01"
    assert "x-api-key" not in request.headers
    assert b'"model":"claude-sonnet-4-5@20250929"' in request.content


def test_keys_of_the_first_party_stay_at_home(world: World, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key in the environment is for another platform."""
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-home")
    monkeypatch.setenv("ANTHROPIC_AUTH_TOKEN", "home")
    client = client_of(world, server)
    world.run(lambda: client.messages.create(**REQUEST))
    assert "home" not in str(server.requests[0].headers.raw)
    assert client.api_key is None
    assert client.auth_token is None
    assert client.auth_headers == {}


def test_place_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not given as an argument; the location is `global` unless said."""
    monkeypatch.setenv("ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID", "w")
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", "p2")
    assert "/projects/p2/locations/global/workspaces/w/" in str(AnthropicGoogleCloud().base_url)
    monkeypatch.setenv("ANTHROPIC_GOOGLE_CLOUD_PROJECT", "p1")
    monkeypatch.setenv("ANTHROPIC_GOOGLE_CLOUD_LOCATION", "eu")
    assert "/projects/p1/locations/eu/workspaces/w/" in str(AnthropicGoogleCloud().base_url)
    monkeypatch.setenv("ANTHROPIC_GOOGLE_CLOUD_BASE_URL", "https://gateway.example/x")
    assert str(AnthropicGoogleCloud().base_url) == "https://gateway.example/x/"


def test_no_workspace() -> None:
    """The message says what to set."""
    with pytest.raises(ValueError, match="ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID"):
        AnthropicGoogleCloud(project="p")


def test_skip_auth(world: World, server: Server) -> None:
    """Nothing is added where something in between authorises."""
    client = client_of(world, server, token_provider=None, skip_auth=True)
    world.run(lambda: client.messages.create(**REQUEST))
    copied = client.copy(max_retries=1)
    world.run(lambda: copied.messages.create(**REQUEST))
    assert server.authorisations == [None, None]


def test_skip_auth_goes_with_no_credentials() -> None:
    """One or the other."""
    with pytest.raises(ValueError, match="skip_auth"):
        AnthropicGoogleCloud(workspace_id="w", skip_auth=True, token_provider=lambda: "t")


def test_copy_without_credentials(world: World, server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """`skip_auth` takes the token away, and so does `None`: then google-auth looks for credentials."""
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))
    client = client_of(world, server, max_retries=0)
    skipping = client.copy(skip_auth=True)
    assert (client.google_credentials, skipping.google_credentials) == (None, None)
    for each in (skipping, skipping.copy(max_retries=1), client):
        world.run(lambda each=each: each.messages.create(**REQUEST))
    assert server.authorisations == [None, None, "Bearer TOKEN"]
    for each in (client.copy(token_provider=None), skipping.copy(skip_auth=False)):
        with pytest.raises(anthropic.MissingCredentialsError, match="default credentials were not found"):
            world.run(lambda each=each: each.messages.create(**REQUEST))
    with pytest.raises(ValueError, match="skip_auth"):
        client.copy(skip_auth=True, token_provider=lambda: "other")
    monkeypatch.setenv("ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID", "env")
    assert client.copy(workspace_id=None).workspace_id == "env"


def test_text_completions_are_not_there(world: World, server: Server) -> None:
    """The typed error of every platform."""
    client = client_of(world, server)
    with pytest.raises(anthropic.UnsupportedFeatureError, match="has no text completions"):
        world.run(lambda: client.post("/v1/complete", cast_to=object, body={}))
    assert server.requests == []


def test_second_way_in(world: World, server: Server) -> None:
    """`Anthropic(provider="google-cloud")` sends the same request."""
    options = {"project": "proj", "location": "us-east5", "workspace_id": "wrkspc_1", "token_provider": lambda: "TOKEN"}
    cls: Any = anthropic.AsyncAnthropic if world.is_async else anthropic.Anthropic
    client = cls(provider="google-cloud", provider_options=options, http_client=world.http(server))
    world.run(lambda: client.messages.create(**REQUEST))
    assert str(server.requests[0].url) == BASE + "v1/messages"
    assert server.authorisations == ["Bearer TOKEN"]
