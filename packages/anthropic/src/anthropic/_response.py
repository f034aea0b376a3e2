"""HTTP responses with their values: what `with_raw_response` and `with_streaming_response` give."""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any, AsyncIterator, Awaitable, Callable, Generic, Iterator, TypeVar, cast, overload

from typing_extensions import override

from ._exchange import decoded, read_body
from ._flow import DeadlinePassed, Flow, adrive, drive

if TYPE_CHECKING:
    import datetime
    from types import TracebackType

    import httpx

    from ._call import Reader, Reading

R = TypeVar("R")
T = TypeVar("T")


class BaseAPIResponse(Generic[R]):
    """An HTTP response and the reader of its value."""

    def __init__(
        self,
        raw: httpx.Response,
        into: Reader[Any, Any],
        reading: Reading,
        reader_of: Callable[[Any], Reader[Any, Any]],
    ) -> None:
        """`reader_of` makes the reader of another type, for `parse(to=…)`."""
        self.http_response = raw
        self.retries_taken = reading.retries_taken
        self._into = into
        self._reading = reading
        self._reader_of = reader_of
        self.parsed_as: dict[Any, Any] = {}

    @property
    def headers(self) -> httpx.Headers:
        return self.http_response.headers

    @property
    def request_id(self) -> str | None:
        """The id that the server gave the request (header `request-id`)."""
        return cast("str | None", self.headers.get("request-id"))

    @property
    def workspace_id(self) -> str | None:
        """The workspace that the request was charged to (header `anthropic-workspace-id`)."""
        return cast("str | None", self.headers.get("anthropic-workspace-id"))

    @property
    def http_request(self) -> httpx.Request:
        return self.http_response.request

    @property
    def status_code(self) -> int:
        return self.http_response.status_code

    @property
    def url(self) -> httpx.URL:
        return self.http_response.url

    @property
    def method(self) -> str:
        return self.http_request.method

    @property
    def http_version(self) -> str:
        return self.http_response.http_version

    @property
    def elapsed(self) -> datetime.timedelta:
        """Time from sending to the end of the body, once it has been read."""
        return self.http_response.elapsed

    @property
    def is_closed(self) -> bool:
        return self.http_response.is_closed

    @override
    def __repr__(self) -> str:
        return f"<{type(self).__name__} [{self.status_code}] {self.method} {self.url}>"

    def _reader(self, to: Any) -> Reader[Any, Any]:
        return self._into if to is None else self._reader_of(to)

    def _flow(self, to: Any) -> Flow[Any]:
        """Reads the body as the value; a stream is given before anything of it has come."""
        reader: Any = self._reader(to)
        read = cast("Flow[Any]", getattr(reader, "unprimed", reader.read)(self.http_response, self._reading))
        return self._in_time(read)

    def _in_time(self, flow: Flow[T]) -> Flow[T]:
        """A flow that reads the body. Raises: APIDeadlineError where it does not end by the deadline of the call."""
        try:
            return (yield from flow)
        except DeadlinePassed as error:
            from ._chunks import body_error  # as below

            raise body_error(error, self.http_response, late=True) from None

    def _read(self) -> Flow[bytes]:
        return self._in_time(read_body(self.http_response, self._reading.until))


class LegacyAPIResponse(BaseAPIResponse[R]):
    """A response that has been read (or whose stream is about to be), and its value. The same in both clients."""

    @overload
    def parse(self) -> R: ...
    @overload
    def parse(self, *, to: type[T]) -> T: ...
    def parse(self, *, to: type[Any] | None = None) -> Any:
        """The value, or the body as another type. Raises: APIResponseValidationError."""
        if to not in self.parsed_as:
            reader = self._reader(to)
            flow = reader.read(self.http_response, self._reading)
            opener = getattr(reader, "open", None)
            value = opener(self.http_response, self._reading) if opener is not None else _of_read_body(flow, self)
            self.parsed_as[to] = value
        return self.parsed_as[to]

    @property
    def content(self) -> bytes:
        """The body. Raises: RuntimeError where it is a stream, which `parse` gives."""
        try:
            return self.http_response.content
        except RuntimeError as error:  # of httpx's own kinds
            raise RuntimeError("The body is a stream that has not been read: parse() gives it.") from error

    @property
    def text(self) -> str:
        """The body as text. Raises: as `content`."""
        return self.http_response.text if self.content else ""


def _of_read_body(flow: Flow[Any], response: BaseAPIResponse[Any]) -> Any:
    """The result of a reader whose only command is to read a body that has been read."""
    try:
        next(flow)
        while True:
            flow.send(response.http_response.content)
    except StopIteration as done:
        return done.value


class APIResponse(BaseAPIResponse[R]):
    """A response whose body has not been read."""

    @overload
    def parse(self) -> R: ...
    @overload
    def parse(self, *, to: type[T]) -> T: ...
    def parse(self, *, to: type[Any] | None = None) -> Any:
        """Read the body as the value, or as another type. Raises: APIError."""
        if to not in self.parsed_as:
            self.parsed_as[to] = drive(self._flow(to), cast(Any, None))
        return self.parsed_as[to]

    def read(self) -> bytes:
        """The whole body. Raises: APIConnectionError."""
        return drive(self._read(), cast(Any, None))

    def text(self) -> str:
        """The whole body as text. Raises: APIConnectionError."""
        self.read()
        return self.http_response.text

    def json(self) -> object:
        """The whole body, parsed; text where it is no JSON. Raises: APIConnectionError."""
        return decoded(self.read())

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The body in pieces as they arrive, decompressed. Raises: APIConnectionError."""
        return self._pieces(self.http_response.iter_bytes(chunk_size))

    def iter_text(self, chunk_size: int | None = None) -> Iterator[str]:
        """The body in pieces of text as they arrive. Raises: APIConnectionError."""
        return self._pieces(self.http_response.iter_text(chunk_size))

    def iter_lines(self) -> Iterator[str]:
        """The body line by line, without line endings. Raises: APIConnectionError."""
        return self._pieces(self.http_response.iter_lines())

    def stream_to_file(self, file: str | os.PathLike[str], *, chunk_size: int | None = None) -> None:
        """Write the body to a file as it arrives. Raises: APIConnectionError, OSError."""
        with open(file, "wb") as target:
            for piece in self.iter_bytes(chunk_size):
                target.write(piece)

    write_to_file = stream_to_file

    def close(self) -> None:
        """Release the connection."""
        self.http_response.close()

    def _pieces(self, body: Iterator[T]) -> Iterator[T]:
        from ._chunks import pieces  # few responses are read in pieces

        return pieces(self.http_response, self._reading.until, body, owner=self)


class AsyncAPIResponse(BaseAPIResponse[R]):
    """A response whose body has not been read, for async clients."""

    @overload
    async def parse(self) -> R: ...
    @overload
    async def parse(self, *, to: type[T]) -> T: ...
    async def parse(self, *, to: type[Any] | None = None) -> Any:
        """Read the body as the value, or as another type. Raises: APIError."""
        if to not in self.parsed_as:
            self.parsed_as[to] = await adrive(self._flow(to), cast(Any, None), self._reading.until)
        return self.parsed_as[to]

    async def read(self) -> bytes:
        """The whole body. Raises: APIConnectionError."""
        return await adrive(self._read(), cast(Any, None), self._reading.until)

    async def text(self) -> str:
        """The whole body as text. Raises: APIConnectionError."""
        await self.read()
        return self.http_response.text

    async def json(self) -> object:
        """The whole body, parsed; text where it is no JSON. Raises: APIConnectionError."""
        return decoded(await self.read())

    def iter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """The body in pieces as they arrive, decompressed. Raises: APIConnectionError."""
        return self._pieces(self.http_response.aiter_bytes(chunk_size))

    def iter_text(self, chunk_size: int | None = None) -> AsyncIterator[str]:
        """The body in pieces of text as they arrive. Raises: APIConnectionError."""
        return self._pieces(self.http_response.aiter_text(chunk_size))

    def iter_lines(self) -> AsyncIterator[str]:
        """The body line by line, without line endings. Raises: APIConnectionError."""
        return self._pieces(self.http_response.aiter_lines())

    async def stream_to_file(self, file: str | os.PathLike[str], *, chunk_size: int | None = None) -> None:
        """Write the body to a file as it arrives, the writing in a thread. Raises: APIConnectionError, OSError."""
        import anyio  # file I/O off the event loop

        async with await anyio.open_file(file, "wb") as target:
            async for piece in self.iter_bytes(chunk_size):
                await target.write(piece)

    write_to_file = stream_to_file

    async def close(self) -> None:
        """Release the connection."""
        await self.http_response.aclose()

    def _pieces(self, body: AsyncIterator[T]) -> AsyncIterator[T]:
        from ._chunks import apieces  # few responses are read in pieces

        return apieces(self.http_response, self._reading.until, body, owner=self)


ResponseT_co = TypeVar("ResponseT_co", covariant=True)


class ResponseContextManager(Generic[ResponseT_co]):
    """Sends a request when its block is entered, and releases the connection when it is left."""

    def __init__(self, request_func: Callable[[], ResponseT_co]) -> None:
        self._request_func = request_func
        self.__response: ResponseT_co | None = None

    def __enter__(self) -> ResponseT_co:
        self.__response = self._request_func()
        return self.__response

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        if self.__response is not None:
            cast(Any, self.__response).close()


class AsyncResponseContextManager(Generic[ResponseT_co]):
    """Sends a request when its block is entered, and releases the connection when it is left."""

    def __init__(self, api_request: Callable[[], Awaitable[ResponseT_co]]) -> None:
        self._api_request = api_request
        self.__response: ResponseT_co | None = None

    async def __aenter__(self) -> ResponseT_co:
        self.__response = await self._api_request()
        return self.__response

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        if self.__response is not None:
            await cast(Any, self.__response).close()


def __getattr__(name: str) -> Any:
    if "Binary" in name:  # other software imports them from here
        return getattr(importlib.import_module("anthropic._binary"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
