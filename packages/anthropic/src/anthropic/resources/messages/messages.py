"""Messages: create, stream, parse, count tokens. POST /v1/messages and below."""

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Coroutine, Type, TypeVar, Union, cast, overload

from typing_extensions import Protocol, Unpack

from ..._accumulate import Accumulator
from ..._call import Call, post
from ..._endpoint import (
    Async,
    Endpoint,
    M,
    Raw,
    Resource,
    Streamed,
    StreamingEndpoint,
    Sync,
    TypedEndpoint,
    part,
)
from ..._readers import Accumulated, Events, One
from ..._streaming import AsyncStream, EventFormat, Stream
from ..._structured import is_output_type, parsed_message, with_format
from ..._types import Omit, omit
from ...types import JSONOutputFormatParam, Message, MessageTokensCount
from ._arguments import (
    CountTokensArguments,
    CreateArguments,
    CreateOnceArguments,
    CreateStreamingArguments,
    ParseArguments,
    RunTimeCreateArguments,
    StreamArguments,
)
from ._models import is_long, warn_of_model

if TYPE_CHECKING:  # not for those who only create messages
    from ...message_stream import AsyncMessageStreamManager, MessageStreamManager
    from ...types import ParsedMessage, RawMessageStreamEvent
    from .batches import AsyncBatches, Batches, BatchesEndpoints

T = TypeVar("T")

HEADER_PARAMS = {"user_profile_id": "anthropic-user-profile-id"}
PATH = "/v1/messages"


@lru_cache(maxsize=None)
def _events(added_up: bool) -> EventFormat:
    """The events of a message, added up as they come; the helper does that itself."""
    from ...types import RawMessageStreamEvent  # not for those who only create messages

    return EventFormat(RawMessageStreamEvent, accumulator=Accumulator if added_up else None)


class _StreamFunction(Protocol):
    @overload
    def __call__(self, *, output_format: Type[T], **params: Unpack[StreamArguments]) -> "MessageStreamManager[T]": ...
    @overload
    def __call__(
        self, *, output_format: Union[JSONOutputFormatParam, Omit, None] = ..., **params: Unpack[StreamArguments]
    ) -> "MessageStreamManager[None]": ...


class _AsyncStreamFunction(Protocol):
    @overload
    def __call__(
        self, *, output_format: Type[T], **params: Unpack[StreamArguments]
    ) -> "AsyncMessageStreamManager[T]": ...
    @overload
    def __call__(
        self, *, output_format: Union[JSONOutputFormatParam, Omit, None] = ..., **params: Unpack[StreamArguments]
    ) -> "AsyncMessageStreamManager[None]": ...


class _StreamEndpoint(TypedEndpoint[_StreamFunction, _AsyncStreamFunction]):
    """An endpoint whose result is a stream manager: nothing is sent before its block is entered."""

    awaited_faces = ()

    def perform(self, call: Call[Any, Any], resource: Any, face: str) -> Any:
        from ...message_stream import AsyncMessageStreamManager, MessageStreamManager

        output_format = cast("Events[Any]", call.into).output_format
        manager: Any = AsyncMessageStreamManager if face == "async" else MessageStreamManager
        return manager(lambda: resource._client.perform(call), output_format=output_format)


class _ParseFunction(Protocol):
    @overload
    def __call__(self, *, output_format: Type[T], **params: Unpack[ParseArguments]) -> "ParsedMessage[T]": ...
    @overload
    def __call__(
        self, *, output_format: Union[Omit, None] = ..., **params: Unpack[ParseArguments]
    ) -> "ParsedMessage[None]": ...


class _AsyncParseFunction(Protocol):
    @overload
    def __call__(
        self, *, output_format: Type[T], **params: Unpack[ParseArguments]
    ) -> "Coroutine[Any, Any, ParsedMessage[T]]": ...
    @overload
    def __call__(
        self, *, output_format: Union[Omit, None] = ..., **params: Unpack[ParseArguments]
    ) -> "Coroutine[Any, Any, ParsedMessage[None]]": ...


class _ParseEndpoint(TypedEndpoint[_ParseFunction, _AsyncParseFunction]):
    """An endpoint whose result type is that of its `output_format`."""


class MessagesEndpoints(Resource[M]):
    """Messages, in any face."""

    @cached_property
    def batches(self) -> "BatchesEndpoints[M]":
        """Batches of messages."""
        from .batches import AsyncBatches, Batches  # loaded when first used

        return cast("BatchesEndpoints[M]", part(self, Batches, AsyncBatches))

    with_raw_response: "MessagesEndpoints[Raw[M]]"
    """The same methods, each giving the whole response with its value."""
    with_streaming_response: "MessagesEndpoints[Streamed[M]]"
    """The same methods, each giving a block around the response before its body is read."""

    def _create_once(self, **params: Unpack[CreateOnceArguments]) -> Call[Message, Message]:
        raise NotImplementedError  # only its signature counts

    def _create_streaming(
        self, **params: Unpack[CreateStreamingArguments]
    ) -> "Call[Stream[RawMessageStreamEvent], AsyncStream[RawMessageStreamEvent]]":
        raise NotImplementedError  # only its signature counts

    def _create_either(self, **params: Unpack[CreateArguments]) -> Call[Any, Any]:
        raise NotImplementedError  # only its signature counts

    def _create(self, **params: Unpack[RunTimeCreateArguments]) -> Call[Any, Any]:
        """Create a message: the model's answer to a conversation. POST /v1/messages.

        With `stream=True` the events as they come. A request whose answer could take longer than ten minutes is
        streamed inside and gives the same `Message` (see the client's `long_requests`).

        Raises: APIError, see `anthropic.errors`; TypeError for a wrong parameter, before anything is sent.
        """
        warn_of_model(params)
        if params.get("stream"):
            events: Events[RawMessageStreamEvent] = Events(_events(True), Message)
            return post(PATH, params, into=events, header_params=HEADER_PARAMS)
        if is_long(params, self._client):
            whole: Accumulated[Message] = Accumulated(Events(_events(True), Message))
            streamed = {**params, "stream": True}
            return post(PATH, streamed, into=whole, header_params=HEADER_PARAMS)
        return post(PATH, params, into=One(Message), header_params=HEADER_PARAMS)

    create = StreamingEndpoint(_create_once, _create_streaming, _create_either, build=_create)

    @_StreamEndpoint
    def stream(
        self,
        *,
        output_format: Union[type, JSONOutputFormatParam, Omit, None] = omit,
        **params: Unpack[StreamArguments],
    ) -> Call[Any, Any]:
        """Stream a message with helper events, in a `with` block. POST /v1/messages.

        With `output_format` (a pydantic model, dataclass, TypedDict or JSON format) the text is JSON of that form, and
        the final message's `parsed_output` its value.

        Raises: TypeError for a wrong parameter; APIError when the block is entered or the stream read.
        """
        warn_of_model(params)
        body = {**with_format(params, output_format), "stream": True}
        headers = {"x-stainless-helper-method": "stream", "x-stainless-stream-helper": "messages"}
        into: Events[Any] = Events(_events(False), Message, output_format if is_output_type(output_format) else None)
        return post(PATH, body, into=into, headers=headers, header_params=HEADER_PARAMS)

    @_ParseEndpoint
    def parse(
        self,
        *,
        output_format: Union[type, Omit, None] = omit,
        **params: Unpack[ParseArguments],
    ) -> Call[Any, Any]:
        """Create a message whose text is JSON of a type, and parse it. POST /v1/messages.

        `output_format` is a pydantic model, dataclass or TypedDict; `parsed_output` of the message is its value.

        Raises: OutputParseError where the text does not fit; else as `create`.
        """
        warn_of_model(params)
        if params.get("stream"):
            raise TypeError("parse() gives a whole message; use stream(output_format=…) for its events.")
        body = with_format(params, output_format)
        headers = {"x-stainless-helper": "messages.parse"}
        format_ = output_format if is_output_type(output_format) else None

        def finish(message: Message) -> "ParsedMessage[Any]":
            return parsed_message(message, format_)

        if is_long(params, self._client):
            events: Events[RawMessageStreamEvent] = Events(_events(True), Message)
            into: Accumulated[ParsedMessage[Any]] = Accumulated(events, finish)
            return post(PATH, {**body, "stream": True}, into=into, headers=headers, header_params=HEADER_PARAMS)
        return post(PATH, body, into=One(Message, finish), headers=headers, header_params=HEADER_PARAMS)

    @Endpoint
    def count_tokens(
        self,
        *,
        output_format: Union[type, JSONOutputFormatParam, Omit, None] = omit,
        **params: Unpack[CountTokensArguments],
    ) -> Call[MessageTokensCount, MessageTokensCount]:
        """Count the input tokens of a message without creating it. POST /v1/messages/count_tokens."""
        body = with_format(params, output_format)
        return post(f"{PATH}/count_tokens", body, into=One(MessageTokensCount), header_params=HEADER_PARAMS)


class Messages(MessagesEndpoints[Sync], face="sync"):
    """`client.messages`."""

    if TYPE_CHECKING:

        @cached_property
        def batches(self) -> "Batches":
            """Batches of messages."""
            ...


class AsyncMessages(MessagesEndpoints[Async], face="async"):
    """`client.messages` of an async client."""

    if TYPE_CHECKING:

        @cached_property
        def batches(self) -> "AsyncBatches":
            """Batches of messages."""
            ...
