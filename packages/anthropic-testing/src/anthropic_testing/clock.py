"""The emulator's time: virtual by default, so that nothing waits and every answer has the same dates."""

from __future__ import annotations

import datetime
import threading
import time

from typing_extensions import Protocol

EPOCH = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)
"""Where virtual time starts."""


class Clock(Protocol):
    """Tells the time and waits."""

    def now(self) -> float:
        """Seconds since 1970."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...

    async def asleep(self, seconds: float) -> None:
        """Wait without blocking."""
        ...


class VirtualClock:
    """Time that stands still until somebody waits, and then jumps: waiting costs nothing."""

    def __init__(self, start: datetime.datetime = EPOCH) -> None:
        self._now = start.timestamp()
        self._lock = threading.Lock()

    def now(self) -> float:
        """Seconds since 1970."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        with self._lock:
            self._now += seconds

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.advance(seconds)

    async def asleep(self, seconds: float) -> None:
        """Let time pass; other tasks get their turn, and a cancelled one ends here."""
        from anyio.lowlevel import checkpoint  # blocking clients do not need anyio

        self.advance(seconds)
        await checkpoint()


class RealClock:
    """The time of this machine; waiting takes as long as it says."""

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)

    async def asleep(self, seconds: float) -> None:
        """Wait without blocking."""
        import anyio  # blocking clients do not need it

        await anyio.sleep(seconds)


def timestamp(seconds: float) -> str:
    """A moment as the API writes it: RFC 3339, UTC."""
    moment = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    return moment.isoformat().replace("+00:00", "Z")
