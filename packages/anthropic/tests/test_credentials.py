"""Keys and tokens as strings, callables and objects: fresh, asked for by one request at a time, never shown."""

from __future__ import annotations

import dataclasses
import pickle
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any, List

import anyio
import httpx
import pytest
from scripted import MESSAGE, REQUEST, Server, World, error, reply

from anthropic._credentials import Secret, as_secret


@dataclasses.dataclass
class Token:
    token: str
    expires_at: float | None = None


def test_a_string_callable_is_asked_for_each_request(world: World) -> None:
    """A plain function, a function that returns an awaitable, and an object do; blocking ones do not block the loop."""
    count = iter(range(100))
    server = Server(MESSAGE)
    client = world.client(server, api_key=lambda: f"key-{next(count)}")
    for _ in range(2):
        world.run(lambda: client.messages.create(**REQUEST))
    assert [request.headers["x-api-key"] for request in server.requests] == ["key-0", "key-1"]


def test_async_callable(world: World) -> None:
    async def key() -> str:
        return "key-async"

    class Source:
        async def __call__(self) -> str:
            return "key-object"

    for source in (key, Source(), lambda: key()):
        server = Server(MESSAGE)
        client = world.client(server, auth_token=source, api_key=None)
        if not world.is_async:
            with pytest.raises(TypeError, match="async client"):
                client.messages.create(**REQUEST)
            continue
        world.run(lambda client=client: client.messages.create(**REQUEST))
        assert server.requests[0].headers["authorization"].startswith("Bearer key-")


def test_a_token_is_kept_until_its_end_is_near(world: World) -> None:
    tokens = iter([Token("t0", time.time() + 60), Token("t1", time.time() + 3600), Token("t2")])
    server = Server(MESSAGE)
    client = world.client(server, credentials=lambda: next(tokens), api_key=None)
    for _ in range(3):
        world.run(lambda: client.messages.create(**REQUEST))
    sent = [request.headers["authorization"] for request in server.requests]
    assert sent == ["Bearer t0", "Bearer t1", "Bearer t1"]


def test_once_more_after_401(world: World) -> None:
    """A rejected token is renewed once; a rejected string is an error."""

    def answer(request: httpx.Request) -> httpx.Response:
        good = request.headers["authorization"] == "Bearer t1"
        return reply(MESSAGE) if good else error(401, "authentication_error")

    tokens = iter([Token("t0"), Token("t1")])
    server = Server(answer)
    client = world.client(server, auth_token=lambda: next(tokens), api_key=None)
    assert world.run(lambda: client.messages.create(**REQUEST)).id == "msg_1"
    assert len(server.requests) == 2
    from anthropic import AuthenticationError

    fixed = Server(answer)
    with pytest.raises(AuthenticationError):
        world.run(lambda: world.client(fixed, auth_token="t0", api_key=None).messages.create(**REQUEST))
    assert len(fixed.requests) == 1


def test_copies_share_a_token(world: World) -> None:
    asked: List[int] = []

    def source() -> Token:
        asked.append(1)
        return Token("t", time.time() + 3600)

    client = world.client(Server(MESSAGE), auth_token=source, api_key=None)
    for copy in (client, client.with_options(timeout=3), client.copy()):
        world.run(lambda copy=copy: copy.messages.create(**REQUEST))
    assert len(asked) == 1


def test_single_flight_in_threads() -> None:
    """Threads that wait at a time share one answer."""
    asked: List[int] = []
    entered, release = threading.Event(), threading.Event()

    def source() -> Token:
        asked.append(1)
        entered.set()
        release.wait(5)
        return Token("t", time.time() + 3600)

    secret = Secret(source)
    with ThreadPoolExecutor(8) as pool:
        futures = [pool.submit(secret.value) for _ in range(8)]
        entered.wait(5)
        release.set()
        assert {future.result() for future in futures} == {"t"}
    assert len(asked) == 1


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_single_flight_in_tasks(backend: str) -> None:
    asked: List[int] = []

    async def source() -> str:
        asked.append(1)
        await anyio.lowlevel.checkpoint()
        return f"t{len(asked)}"

    async def main() -> None:
        secret = Secret(source)
        seen: List[str] = []

        async def ask() -> None:
            seen.append(await secret.avalue())

        async with anyio.create_task_group() as group:
            for _ in range(10):
                group.start_soon(ask)
        assert seen == ["t1"] * 10
        assert await secret.avalue() == "t2"
        assert await secret.avalue(rejected="t2") == "t3"

    anyio.run(main, backend=backend)


@pytest.mark.parametrize("wrong", ["", None, 3])
def test_wrong_answers(wrong: Any) -> None:
    with pytest.raises(TypeError, match="non-empty string"):
        Secret(lambda: wrong).value()


@pytest.mark.parametrize("wrong", [b"key", 3])
def test_wrong_kind(world: World, wrong: Any) -> None:
    with pytest.raises(TypeError, match=rf"a string or a callable, not {type(wrong).__name__}"):
        world.run(lambda: world.client(Server(MESSAGE), api_key=wrong).messages.create(**REQUEST))


def test_a_secret_stays_where_it_is() -> None:
    secret = as_secret("s3cret")
    assert secret is not None
    assert "s3cret" not in repr(secret)
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(secret)
    assert as_secret("") is None
