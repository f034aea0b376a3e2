"""Endpoints: each is written once, as a function from parameters to a `Call`. The one clever file.

How a call is performed is the face of the resource it is reached through:

    face               client.messages.create(…) gives         Endpoint            StreamingEndpoint (stream=True)
    Sync               the result                              S                   Stream[E]
    Async              an awaitable of it                      Coroutine[A]        Coroutine[AsyncStream[E]]
    Raw[Sync]          the response with it                    LegacyAPIResponse   LegacyAPIResponse[Stream[E]]
    Raw[Async]         an awaitable of that                    Coroutine[…]        Coroutine[…]
    Streamed[Sync]     a `with` block around the response      ResponseContext…    …
    Streamed[Async]    an `async with` block around it         AsyncResponseCo…    …

The descriptors speak to type checkers only. When a concrete class is made (`class Messages(…, face="sync")`) it gets
plain functions in their place, so that everything that holds for methods holds for endpoints: signatures, patching on
the class, overriding, `super()`.
"""

from __future__ import annotations

from functools import cached_property
from typing import (
    TYPE_CHECKING,
    Any,
    Callable,
    ClassVar,
    Coroutine,
    Dict,
    Generic,
    Tuple,
    TypeVar,
    Union,
    cast,
    overload,
)

from typing_extensions import Concatenate, ParamSpec, Protocol, Self

from ._parameters import Parameters
from ._readers import Unread, Whole
from ._response import AsyncResponseContextManager, ResponseContextManager

if TYPE_CHECKING:
    from ._call import Call
    from ._response import APIResponse, AsyncAPIResponse, LegacyAPIResponse
    from ._streaming import AsyncStream, Stream

P = ParamSpec("P")
P1 = ParamSpec("P1")
P2 = ParamSpec("P2")
P3 = ParamSpec("P3")
S = TypeVar("S")
A = TypeVar("A")
T = TypeVar("T")
E = TypeVar("E")
M = TypeVar("M")
F = TypeVar("F")
AF = TypeVar("AF")
X_co = TypeVar("X_co", covariant=True)
Y_co = TypeVar("Y_co", covariant=True)


class Sync:
    """The face of a resource whose calls are performed now."""


class Async:
    """The face of a resource whose calls are performed when awaited."""


class Raw(Generic[M]):
    """The face that gives the whole response in place of its value."""


class Streamed(Generic[M]):
    """The face that gives the response before its body is read, in a block."""


_CLASSES: Dict[Tuple[type, str], type] = {}


class Resource(Generic[M]):
    """A group of endpoints with one face."""

    _face: ClassVar[str] = ""

    def __init__(self, client: Any) -> None:
        self._client = client

    def __init_subclass__(cls, *, face: str = "", **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if face:
            cls._face = face
            for base in cls.__mro__:
                for name, value in list(vars(base).items()):
                    if isinstance(value, Descriptor) and (base is cls or name not in vars(cls)):
                        setattr(cls, name, value.function(name, cls, face))

    def with_options(self, **options: Any) -> Self:
        """The same resource on a changed copy of the client: `client.with_options` tells the options."""
        return type(self)(self._client.with_options(**options))

    if not TYPE_CHECKING:  # each description of a resource says what they are: itself, with another face

        @property
        def with_raw_response(self):
            """The same methods, each giving the whole response with its value."""
            return self._as(".raw")

        @property
        def with_streaming_response(self):
            """The same methods, each giving a block around the response before its body is read."""
            return self._as(".streamed")

    def _as(self, way: str) -> Any:
        """This resource with the face `Raw` or `Streamed` over its own."""
        endpoints, face = next(cls for cls in type(self).__mro__ if Resource in cls.__bases__), self._face + way
        if (endpoints, face) not in _CLASSES:
            _CLASSES[endpoints, face] = type(endpoints.__name__, (endpoints,), {}, face=face)
        return _CLASSES[endpoints, face](self._client)


def part(whole: Any, blocking: type, awaiting: type) -> Any:
    """A resource inside of another one, with the face of that."""
    face, _, way = whole._face.partition(".")
    made = (awaiting if face == "async" else blocking)(whole._client)
    return made._as(f".{way}") if way else made


def perform(call: Call[Any, Any], resource: Any, face: str) -> Any:
    """Perform a call as a face says: the result, or an awaitable of it."""
    client = resource._client
    if face.endswith(".streamed"):
        unread = call.replace(into=Unread(call.into))
        manager: Any = AsyncResponseContextManager if client.is_async else ResponseContextManager
        return manager(lambda: client.perform(unread))
    return client.perform(call.replace(into=Whole(call.into)) if face.endswith(".raw") else call)


class Descriptor:
    """An endpoint in a description of a resource; concrete classes hold plain functions in its place."""

    awaited_faces: Tuple[str, ...] = ("async", "async.raw")
    """The faces whose function is a coroutine function."""

    def __init__(self, build: Callable[..., Any]) -> None:
        self._build = build
        self.__doc__ = build.__doc__

    @cached_property
    def _parameters(self) -> Parameters:
        return Parameters(self._build)

    def perform(self, call: Call[Any, Any], resource: Any, face: str) -> Any:
        """What calling the endpoint gives, for a face."""
        return perform(call, resource, face)

    def function(self, name: str, owner: type, face: str) -> Callable[..., Any]:
        """The plain function that a concrete class gets."""
        build, perform = self._build, self.perform
        check, shown_name = self._parameters, f"{owner.__name__}.{name}"

        def method(self: Any, *args: Any, **params: Any) -> Any:
            return perform(build(self, *args, **check(shown_name, args, params)), self, face)

        async def amethod(self: Any, *args: Any, **params: Any) -> Any:
            return await perform(build(self, *args, **check(shown_name, args, params)), self, face)

        made: Any = amethod if face in self.awaited_faces else method
        made.__name__, made.__qualname__, made.__module__ = name, f"{owner.__qualname__}.{name}", owner.__module__
        made.__doc__, made.__signature__, made.build = build.__doc__, check.signature, build
        return cast("Callable[..., Any]", made)

    def __get__(self, obj: Any, owner: type) -> Any:
        return self if obj is None else self.function(self._build.__name__, owner, obj._face).__get__(obj)


class TypedEndpoint(Descriptor, Generic[F, AF]):
    """An endpoint whose function is typed by hand: an F in a blocking client, an AF in an async one."""

    if TYPE_CHECKING:

        @overload
        def __get__(self, obj: Resource[Sync], owner: type) -> F: ...
        @overload
        def __get__(self, obj: Resource[Async], owner: type) -> AF: ...
        @overload
        def __get__(
            self, obj: Union[Resource[Raw[Any]], Resource[Streamed[Any]], None], owner: type
        ) -> Callable[..., Any]: ...
        def __get__(self, obj: Any, owner: type) -> Any: ...


class Endpoint(Descriptor, Generic[P, S, A]):
    """An endpoint with one kind of result."""

    def __init__(self, build: Callable[Concatenate[Any, P], Call[S, A]]) -> None:
        super().__init__(build)

    if TYPE_CHECKING:

        @overload
        def __get__(self, obj: Resource[Sync], owner: type) -> Callable[P, S]: ...
        @overload
        def __get__(self, obj: Resource[Async], owner: type) -> Callable[P, Coroutine[Any, Any, A]]: ...
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


class OnceOrStreaming(Protocol[P1, P2, P3, X_co, Y_co]):
    """`stream=False` (or absent) gives X, `stream=True` gives Y, and a `bool` gives either."""

    @overload
    def __call__(self, *args: P1.args, **kwargs: P1.kwargs) -> X_co: ...
    @overload
    def __call__(self, *args: P2.args, **kwargs: P2.kwargs) -> Y_co: ...
    @overload
    def __call__(self, *args: P3.args, **kwargs: P3.kwargs) -> Union[X_co, Y_co]: ...


class StreamingEndpoint(Descriptor, Generic[P1, P2, P3, T, E]):
    """An endpoint with a `stream` parameter. `build` makes the call; the others only say the parameters and results."""

    def __init__(
        self,
        once: Callable[Concatenate[Any, P1], Call[T, T]],
        streaming: Callable[Concatenate[Any, P2], Call[Stream[E], AsyncStream[E]]],
        either: Callable[Concatenate[Any, P3], Call[Any, Any]],
        *,
        build: Callable[..., Call[Any, Any]],
    ) -> None:
        super().__init__(build)

    if TYPE_CHECKING:

        @overload
        def __get__(self, obj: Resource[Sync], owner: type) -> OnceOrStreaming[P1, P2, P3, T, Stream[E]]: ...
        @overload
        def __get__(
            self, obj: Resource[Async], owner: type
        ) -> OnceOrStreaming[P1, P2, P3, Coroutine[Any, Any, T], Coroutine[Any, Any, AsyncStream[E]]]: ...
        @overload
        def __get__(
            self, obj: Resource[Raw[Sync]], owner: type
        ) -> OnceOrStreaming[P1, P2, P3, LegacyAPIResponse[T], LegacyAPIResponse[Stream[E]]]: ...
        @overload
        def __get__(
            self, obj: Resource[Raw[Async]], owner: type
        ) -> OnceOrStreaming[
            P1,
            P2,
            P3,
            Coroutine[Any, Any, LegacyAPIResponse[T]],
            Coroutine[Any, Any, LegacyAPIResponse[AsyncStream[E]]],
        ]: ...
        @overload
        def __get__(
            self, obj: Resource[Streamed[Sync]], owner: type
        ) -> OnceOrStreaming[
            P1, P2, P3, ResponseContextManager[APIResponse[T]], ResponseContextManager[APIResponse[Stream[E]]]
        ]: ...
        @overload
        def __get__(
            self, obj: Resource[Streamed[Async]], owner: type
        ) -> OnceOrStreaming[
            P1,
            P2,
            P3,
            AsyncResponseContextManager[AsyncAPIResponse[T]],
            AsyncResponseContextManager[AsyncAPIResponse[AsyncStream[E]]],
        ]: ...
        @overload
        def __get__(self, obj: None, owner: type) -> Callable[..., Any]: ...
        def __get__(self, obj: Any, owner: type) -> Any: ...
