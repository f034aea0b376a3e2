"""Event streams: a body that is decoded as it arrives, complete only after its final event."""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
from typing import TYPE_CHECKING, Any, AsyncIterator, Awaitable, Callable, Container, Generic, Iterator, TypeVar, cast

import pydantic
from pydantic_core import from_json
from typing_extensions import Self, override

from ._failures import connection_error
from ._http import arelease, is_http_failure, release
from ._models import construct_type, validator_of
from ._sse import Event, EventDecoder, ServerSentEvent, SSEDecoder, as_server_sent_event
from ._watch import Clocks, watched
from .errors import (
    SHOWN_BODY_CHARACTERS,
    APIDeadlineError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    IncompleteStreamError,
    error_from_response,
)

if TYPE_CHECKING:
    from types import TracebackType

    import httpx

    from ._accumulate import Accumulator

T = TypeVar("T")

MESSAGE_EVENTS = frozenset(
    {
        "message_start",
        "message_delta",
        "message_stop",
        "content_block_start",
        "content_block_delta",
        "content_block_stop",
    }
)


class AnyEvent(Container[str]):
    """The names of events of which nothing is known: all but those that every stream may hold."""

    @override
    def __contains__(self, name: object) -> bool:
        return name not in ("ping", "error")


@dataclasses.dataclass(frozen=True)
class StreamTimeout:
    """How long a stream may be silent, in seconds; `None` is no limit of its own.

    The deadline of the call limits all of it besides.
    """

    first_event: float | None = None
    """From the answer's headers to the first event that is not a ping."""
    idle: float | None = None
    """From one byte to the next, those of pings included; by default the read timeout."""
    progress: float | None = None
    """From one event to the next, pings not counted. Thinking may take minutes without an event."""


def _is_message_stop(event: Any) -> bool:
    return cast(bool, event.type == "message_stop")


def never_final(event: Any) -> bool:
    """For streams whose last event is not known: the end of the body is the end of the stream."""
    return False


@dataclasses.dataclass(eq=False)
class EventFormat:
    """What a stream must know of its events."""

    event_type: Any
    names: Container[str] = MESSAGE_EVENTS
    """Names of the events that are handed out; other names are for a newer release, or pings."""
    is_final: Callable[[Any], bool] = _is_message_stop
    needs_final: bool = True
    """Whether a body that ends before its final event is broken."""
    accumulator: Callable[[], Accumulator[Any]] | None = None

    def lenient(self, name: str, data: bytes) -> Any:
        """An event that strict parsing refused. Raises: ValueError where it is no JSON object."""
        found = from_json(data)
        if not isinstance(found, dict):
            raise ValueError("The data of an event is no JSON object.")
        return construct_type(value={"type": name, **cast("dict[str, Any]", found)}, type_=self.event_type)


def any_events(event_type: Any) -> EventFormat:
    """The format of a stream of which only the type of its events is known."""
    return EventFormat(event_type, AnyEvent(), never_final, needs_final=False)


class _State(Generic[T]):
    """What the blocking and the awaiting stream share: decoding, and what became of the stream. No I/O here."""

    def __init__(
        self, response: httpx.Response, format: EventFormat, decoder: EventDecoder, clocks: Clocks, strict: bool
    ) -> None:
        self.response = response
        self.format = format
        self.decoder = decoder
        self.clocks = clocks
        self.strict = strict
        self.complete = False
        self.closed = False
        self.accumulator = format.accumulator() if format.accumulator is not None else None
        self.see: Callable[[ServerSentEvent], None] | None = None
        self.on_end: Callable[[Exception | None], None] | None = None

    def taker(self) -> Callable[[Event], T | None]:
        """A function that makes the model of one decoded event, or `None` where it is not for the caller.

        It is called for each event of a stream, so what does not change from one to the next is looked up here.
        The function raises: APIError.
        """
        names, is_final = self.format.names, self.format.is_final
        validate = validator_of(self.format.event_type).validate_json
        add = None if self.accumulator is None else self.accumulator.add

        def take(event: Event) -> T | None:
            if self.closed and not self.complete:
                raise self._incomplete("The stream was closed before its final event.")
            if self.see is not None:
                self.see(as_server_sent_event(event))
            name, data = event
            try:
                if name not in names:
                    name = self._other_name(name, data)
                    if not name:
                        return None
                try:
                    item = validate(data)
                except pydantic.ValidationError:
                    if self.strict:
                        raise
                    item = self.format.lenient(name, data)
                if add is not None:
                    add(item)
            except (ValueError, AttributeError) as error:
                raise self._broken_event(event, error) from None
            if name != "content_block_delta" and is_final(item):
                self.complete = True
            return item  # type: ignore[no-any-return]  # of the event type, whatever that is

        return take

    def last_events(self) -> list[Event]:
        """Events that only the end of the body completes; one whose data is cut off has not come."""
        return [event for event in self.decoder.end() if _is_json(event.data)]

    def _other_name(self, name: str, data: bytes) -> str:
        """The name of an event whose `event:` line is missing; empty where it is not to be handed out."""
        if name == "error":
            raise self._error_event(data)
        if name:
            return ""  # a ping, or for a newer release
        body = from_json(data)
        kind = cast("dict[str, object]", body).get("type") if isinstance(body, dict) else None
        if kind == "error":
            raise self._error_event(data)
        return kind if isinstance(kind, str) and kind in self.format.names else ""

    def _error_event(self, data: bytes) -> APIStatusError:
        try:
            body: object = from_json(data)
        except ValueError:
            body = data.decode("utf-8", "replace")
        return error_from_response(self.response, body)

    def _broken_event(self, event: Event, error: Exception) -> APIError:
        shown = event.data[:SHOWN_BODY_CHARACTERS].decode("utf-8", "replace")
        reason = str(error).split("\n", 1)[0]
        return APIResponseValidationError(
            self.response,
            shown,
            message=f"The stream holds a broken {event.name or 'unnamed'!s} event: {reason}: {shown}",
        )

    def ended(self) -> APIError | None:
        """The error of a body that ended here, if its end is one."""
        if self.complete or not self.format.needs_final:
            return None
        return self._incomplete("The stream ended before its final event; the answer is incomplete.")

    def _incomplete(self, message: str) -> APIError:
        return IncompleteStreamError(message=message, request=self.response.request)

    def failed(self, error: Exception) -> Exception:
        """An exception met while reading, as one of ours, with the message as far as it came."""
        failure = error
        if not isinstance(error, APIError):
            clock = self.clocks.expired()
            request = self.response.request
            if clock == "deadline":
                failure = APIDeadlineError(request, message="The deadline ran out in the middle of the stream.")
            elif clock is not None:
                failure = APITimeoutError(request, message=f"The stream was silent for too long ({clock}).")
            elif is_http_failure(error):
                failure = connection_error(error, request)
            elif isinstance(error, ValueError):
                failure = APIResponseValidationError(self.response, None, message=str(error))
        if isinstance(failure, APIError):
            failure.request_id = failure.request_id or self.response.headers.get("request-id")
            if failure.partial_message is None and self.accumulator is not None:
                failure.partial_message = self.accumulator.message
        self.over(failure)
        return failure

    def over(self, failure: Exception | None = None) -> None:
        """Nothing more will come, or nobody waits for it any more."""
        on_end, self.on_end = self.on_end, None
        if on_end is not None:
            on_end(failure)

    def check_clocks(self) -> None:
        """Raises: TimeoutError where a clock ran out that no socket could be woken for."""
        if self.clocks.expired():
            raise TimeoutError


class _StreamBase(Generic[T]):
    response: httpx.Response
    """The HTTP response whose body this reads."""

    def __init__(
        self,
        *,
        cast_to: type[T] | Any,
        response: httpx.Response,
        client: object = None,
        options: object = None,
        format: EventFormat | None = None,
        decoder: EventDecoder | None = None,
        clocks: Clocks | None = None,
    ) -> None:
        if format is None:
            format = EventFormat(cast_to) if _is_message_events(cast_to) else any_events(cast_to)
        self.response = response
        self._cast_to = cast_to
        self._client = client
        self._options = options
        strict = bool(getattr(client, "strict", False))
        self._state: _State[T] = _State(response, format, decoder or SSEDecoder(), clocks or Clocks(), strict)

    @property
    def request_id(self) -> str | None:
        """The id that the server gave the request (header `request-id`)."""
        return cast("str | None", self.response.headers.get("request-id"))

    @property
    def workspace_id(self) -> str | None:
        """The workspace that the request was charged to (header `anthropic-workspace-id`)."""
        return cast("str | None", self.response.headers.get("anthropic-workspace-id"))

    def on_event(self, see: Callable[[ServerSentEvent], None]) -> None:
        """Call `see` with every event as it came: pings, and events that this release does not know, too."""
        self._state.see = see


def _is_message_events(type_: object) -> bool:
    return "RawMessage" in repr(type_)


class Stream(_StreamBase[T]):
    """Events as they arrive, blocking. Use it in a `with` block, or read it to its end.

    Leaving the block or the loop releases the connection. Raises, while iterating: APIStatusError for an error event,
    IncompleteStreamError, APIConnectionError, APITimeoutError, each with the partial message.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._iterator: Iterator[T] = self.__stream__()

    def __next__(self) -> T:
        return next(self._iterator)

    def __iter__(self) -> Iterator[T]:
        try:
            yield from self._iterator
        except GeneratorExit:  # the loop was left
            self.close()
            raise

    def __stream__(self) -> Iterator[T]:
        return _items(self._state)

    def _iter_events(self) -> Iterator[ServerSentEvent]:
        """Every event as it came, in place of models."""
        return SSEDecoder().iter_bytes(self.response.iter_bytes())

    @staticmethod
    def raw_events(response: httpx.Response) -> Iterator[ServerSentEvent]:
        """Every event of a response as it came."""
        return SSEDecoder().iter_bytes(response.iter_bytes())

    def prime(self) -> None:
        """Wait for the first event, so that a failure before it can be retried. Raises: APIError."""
        for first in self._iterator:
            self._iterator = itertools.chain((first,), self._iterator)
            return

    def close(self) -> None:
        """Release the connection. An unfinished stream cannot go on after it."""
        self._state.closed = True
        release(self.response)
        self._state.over()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        if hasattr(self, "_state") and not self.response.is_closed:
            with contextlib.suppress(Exception):  # at interpreter exit much is gone
                self._state.on_end = None  # nobody is called from a finalizer
                self.close()


class AsyncStream(_StreamBase[T]):
    """Events as they arrive, awaiting. Use it in an `async with` block, or read it to its end.

    Leaving the block or the loop, or cancelling the task, releases the connection. Raises what `Stream` raises.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._iterator: AsyncIterator[T] = self.__stream__()

    async def __anext__(self) -> T:
        return await self._iterator.__anext__()

    async def __aiter__(self) -> AsyncIterator[T]:
        try:
            async for item in self._iterator:
                yield item
        except GeneratorExit:  # the loop was left
            await self.close()
            raise

    def __await__(self) -> Any:
        """Itself: `await raw.parse()` and `raw.parse()` mean the same."""
        yield from ()
        return self

    def __stream__(self) -> AsyncIterator[T]:
        return _aitems(self._state)

    def _iter_events(self) -> AsyncIterator[ServerSentEvent]:
        """Every event as it came, in place of models."""
        return SSEDecoder().aiter_bytes(self.response.aiter_bytes())

    @staticmethod
    def raw_events(response: httpx.Response) -> AsyncIterator[ServerSentEvent]:
        """Every event of a response as it came."""
        return SSEDecoder().aiter_bytes(response.aiter_bytes())

    async def prime(self) -> None:
        """Wait for the first event, so that a failure before it can be retried. Raises: APIError."""
        async for first in self._iterator:
            self._iterator = _After(first, self._iterator)
            return

    async def close(self) -> None:
        """Release the connection. An unfinished stream cannot go on after it."""
        self._state.closed = True
        await arelease(self.response)
        self._state.over()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        await self.close()

    def __del__(self) -> None:
        if hasattr(self, "_state") and not self.response.is_closed:
            with contextlib.suppress(Exception):  # at interpreter exit much is gone
                from ._chunks import close_later  # few streams are dropped

                close_later(self.response)


def _items(state: _State[T]) -> Iterator[T]:
    response, take, limited = state.response, state.taker(), state.clocks.limited
    try:
        with watched(response, state.clocks):
            for events in _decoded(state):
                for event in events:
                    item = take(event)
                    if item is None:
                        continue
                    if limited:
                        with state.clocks.paused():
                            yield item
                    else:
                        yield item
        _check_end(state)
    except Exception as error:
        if state.complete and is_http_failure(error):
            state.over()
            return  # everything had come
        raised = state.failed(error)
        if raised is error:
            raise
        raise raised from error
    else:
        state.over()
    finally:
        release(response)


def _is_json(data: bytes) -> bool:
    try:
        from_json(data)
    except ValueError:
        return False
    return True


def _decoded(state: _State[Any]) -> Iterator[list[Event]]:
    """The events of each piece that comes."""
    chunks = _checked(state) if state.clocks.limited else state.response.iter_bytes()
    yield from map(state.decoder.feed, chunks)
    yield state.last_events()


def _checked(state: _State[Any]) -> Iterator[bytes]:
    for chunk in state.response.iter_bytes():
        state.check_clocks()
        yield chunk
    state.check_clocks()


async def _aitems(state: _State[T]) -> AsyncIterator[T]:
    response, take, limited = state.response, state.taker(), state.clocks.limited
    chunks = _achecked(state) if limited else response.aiter_bytes()
    feed = state.decoder.feed
    try:
        async for chunk in chunks:
            for event in feed(chunk):
                item = take(event)
                if item is None:
                    continue
                if limited:
                    with state.clocks.paused():
                        yield item
                else:
                    yield item
        for event in state.last_events():
            item = take(event)
            if item is not None:
                yield item
        _check_end(state)
    except Exception as error:
        if state.complete and is_http_failure(error):
            state.over()
            return  # everything had come
        raised = state.failed(error)
        if raised is error:
            raise
        raise raised from error
    else:
        state.over()
    finally:
        await arelease(response)


async def _achecked(state: _State[Any]) -> AsyncIterator[bytes]:
    import anyio  # only where a clock is set

    chunks = state.response.aiter_bytes()
    while True:
        first = state.clocks.next()
        chunk = None
        with anyio.move_on_after(3600 if first is None else first[0]):
            try:
                chunk = await chunks.__anext__()
            except StopAsyncIteration:
                return
        if chunk is None:
            raise TimeoutError
        state.check_clocks()
        yield chunk


def _check_end(state: _State[Any]) -> None:
    error = state.ended()
    if error is not None:
        raise error


class _After(AsyncIterator[T]):
    """An async iterator with one item put back before it. No generator: each would cost something for each event."""

    def __init__(self, first: T, rest: AsyncIterator[T]) -> None:
        self._next = rest.__anext__
        self._put_back = [first]

    @override
    def __anext__(self) -> Awaitable[T]:
        return self._first() if self._put_back else self._next()

    async def _first(self) -> T:
        return self._put_back.pop()
