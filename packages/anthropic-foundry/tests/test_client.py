"""The clients as objects: names, copies, pickles, what they load."""

from __future__ import annotations

import inspect
import pickle
import subprocess
import sys
from typing import Any

import pytest
from azure_world import REQUEST, Server, World

import anthropic
from anthropic_foundry import AnthropicFoundry, AsyncAnthropicFoundry

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
    parameters = set(inspect.signature(CLASSES[name]).parameters) - {"plugins", "_strict_response_validation"}
    named = set(inspect.signature(CLASSES[name].copy).parameters)
    assert parameters - {"long_requests"} <= named
    assert CLASSES[name].with_options is CLASSES[name].copy


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
