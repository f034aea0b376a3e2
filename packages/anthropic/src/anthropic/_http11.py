"""HTTP/1.1 connections for asyncio, parsed by h11, or by httptools where that is installed.

One connection answers one request at a time, and looks to its pool like one of httpcore's pools of a single connection:
the same requests, responses and exceptions, at a third of the price.
"""

from __future__ import annotations

import asyncio
import collections
import contextlib
import re
import select
from typing import TYPE_CHECKING, Any, Awaitable, Deque, cast

import h11
import httpcore
import httpx
from typing_extensions import Self

if TYPE_CHECKING:
    import ssl

MAX_HEAD_BYTES = 256 * 1024
"""A longer status line with headers is refused."""
HIGH_WATER_BYTES = 256 * 1024
"""The socket is not read while more of a body waits to be taken."""
HAPPY_EYEBALLS_SECONDS = 0.25
"""The next address of a host is tried, too, where the last has not answered for so long."""
_HEAD = re.compile(
    rb"[!-~]+ [!-~]+ HTTP/1\.1\r\n(?:[!#$%&'*+.^_`|~0-9A-Za-z-]+: (?:[!-\xff](?:[\t -\xff]*[!-\xff])?)?\r\n)*\r\n"
)
"""A request line with headers."""


class Connection:
    """One connection to one origin, opened when it is first needed, and anew when the server has closed it."""

    def __init__(self, ssl_context: ssl.SSLContext) -> None:
        self._ssl_context = ssl_context
        self._wire: _Wire | None = None

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        """Send a request; the response's body is unread. Raises: what httpcore raises."""
        timeouts: dict[str, float | None] = cast(Any, request).extensions.get("timeout", {})
        if self._wire is None or not self._wire.is_free or self._wire.has_news():
            self._drop()
            self._wire = await self._connect(request.url, timeouts.get("connect"))
        wire = self._wire
        try:
            await wire.send(request, timeouts.get("write"))
            while not wire.has_head:
                await wire.more(timeouts.get("read"))
        except BaseException:
            self._drop()
            raise
        body = _Body(wire, timeouts.get("read"))
        return httpcore.Response(
            status=wire.status,
            headers=wire.headers,
            content=cast(Any, body),
            extensions={"http_version": b"HTTP/1.1", "reason_phrase": wire.reason},
        )

    async def _connect(self, url: httpcore.URL, timeout: float | None) -> _Wire:
        secure = url.scheme == b"https"
        host, port = url.host.decode("ascii"), url.port or (443 if secure else 80)
        options: dict[str, Any] = {}
        if secure:
            self._ssl_context.set_alpn_protocols(["http/1.1"])
            options = {"ssl": self._ssl_context, "server_hostname": host}
        loop = asyncio.get_running_loop()
        if isinstance(loop, asyncio.BaseEventLoop):  # uvloop's is none, and does not know this
            options["happy_eyeballs_delay"] = HAPPY_EYEBALLS_SECONDS
        try:
            _, wire = await asyncio.wait_for(loop.create_connection(_Wire, host, port, **options), timeout)
        except asyncio.TimeoutError as error:
            raise httpcore.ConnectTimeout from error
        except OSError as error:  # ssl.SSLError is one
            raise httpcore.ConnectError(str(error)) from error
        return wire

    def _drop(self) -> None:
        if self._wire is not None:
            self._wire.abort()
            self._wire = None

    async def aclose(self) -> None:
        """Close the connection."""
        self._drop()


class _Wire(asyncio.Protocol):
    """Bytes out, one response in."""

    def __init__(self) -> None:
        self._transport: Any = None
        self._waiter: asyncio.Future[None] | None = None
        self._drained: asyncio.Future[None] | None = None
        self._closed: Exception | None = None
        self._loop = asyncio.get_running_loop()
        self._begin("GET")

    def _begin(self, method: str) -> None:
        """Get ready for the response to a request."""
        self.method = method
        self._parser = Parser(self)
        self._head_bytes = self._waiting_bytes = 0
        self._pieces: Deque[bytes] = collections.deque()
        self.headers: list[tuple[bytes, bytes]] = []
        self.status, self.reason = 0, b""
        self.has_head = self._complete = self.keep_alive = False
        self.is_free = False
        """Whether another request may be sent."""

    async def send(self, request: httpcore.Request, timeout: float | None) -> None:
        """Write a request, its body as it comes. Raises: httpcore.LocalProtocolError, WriteError, WriteTimeout."""
        lines = [b"%b %b HTTP/1.1\r\n" % (request.method, request.url.target)]
        lines += [b"%b: %b\r\n" % header for header in request.headers]
        head = b"".join(lines) + b"\r\n"
        if head.count(b"\n") > len(lines) + 1 or not _HEAD.fullmatch(head):
            raise httpcore.LocalProtocolError("Illegal header")  # which may be a secret
        self._begin(request.method.decode("ascii"))
        told = {name.lower(): value for name, value in request.headers}
        chunked = b"transfer-encoding" in told
        left = int(told.get(b"content-length", b"0"))
        body: Any = request.stream
        async for part in _Parts(body) if isinstance(body, httpx.ByteStream) else body:
            left -= len(part)
            if left < 0 and not chunked:  # it would be taken for the next request
                raise httpcore.LocalProtocolError("Too much data for declared Content-Length")
            if part:
                self._write(head + (b"%x\r\n%b\r\n" % (len(part), part) if chunked else part))
                head = b""
                if self._drained is not None:
                    await self._wait(self._drained, timeout, httpcore.WriteTimeout)
        if left > 0 and not chunked:
            raise httpcore.LocalProtocolError("Too little data for declared Content-Length")
        self._write(head + (b"0\r\n\r\n" if chunked else b""))

    def _write(self, data: bytes) -> None:
        if self._closed is not None and not self.has_head:
            raise httpcore.WriteError(str(self._closed)) from self._closed
        if data:
            self._transport.write(data)

    async def piece(self, timeout: float | None) -> bytes:
        """The next piece of the body; empty at its end. Raises: as `more`."""
        while not self._pieces:
            if self._complete:
                return b""
            await self.more(timeout)
        piece = self._pieces.popleft()
        if self._waiting_bytes > HIGH_WATER_BYTES >= self._waiting_bytes - len(piece):
            self._transport.resume_reading()
        self._waiting_bytes -= len(piece)
        return piece

    def more(self, timeout: float | None) -> Awaitable[None]:
        """Wait for more to come. Raises: httpcore.ReadError, ReadTimeout, RemoteProtocolError."""
        if self._closed is not None:
            raise self._closed
        self._waiter = self._loop.create_future()
        return self._wait(self._waiter, timeout, httpcore.ReadTimeout)

    async def _wait(self, future: asyncio.Future[None], timeout: float | None, error: type[Exception]) -> None:
        if timeout is None:
            await future
            return
        timer = self._loop.call_later(timeout, _fail, future, error)
        try:
            await future
        finally:
            timer.cancel()

    def release(self) -> None:
        """The response is done with: keep the connection for another, or close it."""
        if self._complete and self._closed is None and self.keep_alive:
            self.is_free = True
        else:
            self.abort()

    def has_news(self) -> bool:
        """Whether the server has sent what the loop has not read yet, most likely the end of the connection."""
        if self._poll is None:  # Windows
            return bool(select.select([self._transport.get_extra_info("socket")], [], [], 0)[0])
        return bool(self._poll.poll(0))

    def abort(self) -> None:
        """Close the connection at once."""
        self.is_free = False
        if self._transport is not None:
            self._transport.abort()

    # What asyncio calls

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self._poll: Any = select.poll() if hasattr(select, "poll") else None
        if self._poll is not None:
            self._poll.register(transport.get_extra_info("socket"), select.POLLIN)

    def data_received(self, data: bytes) -> None:
        if self.is_free or self._complete:  # nobody asked
            self.abort()
            return
        if not self.has_head:
            self._head_bytes += len(data)
            if self._head_bytes > MAX_HEAD_BYTES and len(data) < self._head_bytes:
                self._end(
                    httpcore.RemoteProtocolError(f"The headers are longer than MAX_HEAD_BYTES ({MAX_HEAD_BYTES}).")
                )
                self.abort()
                return
        try:
            self._parser.feed_data(data)
        except REFUSALS as error:
            self._end(httpcore.RemoteProtocolError(str(error)))
            self.abort()
            return
        self._wake()

    def pause_writing(self) -> None:
        self._drained = self._loop.create_future()

    def resume_writing(self) -> None:
        drained, self._drained = self._drained, None
        if drained is not None and not drained.done():
            drained.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        if exc is not None:
            self._end(httpcore.ReadError(str(exc)))
        elif self.has_head and not self._is_framed():
            self._complete = True  # the end of the connection is the end of the body
        elif not self.has_head:
            self._end(httpcore.RemoteProtocolError("Server disconnected without sending a response."))
        else:
            self._end(httpcore.RemoteProtocolError("peer closed connection without sending complete message body"))
        self.is_free = False
        self._closed = self._closed or httpcore.ReadError("The connection is closed.")
        self.resume_writing()
        self._wake()

    def _is_framed(self) -> bool:
        return any(name.lower() in (b"content-length", b"transfer-encoding") for name, _ in self.headers)

    def _end(self, error: Exception) -> None:
        self._closed = self._closed or error
        self._wake()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    # What the parser calls

    def on_status(self, status: bytes) -> None:
        if not self.has_head:
            self.reason += status

    def on_header(self, name: bytes, value: bytes) -> None:
        if not self.has_head:  # else a trailer
            self.headers.append((name, value))

    def on_headers_complete(self) -> None:
        if self.has_head:  # of another response, that nobody asked for
            self.keep_alive = False
            return
        status = self._parser.get_status_code()
        if status < 200:  # only news on the way to the answer
            self.headers, self.reason = [], b""
            return
        self.status, self.has_head = status, True
        self.keep_alive = bool(self._parser.should_keep_alive())
        self._complete = self.method == "HEAD" or status in (204, 304)

    def on_body(self, body: bytes) -> None:
        if self._complete:
            return
        before = self._waiting_bytes
        self._waiting_bytes += len(body)
        self._pieces.append(body)
        if before <= HIGH_WATER_BYTES < self._waiting_bytes:
            self._transport.pause_reading()

    def on_message_complete(self) -> None:
        if self.has_head:
            self._complete = True


class H11Parser:
    """What a wire needs of httptools' parser, by h11, which is always there: httpx brings it."""

    def __init__(self, wire: _Wire) -> None:
        self._wire, self._status = wire, 0
        self._machine = h11.Connection(h11.CLIENT, max_incomplete_event_size=MAX_HEAD_BYTES)
        # It takes an answer only after a request, of which nothing but the method counts.
        self._machine.send(h11.Request(method=wire.method, target="/", headers=[("host", "-")]))
        self._machine.send(h11.EndOfMessage())

    def feed_data(self, data: bytes) -> None:
        """Tell the wire what has come. Raises: h11.RemoteProtocolError."""
        machine, wire = self._machine, self._wire
        machine.receive_data(data)
        while True:
            event = machine.next_event()
            if isinstance(event, h11.Data):
                wire.on_body(bytes(event.data))
            elif isinstance(event, h11.Response):
                self._status = event.status_code
                wire.headers += event.headers.raw_items()
                wire.on_status(bytes(event.reason))
                wire.on_headers_complete()
            elif isinstance(event, h11.EndOfMessage):
                wire.keep_alive &= not machine.trailing_data[0]
                wire.on_message_complete()
                return
            elif not isinstance(event, h11.InformationalResponse):
                return

    def get_status_code(self) -> int:
        """That of the response."""
        return self._status

    def should_keep_alive(self) -> bool:
        """Whether another request may follow."""
        return self._machine.our_state is not h11.MUST_CLOSE


Parser: Any = H11Parser
_refusals: list[type[Exception]] = [h11.RemoteProtocolError]
with contextlib.suppress(ImportError):  # an optional extra
    import httptools

    Parser = httptools.HttpResponseParser
    _refusals += [httptools.HttpParserError, httptools.HttpParserUpgrade]
REFUSALS = tuple(_refusals)
"""What a parser may raise."""


class _Parts:
    """A body in memory, for `async for`; an async generator, as it has itself, is dear."""

    def __init__(self, body: httpx.ByteStream) -> None:
        self._parts = iter(body)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        for part in self._parts:
            return part
        raise StopAsyncIteration


class _Body:
    """The body of a response, piece by piece."""

    def __init__(self, wire: _Wire, timeout: float | None) -> None:
        self._wire, self._timeout = wire, timeout

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        try:
            piece = await self._wire.piece(self._timeout)
        except BaseException:  # cancelled, too
            self._wire.abort()
            raise
        if not piece:
            raise StopAsyncIteration
        return piece

    async def aclose(self) -> None:
        """Give the connection free, or close it where the body was not read to its end."""
        self._wire.release()


def _fail(future: asyncio.Future[None], error: type[Exception]) -> None:
    if not future.done():
        with contextlib.suppress(asyncio.InvalidStateError):
            future.set_exception(error())
