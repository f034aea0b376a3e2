"""Endpoints whose results differ more between the faces: lists, results that are read as they come, and binary bodies.

face               ListEndpoint               DeferredEndpoint             BinaryEndpoint
Sync               the first page             the decoder                  BinaryAPIResponse
Async              AsyncPaginator             Deferred                     Coroutine[AsyncBinaryAPIResponse]
Raw[…]             LegacyAPIResponse of the page or decoder; in an async client an awaitable of it
                                                                           the same, with its body read
Streamed[…]        a block around the response                             Streamed…BinaryAPIResponse
"""

from __future__ import annotations

import time
from typing import (
    TYPE_CHECKING,
    Any,
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Coroutine,
    Generator,
    Generic,
    TypeVar,
    cast,
    overload,
)

from typing_extensions import Concatenate, ParamSpec, override

from ._binary import (
    AsyncBinaryAPIResponse,
    AsyncStreamedBinaryAPIResponse,
    Binary,
    BinaryAPIResponse,
    StreamedBinaryAPIResponse,
)
from ._call import Call
from ._endpoint import Async, Descriptor, Raw, Resource, Streamed, Sync
from ._endpoint import part as part
from ._readers import One, Unread, Whole
from ._response import AsyncResponseContextManager, ResponseContextManager
from ._types import NotGiven

if TYPE_CHECKING:
    from ._response import APIResponse, AsyncAPIResponse, LegacyAPIResponse

P = ParamSpec("P")
S = TypeVar("S")
A = TypeVar("A")
T = TypeVar("T")


class Deferred(Generic[T, A]):
    """An async result that has not been asked for: await it, or iterate over its items right away."""

    def __init__(self, ask: Callable[[], Awaitable[A]]) -> None:
        self._ask = ask

    def __await__(self) -> Generator[Any, Any, A]:
        return self._ask().__await__()

    async def __aiter__(self) -> AsyncIterator[T]:
        result: Any = await self._ask()
        items: AsyncGenerator[T, None] = result.__aiter__()
        try:
            async for item in items:
                yield item
        finally:
            await items.aclose()  # releases the connection at once where the loop was left


class AsyncPaginator(Deferred[T, A]):
    """An async list that has not been asked for: await it for its first page, or iterate over all its items."""


class Linked(One[T]):
    """A first answer that leads on: `finish` makes the call whose answer is the result."""


def _wrapped(call: Call[Any, Any], face: str) -> Call[Any, Any]:
    into: Any = call.into
    if face.endswith(".streamed"):
        return call.replace(into=Unread(into))
    if face.endswith(".raw"):
        return call.replace(into=into.whole() if hasattr(into, "whole") else Whole(into))
    return call


def _until(call: Call[Any, Any], client: Any) -> float | None:
    """When the deadline of all the calls that `call` leads to runs out."""
    seconds = client.deadline if isinstance(call.deadline, NotGiven) else call.deadline
    return None if seconds is None else time.monotonic() + seconds


def _by(call: Call[Any, Any], until: float | None) -> Call[Any, Any]:
    return call if until is None else call.replace(deadline=max(until - time.monotonic(), 0.001))


def followed(call: Call[Any, Any], client: Any, face: str) -> Any:
    """The result of a call, or of the last one that it leads to."""
    if isinstance(call.into, Linked):
        until = _until(call, client)
        call = _by(client.perform(call), until)
    return client.perform(_wrapped(call, face))


async def afollowed(call: Call[Any, Any], client: Any, face: str) -> Any:
    """The result of a call, or of the last one that it leads to."""
    if isinstance(call.into, Linked):
        until = _until(call, client)
        call = _by(await client.perform(call), until)
    return await client.perform(_wrapped(call, face))


class _Deferring(Descriptor):
    """An endpoint that in an async client gives something that is awaitable, and more."""

    awaited_faces = ("async.raw",)
    _deferred: type[Deferred[Any, Any]] = Deferred

    @override
    def perform(self, call: Call[Any, Any], resource: Any, face: str) -> Any:
        client = resource._client

        def ask() -> Any:
            return afollowed(call, client, face) if client.is_async else followed(call, client, face)

        if face.endswith(".streamed"):
            manager: Any = AsyncResponseContextManager if client.is_async else ResponseContextManager
            return manager(ask)
        return self._deferred(ask) if face == "async" else ask()


class DeferredEndpoint(_Deferring, Generic[P, S, T, A]):
    """An endpoint whose result is read as it comes. `async for` takes it with or without `await`."""

    def __init__(self, build: Callable[Concatenate[Any, P], Call[S, Deferred[T, A]]]) -> None:
        super().__init__(build)

    if TYPE_CHECKING:

        @overload
        def __get__(self, obj: Resource[Sync], owner: type) -> Callable[P, S]: ...
        @overload
        def __get__(self, obj: Resource[Async], owner: type) -> Callable[P, Deferred[T, A]]: ...
        @overload
        def __get__(self, obj: Resource[Raw[Sync]], owner: type) -> Callable[P, LegacyAPIResponse[S]]: ...
        @overload
        def __get__(
            self, obj: Resource[Raw[Async]], owner: type
        ) -> Callable[P, Coroutine[Any, Any, LegacyAPIResponse[A]]]: ...
        @overload
        def __get__(
            self, obj: Resource[Streamed[Sync]], owner: type
        ) -> Callable[P, ResponseContextManager[APIResponse[S]]]: ...
        @overload
        def __get__(
            self, obj: Resource[Streamed[Async]], owner: type
        ) -> Callable[P, AsyncResponseContextManager[AsyncAPIResponse[A]]]: ...
        @overload
        def __get__(self, obj: None, owner: type) -> Callable[..., Any]: ...
        def __get__(self, obj: Any, owner: type) -> Any: ...


class ListEndpoint(_Deferring, Generic[P, S, T, A]):
    """An endpoint that gives pages. An async list is awaitable for its first page, and iterable for all items."""

    _deferred = AsyncPaginator

    def __init__(self, build: Callable[Concatenate[Any, P], Call[S, AsyncPaginator[T, A]]]) -> None:
        super().__init__(build)

    if TYPE_CHECKING:

        @overload
        def __get__(self, obj: Resource[Sync], owner: type) -> Callable[P, S]: ...
        @overload
        def __get__(self, obj: Resource[Async], owner: type) -> Callable[P, AsyncPaginator[T, A]]: ...
        @overload
        def __get__(self, obj: Resource[Raw[Sync]], owner: type) -> Callable[P, LegacyAPIResponse[S]]: ...
        @overload
        def __get__(
            self, obj: Resource[Raw[Async]], owner: type
        ) -> Callable[P, Coroutine[Any, Any, LegacyAPIResponse[A]]]: ...
        @overload
        def __get__(
            self, obj: Resource[Streamed[Sync]], owner: type
        ) -> Callable[P, ResponseContextManager[APIResponse[S]]]: ...
        @overload
        def __get__(
            self, obj: Resource[Streamed[Async]], owner: type
        ) -> Callable[P, AsyncResponseContextManager[AsyncAPIResponse[A]]]: ...
        @overload
        def __get__(self, obj: None, owner: type) -> Callable[..., Any]: ...
        def __get__(self, obj: Any, owner: type) -> Any: ...


class BinaryEndpoint(Descriptor, Generic[P]):
    """An endpoint whose answer is the content of a file. Build its call with `into=Binary()`."""

    def __init__(self, build: Callable[Concatenate[Any, P], Call[BinaryAPIResponse, AsyncBinaryAPIResponse]]) -> None:
        super().__init__(build)

    @override
    def perform(self, call: Call[Any, Any], resource: Any, face: str) -> Any:
        client = resource._client
        if face.endswith(".streamed"):
            streamed = call.replace(into=Binary(StreamedBinaryAPIResponse, AsyncStreamedBinaryAPIResponse))
            manager: Any = AsyncResponseContextManager if client.is_async else ResponseContextManager
            return manager(lambda: client.perform(streamed))
        return client.perform(call.replace(into=Binary(read_at_once=True)) if face.endswith(".raw") else call)

    if TYPE_CHECKING:

        @overload
        def __get__(self, obj: Resource[Sync], owner: type) -> Callable[P, BinaryAPIResponse]: ...
        @overload
        def __get__(
            self, obj: Resource[Async], owner: type
        ) -> Callable[P, Coroutine[Any, Any, AsyncBinaryAPIResponse]]: ...
        @overload
        def __get__(self, obj: Resource[Raw[Sync]], owner: type) -> Callable[P, BinaryAPIResponse]: ...
        @overload
        def __get__(
            self, obj: Resource[Raw[Async]], owner: type
        ) -> Callable[P, Coroutine[Any, Any, AsyncBinaryAPIResponse]]: ...
        @overload
        def __get__(
            self, obj: Resource[Streamed[Sync]], owner: type
        ) -> Callable[P, ResponseContextManager[StreamedBinaryAPIResponse]]: ...
        @overload
        def __get__(
            self, obj: Resource[Streamed[Async]], owner: type
        ) -> Callable[P, AsyncResponseContextManager[AsyncStreamedBinaryAPIResponse]]: ...
        @overload
        def __get__(self, obj: None, owner: type) -> Callable[..., Any]: ...
        def __get__(self, obj: Any, owner: type) -> Any: ...


def linked(call: Call[Any, Any], leads_to: Callable[[Any], Call[S, A]]) -> Call[S, A]:
    """A call whose answer (one model) leads to another call, the answer of which is the result."""
    into = cast("One[Any]", call.into)
    return call.replace(into=Linked(into.type_, leads_to))
