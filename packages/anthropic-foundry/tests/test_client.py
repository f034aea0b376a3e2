"""The clients as objects: names, copies, pickles, what they load."""

from __future__ import annotations

import inspect
import pickle
import subprocess
import sys
import traceback
from typing import Any, List

import pytest
from azure_world import REQUEST, Server, World

import anthropic
from anthropic_foundry import AnthropicFoundry, AsyncAnthropicFoundry, Foundry

CLASSES = {"AnthropicFoundry": AnthropicFoundry, "AsyncAnthropicFoundry": AsyncAnthropicFoundry}


def make(name: str, **options: Any) -> Any:
    """A client of one class, in its least form."""
    return CLASSES[name](**{"resource": "res", **options})


@pytest.mark.parametrize("name", CLASSES)
def test_known_import_paths(name: str) -> None:
    """From the core, and from the module that other software names."""
    assert getattr(anthropic, name) is CLASSES[name]
    exec(f"from anthropic.lib.foundry import {name} as imported", names := {})  # type: ignore[var-annotated]
    assert names["imported"] is CLASSES[name]
    with pytest.raises(ImportError):
        exec("from anthropic.lib.foundry import Message")


def test_is_a_client_of_the_api() -> None:
    """Software that asks for the first-party classes takes these."""
    assert issubclass(AnthropicFoundry, anthropic.Anthropic)
    assert issubclass(AsyncAnthropicFoundry, anthropic.AsyncAnthropic)


@pytest.mark.parametrize("name", CLASSES)
def test_copy_keeps_everything(name: str) -> None:
    """A copy without changes has all options of the client, and its connections."""
    client = make(name, api_key="k", timeout=3.0, max_retries=5, default_headers={"a": "1"}, middleware=[print])
    for other in (client.copy(), client.with_options(), client.with_middleware()):
        assert type(other) is type(client)
        assert other._http is client._http
        assert (other._options(), other._custom_headers) == (client._options(), client._custom_headers)


@pytest.mark.parametrize("name", CLASSES)
def test_copy_names_its_options(name: str) -> None:
    """Tools see the options; what the constructor takes, a copy takes too."""
    parameters = set(inspect.signature(CLASSES[name]).parameters)
    assert {"base_url", "long_requests", "plugins", "_strict_response_validation"} <= parameters
    assert parameters <= set(inspect.signature(CLASSES[name].copy).parameters)
    assert CLASSES[name].with_options is CLASSES[name].copy


@pytest.mark.parametrize("name", CLASSES)
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


def test_copy_to_another_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """A base URL replaces the resource, and the reverse, whatever the environment says."""
    monkeypatch.setenv("ANTHROPIC_FOUNDRY_RESOURCE", "env")
    client = AnthropicFoundry(resource="one")
    moved = client.copy(base_url="https://gateway.example/x")
    assert str(moved.base_url) == "https://gateway.example/x/"
    assert str(moved.copy(max_retries=1).base_url) == "https://gateway.example/x/"
    assert str(moved.copy(resource="two").base_url) == "https://two.services.ai.azure.com/anthropic/"
    client.base_url = "https://gateway.example/y"
    assert str(client.copy().base_url) == "https://gateway.example/y/"


def test_copy_with_other_credentials(world: World, server: Server) -> None:
    """A key replaces a token provider, and the reverse, in the copy only."""
    cls = CLASSES["AsyncAnthropicFoundry" if world.is_async else "AnthropicFoundry"]
    first: Any = cls(resource="res", azure_ad_token_provider=lambda: "a", http_client=world.http(server))
    second = first.copy(api_key="KEY")
    third = second.copy(azure_ad_token_provider=lambda: "c")
    for client in (first, second, third, first):
        world.run(lambda client=client: client.messages.create(**REQUEST))
    keys = {"api-key": "KEY", "x-api-key": "KEY"}
    a, c = {"authorization": "Bearer a"}, {"authorization": "Bearer c"}
    assert server.credentials == [a, keys, c, a]


def test_key_set_later_counts(world: World, server: Server) -> None:
    """From the next request, and in copies."""
    cls: Any = CLASSES["AsyncAnthropicFoundry" if world.is_async else "AnthropicFoundry"]
    client = cls(resource="res", api_key="K1", http_client=world.http(server))
    world.run(lambda: client.messages.create(**REQUEST))
    client.api_key = "K2"
    for changed in (client, client.copy()):
        world.run(lambda changed=changed: changed.messages.create(**REQUEST))
    assert [seen["api-key"] for seen in server.credentials] == ["K1", "K2", "K2"]


def test_bad_key_set_later_is_refused(world: World, server: Server) -> None:
    """Each time; the key before it is not sent in its place."""
    cls: Any = CLASSES["AsyncAnthropicFoundry" if world.is_async else "AnthropicFoundry"]
    client = cls(resource="res", api_key="K1", http_client=world.http(server))
    client.api_key = "K2\n"
    for _ in range(2):
        with pytest.raises(ValueError, match="characters that no header may hold"):
            world.run(lambda: client.messages.create(**REQUEST))
    assert server.requests == []


def test_setting_another_option_asks_for_no_token(world: World, server: Server) -> None:
    """What a callable gave stays where the callable is the same."""
    asked: List[int] = []

    class Token:
        token, expires_at = "T", None

    def source() -> Any:
        asked.append(1)
        return Token

    cls: Any = CLASSES["AsyncAnthropicFoundry" if world.is_async else "AnthropicFoundry"]
    client = cls(resource="res", api_key="K1", http_client=world.http(server))
    client.api_key = source
    for retries in range(3):
        client.max_retries = retries
        world.run(lambda: client.messages.create(**REQUEST))
        world.run(lambda: client.copy().messages.create(**REQUEST))
    assert asked == [1]


@pytest.mark.parametrize(
    "refused",
    [
        lambda secret: AnthropicFoundry(api_key=secret),
        lambda secret: AnthropicFoundry(resource="r", api_key=secret + "\n"),
        lambda secret: AnthropicFoundry(resource="r", azure_ad_token_provider=secret + "\n"),
        lambda secret: AnthropicFoundry(resource="r", api_key=secret, max_retries=-1),
        lambda secret: AnthropicFoundry(resource="r", api_key=secret).copy(resource="a b"),
        lambda secret: AnthropicFoundry(resource="r").with_options(api_key=secret + "\n"),
        lambda secret: AnthropicFoundry(resource="r").copy(webhook_key=secret, max_retries=-1),
        lambda secret: Foundry(api_key=secret),
        lambda secret: set_later(secret + "\n"),
    ],
)
def test_refusal_shows_no_secret(refused: Any) -> None:
    """The variables of a traceback's frames hold no key, as far as the frames are ours."""
    with pytest.raises((TypeError, ValueError)) as caught:
        refused("hush-hush")
    stack = traceback.TracebackException.from_exception(caught.value, capture_locals=True).stack
    ours = [frame for frame in stack if frame.filename != __file__]
    assert ours
    assert "hush" not in repr([frame.locals for frame in ours])
    assert "hush" not in str(caught.value)


def set_later(key: str) -> None:
    """A client that got its key after it was made, at its next call."""
    client = AnthropicFoundry(resource="r")
    client.api_key = key
    client.messages.create(**REQUEST)


@pytest.mark.parametrize("name", CLASSES)
@pytest.mark.parametrize("secret", [{"api_key": "SECRET"}, {"azure_ad_token_provider": lambda: "SECRET"}])
def test_pickle_leaves_secrets_behind(name: str, secret: Any) -> None:
    """The copy in another process has the options, and finds its credentials there."""
    client = make(name, max_retries=7, default_headers={"api-key": "SECRET", "x": "1"}, webhook_key="SECRET", **secret)
    packed = pickle.dumps(client)
    assert b"SECRET" not in packed
    again = pickle.loads(packed)
    assert type(again) is CLASSES[name]
    assert (again.max_retries, again.base_url) == (7, client.base_url)
    assert again._custom_headers == {"x": "1"}


@pytest.mark.parametrize("name", CLASSES)
def test_secrets_are_not_shown(name: str) -> None:
    """A client may be printed."""
    client = make(name, api_key="SECRET")
    shown = [repr(client), repr(client._provider()), repr(client._provider().auth), repr(client.default_headers)]
    assert "SECRET" not in "".join(shown)


@pytest.mark.parametrize("name", CLASSES)
def test_wrong_http_client(name: str) -> None:
    """A blocking client takes a blocking HTTP client, an async one an async one."""
    other = World("blocking" if name.startswith("Async") else "asyncio").http(Server())
    with pytest.raises(TypeError, match="http_client must be"):
        make(name, http_client=other)


def test_messages_is_one_object() -> None:
    """Tracing tools replace its methods."""
    client = make("AnthropicFoundry")
    assert client.messages is client.messages
    assert type(client.messages) is anthropic.resources.Messages


def test_loads_nothing_of_a_cloud() -> None:
    """azure-identity is the user's own; nothing of it is imported here."""
    program = (
        "import sys; from anthropic import AnthropicFoundry; AnthropicFoundry(resource='r', api_key='k').messages;"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'google', 'requests', 'botocore', 'azure'}))"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "[]"
