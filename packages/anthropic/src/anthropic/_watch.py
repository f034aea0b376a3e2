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
from typing import TYPE_CHECKING, Any, Generator

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
    sock = _socket_of(response)
    if sock is None or not clocks.limited:
        yield
        return
    done = threading.Event()
    thread = threading.Thread(target=_watch, args=(sock, clocks, done), daemon=True, name="anthropic-watch")
    thread.start()
    try:
        yield
    finally:
        done.set()


def _watch(sock: Any, clocks: Clocks, done: threading.Event) -> None:
    while True:
        first = clocks.next()
        if first is not None and first[0] <= 0:
            break
        # A clock may be set again or start anew while we wait; look again at least every second.
        if done.wait(1.0 if first is None else min(first[0], 1.0)):
            return
    with contextlib.suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)  # not SSLSocket's, which would drop its state under the reader


def _socket_of(response: httpx.Response) -> Any:
    stream: Any = response.extensions.get("network_stream")
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
