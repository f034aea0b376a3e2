"""Middleware in all its forms: around each attempt, the same for both clients."""

from __future__ import annotations

from typing import Any, Callable, List, Tuple

import anyio
import httpx
import pytest
from scripted import MESSAGE, REQUEST, Body, Server, World, error, sse, text_events

from anthropic import APIConnectionError, APIRequest, Middleware, RateLimitError, RetryableError
from anthropic.provider import Read, Sleep


def test_generator(world: World) -> None:
    """It may change the request, see the response, and nest; the outermost comes first."""
    order: List[str] = []

    def layer(name: str) -> Any:
        def run(request: httpx.Request) -> Any:
            order.append(f"{name} asks")
            request.headers[f"x-{name}"] = "1"
            response = yield request
            order.append(f"{name} sees {response.status_code}")
            return response

        return run

    server = Server(MESSAGE)
    client = world.client(server, middleware=[layer("a")]).with_middleware(layer("b"))
    world.run(lambda: client.messages.create(**REQUEST))
    assert order == ["a asks", "b asks", "b sees 200", "a sees 200"]
    assert {"x-a", "x-b"} <= set(server.requests[0].headers)
    assert len(client.middleware) == 2


def test_it_sees_each_retry_but_no_credential(world: World, naps: List[float]) -> None:
    seen: List[Any] = []

    def watch(request: httpx.Request) -> Any:
        seen.append((request.headers["x-stainless-retry-count"], "x-api-key" in request.headers))
        return (yield request)

    client = world.client(Server(error(500), MESSAGE), middleware=[watch])
    world.run(lambda: client.messages.create(**REQUEST))
    assert seen == [("0", False), ("1", False)]


def test_it_may_ask_twice_and_give_commands(world: World, naps: List[float]) -> None:
    def again(request: httpx.Request) -> Any:
        response = yield request
        if response.status_code == 401:
            body = yield Read(response)
            assert b"authentication_error" in body
            yield Sleep(3)
            response = yield request
        return response

    server = Server(error(401, "authentication_error"), MESSAGE)
    client = world.client(server, middleware=[again])
    assert world.run(lambda: client.messages.create(**REQUEST)).id == "msg_1"
    assert naps == [3]


def test_it_may_answer_itself(world: World) -> None:
    def cache(request: httpx.Request) -> Any:
        return httpx.Response(200, json=MESSAGE, request=request)
        yield request

    server = Server(error(500))
    client = world.client(server, middleware=[cache])
    assert world.run(lambda: client.messages.create(**REQUEST)).id == "msg_1"
    assert server.requests == []


def test_failures_are_raised_into_it(world: World) -> None:
    """A failed connection comes as our error; the layer may hide it."""

    def rescue(request: httpx.Request) -> Any:
        try:
            return (yield request)
        except APIConnectionError:
            return httpx.Response(200, json=MESSAGE, request=request)

    client = world.client(Server(httpx.ConnectError("x")), middleware=[rescue])
    assert world.run(lambda: client.messages.create(**REQUEST)).id == "msg_1"


def test_it_may_ask_for_another_attempt(world: World, naps: List[float]) -> None:
    calls: List[int] = []

    def picky(request: httpx.Request) -> Any:
        response = yield request
        calls.append(1)
        if len(calls) < 3:
            raise RetryableError("not this one")
        return response

    client = world.client(Server(MESSAGE), middleware=[picky])
    assert world.run(lambda: client.messages.create(**REQUEST)).id == "msg_1"
    assert len(naps) == 2


class Tagging(Middleware):
    def handle(self, request: APIRequest, call_next: Any) -> Any:
        assert request.method == "POST"
        assert request.json == REQUEST
        response = call_next(request.copy(headers={**request.headers, "x-tag": "1"}))
        assert response.status_code == 200
        return response

    async def handle_async(self, request: APIRequest, call_next: Any) -> Any:
        assert request.url.endswith("/v1/messages")
        response = await call_next(request.copy(headers={**request.headers, "x-tag": "1"}, body={"changed": True}))
        assert response.status_code == 200
        return response


def test_class_form(world: World) -> None:
    """`handle` and `handle_async` with `call_next`, with the credentials added after it."""
    server = Server(MESSAGE)
    client = world.client(server, middleware=[Tagging()])
    assert world.run(lambda: client.messages.create(**REQUEST)).id == "msg_1"
    assert server.requests[0].headers["x-tag"] == "1"
    assert server.requests[0].headers["x-api-key"] == "sk-ant-secret"
    assert server.bodies[0] == ({"changed": True} if world.is_async else REQUEST)


def test_class_form_nests_with_generators(world: World) -> None:
    """What lies inside of a callable sees its request too."""

    def inner(request: httpx.Request) -> Any:
        request.headers["x-inner"] = request.headers.get("x-tag", "")
        return (yield request)

    server = Server(MESSAGE)
    client = world.client(server, middleware=[Tagging(), inner])
    world.run(lambda: client.messages.create(**REQUEST))
    assert server.requests[0].headers["x-inner"] == "1"


def test_callable_form() -> None:
    server = Server(MESSAGE)

    def tag(request: APIRequest, call_next: Any) -> Any:
        assert request.query_params == {}
        assert request.retries_taken == 0
        assert repr(request) == "<APIRequest POST https://api.anthropic.com/v1/messages>"
        return call_next(request.copy(timeout=3, params={"q": "1"}, method="POST", url=request.url))

    client = World("sync").client(server, middleware=[tag])
    assert client.messages.create(**REQUEST).id == "msg_1"
    assert server.requests[0].extensions["timeout"]["read"] == 3
    assert server.requests[0].url.params["q"] == "1"


def test_callable_form_failure(world: World, naps: List[float]) -> None:
    client = world.client(Server(httpx.ConnectError("x"), MESSAGE), middleware=[Middleware()])
    assert world.run(lambda: client.messages.create(**REQUEST)).id == "msg_1"


def test_failure_of_its_own(world: World) -> None:
    """What a layer answers in place of the server is an answer like any other."""

    def refuses(request: httpx.Request) -> Any:
        yield from ()
        return httpx.Response(429, json={"type": "error", "error": {"type": "rate_limit_error", "message": "budget"}})

    server = Server(MESSAGE)
    client = world.client(server, middleware=[refuses], max_retries=0)
    with pytest.raises(RateLimitError, match="budget") as caught:
        world.run(lambda: client.messages.create(**REQUEST))
    assert caught.value.request.url.path == "/v1/messages"
    assert server.requests == []


def test_wrong_middleware(world: World) -> None:
    client = world.client(Server(MESSAGE), middleware=["no"])
    with pytest.raises(TypeError, match="Middleware"):
        world.run(lambda: client.messages.create(**REQUEST))


def raises(request: httpx.Request) -> Any:
    yield request
    raise ZeroDivisionError


def answers_itself(request: httpx.Request) -> Any:
    yield request
    return httpx.Response(200, json=MESSAGE)


def asks_twice(request: httpx.Request) -> Any:
    yield request
    return (yield request)


class Raises(Middleware):
    def handle(self, request: Any, call_next: Any) -> Any:
        call_next(request)
        raise ZeroDivisionError

    async def handle_async(self, request: Any, call_next: Any) -> Any:
        await call_next(request)
        raise ZeroDivisionError


def unread(bodies: List[Body]) -> Callable[[httpx.Request], httpx.Response]:
    """Answers each with a body of its own, and keeps that."""

    def answer(request: httpx.Request) -> httpx.Response:
        bodies.append(Body([sse(*text_events("a"))]))
        return httpx.Response(200, headers={"content-type": "text/event-stream"}, stream=bodies[-1])

    return answer


@pytest.mark.parametrize(
    ("layer", "open_after"),
    [(raises, [False]), (Raises(), [False]), (answers_itself, [False]), (asks_twice, [False, True])],
)
def test_a_response_that_it_does_not_give_on_is_closed(world: World, layer: Any, open_after: List[bool]) -> None:
    """Whether it fails, answers in its place or asks again: no connection is lost."""
    bodies: List[Body] = []
    client = world.client(Server(unread(bodies)), middleware=[layer], max_retries=0)
    kept: List[Any] = []

    def ask() -> Any:
        return client.messages.with_raw_response.create(**REQUEST, stream=True)

    try:
        kept.append(world.run(ask))
    except ZeroDivisionError:
        pass
    assert [not body.closed for body in bodies] == open_after


def test_a_cancelled_one_loses_no_connection() -> None:
    async def waits(request: Any, call_next: Any) -> Any:
        response = await call_next(request)
        await anyio.sleep(60)
        return response

    def naps(request: httpx.Request) -> Any:
        response = yield request
        yield Sleep(60)
        return response

    for layer in (waits, naps):
        for backend in ("asyncio", "trio"):
            bodies: List[Body] = []
            client = World(backend).client(Server(unread(bodies)), middleware=[layer])

            async def main(client: Any = client) -> Tuple[()]:
                with anyio.move_on_after(0.05):
                    await client.messages.create(**REQUEST)
                return ()

            anyio.run(main, backend=backend)
            assert [body.closed for body in bodies] == [True]
