"""The clients as objects: names, copies, pickles, what they load."""

from __future__ import annotations

import copy
import inspect
import pickle
import subprocess
import sys
import traceback
from typing import Any, List

import pytest
from google_world import REQUEST, Server, World

import anthropic
from anthropic_vertex import (
    AnthropicGoogleCloud,
    AnthropicVertex,
    AsyncAnthropicGoogleCloud,
    AsyncAnthropicVertex,
    GoogleCloud,
    Vertex,
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
    parameters = set(inspect.signature(NAMES[name]).parameters)
    assert {"base_url", "long_requests", "plugins", "_strict_response_validation"} <= parameters
    assert parameters <= set(inspect.signature(NAMES[name].copy).parameters)
    assert NAMES[name].with_options is NAMES[name].copy


@pytest.mark.parametrize("name", NAMES)
def test_copy_changes_any_option(name: str) -> None:
    """What is given, and nothing else; `None` takes a limit away."""
    client = make(name, deadline=9.0, stream_timeout=5.0, timeout=3.0, plugins=[], long_requests="refuse")
    changed = client.with_options(long_requests="send", _strict_response_validation=True)
    options = changed._options()
    assert (options["long_requests"], options["plugins"], options["_strict_response_validation"]) == ("send", [], True)
    assert (options["deadline"], options["stream_timeout"], options["timeout"]) == (9.0, 5.0, 3.0)
    assert not changed.copy(_strict_response_validation=False).strict
    assert make(name).copy(plugins=[])._plugin_names == []
    unlimited = changed.with_options(deadline=None, stream_timeout=None, timeout=None)
    assert (unlimited.deadline, unlimited.stream_timeout, unlimited.timeout) == (None, None, None)


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


@pytest.mark.parametrize(
    ("name", "variable", "base_url"),
    [
        ("AnthropicVertex", "ANTHROPIC_VERTEX_BASE_URL", "https://us-east5-aiplatform.googleapis.com/v1/"),
        (
            "AnthropicGoogleCloud",
            "ANTHROPIC_GOOGLE_CLOUD_BASE_URL",
            "https://claude.googleapis.com/v1alpha/projects/-/locations/global/workspaces/wrkspc_1/invoke/",
        ),
    ],
)
def test_copy_stays_where_it_is(monkeypatch: pytest.MonkeyPatch, name: str, variable: str, base_url: str) -> None:
    """A copy does not go where the environment points, whether the base URL was given or not."""
    derived = make(name)
    monkeypatch.setenv(variable, "https://elsewhere.example/v1")
    given = make(name, base_url=base_url)
    for client in (derived, derived.copy().copy(max_retries=1), given, given.copy().copy(max_retries=1)):
        assert str(client.base_url) == base_url
    place: Any = {"region": "eu"} if name == "AnthropicVertex" else {"location": "eu"}
    assert str(given.copy(**place).base_url) == base_url
    assert "eu" in str(derived.copy(**place).base_url)
    assert str(pickle.loads(pickle.dumps(given)).base_url) == base_url


def test_copy_with_a_token_takes_it(world: World, server: Server) -> None:
    """A new token replaces the old one, in the copy only."""
    name = "AsyncAnthropicVertex" if world.is_async else "AnthropicVertex"
    client = make(name, project_id="p", access_token="one", http_client=world.http(server))
    changed = client.copy(access_token="two")
    world.run(lambda: changed.messages.create(**REQUEST))
    world.run(lambda: client.messages.create(**REQUEST))
    assert server.authorisations == ["Bearer two", "Bearer one"]


def test_options_set_later_count(world: World, server: Server) -> None:
    """From the next request: the token, the project, the region and with it the host; copies have them too."""
    name = "AsyncAnthropicVertex" if world.is_async else "AnthropicVertex"
    client = make(name, project_id="p", access_token="one", http_client=world.http(server))
    world.run(lambda: client.messages.create(**REQUEST))
    client.access_token, client.project_id, client.region = "two", "q", "eu"
    assert str(client.base_url) == "https://aiplatform.eu.rep.googleapis.com/v1/"
    for changed in (client, client.copy()):
        world.run(lambda changed=changed: changed.messages.create(**REQUEST))
    assert server.authorisations == ["Bearer one", "Bearer two", "Bearer two"]
    for request in server.requests[1:]:
        assert str(request.url).startswith("https://aiplatform.eu.rep.googleapis.com/v1/projects/q/locations/eu/")
    client.base_url = "https://gateway.example/v1"
    client.region = "global"
    world.run(lambda: client.messages.create(**REQUEST))
    assert str(server.requests[-1].url).startswith("https://gateway.example/v1/projects/q/locations/global/")
    with pytest.raises(ValueError, match="region is a name"):
        client.region = "evil.example/"


def test_workspace_set_later_counts(world: World, server: Server) -> None:
    """It is part of the path."""
    name = "AsyncAnthropicGoogleCloud" if world.is_async else "AnthropicGoogleCloud"
    client = make(name, project="p", token_provider=lambda: "t", http_client=world.http(server))
    client.workspace_id = "w2"
    world.run(lambda: client.messages.create(**REQUEST))
    assert "/projects/p/locations/global/workspaces/w2/invoke/v1/messages" in str(server.requests[0].url)
    assert client.copy().workspace_id == "w2"


def test_setting_another_option_asks_for_no_token(world: World, server: Server) -> None:
    """What a callable gave stays where the callable is the same."""
    asked: List[int] = []

    class Token:
        token, expires_at = "T", None

    def source() -> Any:
        asked.append(1)
        return Token

    name = "AsyncAnthropicVertex" if world.is_async else "AnthropicVertex"
    client = make(name, project_id="p", access_token="one", http_client=world.http(server))
    client.access_token = source
    for retries in range(3):
        client.max_retries = retries
        world.run(lambda: client.messages.create(**REQUEST))
        world.run(lambda: client.copy().messages.create(**REQUEST))
    assert asked == [1]


@pytest.mark.parametrize(
    "refused",
    [
        lambda secret: AnthropicVertex(access_token=secret),
        lambda secret: AnthropicVertex(region="eu", access_token=secret + "\n"),
        lambda secret: AnthropicVertex(region="eu", access_token=secret, max_retries=-1),
        lambda secret: AnthropicVertex(region="eu", access_token=secret).copy(region="a b"),
        lambda secret: AnthropicVertex(region="eu").with_options(access_token=secret + "\n"),
        lambda secret: AnthropicVertex(region="eu").copy(access_token=secret, max_retries=-1),
        lambda secret: AnthropicGoogleCloud(token_provider=secret),
        lambda secret: AnthropicGoogleCloud(workspace_id="w", token_provider=secret, skip_auth=True),
        lambda secret: AnthropicGoogleCloud(workspace_id="w").copy(token_provider=secret + "\n"),
        lambda secret: Vertex(access_token=secret),
        lambda secret: GoogleCloud(token_provider=secret),
        lambda secret: set_later(secret + "\n"),
    ],
)
def test_refusal_shows_no_secret(refused: Any) -> None:
    """The variables of a traceback's frames hold no token, as far as the frames are ours."""
    with pytest.raises((TypeError, ValueError)) as caught:
        refused("hush-hush")
    stack = traceback.TracebackException.from_exception(caught.value, capture_locals=True).stack
    ours = [frame for frame in stack if frame.filename != __file__]
    assert ours
    assert "hush" not in repr([frame.locals for frame in ours])
    assert "hush" not in str(caught.value)


def set_later(token: str) -> None:
    """A client that got its token after it was made, at its next call."""
    client = AnthropicVertex(region="eu", project_id="p")
    client.access_token = token
    client.messages.create(**REQUEST)


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
