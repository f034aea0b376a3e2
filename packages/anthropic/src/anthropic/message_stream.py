"""Message streams with helper events: `client.messages.stream(…)`.

with client.messages.stream(model=…, messages=…, max_tokens=…) as stream:
    for text in stream.text_stream:
        print(text, end="", flush=True)
    message = stream.get_final_message()
"""

from __future__ import annotations

import contextlib
from functools import cached_property
from typing import (
    TYPE_CHECKING,
    Any,
    AsyncIterator,
    Awaitable,
    Callable,
    Generator,
    Generic,
    Iterator,
    TypeVar,
    cast,
)

from typing_extensions import Self

from ._accumulate import Accumulator, Block
from ._models import set_request_id, stream_buffers
from ._structured import block_parser, check_output
from .errors import APIError, APIResponseValidationError, IncompleteStreamError
from .message_events import (
    CitationEvent,
    HelperEvents,
    InputJsonEvent,
    MessageStreamEvent,
    ParsedContentBlockStopEvent,
    ParsedMessageStopEvent,
    ParsedMessageStreamEvent,
    SignatureEvent,
    TextEvent,
    ThinkingEvent,
)

if TYPE_CHECKING:
    from types import TracebackType

    import httpx

    from ._streaming import AsyncStream, Stream
    from .types import ParsedMessage

FormatT = TypeVar("FormatT")


class _MessageStream(Generic[FormatT]):
    """What the blocking and the awaiting stream share. No I/O here."""

    helper_events: HelperEvents = HelperEvents()
    """The classes of the helper events; beta streams have their own."""

    def __init__(self, raw_stream: Any, output_format: object = None) -> None:
        self._raw_stream = raw_stream
        self._output_format = output_format
        self._accumulator: Accumulator[Any] = Accumulator(self._finisher(output_format), self.helper_events.message)

    def _finisher(self, output_format: object) -> Callable[[Any], Any]:
        return block_parser(output_format)

    @property
    def response(self) -> httpx.Response:
        """The HTTP response whose body this reads."""
        return cast("httpx.Response", self._raw_stream.response)

    @property
    def request_id(self) -> str | None:
        """The id that the server gave the request (header `request-id`)."""
        return cast("str | None", self.response.headers.get("request-id"))

    @property
    def workspace_id(self) -> str | None:
        """The workspace that the request was charged to (header `anthropic-workspace-id`)."""
        return cast("str | None", self.response.headers.get("anthropic-workspace-id"))

    @property
    def current_message_snapshot(self) -> ParsedMessage[FormatT]:
        """The message as far as it came. Raises: AssertionError before its first event."""
        message = self._accumulator.message
        assert message is not None, "No event has come yet."
        return cast("ParsedMessage[FormatT]", message)

    def tool_input_text(self, index: int) -> str:
        """The JSON text of a tool's input, as far as it came, of content block `index`; also where it is cut off."""
        pieces = self._accumulator.block(index).pieces
        return pieces.text() if pieces is not None else ""

    def _take(self, event: Any) -> Block | None:
        try:
            return self._accumulator.add(event)
        except ValueError as error:
            raise APIResponseValidationError(self.response, None, message=f"The stream is broken: {error}") from None

    def _helpers(self, event: Any) -> Any:
        """The events that the user gets for a raw one: itself, completed where it ends something, and the helper."""
        block = self._take(event)
        if block is not None:
            helper = self.helper_events.of_delta(event.delta, block)
            return (event,) if helper is None else (event, helper)
        kind = event.type
        if kind == "content_block_stop":
            block = self._accumulator.block(event.index)
            return (self.helper_events.of_block_stop(event, block.settle()),)
        if kind == "message_stop":
            return (self.helper_events.of_message_stop(event, self._accumulator.message),)
        return (event,)

    @contextlib.contextmanager
    def _completing_errors(self) -> Generator[None, None, None]:
        """Give an error that passes through the message as far as it came."""
        try:
            yield
        except APIError as error:
            self._with_partial(error)
            raise

    def _with_partial(self, error: APIError) -> APIError:
        if error.partial_message is None:
            error.partial_message = self._accumulator.message
        return error

    def _final_message(self) -> ParsedMessage[FormatT]:
        if not self._accumulator.complete:
            raise self._closed_early()
        message = self.current_message_snapshot
        set_request_id(message, self.request_id)
        check_output(message, self._output_format)
        return message

    def _final_text(self) -> str:
        """The text of all text blocks. Raises: RuntimeError where there is none."""
        blocks = self.current_message_snapshot.content
        texts = [block.text for block in blocks if block.type == "text"]
        if not texts:
            kinds = ", ".join(block.type for block in blocks) or "none"
            raise RuntimeError(f"The message has no text block; its blocks: {kinds}.")
        return "".join(texts)

    def _closed_early(self) -> APIError:
        error = IncompleteStreamError(
            message="The stream was closed before its final event.", request=self.response.request
        )
        return self._with_partial(error)


class MessageStream(_MessageStream[FormatT]):
    """Events of one message and what they add up to, blocking. Iterate over it, or over `text_stream`.

    Raises, while reading: APIError of any kind, with `partial_message`.
    """

    @cached_property
    def text_stream(self) -> Iterator[str]:
        """The text of text blocks alone, piece by piece."""
        return self.__stream_text__()

    @cached_property
    def _iterator(self) -> Iterator[ParsedMessageStreamEvent[FormatT]]:
        return self.__stream__()

    def __next__(self) -> ParsedMessageStreamEvent[FormatT]:
        return next(self._iterator)

    def __iter__(self) -> Iterator[ParsedMessageStreamEvent[FormatT]]:
        return self._iterator

    def __stream__(self) -> Iterator[ParsedMessageStreamEvent[FormatT]]:
        helpers = self._helpers
        with self._completing_errors():
            for event in self._raw():
                yield from helpers(event)

    def __stream_text__(self) -> Iterator[str]:
        take = self._take
        with self._completing_errors():
            for event in self._raw():
                if take(event) is not None:
                    delta = event.delta
                    if delta.type == "text_delta":
                        yield delta.text

    def _raw(self) -> Iterator[Any]:
        """The raw stream's own iterator, so that text and events may be read by turns."""
        return cast("Iterator[Any]", getattr(self._raw_stream, "_iterator", self._raw_stream))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the connection; what has not been read is lost."""
        self._raw_stream.close()

    def until_done(self) -> None:
        """Read the stream to its end."""
        take = self._take
        with self._completing_errors():
            for event in self._raw():
                take(event)

    def get_final_message(self) -> ParsedMessage[FormatT]:
        """The whole message, after reading the stream to its end.

        Raises: OutputParseError where it does not fit its format.
        """
        self.until_done()
        return self._final_message()

    def get_final_text(self) -> str:
        """The text of all text blocks, after reading the stream to its end. Raises: RuntimeError without any."""
        self.get_final_message()
        return self._final_text()


class AsyncMessageStream(_MessageStream[FormatT]):
    """Events of one message and what they add up to, awaiting. Iterate over it, or over `text_stream`.

    Raises, while reading: APIError of any kind, with `partial_message`.
    """

    @cached_property
    def text_stream(self) -> AsyncIterator[str]:
        """The text of text blocks alone, piece by piece."""
        return self.__stream_text__()

    @cached_property
    def _iterator(self) -> AsyncIterator[ParsedMessageStreamEvent[FormatT]]:
        return self.__stream__()

    async def __anext__(self) -> ParsedMessageStreamEvent[FormatT]:
        return await self._iterator.__anext__()

    def __aiter__(self) -> AsyncIterator[ParsedMessageStreamEvent[FormatT]]:
        return self._iterator

    async def __stream__(self) -> AsyncIterator[ParsedMessageStreamEvent[FormatT]]:
        helpers = self._helpers
        with self._completing_errors():
            async for event in self._raw():
                for helper in helpers(event):
                    yield helper

    async def __stream_text__(self) -> AsyncIterator[str]:
        take = self._take
        with self._completing_errors():
            async for event in self._raw():
                if take(event) is not None:
                    delta = event.delta
                    if delta.type == "text_delta":
                        yield delta.text

    def _raw(self) -> AsyncIterator[Any]:
        """The raw stream's own iterator, so that text and events may be read by turns."""
        return cast("AsyncIterator[Any]", getattr(self._raw_stream, "_iterator", self._raw_stream))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Release the connection; what has not been read is lost."""
        await self._raw_stream.close()

    async def until_done(self) -> None:
        """Read the stream to its end."""
        take = self._take
        with self._completing_errors():
            async for event in self._raw():
                take(event)

    async def get_final_message(self) -> ParsedMessage[FormatT]:
        """The whole message, after reading the stream to its end.

        Raises: OutputParseError where it does not fit its format.
        """
        await self.until_done()
        return self._final_message()

    async def get_final_text(self) -> str:
        """The text of all text blocks, after reading the stream to its end. Raises: RuntimeError without any."""
        await self.get_final_message()
        return self._final_text()


class MessageStreamManager(Generic[FormatT]):
    """Sends the request when its `with` block is entered, and releases the connection when it is left."""

    stream_class: type[MessageStream[Any]] = MessageStream

    def __init__(self, api_request: Callable[[], Stream[Any]], *, output_format: object = None) -> None:
        self.__api_request = api_request
        self.__output_format = output_format
        self.__stream: MessageStream[FormatT] | None = None

    def __enter__(self) -> MessageStream[FormatT]:
        self.__stream = self.stream_class(self.__api_request(), self.__output_format)
        return self.__stream

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        if self.__stream is not None:
            self.__stream.close()


class AsyncMessageStreamManager(Generic[FormatT]):
    """Sends the request when its `async with` block is entered, and releases the connection when it is left."""

    stream_class: type[AsyncMessageStream[Any]] = AsyncMessageStream

    def __init__(
        self,
        api_request: Callable[[], Awaitable[AsyncStream[Any]]] | Awaitable[AsyncStream[Any]],
        *,
        output_format: object = None,
    ) -> None:
        self.__api_request = api_request
        self.__output_format = output_format
        self.__stream: AsyncMessageStream[FormatT] | None = None

    async def __aenter__(self) -> AsyncMessageStream[FormatT]:
        request = self.__api_request
        self.__stream = self.stream_class(await (request() if callable(request) else request), self.__output_format)
        return self.__stream

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        if self.__stream is not None:
            await self.__stream.close()


def accumulate_event(
    *, event: Any, current_snapshot: Any = None, json_bufs: dict[int, bytes] | None = None, output_format: object = None
) -> Any:
    """The snapshot that `event` makes of `current_snapshot` (`None` before `message_start`).

    For tools that hold their own snapshot; `MessageStream` does not need it. `json_bufs` keeps unfinished tool input
    between calls; without it, it is kept on the snapshot.
    """
    if current_snapshot is None:
        if event.type != "message_start":
            raise RuntimeError(f'Unexpected event order, got {event.type} before "message_start"')
        return event.message.model_copy(update={"content": list(event.message.content or [])})
    accumulator: Accumulator[Any] = Accumulator[Any].of(current_snapshot)
    if event.type == "content_block_delta" and event.delta.type == "input_json_delta":
        buffers = stream_buffers(current_snapshot) if json_bufs is None else json_bufs
        earlier = buffers.get(event.index, b"").decode()
        buffers[event.index] = (earlier + event.delta.partial_json).encode()
        accumulator.block(event.index).resume_input(earlier)
    accumulator.add(event)
    return accumulator.message


__all__ = [
    "AsyncMessageStream",
    "AsyncMessageStreamManager",
    "CitationEvent",
    "InputJsonEvent",
    "MessageStream",
    "MessageStreamEvent",
    "MessageStreamManager",
    "ParsedContentBlockStopEvent",
    "ParsedMessageStopEvent",
    "ParsedMessageStreamEvent",
    "SignatureEvent",
    "TextEvent",
    "ThinkingEvent",
    "accumulate_event",
]
