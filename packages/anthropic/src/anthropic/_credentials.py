"""Keys and tokens: a string, or a callable asked for one; fresh, shared by all requests, never shown."""

from __future__ import annotations

import asyncio
import inspect
import threading
import time
from typing import Any, Awaitable, Callable, Union, cast

from typing_extensions import Protocol, TypeAlias, override, runtime_checkable

REFRESH_SECONDS = 120.0
"""A token is renewed when less of its life is left."""


@runtime_checkable
class AccessToken(Protocol):
    """What a provider object may return in place of a string."""

    token: str
    expires_at: Union[float, None]
    """Seconds since the epoch; `None` if it never ends."""


TokenSource: TypeAlias = Union[
    str, Callable[[], Union[str, AccessToken]], Callable[[], Awaitable[Union[str, AccessToken]]]
]
"""A key or token, or a callable (blocking or async) that returns one, plain or with the time it ends."""


class Secret:
    """One key or token, asked for when first needed, before its end, and once more after a 401.

    However many requests wait for it, one asks. A callable that returns a plain string is asked for each request: it
    keeps its own token. Copies and pickles of it are not made: secrets stay where they are.
    """

    def __init__(self, source: TokenSource, *, prefix: str = "") -> None:
        self.source = source
        self.prefix = prefix
        self.refreshable = callable(source)
        self._token: str | None = None if callable(source) else _checked(source)
        self._expires_at: float | None = None
        self._keeps = not callable(source)
        self._lock = threading.Lock()
        self._pending: tuple[object, asyncio.Future[None]] | None = None

    @override
    def __repr__(self) -> str:
        return "<Secret>"

    @override
    def __reduce__(self) -> Any:
        raise TypeError("A secret is not pickled.")

    def value(self, rejected: str | None = None) -> str:
        """The token, asked for now if need be. `rejected` is the header that a 401 answered."""
        if self._fresh(rejected):
            return cast(str, self._token)
        with self._lock:
            if not self._fresh(rejected):
                answer = cast("Callable[[], object]", self.source)()
                if inspect.isawaitable(answer):
                    cast(Any, answer).close()
                    raise TypeError("An async key or token callable needs an async client.")
                self._keep(answer)
            return cast(str, self._token)

    async def avalue(self, rejected: str | None = None) -> str:
        """The token, asked for without blocking the event loop: a blocking callable runs in a thread."""
        while not self._fresh(rejected):
            loop = _loop()
            if self._pending is not None and self._pending[0] is loop:
                await asyncio.wait([self._pending[1]])
                if self._expires_at is None and not self._keeps:
                    break
                continue
            await self._arefresh(loop)
            break
        return cast(str, self._token)

    async def _arefresh(self, loop: object) -> None:
        source = cast("Callable[[], object]", self.source)
        future: asyncio.Future[None] | None = (
            loop.create_future() if isinstance(loop, asyncio.AbstractEventLoop) else None
        )
        self._pending = None if future is None else (loop, future)
        try:
            if inspect.iscoroutinefunction(source) or inspect.iscoroutinefunction(getattr(source, "__call__", None)):
                answer = await cast("Awaitable[object]", source())
            else:
                import anyio.to_thread  # only where a blocking callable meets an event loop

                answer = await anyio.to_thread.run_sync(source)
                if inspect.isawaitable(answer):
                    answer = await answer
            self._keep(answer)
        finally:
            self._pending = None
            if future is not None and not future.done():
                future.set_result(None)

    def _fresh(self, rejected: str | None) -> bool:
        if self._token is None or not self._keeps:
            return False
        if rejected is not None and self.refreshable and rejected == self.prefix + self._token:
            return False
        return self._expires_at is None or self._expires_at - time.time() > REFRESH_SECONDS

    def _keep(self, answer: object) -> None:
        token, expires_at = (
            (answer, None)
            if isinstance(answer, str)
            else (
                getattr(answer, "token", None),
                getattr(answer, "expires_at", None),
            )
        )
        if not isinstance(token, str) or not token:
            raise TypeError(f"The key or token callable returned {type(answer).__name__}, not a non-empty string.")
        self._token = _checked(token)
        self._expires_at = expires_at
        self._keeps = not isinstance(answer, str)


def _checked(token: str) -> str:
    """Raises: ValueError, which does not show it, for what no HTTP header may hold."""
    if not (token.isascii() and token.isprintable()):
        raise ValueError("The key or token holds characters that no HTTP header may hold, such as a line feed.")
    return token


def _loop() -> object:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def as_secret(source: TokenSource | None, *, prefix: str = "") -> Secret | None:
    """A secret from what the user gave; `None` from `None` and from an empty string."""
    return Secret(source, prefix=prefix) if source else None
