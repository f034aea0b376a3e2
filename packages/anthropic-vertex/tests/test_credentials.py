"""Tokens: when they are asked for, by how many, and what becomes of failures. The token server is made up."""

from __future__ import annotations

import datetime
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any, List

import anyio
import anyio.lowlevel
import google.auth.credentials
import google.auth.exceptions
import httpx
import pytest
from google_world import REQUEST, Server, World

import anthropic
from anthropic_vertex import AnthropicVertex, AsyncAnthropicVertex
from anthropic_vertex.credentials import GoogleAccount


class Credentials(google.auth.credentials.Credentials):  # type: ignore[misc]  # google-auth is untyped in older releases
    """Credentials that mint numbered tokens; each lives for `lifetime` seconds."""

    def __init__(self, lifetime: float = 3600, project_id: str | None = "proj-of-key") -> None:
        super().__init__()
        self.minted = 0
        self.lifetime = lifetime
        self.project_id = project_id
        self.fail: List[Exception] = []
        self.threads: List[int] = []

    def expire(self) -> None:
        self.expiry -= datetime.timedelta(seconds=self.lifetime + 1)

    def refresh(self, request: Any) -> None:
        self.threads.append(threading.get_ident())
        if self.fail:
            raise self.fail.pop(0)
        self.minted += 1
        self.token = f"T{self.minted}"
        now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
        self.expiry = now + datetime.timedelta(seconds=self.lifetime)


def client_of(world: World, server: Any, credentials: Any, **options: Any) -> Any:
    """A client in one world with credentials of google-auth."""
    cls = AsyncAnthropicVertex if world.is_async else AnthropicVertex
    given: Any = {"region": "us-east5", "project_id": "proj", "max_retries": 0, **options}
    return cls(**given, credentials=credentials, http_client=world.http(server))


def test_token_is_kept(world: World, server: Server) -> None:
    """One token serves until shortly before its end."""
    credentials = Credentials()
    client = client_of(world, server, credentials)
    for _ in range(3):
        world.run(lambda: client.messages.create(**REQUEST))
    assert server.authorisations == ["Bearer T1"] * 3


def test_token_is_shared_by_copies(world: World, server: Server) -> None:
    """A changed copy of the client asks for no token of its own."""
    client = client_of(world, server, Credentials())
    for retries in range(3):
        copied = client.with_options(max_retries=retries)
        world.run(lambda copied=copied: copied.messages.create(**REQUEST))
    assert server.authorisations == ["Bearer T1"] * 3


def test_token_is_renewed_before_its_end(world: World, server: Server) -> None:
    """Two minutes before its end a token is replaced, not after a failure."""
    client = client_of(world, server, Credentials(lifetime=60))
    for _ in range(2):
        world.run(lambda: client.messages.create(**REQUEST))
    assert server.authorisations == ["Bearer T1", "Bearer T2"]


def test_token_is_renewed_once_after_a_401(world: World, server: Server) -> None:
    """A token that was revoked is replaced within the same attempt."""
    server.answers = [httpx.Response(401)]
    client = client_of(world, server, Credentials())
    world.run(lambda: client.messages.create(**REQUEST))
    assert server.authorisations == ["Bearer T1", "Bearer T2"]


def test_second_401_is_an_error(world: World, server: Server) -> None:
    """A fresh token that is refused will not get better."""
    server.answers = [httpx.Response(401), httpx.Response(401)]
    client = client_of(world, server, Credentials(), max_retries=2)
    with pytest.raises(anthropic.AuthenticationError):
        world.run(lambda: client.messages.create(**REQUEST))
    assert len(server.requests) == 2


def test_token_that_is_there_is_used(world: World, server: Server) -> None:
    """Credentials that already hold a token are not asked for another."""
    credentials = Credentials()
    credentials.refresh(None)
    client = client_of(world, server, credentials)
    world.run(lambda: client.messages.create(**REQUEST))
    assert server.authorisations == ["Bearer T1"]


def test_token_renewed_by_others_is_taken() -> None:
    """Credentials shared with other software may have been renewed there."""
    credentials = Credentials()
    account = GoogleAccount(credentials)
    assert account.token().token == "T1"
    credentials.refresh(None)
    assert account.token().token == "T2"
    assert credentials.minted == 2


def test_one_asks_for_all_threads() -> None:
    """However many threads wait for the first token, the token server is asked once."""
    gate = threading.Barrier(8)

    class Slow(Credentials):
        def refresh(self, request: Any) -> None:
            time.sleep(0.01)  # the others must meet a refresh under way
            super().refresh(request)

    credentials, server = Slow(), Server()
    client = client_of(World("blocking"), server, credentials)

    def ask(_: int) -> None:
        gate.wait()
        client.messages.create(**REQUEST)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(8)))
    assert server.authorisations == ["Bearer T1"] * 8
    assert credentials.minted == 1


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_one_asks_for_all_tasks_and_the_loop_goes_on(backend: str) -> None:
    """Many tasks share one refresh; while it blocks in a thread, the event loop runs."""
    asked, go_on = threading.Event(), threading.Event()

    class Slow(Credentials):
        def refresh(self, request: Any) -> None:
            asked.set()
            assert go_on.wait(5), "the event loop stood still"
            super().refresh(request)

    credentials, server = Slow(), Server()
    client = client_of(World(backend), server, credentials)

    async def main() -> None:
        async with anyio.create_task_group() as tasks:
            for _ in range(8):
                tasks.start_soon(lambda: client.messages.create(**REQUEST))
            while not asked.is_set():
                await anyio.lowlevel.checkpoint()
            go_on.set()

    anyio.run(main, backend=backend)
    assert server.authorisations == ["Bearer T1"] * 8
    assert credentials.minted == 1
    assert threading.get_ident() not in credentials.threads


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize("kind", ["callable", "credentials", "project"])
def test_deadline_reaches_the_token(backend: str, server: Server, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is out of time waits neither for a token nor for the project of the credentials."""
    go_on = threading.Event()

    class Slow(Credentials):
        def refresh(self, request: Any) -> None:
            go_on.wait(5)

    def slow(**_: Any) -> Any:
        go_on.wait(5)

    monkeypatch.setattr("google.auth.default", slow)
    options: Any = {
        "callable": {"credentials": None, "access_token": slow},
        "credentials": {"credentials": Slow()},
        "project": {"credentials": None, "project_id": None},
    }
    client = client_of(World(backend), server, **options[kind], deadline=0.1)
    started = time.monotonic()
    with pytest.raises(anthropic.APIDeadlineError):
        World(backend).run(lambda: client.messages.create(**REQUEST))
    took = time.monotonic() - started
    go_on.set()
    assert took < 0.5
    assert server.requests == []


def test_project_of_the_credentials(world: World, server: Server) -> None:
    """Where nobody names a project, the credentials do; known after the first request."""
    client = client_of(world, server, Credentials(), project_id=None)
    assert client.project_id is None
    world.run(lambda: client.messages.create(**REQUEST))
    assert "/v1/projects/proj-of-key/locations/us-east5/" in server.requests[0].url.path
    assert client.project_id == "proj-of-key"


@pytest.mark.parametrize("options", [{"credentials": Credentials(project_id=None)}, {"access_token": "t"}])
def test_no_project(world: World, server: Server, options: Any) -> None:
    """Nothing is sent, and the message says what to set."""
    cls: Any = AsyncAnthropicVertex if world.is_async else AnthropicVertex
    client = cls(region="us-east5", http_client=world.http(server), **options)
    with pytest.raises(anthropic.MissingCredentialsError, match="pass project_id="):
        world.run(lambda: client.messages.create(**REQUEST))
    assert server.requests == []


def test_no_credentials_at_all(world: World, server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """google-auth's own advice, under our name."""
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))
    cls: Any = AsyncAnthropicVertex if world.is_async else AnthropicVertex
    client = cls(region="us-east5", project_id="p", http_client=world.http(server))
    with pytest.raises(anthropic.MissingCredentialsError, match="default credentials were not found"):
        world.run(lambda: client.messages.create(**REQUEST))
    assert server.requests == []


def test_refused_credentials(world: World, server: Server) -> None:
    """A token server that says no is not asked again."""
    credentials = Credentials()
    credentials.fail = [google.auth.exceptions.RefreshError("invalid_grant")] * 2
    client = client_of(world, server, credentials, max_retries=2)
    with pytest.raises(anthropic.MissingCredentialsError, match="invalid_grant"):
        world.run(lambda: client.messages.create(**REQUEST))
    assert len(credentials.threads) == 1


def test_unreachable_token_server_is_tried_again(world: World, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token server that does not answer is a connection error: retried like one."""
    monkeypatch.setattr("anthropic._exchange.retry_delay", lambda attempt, error: 0)
    credentials = Credentials()
    credentials.fail = [google.auth.exceptions.TransportError("no route")]
    client = client_of(world, server, credentials, max_retries=1)
    world.run(lambda: client.messages.create(**REQUEST))
    assert server.authorisations == ["Bearer T1"]
    credentials.fail = [google.auth.exceptions.TransportError("no route")] * 2
    credentials.expire()
    other = client_of(world, server, credentials, max_retries=0)
    with pytest.raises(anthropic.APIConnectionError, match="cannot be reached: no route"):
        world.run(lambda: other.messages.create(**REQUEST))


def test_token_goes_before_credentials(world: World, server: Server) -> None:
    """An access token given is used as it is."""
    client = client_of(world, server, Credentials(), access_token="mine")
    world.run(lambda: client.messages.create(**REQUEST))
    changed = client.copy(credentials=Credentials())
    world.run(lambda: changed.messages.create(**REQUEST))
    assert server.authorisations == ["Bearer mine", "Bearer T1"]


def test_token_may_be_asked_of_a_callable(world: World, server: Server) -> None:
    """A callable serves each request, and again after a 401."""
    server.answers = [httpx.Response(401)]
    tokens = iter(["a", "b", "c"])
    client = client_of(world, server, None, access_token=lambda: next(tokens))
    world.run(lambda: client.messages.create(**REQUEST))
    assert server.authorisations == ["Bearer a", "Bearer b"]


def test_own_authorization_header_wins(world: World, server: Server) -> None:
    """Whoever sets the header is asked for no credentials."""
    credentials = Credentials()
    client = client_of(world, server, credentials, default_headers={"authorization": "Bearer own"})
    world.run(lambda: client.messages.create(**REQUEST))
    assert server.authorisations == ["Bearer own"]
    assert credentials.minted == 0


def test_middleware_sees_no_token(world: World, server: Server) -> None:
    """Credentials are added inside of all middleware."""
    seen: List[Any] = []

    def look(request: httpx.Request) -> Any:
        seen.append(request.headers.get("authorization"))
        return (yield request)

    client = client_of(world, server, Credentials(), middleware=[look])
    world.run(lambda: client.messages.create(**REQUEST))
    assert seen == [None]
    assert server.authorisations == ["Bearer T1"]
