"""A connection pool for many requests at a time, with nothing in it that is searched.

httpcore walks all its connections, and asks the system about each idle one, for every request: its price grows with the
square of the requests in flight. Here a free connection is the last one that was given back. It stands where httpx's
stock transport keeps its pool, so whatever replaces or wraps that transport's methods sees every request.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import time
from typing import TYPE_CHECKING, Any, AsyncIterator, Tuple, cast

import anyio
import httpcore

from ._http11 import Connection

if TYPE_CHECKING:
    import httpx

Origin = Tuple[bytes, bytes, int, bool]
"""Scheme, host, port, and whether our own connections lead there."""


@dataclasses.dataclass(eq=False)
class _Slot:
    """One connection, open or not."""

    connection: Any
    """A connection of ours, or a pool of httpcore's with one connection."""
    origin: Origin
    used_at: float = 0.0


class ConnectionStack:
    """What an `httpx.AsyncHTTPTransport` needs of its pool, over one httpcore pool for each connection."""

    def __init__(self, stock: httpcore.AsyncConnectionPool) -> None:
        settings = cast(Any, stock)
        self._ssl_context = settings._ssl_context
        self._expiry: float | None = settings._keepalive_expiry
        self._max_idle: int = settings._max_keepalive_connections
        self._options: dict[str, Any] = {
            "ssl_context": settings._ssl_context,
            "max_connections": 1,
            "max_keepalive_connections": 1,
            "keepalive_expiry": settings._keepalive_expiry,
            "retries": settings._retries,
            "local_address": settings._local_address,
            "uds": settings._uds,
            "socket_options": settings._socket_options,
            "network_backend": settings._network_backend,
        }
        unusual = ("_uds", "_local_address", "_socket_options", "_retries")
        self._is_plain = not any(getattr(settings, name, None) for name in unusual) and self._ssl_context is not None
        self._places = anyio.Semaphore(min(settings._max_connections, 1_000_000))
        self._free: dict[Origin, list[_Slot]] = {}
        self._idle = 0

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        """Send a request on a free connection, or on a new one. Raises: what httpcore raises."""
        if request.url.scheme not in (b"http", b"https"):
            raise httpcore.UnsupportedProtocol(
                f"Request URL has an unsupported protocol '{request.url.scheme.decode()}://'."
            )
        await self._wait_for_a_place(request)
        origin = request.url.origin
        slot = self._take((origin.scheme, origin.host, origin.port, not _is_watched(request)))
        try:
            response: httpcore.Response = await slot.connection.handle_async_request(request)
        except BaseException:
            self._places.release()
            self._keep(slot)
            raise
        response.stream = _Body(response.stream, self, slot)
        return response

    async def give_back(self, slot: _Slot) -> None:
        """The request of a slot is over; close a connection where too many, or too old ones, are idle."""
        self._places.release()
        self._keep(slot)
        slots = self._free[slot.origin]
        oldest = slots[0]
        expired = self._expiry is not None and oldest.used_at < slot.used_at - self._expiry
        if self._idle > self._max_idle or expired:
            slots.pop(0)
            self._idle -= 1
            await oldest.connection.aclose()

    async def _wait_for_a_place(self, request: httpcore.Request) -> None:
        try:
            self._places.acquire_nowait()
        except anyio.WouldBlock:
            seconds = cast("dict[str, float | None]", cast(Any, request).extensions.get("timeout", {})).get("pool")
            with anyio.move_on_after(seconds) as scope:
                await self._places.acquire()
            if scope.cancelled_caught:
                raise httpcore.PoolTimeout from None

    def _take(self, origin: Origin) -> _Slot:
        slots = self._free.setdefault(origin, [])
        if slots:
            self._idle -= 1
            return slots.pop()
        return _Slot(self._connection(is_own=origin[3]), origin)

    def _connection(self, is_own: bool) -> Any:
        if is_own and self._is_plain and _on_asyncio():
            return Connection(self._ssl_context)
        return httpcore.AsyncConnectionPool(**self._options)

    def _keep(self, slot: _Slot) -> None:
        slot.used_at = time.monotonic()
        self._free.setdefault(slot.origin, []).append(slot)
        self._idle += 1

    async def aclose(self) -> None:
        """Close all idle connections; those in use close when their requests end."""
        slots = [slot for stack in self._free.values() for slot in stack]
        self._free.clear()
        self._idle = self._max_idle = 0
        for slot in slots:
            await slot.connection.aclose()

    async def __aenter__(self) -> ConnectionStack:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.aclose()


class _Body:
    """A body that gives its connection back when it is closed."""

    def __init__(self, stream: Any, stack: ConnectionStack, slot: _Slot) -> None:
        self._stream, self._stack, self._slot = stream, stack, slot
        self._open = True

    def __aiter__(self) -> AsyncIterator[bytes]:
        return cast("AsyncIterator[bytes]", self._stream.__aiter__())

    async def aclose(self) -> None:
        if self._open:
            self._open = False
            try:
                await self._stream.aclose()
            finally:
                await self._stack.give_back(self._slot)


def _is_watched(request: httpcore.Request) -> bool:
    """Whether something must see httpcore at work: a recorder or a mock in place of its method, or a trace function."""
    method = httpcore.AsyncConnectionPool.handle_async_request
    module: str = getattr(method, "__globals__", {}).get("__name__", "")
    return "trace" in cast(Any, request).extensions or not module.startswith("httpcore.")


def _on_asyncio() -> bool:
    with contextlib.suppress(RuntimeError):
        asyncio.get_running_loop()
        return True
    return False


def with_stack(transport: httpx.AsyncBaseTransport) -> httpx.AsyncBaseTransport:
    """A stock transport with this pool in place of its own; any other transport as it is."""
    pool = getattr(transport, "_pool", None)
    if type(pool) is httpcore.AsyncConnectionPool and not cast(Any, pool)._http2:
        cast(Any, transport)._pool = ConnectionStack(pool)
    return transport
