"""The emulator in process: httpx transports that carry replies out, with no socket and no key.

Failures are the exceptions that httpx's own transports raise. No pause takes time unless the emulator's clock is real;
a pause longer than the request's read timeout is a `ReadTimeout`, as it would be on a wire.
"""

from __future__ import annotations

import dataclasses
import math
from typing import AsyncIterator, Iterator, Mapping

import httpx
from typing_extensions import override

from .clock import VirtualClock
from .emulator import Emulator
from .exchange import Chunk, Cut, Drop, Pause, Reply, Request, Stall, Step


class EmulatorTransport(httpx.BaseTransport):
    """For blocking clients: `httpx.Client(transport=EmulatorTransport(emulator))`."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator

    @override
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        reply = self.emulator.answer(_request(request, request.read()))
        for step in reply.before:
            _Wire(self.emulator, request, reply).wait(step)
        return _response(reply, _Body(_Wire(self.emulator, request, reply)))


class AsyncEmulatorTransport(httpx.AsyncBaseTransport):
    """For awaiting clients, under asyncio and trio."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator

    @override
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        reply = self.emulator.answer(_request(request, await request.aread()))
        for step in reply.before:
            await _Wire(self.emulator, request, reply).await_(step)
        return _response(reply, _AsyncBody(_Wire(self.emulator, request, reply)))


@dataclasses.dataclass
class _Wire:
    """Carries steps out for one request."""

    emulator: Emulator
    request: httpx.Request
    reply: Reply
    received: int = 0
    silence: float = 0.0
    """Seconds since the last byte."""

    def opened(self) -> None:
        with self.emulator.lock:
            self.emulator.open_replies += 1

    def closed(self) -> None:
        with self.emulator.lock:
            self.emulator.open_replies -= 1

    def data(self, chunk: Chunk) -> bytes:
        self.received += len(chunk.data)
        self.silence = 0.0
        return chunk.data

    def wait(self, step: Step) -> None:
        """Carry out a step that brings no bytes."""
        pause = self.pause(step)
        if pause == math.inf:
            raise httpx.ReadTimeout("The emulator stalled, and the request has no read timeout.", request=self.request)
        self.emulator.clock.sleep(pause)
        self.after(step)

    async def await_(self, step: Step) -> None:
        """Carry out a step that brings no bytes."""
        pause = self.pause(step)
        if pause == math.inf:
            import anyio  # only where somebody may cancel

            await anyio.sleep_forever()
        await self.emulator.clock.asleep(pause)
        self.after(step)

    def pause(self, step: Step) -> float:
        """Seconds to wait, at most what the read timeout leaves."""
        wanted = step.seconds if isinstance(step, Pause) else math.inf if isinstance(step, Stall) else 0.0
        limit = self.limit()
        if self.silence + wanted <= limit:
            return wanted
        return max(limit - self.silence, 0.0)

    def after(self, step: Step) -> None:
        """What a step does once its time is up."""
        if isinstance(step, Drop):
            raise httpx.ReadError("[Errno 104] Connection reset by peer", request=self.request)
        if isinstance(step, Cut):
            raise httpx.RemoteProtocolError(self.cut_message(), request=self.request)
        wanted = step.seconds if isinstance(step, Pause) else math.inf if isinstance(step, Stall) else 0.0
        if self.silence + wanted > self.limit():
            raise httpx.ReadTimeout("The read operation timed out", request=self.request)
        self.silence += wanted

    def limit(self) -> float:
        """The read timeout: looked up each time, for whoever lowers it during a call."""
        timeout: Mapping[str, float | None] = self.request.extensions.get("timeout", {})
        seconds = timeout.get("read")
        return math.inf if seconds is None else seconds

    def cut_message(self) -> str:
        if not self.received and self.reply.before:
            return "Server disconnected without sending a response."
        expected = self.reply.headers.get("content-length")
        if expected is None:
            return "peer closed connection without sending complete message body (incomplete chunked read)"
        return (
            "peer closed connection without sending complete message body "
            f"(received {self.received} bytes, expected {expected})"
        )


class _Body(httpx.SyncByteStream):
    def __init__(self, wire: _Wire) -> None:
        self._wire = wire
        self._open = True
        wire.opened()

    @override
    def __iter__(self) -> Iterator[bytes]:
        for step in self._wire.reply.steps:
            if isinstance(step, Chunk):
                yield self._wire.data(step)
            else:
                self._wire.wait(step)

    @override
    def close(self) -> None:
        if self._open:
            self._open = False
            self._wire.closed()


class _AsyncBody(httpx.AsyncByteStream):
    def __init__(self, wire: _Wire) -> None:
        self._wire = wire
        self._open = True
        wire.opened()

    @override
    async def __aiter__(self) -> AsyncIterator[bytes]:
        virtual = isinstance(self._wire.emulator.clock, VirtualClock)
        for step in self._wire.reply.steps:
            if isinstance(step, Chunk):
                if virtual:
                    await self._wire.emulator.clock.asleep(0)  # as on a wire, other tasks run between chunks
                yield self._wire.data(step)
            else:
                await self._wire.await_(step)

    @override
    async def aclose(self) -> None:
        if self._open:
            self._open = False
            self._wire.closed()


def _request(request: httpx.Request, body: bytes) -> Request:
    url = request.url
    port = f":{url.port}" if url.port is not None else ""
    headers: dict[str, str] = {}
    for name, value in request.headers.items():
        headers[name.lower()] = value
    return Request(
        method=request.method,
        path=url.raw_path.decode("ascii").partition("?")[0],
        query=url.query.decode("ascii"),
        headers=headers,
        body=body,
        origin=f"{url.scheme}://{url.host}{port}",
    )


def _response(reply: Reply, body: httpx.SyncByteStream | httpx.AsyncByteStream) -> httpx.Response:
    return httpx.Response(
        reply.status, headers=dict(reply.headers), stream=body, extensions={"http_version": b"HTTP/1.1"}
    )
