"""Answers that are the content of a file: read as a whole, in pieces, or written to disk as they arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._chunks import close_later
from ._exchange import read_body
from ._readers import One
from ._response import APIResponse, AsyncAPIResponse
from ._value import Value

if TYPE_CHECKING:
    import httpx

    from ._call import Reading
    from ._flow import Flow


class BinaryAPIResponse(APIResponse[bytes]):
    """A response whose body is the content of a file.

    The body stays unread until it is asked for, so that a large one can go to disk piece by piece (`write_to_file`).
    Reading it to its end, `close`, or dropping the response releases the connection.
    """

    @property
    def content(self) -> bytes:
        """The whole body. Raises: APIConnectionError."""
        return self.read()

    def __bytes__(self) -> bytes:
        return self.read()

    def __del__(self) -> None:
        response = getattr(self, "http_response", None)
        if response is not None and not response.is_closed:
            response.close()


class AsyncBinaryAPIResponse(AsyncAPIResponse[bytes]):
    """A response whose body is the content of a file, for async clients.

    The body stays unread until it is asked for, so that a large one can go to disk piece by piece (`write_to_file`).
    Reading it to its end, `close`, or dropping the response releases the connection.
    """

    def __del__(self) -> None:
        response = getattr(self, "http_response", None)
        if response is not None:
            close_later(response)


class StreamedBinaryAPIResponse(BinaryAPIResponse):
    """A response whose body is the content of a file, in the block of `with_streaming_response`."""


class AsyncStreamedBinaryAPIResponse(AsyncBinaryAPIResponse):
    """A response whose body is the content of a file, in the `async with` block of `with_streaming_response`."""


class Binary(Value):
    """The body as the content of a file; unread unless `read` is set."""

    sync_type: type[BinaryAPIResponse] = BinaryAPIResponse
    async_type: type[AsyncBinaryAPIResponse] = AsyncBinaryAPIResponse
    read_at_once: bool = False

    def read(self, response: httpx.Response, reading: Reading) -> Flow[Any]:
        if self.read_at_once:
            yield from read_body(response, reading.until)
        cls: Any = self.async_type if reading.client.is_async else self.sync_type
        return cls(response, One(bytes), reading, One)
