"""Keys and tokens: a string, or a callable asked for one; fresh, shared by all requests, never shown."""

from __future__ import annotations

import functools
import inspect
import threading
import time
import weakref
from typing import TYPE_CHECKING, Any, Awaitable, Callable, TypeVar, Union, cast

from typing_extensions import ParamSpec, Protocol, TypeAlias, override

from ._http import current_loop, is_header_value

if TYPE_CHECKING:
    import anyio

P = ParamSpec("P")
T = TypeVar("T")

REFRESH_SECONDS = 120.0
"""A token is renewed when less of its life is left."""


class AccessToken(Protocol):
    """What a callable may return in place of a string: a token that ends."""

    @property
    def token(self) -> str: ...
    @property
    def expires_at(self) -> float | None:
        """Seconds since the epoch; `None` if it never ends."""
        ...


TokenSource: TypeAlias = Union[
    str, Callable[[], Union[str, AccessToken]], Callable[[], Awaitable[Union[str, AccessToken]]]
]
"""A key or token, or a callable (blocking or async) that returns one, plain or with the time it ends."""


def forgets_arguments(function: Callable[P, T]) -> Callable[P, T]:
    """The same function; where it refuses its arguments, among which are secrets, the traceback's frames forget them.

    Tools that report errors show the variables of each frame.
    """

    @functools.wraps(function)
    def forgetting(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(*args, **kwargs)
        except Exception as error:
            del args, kwargs
            _forget_variables(error)
            raise

    return forgetting


def _forget_variables(error: BaseException | None) -> None:
    import traceback  # only for a failure

    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


class Secret:
    """One key or token.

    A callable that returns a string is asked for each request; one that returns an `AccessToken` is asked before that
    ends. Both are asked once more after a 401. However many requests wait at a time, one asks. It is not pickled.
    """

    @forgets_arguments
    def __init__(self, source: TokenSource, *, prefix: str = "") -> None:
        self._source = source
        self.prefix = prefix
        """What stands before it in its header, such as `"Bearer "`."""
        self.refreshable = callable(source)
        if not callable(source) and not isinstance(cast(object, source), str):
            raise TypeError(f"A key or token is a string or a callable, not {type(source).__name__}.")
        self._token = "" if callable(source) else _checked(source)
        self._ends_at: float | None = None if not callable(source) else 0.0
        self._times_asked = 0
        self._lock = threading.Lock()
        self._loop_locks: weakref.WeakKeyDictionary[object, anyio.Lock] = weakref.WeakKeyDictionary()

    @override
    def __repr__(self) -> str:
        return "<Secret>"

    @override
    def __reduce__(self) -> Any:
        raise TypeError("A secret is not pickled.")

    def value(self, rejected: str | None = None) -> str:
        """The token, asked for now if need be. `rejected` is the header that was answered with 401."""
        before = self._times_asked
        if not self._is_fresh(rejected):
            with self._lock:
                if before == self._times_asked:  # else another request has asked while this one waited
                    self._keep(self._asked_now())
        return self._token

    def _asked_now(self) -> object:
        answer = cast("Callable[[], object]", self._source)()
        if inspect.isawaitable(answer):
            cast(Any, answer).close()
            raise TypeError("An async key or token callable needs an async client.")
        return answer

    async def avalue(self, rejected: str | None = None) -> str:
        """The token, asked for without blocking the event loop: a blocking callable runs in a thread."""
        before = self._times_asked
        if not self._is_fresh(rejected):
            async with self._loop_lock():
                if before == self._times_asked:
                    self._keep(await _asked(cast("Callable[[], object]", self._source)))
        return self._token

    def _loop_lock(self) -> anyio.Lock:
        import anyio  # only where a callable meets an event loop

        return self._loop_locks.setdefault(current_loop(), anyio.Lock())

    def _is_fresh(self, rejected: str | None) -> bool:
        if rejected is not None and rejected == self.prefix + self._token:
            return not self.refreshable
        return self._ends_at is None or self._ends_at - time.time() > REFRESH_SECONDS

    @forgets_arguments
    def _keep(self, answer: object) -> None:
        token = answer if isinstance(answer, str) else getattr(answer, "token", None)
        if not isinstance(token, str) or not token:
            raise TypeError(f"The key or token callable returned {type(answer).__name__}, not a non-empty string.")
        self._token = _checked(token)
        self._ends_at = 0.0 if isinstance(answer, str) else cast("float | None", getattr(answer, "expires_at", None))
        self._times_asked += 1


async def _asked(source: Callable[[], object]) -> object:
    if inspect.iscoroutinefunction(source) or inspect.iscoroutinefunction(type(source).__call__):
        answer = source()
    else:
        (answer,) = await in_thread(lambda: [source()])  # in a list: trio takes no coroutine from a thread
    return await cast("Awaitable[object]", answer) if inspect.isawaitable(answer) else answer


async def in_thread(function: Callable[[], T]) -> T:
    """What a function that may block returns. Whoever is cancelled or out of time meanwhile does not wait for it."""
    import anyio.to_thread  # not needed by blocking clients

    current: Any = anyio.to_thread.run_sync
    name = "abandon_on_cancel" if "abandon_on_cancel" in inspect.signature(current).parameters else "cancellable"
    result: T = await current(function, **{name: True})
    return result


def alias_of(function: Callable[P, T]) -> Callable[[object], Callable[P, T]]:
    """Make a function another one's second name. Type checkers see an assignment behind what base classes declare."""
    return lambda _: function


def _checked(token: str) -> str:
    """Raises: ValueError, which does not show it, for what no HTTP header may hold."""
    if not is_header_value(token):
        raise ValueError(
            "The key or token holds characters that no header may hold, such as a line feed or a space at its ends."
        )
    return token


@forgets_arguments
def as_secret(source: TokenSource | None, *, prefix: str = "") -> Secret | None:
    """A secret from what the user gave; `None` from `None` and from an empty string."""
    return Secret(source, prefix=prefix) if source else None
