"""Our own HTTP/1.1 connections, with either parser, against servers that say what a script tells them."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any, AsyncIterator, Awaitable, Callable, List, Tuple, cast

import anyio
import httpcore
import httpx
import pytest

from anthropic import AsyncAnthropic, DefaultAsyncHttpxClient, _http11, _pool

OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"
Answer = Tuple[bytes, bool]
"""What the server says, and whether it hangs up then."""


@pytest.fixture(params=["h11", "httptools"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "h11":
        monkeypatch.setattr(_http11, "Parser", _http11.H11Parser)
    assert (_http11.Parser is _http11.H11Parser) == (request.param == "h11")
    name: str = request.param
    return name


class Server:
    """Gives one answer of the script to each request; keeps its connections, and what it was sent."""

    def __init__(self, *script: Answer) -> None:
        self.script = list(script)
        self.transports: List[Any] = []
        self.received: List[bytes] = []

    @property
    def connections(self) -> int:
        return len(self.transports)


class Connection(asyncio.Protocol):
    """One of a server's connections; it answers as soon as a head has come, whatever of a body is missing."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self.server.transports.append(transport)

    def data_received(self, data: bytes) -> None:
        self.server.received.append(data)
        if b"HTTP/1.1\r\n" not in data:  # more of a body
            return
        said, hangs_up = self.server.script.pop(0)
        self.transport.write(said)
        if hangs_up:
            self.transport.close()


@contextlib.asynccontextmanager
async def serving(*script: Answer) -> AsyncIterator[Tuple[Server, str]]:
    server = Server(*script)
    listener = await asyncio.get_running_loop().create_server(lambda: Connection(server), "127.0.0.1", 0)
    async with listener:
        yield server, f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}/"
        for transport in server.transports:
            transport.abort()
        await asyncio.sleep(0)  # the loop closes them


Use = Callable[[httpx.AsyncClient, str], Awaitable[Any]]


def ask(use: Use, *script: Answer) -> Tuple[Any, Server]:
    """What `use` gets from a server with this script, through the client that is the default."""

    async def main() -> Tuple[Any, Server]:
        async with serving(*script) as (server, url):
            async with DefaultAsyncHttpxClient() as http:
                return await use(http, url), server

    return asyncio.run(main())


async def get(http: httpx.AsyncClient, url: str) -> httpx.Response:
    return await http.get(url)


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        ((OK, False), b"ok"),
        ((b"HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n" + OK, False), b"ok"),
        ((b"HTTP/1.1 200 OK\r\n\r\nto the end", True), b"to the end"),
        ((b"HTTP/1.0 200 OK\r\n\r\nold", True), b"old"),
        ((b"HTTP/1.1 204 No Content\r\n\r\n", False), b""),
        ((b"HTTP/1.1 200\r\ncontent-length: 2\r\n\r\nok", False), b"ok"),
        (
            (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2;x=y\r\nok\r\n0\r\nx-trailer: 1\r\n\r\n", False),
            b"ok",
        ),
    ],
    ids=["plain", "after news", "to the end", "HTTP/1.0", "empty", "no reason", "chunks, with a trailer"],
)
def test_answers(answer: Answer, body: bytes) -> None:
    response, _ = ask(get, answer)
    assert response.content == body
    assert "x-trailer" not in response.headers
    assert "link" not in response.headers


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ((b"SSH-2.0-OpenSSH\r\n\r\n", True), httpx.RemoteProtocolError),
        ((b"HTTP/1.1 200 OK\r\nx: " + b"y" * 300_000, True), httpx.RemoteProtocolError),
        ((b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf", True), httpx.RemoteProtocolError),
        ((b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhal", True), httpx.RemoteProtocolError),
        ((b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n", False), httpx.RemoteProtocolError),
        ((b"HTTP/1.1 200 OK\r\ncont", True), httpx.RemoteProtocolError),
        ((b"", True), httpx.RemoteProtocolError),
    ],
    ids=["no HTTP", "endless header", "half a body", "half a chunk", "no size of a chunk", "half a head", "nothing"],
)
def test_broken_answers(answer: Answer, kind: type[Exception]) -> None:
    """An exception of httpx's, as its own connections raise it."""
    with pytest.raises(kind):
        ask(get, answer)


async def twice(http: httpx.AsyncClient, url: str) -> List[bytes]:
    return [(await http.get(url)).content, (await http.get(url)).content]


@pytest.mark.parametrize(
    ("first", "connections"),
    [
        (OK, 1),
        (b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok", 2),
        (b"HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok", 2),
        (OK + b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil", 2),
        (OK + b"trash", 2),
    ],
    ids=["kept", "to be closed", "HTTP/1.0", "a second answer, unasked", "bytes that nobody asked for"],
)
def test_connection_is_kept_where_nothing_is_left_on_it(first: bytes, connections: int) -> None:
    """What is left on a connection must never answer the next request."""
    contents, server = ask(twice, (first, False), (OK, False))
    assert contents == [b"ok", b"ok"]
    assert server.connections == connections


def test_connection_that_the_server_has_closed_is_opened_anew() -> None:
    async def use(http: httpx.AsyncClient, url: str) -> List[bytes]:
        first = await http.get(url)
        (stack,) = cast(Any, http)._transport._pool._free.values()
        with anyio.fail_after(5):
            while stack[0].connection._wire.is_free:  # noqa: ASYNC110  # until the end of the connection has come
                await asyncio.sleep(0)
        return [first.content, (await http.get(url)).content]

    contents, server = ask(use, (OK, True), (OK, False))
    assert contents == [b"ok", b"ok"]
    assert server.connections == 2


def test_connection_that_ends_with_its_answer() -> None:
    """A server may hang up without having said so; the end is in the socket before the loop has read it."""
    contents, server = ask(twice, (OK, True), (OK, True))
    assert contents == [b"ok", b"ok"]
    assert server.connections == 2


@pytest.mark.parametrize(("length", "words"), [("3", "Too much data"), ("5", "Too little data")])
def test_body_of_another_length(length: str, words: str) -> None:
    """A file that changes while it is sent is an error: what is over would be taken for the next request."""

    async def body() -> AsyncIterator[bytes]:
        yield b"four"

    async def use(http: httpx.AsyncClient, url: str) -> Any:
        with pytest.raises(httpx.LocalProtocolError, match=words):
            await http.post(url, content=body(), headers={"content-length": length})
        return (await http.get(url)).content

    script = [(OK, False), (OK, False)] if length == "5" else [(OK, False)]
    content, server = ask(use, *script)
    assert content == b"ok"
    assert server.connections == 2


def test_other_protocols() -> None:
    async def use(http: httpx.AsyncClient, url: str) -> None:
        with pytest.raises(httpx.UnsupportedProtocol):
            await http.get("ftp://files.test/")

    ask(use)


def test_head_has_no_body() -> None:
    async def use(http: httpx.AsyncClient, url: str) -> List[bytes]:
        return [(await http.head(url)).content, (await http.get(url)).content]

    contents, server = ask(use, (b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n", False), (OK, False))
    assert contents == [b"", b"ok"]
    assert server.connections == 1


@pytest.mark.parametrize("value", ["secret\r\nx-evil: 1", "secret\n", " secret", "secret\0"])
def test_header_that_is_two(value: str) -> None:
    """Whoever puts it there (here, something behind our own checks), it is not sent, and not shown."""

    async def use(http: httpx.AsyncClient, url: str) -> Any:
        with pytest.raises(httpx.LocalProtocolError) as caught:
            await http.get(url, headers={"x-key": value})
        assert "secret" not in str(caught.value)
        return (await http.get(url)).content

    content, server = ask(use, (OK, False))
    assert content == b"ok"
    assert not any(b"secret" in received for received in server.received)


def test_answer_before_the_request_is_whole() -> None:
    """A server that refuses a long upload early is heard."""

    async def use(http: httpx.AsyncClient, url: str) -> int:
        return (await http.post(url, content=b"x" * 10_000_000)).status_code

    status, _ = ask(use, (b"HTTP/1.1 413 Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n", False))
    assert status == 413


def test_who_watches_httpcore_sees_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mocks and recorders may stand in the place of httpcore's method; a trace function wants to be told."""
    seen: List[str] = []

    async def use(http: httpx.AsyncClient, url: str) -> Any:
        async def trace(name: str, info: Any) -> None:
            seen.append(name)

        await http.get(url, extensions={"trace": trace})
        stock = httpcore.AsyncConnectionPool.handle_async_request

        async def recorded(self: Any, request: httpcore.Request) -> httpcore.Response:
            seen.append("recorded")
            return await stock(self, request)

        monkeypatch.setattr(httpcore.AsyncConnectionPool, "handle_async_request", recorded)
        await http.get(url)
        monkeypatch.undo()
        before = len(seen)
        await http.get(url)
        assert len(seen) == before

    ask(use, (OK, False), (OK, False), (OK, False))
    assert "connection.connect_tcp.started" in seen
    assert seen[-1] == "recorded"


@pytest.mark.parametrize("option", [{"retries": 1}, {"local_address": "127.0.0.1"}, {"http2": False}])
def test_unusual_transports_stay_with_httpcore(option: Any) -> None:
    """What our connections do not do is left to those that do."""
    transport: Any = _pool.with_stack(httpx.AsyncHTTPTransport(**option))
    assert transport._pool._is_plain == ("http2" in option)


def test_default_client_of_ours_uses_them() -> None:
    async def main() -> Any:
        message = (
            b'{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":"end_turn",'
            b'"stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}'
        )
        answer = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s" % (
            len(message),
            message,
        )
        async with serving((answer, False)) as (_, url):
            async with AsyncAnthropic(api_key="k", base_url=url) as client:
                created = await client.messages.create(
                    model="m", max_tokens=1, messages=[{"role": "user", "content": "hi"}]
                )
                (stack,) = cast(Any, client)._client._transport._pool._free.values()
                return created.id, [type(slot.connection) for slot in stack]

    assert asyncio.run(main()) == ("msg_1", [_http11.Connection])
