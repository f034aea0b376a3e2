"""What the helpers of batches decide: when to look again whether a batch has ended, and which requests form one.

No I/O here.
"""

from __future__ import annotations

import functools
import inspect
import time
from typing import (
    TYPE_CHECKING,
    Any,
    AsyncGenerator,
    AsyncIterable,
    Awaitable,
    Callable,
    Generic,
    Iterable,
    Iterator,
    TypeVar,
    cast,
)

from typing_extensions import Protocol

from ..._body import encode_json, plain
from ..._flow import Do, Sleep
from ...errors import APIDeadlineError

if TYPE_CHECKING:
    from ..._call import Call
    from ..._flow import Flow

POLL_SECONDS = 2.0
"""The wait after the first look at a batch."""
MAX_POLL_SECONDS = 60.0
"""The longest wait between two looks."""
POLL_GROWTH = 1.5
"""How much longer each wait is than the one before."""
MAX_REQUESTS = 100_000
"""The most requests of one batch. Source: the API's limit."""
MAX_BYTES = 256_000_000
"""The most bytes of one batch's JSON. Source: the API's limit of 256 MB."""

RequestT = TypeVar("RequestT")


class Counts(Protocol):
    """How many requests of a batch are in which state."""

    @property
    def processing(self) -> int: ...
    @property
    def succeeded(self) -> int: ...
    @property
    def errored(self) -> int: ...
    @property
    def canceled(self) -> int: ...
    @property
    def expired(self) -> int: ...


class Batch(Protocol):
    """What waiting must know of a batch."""

    @property
    def id(self) -> str: ...
    @property
    def processing_status(self) -> str: ...
    @property
    def request_counts(self) -> Counts: ...


BatchT = TypeVar("BatchT", bound=Batch)


def waiting(
    retrieve: Callable[[float | None], Call[Any, Any]],
    client: Any,
    *,
    poll_seconds: float,
    max_poll_seconds: float,
    deadline: float | None,
    on_progress: Callable[[Any], object] | None,
    now: Callable[[], float] = time.monotonic,
) -> Flow[Any]:
    """The batch once it has ended. `retrieve` makes the call that looks at it, given the seconds that are left.

    Raises: APIDeadlineError, whose body is the batch as it was last seen; APIError.
    """
    until = None if deadline is None else now() + deadline
    delay = poll_seconds
    while True:
        left = None if until is None else max(until - now(), 0.001)
        call = retrieve(left)
        look = functools.partial(client.perform, call)
        batch: Batch = yield Do(look, look)
        if on_progress is not None:
            told = on_progress(batch)
            if inspect.isawaitable(told):
                yield Do(_never, functools.partial(_the_same, told))
        if batch.processing_status == "ended":
            return batch
        if until is not None and now() + 0.001 >= until:
            raise _too_late(batch, client, call, deadline)
        yield Sleep(delay if until is None else min(delay, max(until - now(), 0.0)))
        delay = min(delay * POLL_GROWTH, max_poll_seconds)


def _the_same(awaitable: Awaitable[object]) -> Awaitable[object]:
    return awaitable


def _never() -> Any:
    raise TypeError("on_progress of a blocking client must not be an async function.")


def _too_late(batch: Any, client: Any, call: Call[Any, Any], deadline: float | None) -> APIDeadlineError:
    import httpx  # only for the error

    counts = batch.request_counts
    done = counts.succeeded + counts.errored + counts.canceled + counts.expired
    url = client.base_url.join(call.path.lstrip("/"))
    error = APIDeadlineError(
        httpx.Request(call.method, url),
        message=f"The batch {batch.id} is still {batch.processing_status!r} after {deadline:g} s: "
        f"{done} of {done + counts.processing} requests are done.",
    )
    error.body = batch.to_dict()
    return error


def _name_of(request: Any) -> object:
    return cast("dict[str, object]", request).get("custom_id") if isinstance(request, dict) else None


class Grouping(Generic[RequestT]):
    """Collects requests into groups that fit into one batch, by count and by bytes of JSON. No I/O here."""

    def __init__(self, max_requests: int, max_bytes: int) -> None:
        if max_requests < 1 or max_bytes < 1:
            raise ValueError(f"A batch has at least one request: {max_requests=}, {max_bytes=}.")
        self._max_requests, self._max_bytes = max_requests, max_bytes
        self._group: list[RequestT] = []
        self._bytes = len('{"requests":[]}')

    def groups(self, requests: Iterable[RequestT]) -> Iterator[list[RequestT]]:
        """The groups that requests make, each as soon as it is full. Raises: as `add`."""
        for request in requests:
            yield from self.add(request)
        yield from self.rest()

    async def agroups(
        self, requests: Iterable[RequestT] | AsyncIterable[RequestT]
    ) -> AsyncGenerator[list[RequestT], None]:
        """What `groups` gives, for an async iterable too."""
        if isinstance(requests, AsyncIterable):
            async for request in requests:
                for group in self.add(request):
                    yield group
        else:
            for request in requests:
                for group in self.add(request):
                    yield group
        for group in self.rest():
            yield group

    def add(self, request: RequestT) -> Iterator[list[RequestT]]:
        """Take one more request; gives the group that is full without it. Raises: ValueError where it is too large."""
        request = plain(request)  # what can be read only once is read now
        size = len(encode_json({"": request})) - len('{"":}') + len(",")
        if self._group and (len(self._group) >= self._max_requests or self._bytes + size > self._max_bytes):
            yield from self.rest()
        if self._bytes + size > self._max_bytes:
            raise ValueError(
                f"The request {_name_of(request)!r} alone has {size} bytes; a batch has {self._max_bytes}."
            )
        self._group.append(request)
        self._bytes += size

    def rest(self) -> Iterator[list[RequestT]]:
        """The last group, if anything is left."""
        group, self._group, self._bytes = self._group, [], len('{"requests":[]}')
        if group:
            yield group
