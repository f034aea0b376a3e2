"""JSON lines: a body of many values, one a line, decoded one by one as it arrives."""

from __future__ import annotations

import contextlib
from typing import (
    TYPE_CHECKING,
    Any,
    AsyncGenerator,
    AsyncIterator,
    Generator,
    Generic,
    Iterable,
    Iterator,
    Mapping,
    TypeVar,
    cast,
)

from pydantic_core import from_json
from typing_extensions import Self

from ._chunks import apieces, body_error, close_later, pieces
from ._exchange import read_body
from ._models import construct_type, validator_of
from ._readers import One, not_what_was_asked_for
from ._response import LegacyAPIResponse
from ._value import Value
from .errors import (
    SHOWN_BODY_CHARACTERS,
    APIError,
    APIResponseValidationError,
    IncompleteStreamError,
    error_from_response,
)

if TYPE_CHECKING:
    from types import TracebackType

    import httpx

    from ._call import Reading
    from ._flow import Flow

T = TypeVar("T")

MAX_LINE_BYTES = 256 * 1024 * 1024
"""A single line larger than this is refused, so that a hostile server cannot fill the memory."""


class LineTooLargeError(ValueError):
    """One line is larger than MAX_LINE_BYTES."""


class LineSplitter:
    """Cuts a body into lines, at any chunking. Its cost is linear in the length of the body and of each line."""

    def __init__(self, max_line_bytes: int = MAX_LINE_BYTES) -> None:
        self._max = max_line_bytes
        self._parts: list[bytes] = []  # of the line that is not complete; joined once, when it is
        self._size = 0

    def feed(self, chunk: bytes) -> list[bytes]:
        """The lines that `chunk` completes, without their ends. Raises: LineTooLargeError."""
        lines = chunk.split(b"\n")
        rest = lines.pop()
        if lines and self._parts:
            self._parts.append(lines[0])
            lines[0] = b"".join(self._parts)
            self._parts, self._size = [], 0
        if rest:
            self._parts.append(rest)
            self._size += len(rest)
            if self._size > self._max:
                raise LineTooLargeError(f"A line is larger than MAX_LINE_BYTES ({self._max}).")
        return lines

    def end(self) -> bytes:
        """What comes after the last line end."""
        return b"".join(self._parts)


class _Lines(Generic[T]):
    """What the blocking and the awaiting decoder share: lines to values, and what became of the body. No I/O here."""

    def __init__(self, response: httpx.Response, line_type: Any, strict: bool) -> None:
        self.response = response
        self.closed = False
        self.splitter = LineSplitter()
        self._type = line_type
        self._strict = strict
        self._number = 0

    def values(self, lines: Iterable[bytes]) -> Iterator[T]:
        """The values of complete lines; blank lines have none. Raises: APIError that names the line."""
        validate = validator_of(self._type).validate_json
        for line in lines:
            self._number += 1
            try:
                value = validate(line)
            except ValueError as error:
                if not line.strip(b" \t\r"):
                    continue
                value = self._leniently(line, error)
            yield value

    def last(self) -> Iterator[T]:
        """The value of a last line that has no end. Raises: IncompleteStreamError where it was cut off."""
        line = self.splitter.end()
        try:
            if line.strip():
                from_json(line)
        except ValueError:
            message = f"The body ended inside line {self._number + 1}; what came is not all of it."
            raise IncompleteStreamError(message=message, request=self.response.request) from None
        return self.values([line])

    def _leniently(self, line: bytes, error: ValueError) -> T:
        if self._number == 1 and line.startswith(b"\xef\xbb\xbf"):
            return next(self._as_first(line[3:]))
        try:
            data: Any = from_json(line)
        except ValueError as broken:
            raise self._broken(line, str(broken)) from None
        if self._is_error(data):
            raise error_from_response(self.response, data)
        if self._strict or not self._resembles(data):
            raise self._broken(line, " ".join(str(error).split())) from None
        return cast(T, construct_type(value=data, type_=self._type))

    def _is_error(self, data: Any) -> bool:
        return isinstance(data, dict) and cast("dict[str, object]", data).get("type") == "error"

    def _resembles(self, data: Any) -> bool:
        """Whether data is an object with at least one of the fields that a line must have."""
        fields: Mapping[str, Any] = getattr(self._type, "model_fields", {})
        required = [name for name, field in fields.items() if field.is_required()]
        return isinstance(data, dict) and (not required or any(name in data for name in required))

    def _as_first(self, line: bytes) -> Iterator[T]:
        """The value of the first line behind a byte-order mark."""
        self._number = 0
        return self.values([line])

    def _broken(self, line: bytes, reason: str) -> APIResponseValidationError:
        shown = line[:SHOWN_BODY_CHARACTERS].decode("utf-8", "replace")
        return APIResponseValidationError(
            self.response, shown, message=f"Line {self._number} of the body is broken: {reason}: {shown}"
        )

    def failed(self, error: Exception) -> Exception:
        """An exception met while reading, as one of ours."""
        if isinstance(error, LineTooLargeError):
            error = APIResponseValidationError(
                self.response, None, message=f"Line {self._number + 1} of the body is broken: {error}"
            )
        error = body_error(error, self.response)
        if isinstance(error, APIError):
            error.request_id = error.request_id or self.response.headers.get("request-id")
        return error


class JSONLDecoder(Generic[T]):
    """Typed values of a JSON lines body, as it arrives. Use it in a `with` block, or read it to its end.

    It holds one line at a time. Leaving the block or the loop releases the connection.

    Raises, while iterating: APIResponseValidationError that names a broken line, IncompleteStreamError where the body
    ends inside a line, APIConnectionError.
    """

    http_response: httpx.Response
    """The response whose body this reads."""

    def __init__(
        self,
        *,
        raw_iterator: Iterator[bytes],
        line_type: type[T] | Any,
        http_response: httpx.Response,
        strict: bool = False,
    ) -> None:
        self.http_response = http_response
        self._lines: _Lines[T] = _Lines(http_response, line_type, strict)
        self._iterator = _decoded(raw_iterator, self._lines)

    def __next__(self) -> T:
        return next(self._iterator)

    def __iter__(self) -> Iterator[T]:
        try:
            for value in self._iterator:
                yield value
        except GeneratorExit:  # the loop was left
            self.close()
            raise

    def close(self) -> None:
        """Release the connection. What has not been read is lost."""
        self._lines.closed = True
        self.http_response.close()
        with contextlib.suppress(ValueError):  # another thread is reading; it notices the closed response
            self._iterator.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        if hasattr(self, "http_response") and not self.http_response.is_closed:
            self.http_response.close()


class AsyncJSONLDecoder(Generic[T]):
    """Typed values of a JSON lines body, as it arrives. Use it in an `async with` block, or read it to its end.

    It holds one line at a time. Leaving the block or the loop, or cancelling the task, releases the connection.
    Raises what `JSONLDecoder` raises.
    """

    http_response: httpx.Response
    """The response whose body this reads."""

    def __init__(
        self,
        *,
        raw_iterator: AsyncIterator[bytes],
        line_type: type[T] | Any,
        http_response: httpx.Response,
        strict: bool = False,
    ) -> None:
        self.http_response = http_response
        self._lines: _Lines[T] = _Lines(http_response, line_type, strict)
        self._iterator = _adecoded(raw_iterator, self._lines)

    async def __anext__(self) -> T:
        return await self._iterator.__anext__()

    async def __aiter__(self) -> AsyncIterator[T]:
        try:
            async for value in self._iterator:
                yield value
        except GeneratorExit:  # the loop was left
            await self.close()
            raise

    def __await__(self) -> Any:
        """Itself: `await raw.parse()` and `raw.parse()` mean the same."""
        yield from ()
        return self

    async def close(self) -> None:
        """Release the connection. What has not been read is lost."""
        self._lines.closed = True
        await self.http_response.aclose()
        with contextlib.suppress(RuntimeError):  # another task is reading; it notices the closed response
            await self._iterator.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        await self.close()

    def __del__(self) -> None:
        if hasattr(self, "http_response"):
            close_later(self.http_response)


def _decoded(raw: Iterator[bytes], lines: _Lines[T]) -> Generator[T, None, None]:
    try:
        for chunk in raw:
            yield from lines.values(lines.splitter.feed(chunk))
        yield from lines.last()
    except Exception as error:
        if lines.closed:
            return
        raised = lines.failed(error)
        if raised is error:
            raise
        raise raised from error
    finally:
        lines.response.close()


async def _adecoded(raw: AsyncIterator[bytes], lines: _Lines[T]) -> AsyncGenerator[T, None]:
    try:
        async for chunk in raw:
            for value in lines.values(lines.splitter.feed(chunk)):
                yield value
        for value in lines.last():
            yield value
    except Exception as error:
        if lines.closed:
            return
        raised = lines.failed(error)
        if raised is error:
            raise
        raise raised from error
    finally:
        await lines.response.aclose()
        aclose = getattr(raw, "aclose", None)
        if aclose is not None:
            await aclose()


class JSONLines(Value):
    """The body as a decoder of its lines, nothing of which has been read."""

    line_type: Any

    def read(self, response: httpx.Response, reading: Reading) -> Flow[Any]:
        if "html" in response.headers.get("content-type", ""):
            raise not_what_was_asked_for(response, (yield from read_body(response, reading.until)))
        return self.open(response, reading)

    def open(self, response: httpx.Response, reading: Reading) -> Any:
        """The decoder."""
        options: Any = {
            "line_type": self.line_type,
            "http_response": response,
            "strict": reading.client.strict,
        }
        if reading.client.is_async:
            return AsyncJSONLDecoder[Any](
                raw_iterator=apieces(response, reading.until, response.aiter_bytes()), **options
            )
        return JSONLDecoder[Any](raw_iterator=pieces(response, reading.until, response.iter_bytes()), **options)

    def whole(self) -> _RawLines:
        """The reader of the response with its decoder beside it, for `with_raw_response`."""
        return _RawLines(self)


class _RawLines(Value):
    into: JSONLines

    def read(self, response: httpx.Response, reading: Reading) -> Flow[Any]:
        yield from ()
        whole: LegacyAPIResponse[Any] = LegacyAPIResponse(response, self.into, reading, One)
        return whole
