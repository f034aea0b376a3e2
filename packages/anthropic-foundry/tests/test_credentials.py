"""Tokens of Entra ID: from callables and from credential objects, when they are asked for, and failures."""

from __future__ import annotations

import threading
import time
from typing import Any, List, NamedTuple

import anyio
import anyio.lowlevel
import azure.core.exceptions
import httpx
import pytest
from azure_world import REQUEST, Server, World

import anthropic
from anthropic_foundry import AnthropicFoundry, AsyncAnthropicFoundry


class Token(NamedTuple):
    """As azure-core has it."""

    token: str
    expires_on: int


class Credential:
    """A blocking credential object that mints numbered tokens; each lives for `lifetime` seconds."""

    def __init__(self, lifetime: float = 3600) -> None:
        self.lifetime = lifetime
        self.scopes: List[Any] = []
        self.fail: List[Exception] = []
        self.threads: List[int] = []

    def get_token(self, *scopes: str) -> Token:
        self.scopes.append(scopes)
        self.threads.append(threading.get_ident())
        if self.fail:
            raise self.fail.pop(0)
        return Token(f"T{len(self.scopes)}", int(time.time() + self.lifetime))


class AsyncCredential(Credential):
    """The same, awaited."""

    async def get_token(self, *scopes: str) -> Token:  # type: ignore[override]  # the point of it
        await anyio.lowlevel.checkpoint()
        return super().get_token(*scopes)


def client_of(world: World, server: Server, provider: Any, **options: Any) -> Any:
    """A client in one world that gets its tokens from `provider`."""
    cls: Any = AsyncAnthropicFoundry if world.is_async else AnthropicFoundry
    given = {"resource": "res", "max_retries": 0, **options}
    return cls(**given, azure_ad_token_provider=provider, http_client=world.http(server))


def test_callable(world: World, server: Server) -> None:
    """Asked for each request: it keeps its own token, as azure-identity's does."""
    tokens = iter("abc")
    client = client_of(world, server, lambda: next(tokens))
    for _ in range(2):
        world.run(lambda: client.messages.create(**REQUEST))
    assert server.credentials == [{"authorization": "Bearer a"}, {"authorization": "Bearer b"}]


def test_callable_goes_before_a_key(world: World, server: Server) -> None:
    """A token provider that is given is meant, whatever key is lying about."""
    client = client_of(world, server, lambda: "a", api_key="KEY")
    world.run(lambda: client.messages.create(**REQUEST))
    assert server.credentials == [{"authorization": "Bearer a"}]


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_async_callable(backend: str, server: Server) -> None:
    """An async client awaits it."""

    async def provide() -> str:
        await anyio.lowlevel.checkpoint()
        return "a"

    world = World(backend)
    client = client_of(world, server, provide)
    world.run(lambda: client.messages.create(**REQUEST))
    assert server.credentials == [{"authorization": "Bearer a"}]


@pytest.mark.parametrize("provider", [AsyncCredential(), AsyncCredential().get_token])
def test_blocking_client_refuses_what_must_be_awaited(provider: Any) -> None:
    """At once, and with the way out."""
    with pytest.raises(TypeError, match="needs AsyncAnthropicFoundry"):
        AnthropicFoundry(resource="res", azure_ad_token_provider=provider)


def test_credential_object(world: World, server: Server) -> None:
    """Its token is kept until shortly before its end, and asked for with the scope of Foundry."""
    credential = Credential()
    client = client_of(world, server, credential)
    for _ in range(3):
        world.run(lambda: client.messages.create(**REQUEST))
    assert server.credentials == [{"authorization": "Bearer T1"}] * 3
    assert credential.scopes == [("https://ai.azure.com/.default",)]


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_async_credential_object(backend: str, server: Server) -> None:
    """A credential of azure.identity.aio is awaited on the event loop."""
    world, credential = World(backend), AsyncCredential()
    client = client_of(world, server, credential)
    for _ in range(2):
        world.run(lambda: client.messages.create(**REQUEST))
    assert server.credentials == [{"authorization": "Bearer T1"}] * 2


def test_blocking_credential_never_blocks_the_loop(server: Server) -> None:
    """In an async client it is asked in a thread."""
    credential = Credential()
    client = client_of(World("asyncio"), server, credential)
    World("asyncio").run(lambda: client.messages.create(**REQUEST))
    assert threading.get_ident() not in credential.threads


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_deadline_reaches_the_token(backend: str, server: Server) -> None:
    """Whoever is out of time does not wait for Entra ID."""
    go_on = threading.Event()

    class Slow(Credential):
        def get_token(self, *scopes: str) -> Token:
            go_on.wait(5)
            return super().get_token(*scopes)

    client = client_of(World(backend), server, Slow(), deadline=0.1)
    started = time.monotonic()
    with pytest.raises(anthropic.APIDeadlineError):
        World(backend).run(lambda: client.messages.create(**REQUEST))
    took = time.monotonic() - started
    go_on.set()
    assert took < 0.5
    assert server.requests == []


def test_token_is_shared_by_copies(world: World, server: Server) -> None:
    """A changed copy of the client asks for no token of its own."""
    client = client_of(world, server, Credential())
    for retries in range(3):
        copied = client.with_options(max_retries=retries)
        world.run(lambda copied=copied: copied.messages.create(**REQUEST))
    assert server.credentials == [{"authorization": "Bearer T1"}] * 3


def test_token_is_renewed_before_its_end(world: World, server: Server) -> None:
    """Not after a failure."""
    client = client_of(world, server, Credential(lifetime=60))
    for _ in range(2):
        world.run(lambda: client.messages.create(**REQUEST))
    assert server.credentials == [{"authorization": "Bearer T1"}, {"authorization": "Bearer T2"}]


def test_token_is_renewed_once_after_a_401(world: World, server: Server) -> None:
    """A token that was revoked is replaced within the same attempt."""
    server.answers = [httpx.Response(401), httpx.Response(200, json={"input_tokens": 1}), httpx.Response(401)]
    server.answers += [httpx.Response(401)]
    client = client_of(world, server, Credential(), max_retries=2)
    asked: Any = {"model": "m", "messages": []}
    world.run(lambda: client.messages.count_tokens(**asked))
    with pytest.raises(anthropic.AuthenticationError):
        world.run(lambda: client.messages.count_tokens(**asked))
    assert [seen["authorization"] for seen in server.credentials] == [f"Bearer T{n}" for n in (1, 2, 2, 3)]


def test_refused_credentials(world: World, server: Server) -> None:
    """What Entra ID refuses is not asked again."""
    credential = Credential()
    credential.fail = [azure.core.exceptions.ClientAuthenticationError("AADSTS7000215")] * 2
    client = client_of(world, server, credential, max_retries=2)
    with pytest.raises(anthropic.MissingCredentialsError, match="No token from Entra ID: .*AADSTS7000215"):
        world.run(lambda: client.messages.create(**REQUEST))
    assert len(credential.scopes) == 1
    assert server.requests == []


def test_unreachable_token_server_is_tried_again(world: World, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection error: retried like one."""
    monkeypatch.setattr("anthropic._exchange.retry_delay", lambda attempt, error: 0)
    credential = Credential()
    credential.fail = [azure.core.exceptions.ServiceRequestError("no route")]
    client = client_of(world, server, credential, max_retries=1)
    world.run(lambda: client.messages.create(**REQUEST))
    assert server.credentials == [{"authorization": "Bearer T2"}]
    credential = Credential()
    credential.fail = [azure.core.exceptions.ServiceRequestError("no route")]
    other = client_of(world, server, credential)
    with pytest.raises(anthropic.APIConnectionError, match="Entra ID cannot be reached: no route"):
        world.run(lambda: other.messages.create(**REQUEST))


@pytest.mark.parametrize("token", ["", None, 3])
def test_provider_that_gives_no_token(world: World, server: Server, token: Any) -> None:
    """The message says what came in place of a token, nothing is sent."""
    client = client_of(world, server, lambda: token)
    with pytest.raises(TypeError, match=f"returned {type(token).__name__}, not a non-empty string"):
        world.run(lambda: client.messages.create(**REQUEST))
    assert server.requests == []


def test_token_for_other_software(world: World, server: Server) -> None:
    """`_get_azure_ad_token` is called by frameworks; `None` where a key is used."""
    client = client_of(world, server, lambda: "a")
    assert world.run(client._get_azure_ad_token) == "a"
    keyed = client_of(world, server, None, api_key="KEY")
    assert world.run(keyed._get_azure_ad_token) is None
