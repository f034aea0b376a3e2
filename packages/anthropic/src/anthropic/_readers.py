"""How answers are read: one model, a page, an event stream, JSON lines, bytes, or the raw response. No I/O here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Generic, TypeVar, cast

import pydantic
from pydantic_core import from_json

from ._accumulate import Accumulator, events_of
from ._call import A, Reader, Reading, S
from ._exchange import decoded, read_body
from ._flow import Do, Flow
from ._models import BaseModel, construct_type, set_request_id, validator_of
from ._response import APIResponse, AsyncAPIResponse, LegacyAPIResponse
from ._sse import SSEDecoder, without_bom
from ._streaming import AsyncStream, EventFormat, Stream
from ._value import Value
from ._watch import Clocks
from .errors import SHOWN_BODY_CHARACTERS, APIResponseValidationError, error_from_response

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")
E = TypeVar("E")


class One(Value, Generic[T]):
    """The whole body as one value of a type."""

    type_: type[T]
    finish: Callable[[Any], Any] | None = None
    """Applied to the value before it is handed out."""

    def read(self, response: httpx.Response, reading: Reading) -> Flow[Any]:
        body = yield from read_body(response, reading.until)
        return self.parsed(body, response, reading.client.strict)

    def parsed(self, body: bytes, response: httpx.Response, strict: bool) -> T:
        """The value of a body. Raises: APIResponseValidationError; APIStatusError where it is an error after all."""
        type_ = self.type_
        try:
            value = type_.__pydantic_validator__.validate_json(body)  # type: ignore[attr-defined]
        except Exception:
            value = _leniently(type_, body, response, strict)
        if isinstance(value, BaseModel):
            set_request_id(value, response.headers.get("request-id"))
        return cast(T, value if self.finish is None else self.finish(value))


def _leniently(type_: Any, body: bytes, response: httpx.Response, strict: bool) -> Any:
    if type_ is type(None):
        return None
    if type_ in (bytes, str):
        return body if type_ is bytes else body.decode("utf-8", "replace")
    if type_ in type(response).__mro__[:-1]:
        return response  # that of httpx itself was asked for
    body = without_bom(body)
    try:
        data: Any = from_json(body)
    except ValueError as error:
        is_json = body and "json" in response.headers.get("content-type", "")
        raise not_what_was_asked_for(response, body, str(error) if is_json else None) from None
    if type_ is object or type_ is Any:
        return data
    if _is_error(data):
        raise error_from_response(response, data)
    if strict or not _resembles(type_, data):
        try:
            return validator_of(type_).validate_json(body)
        except pydantic.ValidationError as error:
            raise not_what_was_asked_for(response, body, _misfits(error)) from None
    return construct_type(value=data, type_=type_)


def _misfits(error: pydantic.ValidationError) -> str:
    """Where and why a body does not fit, in short: its first three misfits."""
    lines = error.errors(include_url=False, include_input=False)[:3]
    return "; ".join(f"{'.'.join(map(str, line['loc']))}: {line['msg']}" for line in lines)


def _is_error(data: object) -> bool:
    return isinstance(data, dict) and cast("dict[str, object]", data).get("type") == "error"


def _resembles(type_: Any, data: object) -> bool:
    """Whether `data` has at least one of the fields that a model cannot do without; other types take anything."""
    if not (isinstance(type_, type) and issubclass(type_, BaseModel)):
        return True
    required = [name for name, field in type_.model_fields.items() if field.is_required()]
    return isinstance(data, dict) and (not required or any(name in data for name in required))


def not_what_was_asked_for(
    response: httpx.Response, body: bytes, reason: str | None = None
) -> APIResponseValidationError:
    """The error of a success whose body is of no use; it names the content type and shows the body's start."""
    kind = response.headers.get("content-type") or "no content type"
    shown = body[:SHOWN_BODY_CHARACTERS].decode("utf-8", "replace")
    why = "The answer is not what was asked for" if reason is None else f"The answer does not fit: {reason}"
    message = f"{why} (status {response.status_code}, {kind}): {shown or 'the body is empty'}"
    return APIResponseValidationError(response, decoded(body), message=message)


class Events(Value, Generic[E]):
    """The body as a stream of events, handed out once the first has come."""

    format: EventFormat
    message_type: Any = None
    """What a server that does not stream may answer with as a whole."""
    output_format: object = None
    """The type to parse the message's text into."""
    stream_cls: Any = None
    """A subclass of `Stream` or `AsyncStream` to hand out."""

    def read(self, response: httpx.Response, reading: Reading) -> Flow[Any]:
        stream: Any = yield from self.unprimed(response, reading)
        if reading.client.is_async:
            yield Do(_never, stream.prime)
        else:
            yield Do(stream.prime, _never)
        return stream

    def unprimed(self, response: httpx.Response, reading: Reading) -> Flow[Any]:
        """The stream, nothing of it read. Raises: APIError where the response is none."""
        yield from self.check(response, reading)
        return self.open(response, reading)

    def open(self, response: httpx.Response, reading: Reading) -> Stream[E] | AsyncStream[E]:
        """The stream of a response that has been checked."""
        limits = reading.call.stream_timeout
        clocks = Clocks(
            until=reading.until,
            first_event=None if limits is None else limits.first_event,
            progress=None if limits is None else limits.progress,
        )
        cls: Any = self.stream_cls or (AsyncStream if reading.client.is_async else Stream)
        stream = cls(
            cast_to=self.format.event_type,
            response=response,
            client=reading.client,
            options=reading.call,
            format=self.format,
            decoder=reading.call.decoder(),
            clocks=clocks,
        )
        if reading.outcome is not None:
            reading.outcome.stream_begins()
            stream._state.on_end = reading.outcome.stream_ends
        return cast("Stream[E] | AsyncStream[E]", stream)

    def check(self, response: httpx.Response, reading: Reading) -> Flow[None]:
        """Turn a whole message into events; refuse what is neither. Raises: APIError."""
        kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
        if kind in ("text/event-stream", "application/octet-stream", ""):
            return
        if reading.call.decoder is not SSEDecoder:
            taken = getattr(reading.call.decoder(), "content_types", None)
            fits = kind not in ("application/json", "text/html") if taken is None else kind in taken
            if fits:
                return  # the provider that gave the decoder knows better
        body = yield from read_body(response, reading.until)
        if "json" not in kind or self.message_type is None:
            raise not_what_was_asked_for(response, body)
        message = One(self.message_type).parsed(body, response, reading.client.strict)
        text = "".join(f"event: {event.type}\ndata: {event.to_json(indent=None)}\n\n" for event in events_of(message))
        response._content = text.encode()  # pyright: ignore[reportPrivateUsage]  # read again as the events it stands for


def _never() -> Any:
    raise AssertionError("a blocking stream in an awaiting client, or the reverse")


class Accumulated(Value, Generic[T]):
    """A stream read to its end inside the call, for a long request: the caller gets the whole message."""

    events: Events[Any]
    finish: Callable[[Any], Any] | None = None

    def read(self, response: httpx.Response, reading: Reading) -> Flow[Any]:
        stream: Any = yield from self.events.read(response, reading)
        accumulator: Accumulator[Any] = stream._state.accumulator
        if reading.client.is_async:
            yield Do(_never, lambda: _adrain(stream))
        else:
            yield Do(lambda: _drain(stream), _never)
        message = accumulator.message
        set_request_id(message, response.headers.get("request-id"))
        return message if self.finish is None else self.finish(message)


def _drain(stream: Stream[Any]) -> None:
    for _ in stream:
        pass


async def _adrain(stream: AsyncStream[Any]) -> None:
    async for _ in stream:
        pass


class Whole(Value, Generic[S, A]):
    """The response with its value beside it, for `with_raw_response`: the body has been read, unless it is a stream."""

    into: Reader[S, A]

    def read(self, response: httpx.Response, reading: Reading) -> Flow[Any]:
        whole: LegacyAPIResponse[Any] = LegacyAPIResponse(response, self.into, reading, One)
        into: Any = self.into
        if isinstance(into, Accumulated):
            whole.parsed_as[None] = yield from cast(Any, into).read(response, reading)
        elif isinstance(into, Events):
            yield from cast(Any, into).check(response, reading)
        else:
            yield from read_body(response, reading.until)
        return whole


class Unread(Value, Generic[S, A]):
    """The response whose body has not been read, for `with_streaming_response`."""

    into: Reader[S, A]

    def read(self, response: httpx.Response, reading: Reading) -> Flow[Any]:
        yield from ()
        cls: Any = AsyncAPIResponse if reading.client.is_async else APIResponse
        return cls(response, self.into, reading, One)
