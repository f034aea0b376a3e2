"""The emulator as an ASGI application. Steps that break a connection need the server of `anthropic_testing.server`."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from typing import AsyncGenerator, Generator, cast

from starlette.applications import Starlette
from starlette.requests import Request as HTTPRequest
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from .emulator import Emulator
from .exchange import Chunk, Cut, Drop, Pause, Reply, Request, Stall, Step

TRANSPORT = "anthropic_testing.transport"
"""Key in the ASGI scope: the connection, for steps that break it."""
FLUSH_SECONDS = 5.0
"""How long written bytes may take to leave before a connection is reset."""


class ConnectionEnded(Exception):
    """Nothing more can be sent: a step broke the connection, or the client has gone."""


def application(emulator: Emulator) -> ASGIApp:
    """An ASGI application that answers every path and method."""
    return Starlette(routes=[Route("/{path:path}", _Gateway(emulator))])


class _Gateway:
    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        reply = self._emulator.answer(await _request(scope, receive))
        with self._counted(), contextlib.suppress(ConnectionEnded):
            async with _gone(receive) as gone:
                await _Sender(scope, send, gone).carry_out(reply)

    @contextlib.contextmanager
    def _counted(self) -> Generator[None, None, None]:
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)

    def _count(self, change: int) -> None:
        with self._emulator.lock:
            self._emulator.open_replies += change


class _Sender:
    def __init__(self, scope: Scope, send: Send, gone: asyncio.Event) -> None:
        self._connection = cast("asyncio.Transport | None", scope.get(TRANSPORT))
        self._send = send
        self._gone = gone

    async def carry_out(self, reply: Reply) -> None:
        """Send a reply. Raises: ConnectionEnded."""
        for step in reply.before:
            await self._step(step)
        headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in reply.headers.items()]
        await self._send({"type": "http.response.start", "status": reply.status, "headers": headers})
        for step in reply.steps:
            await self._step(step)
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _step(self, step: Step) -> None:
        if isinstance(step, Chunk):
            if self._gone.is_set():
                raise ConnectionEnded
            await self._send({"type": "http.response.body", "body": step.data, "more_body": True})
        elif isinstance(step, (Pause, Stall)):
            await self._wait(step.seconds if isinstance(step, Pause) else None)
        else:
            await self._break(step)

    async def _wait(self, seconds: float | None) -> None:
        try:
            await asyncio.wait_for(self._gone.wait(), seconds)
        except asyncio.TimeoutError:
            return
        raise ConnectionEnded

    async def _break(self, step: Drop | Cut) -> None:
        connection = self._connection
        if connection is None:
            raise RuntimeError("The server gives no access to its connections: serve with anthropic_testing.serve().")
        if isinstance(step, Cut):
            connection.close()
            raise ConnectionEnded
        await asyncio.wait_for(_flushed(connection), FLUSH_SECONDS)
        sock = connection.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # closing resets, at once
        connection.abort()
        raise ConnectionEnded


async def _flushed(connection: asyncio.Transport) -> None:
    while connection.get_write_buffer_size():  # noqa: ASYNC110 - a transport tells nobody when all is written
        await asyncio.sleep(0.001)


@contextlib.asynccontextmanager
async def _gone(receive: Receive) -> AsyncGenerator[asyncio.Event, None]:
    """An event that is set when the client has closed its side."""
    event = asyncio.Event()

    async def watch() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        event.set()

    task = asyncio.ensure_future(watch())
    try:
        yield event
    finally:
        task.cancel()


async def _request(scope: Scope, receive: Receive) -> Request:
    request = HTTPRequest(scope, receive)
    raw_path = scope.get("raw_path") or scope["path"].encode("utf-8")
    headers = {name: ", ".join(request.headers.getlist(name)) for name in request.headers}
    return Request(
        method=request.method,
        path=raw_path.decode("latin-1").partition("?")[0],
        query=scope["query_string"].decode("latin-1"),
        headers=headers,
        body=await request.body(),
        origin=f"{request.url.scheme}://{request.url.netloc}",
        remote=True,
    )
