"""Beta message streams with helper events: `client.beta.messages.stream(…)`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, AsyncIterator, Callable, Coroutine, Generic, Iterator, TypeVar, cast

from typing_extensions import override

from anthropic.message_stream import (
    AsyncMessageStream,
    AsyncMessageStreamManager,
    MessageStream,
    MessageStreamManager,
    accumulate_event,
)

from .message_events import BetaHelperEvents, ParsedBetaMessageStreamEvent
from .types.parsed_beta_message import ParsedBetaMessage

FormatT = TypeVar("FormatT")


class BetaMessageStream(MessageStream[FormatT]):
    """Events of one message and what they add up to, blocking. Iterate over it, or over `text_stream`.

    Raises, while reading: APIError of any kind, with `partial_message`.
    """

    helper_events = BetaHelperEvents()

    @override
    def __iter__(self) -> Iterator[ParsedBetaMessageStreamEvent[FormatT]]:  # type: ignore[override]
        return super().__iter__()  # type: ignore[return-value]

    if TYPE_CHECKING:
        # The same methods, about beta's own events and messages, which are not subclasses of the others.
        current_message_snapshot: ParsedBetaMessage[FormatT]  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleMethodOverride]
        __next__: Callable[[], ParsedBetaMessageStreamEvent[FormatT]]  # type: ignore[assignment]
        get_final_message: Callable[[], ParsedBetaMessage[FormatT]]  # type: ignore[assignment]


class BetaAsyncMessageStream(AsyncMessageStream[FormatT]):
    """Events of one message and what they add up to, awaiting. Iterate over it, or over `text_stream`.

    Raises, while reading: APIError of any kind, with `partial_message`.
    """

    helper_events = BetaHelperEvents()

    @override
    def __aiter__(self) -> AsyncIterator[ParsedBetaMessageStreamEvent[FormatT]]:  # type: ignore[override]
        return super().__aiter__()  # type: ignore[return-value]

    if TYPE_CHECKING:
        current_message_snapshot: ParsedBetaMessage[FormatT]  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleMethodOverride]
        __anext__: Callable[[], Coroutine[Any, Any, ParsedBetaMessageStreamEvent[FormatT]]]  # type: ignore[assignment]
        get_final_message: Callable[[], Coroutine[Any, Any, ParsedBetaMessage[FormatT]]]  # type: ignore[assignment]


class BetaMessageStreamManager(MessageStreamManager[FormatT], Generic[FormatT]):
    """Sends the request when its `with` block is entered, and releases the connection when it is left."""

    stream_class = BetaMessageStream

    @override
    def __enter__(self) -> BetaMessageStream[FormatT]:
        return cast("BetaMessageStream[FormatT]", super().__enter__())


class BetaAsyncMessageStreamManager(AsyncMessageStreamManager[FormatT], Generic[FormatT]):
    """Sends the request when its `async with` block is entered, and releases the connection when it is left."""

    stream_class = BetaAsyncMessageStream

    @override
    async def __aenter__(self) -> BetaAsyncMessageStream[FormatT]:
        return cast("BetaAsyncMessageStream[FormatT]", await super().__aenter__())


__all__ = [
    "BetaAsyncMessageStream",
    "BetaAsyncMessageStreamManager",
    "BetaMessageStream",
    "BetaMessageStreamManager",
    "accumulate_event",
]
