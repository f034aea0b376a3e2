"""The clients as objects: names, copies, pickles, what they load."""

from __future__ import annotations

import copy
import inspect
import pickle
import subprocess
import sys
from typing import Any

import pytest
from google_world import REQUEST, Server, World

import anthropic
from anthropic_vertex import (
    AnthropicGoogleCloud,
    AnthropicVertex,
    AsyncAnthropicGoogleCloud,
    AsyncAnthropicVertex,
)

NAMES = {
    "AnthropicVertex": AnthropicVertex,
    "AsyncAnthropicVertex": AsyncAnthropicVertex,
    "AnthropicGoogleCloud": AnthropicGoogleCloud,
    "AsyncAnthropicGoogleCloud": AsyncAnthropicGoogleCloud,
}
PLACES: Any = {"Vertex": {"region": "us-east5"}, "GoogleCloud": {"workspace_id": "wrkspc_1"}}


def make(name: str, **options: Any) -> Any:
    """A client of one class, in its least form."""
    return NAMES[name](**PLACES[name.split("Anthropic")[-1]], **options)


@pytest.mark.parametrize("name", NAMES)
def test_known_import_paths(name: str) -> None:
    """From the core, and from the module that other software names."""
    assert getattr(anthropic, name) is NAMES[name]
    module = "vertex" if "Vertex" in name else "google_cloud"
    exec(f"from anthropic.lib.{module} import {name} as imported", names := {})  # type: ignore[var-annotated]
    assert names["imported"] is NAMES[name]


@pytest.mark.parametrize("module", ["vertex", "google_cloud"])
def test_other_names_are_not_there(module: str) -> None:
    """The modules of known paths hold nothing else."""
    with pytest.raises(ImportError):
        exec(f"from anthropic.lib.{module} import Message")


@pytest.mark.parametrize("name", NAMES)
def test_copy_keeps_everything(name: str) -> None:
    """A copy without changes has all options of the client, and its connections."""
    client = make(name, timeout=3.0, max_retries=5, default_headers={"a": "1"}, deadline=9.0, middleware=[print])
    for other in (client.copy(), client.with_options(), client.with_middleware()):
        assert type(other) is type(client)
        assert other._http is client._http
        kept = other._options(), other._custom_headers
        assert kept == (client._options(), client._custom_headers)


@pytest.mark.parametrize("name", NAMES)
def test_copy_names_its_options(name: str) -> None:
    """Tools see the options; what the constructor takes, a copy takes too."""
    parameters = set(inspect.signature(NAMES[name]).parameters) - {"plugins", "_strict_response_validation"}
    named = set(inspect.signature(NAMES[name].copy).parameters)
    assert parameters - {"long_requests"} <= named
    assert NAMES[name].with_options is NAMES[name].copy


def test_copy_to_another_region_moves_the_host() -> None:
    """The host follows the region unless a base URL was given."""
    client = make("AnthropicVertex")
    assert str(client.copy(region="global").base_url) == "https://aiplatform.googleapis.com/v1/"
    fixed = client.copy(base_url="https://gateway.example/v1")
    assert str(fixed.copy(region="global").base_url) == "https://gateway.example/v1/"


def test_copy_to_another_location_moves_the_path() -> None:
    """The path follows project, location and workspace unless a base URL was given."""
    client = make("AnthropicGoogleCloud", project="p")
    moved = client.copy(location="eu", workspace_id="w2")
    assert str(moved.base_url).endswith("/v1alpha/projects/p/locations/eu/workspaces/w2/invoke/")
    assert str(client.copy(base_url="https://g.example").copy(location="eu").base_url).startswith("https://g.example")


def test_copy_with_a_token_takes_it(world: World, server: Server) -> None:
    """A new token replaces the old one, in the copy only."""
    name = "AsyncAnthropicVertex" if world.is_async else "AnthropicVertex"
    client = make(name, project_id="p", access_token="one", http_client=world.http(server))
    changed = client.copy(access_token="two")
    world.run(lambda: changed.messages.create(**REQUEST))
    world.run(lambda: client.messages.create(**REQUEST))
    assert server.authorisations == ["Bearer two", "Bearer one"]


@pytest.mark.parametrize("name", NAMES)
def test_pickle_leaves_secrets_behind(name: str) -> None:
    """The copy in another process has the options, and finds its credentials there."""
    secret = {"access_token": "SECRET"} if "Vertex" in name else {"token_provider": SecretSource()}
    client = make(name, max_retries=7, default_headers={"authorization": "Bearer SECRET", "x": "1"}, **secret)
    packed = pickle.dumps(client)
    assert b"SECRET" not in packed
    assert b"SecretSource" not in packed
    again = pickle.loads(packed)
    assert type(again) is NAMES[name]
    assert (again.max_retries, again.base_url) == (7, client.base_url)
    assert again._custom_headers == {"x": "1"}
    assert copy.copy(client).max_retries == 7


class SecretSource:
    """A callable that must not be pickled."""

    def __call__(self) -> str:
        return "SECRET"


@pytest.mark.parametrize("name", NAMES)
def test_secrets_are_not_shown(name: str) -> None:
    """A client may be printed."""
    secret: Any = {"access_token": "SECRET"} if "Vertex" in name else {"token_provider": "SECRET"}
    client = make(name, **secret)
    shown = [repr(client), repr(client._provider()), repr(client._provider().auth), repr(client.default_headers)]
    assert "SECRET" not in "".join(shown)


@pytest.mark.parametrize("name", NAMES)
def test_wrong_http_client(name: str) -> None:
    """A blocking client takes a blocking HTTP client, an async one an async one."""
    other = World("blocking" if name.startswith("Async") else "asyncio").http(Server())
    with pytest.raises(TypeError, match="http_client must be"):
        make(name, http_client=other)


def test_messages_is_one_object() -> None:
    """Tracing tools replace its methods."""
    client = make("AnthropicVertex")
    assert client.messages is client.messages
    assert type(client.messages) is anthropic.resources.Messages


def test_what_vertex_has_not() -> None:
    """No resource pretends to be there."""
    with pytest.raises(AttributeError):
        _ = make("AnthropicVertex").models
    assert make("AnthropicGoogleCloud").completions is None


def test_google_auth_is_loaded_with_the_first_token() -> None:
    """Neither importing nor making a client loads google-auth or requests."""
    program = (
        "import sys; from anthropic import AnthropicVertex, AsyncAnthropicGoogleCloud;"
        "AnthropicVertex(region='eu').messages; AsyncAnthropicGoogleCloud(workspace_id='w');"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'google', 'requests', 'botocore', 'azure'}))"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "[]"
