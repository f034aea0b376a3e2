"""Clocks for bodies that arrive slowly: the deadline of a call and the timeouts of a stream.

An HTTP library only limits the wait for the next byte. A watched response has its socket shut down when a clock
runs out, which wakes a blocked reader; where there is no socket, the reader looks at the clocks after each chunk.
"""

from __future__ import annotations

import contextlib
import dataclasses
import socket
import threading
import time
from typing import TYPE_CHECKING, Any, Callable, Generator, cast

if TYPE_CHECKING:
    import httpx


@dataclasses.dataclass(eq=False)
class Clocks:
    """What limits the reading of one body. All in seconds; `None` is no limit."""

    until: float | None = None
    """The deadline of the call, on the monotonic clock."""
    first_event: float | None = None
    """From the start of the body to the first event that is not a ping."""
    progress: float | None = None
    """From one event that is not a ping to the next."""

    def __post_init__(self) -> None:
        self._last = time.monotonic()
        self._seen = False
        self._paused = False
        self.limited = self.until is not None or self.first_event is not None or self.progress is not None

    @contextlib.contextmanager
    def paused(self) -> Generator[None, None, None]:
        """Something other than a ping has come; while its receiver is busy with it, only the deadline goes on."""
        self._paused = self._seen = True
        try:
            yield
        finally:
            self._last = time.monotonic()
            self._paused = False

    def next(self) -> tuple[float, str] | None:
        """The clock that runs out first: seconds that are left, and its name."""
        running: list[tuple[float, str]] = []
        now = time.monotonic()
        if self.until is not None:
            running.append((self.until - now, "deadline"))
        wait = self.progress if self._seen else self.first_event
        if wait is not None and not self._paused:
            running.append((self._last + wait - now, "progress" if self._seen else "first_event"))
        return min(running, default=None)

    def expired(self) -> str | None:
        """The name of a clock that has run out."""
        first = self.next()
        return first[1] if first is not None and first[0] <= 0.002 else None


@contextlib.contextmanager
def watched(response: httpx.Response, clocks: Clocks) -> Generator[None, None, None]:
    """Shut the response's socket down should a clock run out before the block ends."""
    sock = _socket_of(response.extensions.get("network_stream"))
    if sock is None or not clocks.limited:
        yield
        return
    with _watching(lambda: sock, clocks):
        yield


@contextlib.contextmanager
def watched_sending(http: httpx.Client, request: httpx.Request, until: float) -> Generator[None, None, None]:
    """Shut the socket of a request down should its headers, or what it sends, not be over by `until`.

    A server that drips its headers, or takes a body in drops, never lets a single timeout run out.
    """
    pool = _pool_of(http, request)
    if pool is None:
        yield
        return
    timeouts = request.extensions.get("timeout")

    def find() -> Any:
        for sending in list(pool._requests):
            if sending.request.extensions.get("timeout") is timeouts:  # the pool has a request of its own class
                return _socket_under(sending.connection)
        return None

    with _watching(find, Clocks(until=until)):
        yield


@contextlib.contextmanager
def _watching(find: Callable[[], Any], clocks: Clocks) -> Generator[None, None, None]:
    done = threading.Event()
    thread = threading.Thread(target=_watch, args=(find, clocks, done), daemon=True, name="anthropic-watch")
    thread.start()
    try:
        yield
    finally:
        done.set()


def _watch(find: Callable[[], Any], clocks: Clocks, done: threading.Event) -> None:
    while True:
        first = clocks.next()
        if first is not None and first[0] <= 0:
            break
        # A clock may be set again or start anew while we wait; look again at least every second.
        if done.wait(1.0 if first is None else min(first[0], 1.0)):
            return
    sock = find()
    if sock is None:
        return  # not connected yet, which has a timeout of its own
    with contextlib.suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)  # not SSLSocket's, which would drop its state under the reader


def _pool_of(http: httpx.Client, request: httpx.Request) -> Any:
    """The pool of httpcore's that a request goes through; `None` where the transport is of another kind."""
    transport: Any = cast(Any, http)._transport_for_url(request.url)
    if hasattr(transport, "_client"):  # httpx2
        transport = transport._client._transport_for_url(request.url)
    pool = getattr(transport, "_pool", None)
    return pool if hasattr(pool, "_requests") else None


def _socket_under(connection: Any) -> Any:
    """The socket of one of httpcore's connections, which lies in a connection in a connection."""
    while connection is not None and not hasattr(connection, "_network_stream"):
        connection = getattr(connection, "_connection", None)
    return None if connection is None else _socket_of(connection._network_stream)


def _socket_of(stream: Any) -> Any:
    try:
        found = stream.get_extra_info("socket")
    except (AttributeError, TypeError):
        return None
    return found if isinstance(found, socket.socket) else None


def clip_timeouts(timeout: dict[str, Any], until: float) -> None:
    """Lower each timeout to what is left until `until`, in place: the HTTP library looks again at each step."""
    left = max(until - time.monotonic(), 0.001)
    for key, value in timeout.items():
        timeout[key] = left if value is None or value > left else value
