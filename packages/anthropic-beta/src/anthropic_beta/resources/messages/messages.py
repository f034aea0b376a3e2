"""Beta messages: create, stream, parse, count tokens, run tools. POST /v1/messages?beta=true and below."""

from functools import cached_property
from typing import Any, Dict, Iterable, Mapping, Union, cast

from typing_extensions import Unpack

from anthropic import AsyncStream, Omit, Stream, omit
from anthropic import endpoint as api

from ...runner_request import RunnerRequest
from ...types import BetaJSONOutputFormatParam, BetaMessage, BetaMessageTokensCount, BetaRawMessageStreamEvent
from ...types.parsed_beta_message import ParsedBetaMessage
from .._betas import post
from ._arguments import (
    CountTokensArguments,
    CreateArguments,
    CreateOnceArguments,
    CreateStreamingArguments,
    ParseArguments,
    RunnerArguments,
    RunTimeCreateArguments,
    StreamArguments,
)
from ._endpoints import ParseEndpoint, RunnerEndpoint, StreamEndpoint
from .batches import AsyncBatches, Batches, BatchesEndpoints

EVENTS = api.EventFormat(BetaRawMessageStreamEvent, accumulator=api.Accumulator)
EVENTS_OF_HELPER = api.EventFormat(BetaRawMessageStreamEvent)  # the helper adds them up itself
PATH = "/v1/messages"
OutputType = Union[type, Omit, None]
Format = Union[type, BetaJSONOutputFormatParam, Omit, None]
STRUCTURED_OUTPUTS = "structured-outputs-2025-12-15"


class MessagesEndpoints(api.Resource[api.M]):
    """Beta messages, in any face."""

    @cached_property
    def batches(self) -> BatchesEndpoints[api.M]:
        """Batches of messages."""
        return cast("BatchesEndpoints[api.M]", api.part(self, Batches, AsyncBatches))

    with_raw_response: "MessagesEndpoints[api.Raw[api.M]]"
    """The same methods, each giving the whole response with its value."""
    with_streaming_response: "MessagesEndpoints[api.Streamed[api.M]]"
    """The same methods, each giving a block around the response before its body is read."""

    def _create_once(self, **params: Unpack[CreateOnceArguments]) -> api.Call[BetaMessage, BetaMessage]:
        raise NotImplementedError  # only its signature counts

    def _create_streaming(
        self, **params: Unpack[CreateStreamingArguments]
    ) -> api.Call[Stream[BetaRawMessageStreamEvent], AsyncStream[BetaRawMessageStreamEvent]]:
        raise NotImplementedError  # only its signature counts

    def _create_either(self, **params: Unpack[CreateArguments]) -> api.Call[Any, Any]:
        raise NotImplementedError  # only its signature counts

    def _create(self, **params: Unpack[RunTimeCreateArguments]) -> api.Call[Any, Any]:
        """Create a message: the model's answer to a conversation. POST /v1/messages?beta=true.

        With `stream=True` the events as they come. A request whose answer could take longer than ten minutes is
        streamed inside and gives the same message (see the client's `long_requests`).

        Raises: APIError, see `anthropic.errors`; TypeError for a wrong parameter, before anything is sent.
        """
        api.warn_of_model(params)
        body = _body(params, params.get("output_format"))
        events: api.Events[BetaRawMessageStreamEvent] = api.Events(EVENTS, BetaMessage)
        if params.get("stream"):
            return post(PATH, body, events)
        if api.is_long(params, self._client):
            return post(PATH, {**body, "stream": True}, api.Accumulated[BetaMessage](events))
        return post(PATH, body, api.One(BetaMessage))

    create = api.StreamingEndpoint(_create_once, _create_streaming, _create_either, build=_create)

    @StreamEndpoint
    def stream(self, *, output_format: Format = omit, **params: Unpack[StreamArguments]) -> api.Call[Any, Any]:
        """Stream a message with helper events, in a `with` block. POST /v1/messages?beta=true.

        With `output_format` (a pydantic model, dataclass, TypedDict or JSON format) the text is JSON of that form, and
        the final message's `parsed_output` its value.

        Raises: TypeError for a wrong parameter; APIError when the block is entered or the stream read.
        """
        api.warn_of_model(params)
        body = {**_body(params, output_format), "stream": True}
        headers = {"x-stainless-helper-method": "stream", "x-stainless-stream-helper": "beta.messages"}
        format_ = output_format if api.is_output_type(output_format) else None
        return post(PATH, body, api.Events[Any](EVENTS_OF_HELPER, BetaMessage, format_), headers=headers)

    @ParseEndpoint
    def parse(self, *, output_format: OutputType = omit, **params: Unpack[ParseArguments]) -> api.Call[Any, Any]:
        """Create a message whose text is JSON of a type, and parse it. POST /v1/messages?beta=true.

        `output_format` is a pydantic model, dataclass or TypedDict; `parsed_output` of the message is its value.

        Raises: OutputParseError where the text does not fit; else as `create`.
        """
        api.warn_of_model(params)
        if params.get("stream"):
            raise TypeError("parse() gives a whole message; use stream(output_format=…) for its events.")
        body = _body(params, output_format)
        headers = {"x-stainless-helper": "beta.messages.parse"}

        def finish(message: BetaMessage) -> ParsedBetaMessage[Any]:
            return api.parsed_as(ParsedBetaMessage, message, output_format)

        if api.is_long(params, self._client):
            into: Any = api.Accumulated[ParsedBetaMessage[Any]](api.Events[Any](EVENTS, BetaMessage), finish)
            return post(PATH, {**body, "stream": True}, into, STRUCTURED_OUTPUTS, headers=headers)
        return post(PATH, body, api.One(BetaMessage, finish), STRUCTURED_OUTPUTS, headers=headers)

    @api.Endpoint
    def count_tokens(
        self, *, output_format: Format = omit, **params: Unpack[CountTokensArguments]
    ) -> api.Call[BetaMessageTokensCount, BetaMessageTokensCount]:
        """Count the input tokens of a message without creating it. POST /v1/messages/count_tokens?beta=true."""
        body = _body(params, output_format)
        return post(f"{PATH}/count_tokens", body, api.One(BetaMessageTokensCount), "token-counting-2024-11-01")

    @RunnerEndpoint
    def tool_runner(
        self,
        *,
        tools: Iterable[Any],
        output_format: OutputType = omit,
        stream: Union[bool, Omit, None] = omit,
        **params: Unpack[RunnerArguments],
    ) -> RunnerRequest:
        """Let the model use tools until it needs none: a runner to iterate over, one message a turn.

        Nothing is sent before the first turn. With `stream=True` each turn is a stream of events.
        POST /v1/messages?beta=true, once a turn.

        Raises: TypeError for a wrong parameter; while iterating, what `parse` (or `stream`) raises.
        """
        return RunnerRequest.of(stream, {**params, "tools": tools, "output_format": output_format})


class Messages(MessagesEndpoints[api.Sync], face="sync"):
    """`client.beta.messages`."""


class AsyncMessages(MessagesEndpoints[api.Async], face="async"):
    """`client.beta.messages` of an async client."""


def _body(params: Mapping[str, Any], output_format: object) -> "Dict[str, Any]":
    """The parameters as the API takes them: `output_format` in its place, tools that are functions described."""
    rest = {key: value for key, value in params.items() if key != "output_format"}
    body = api.with_format(rest, output_format)
    tools = body.get("tools")
    if tools and not isinstance(tools, Omit):
        body["tools"] = [as_param(tool) for tool in tools]
    return body


def as_param(tool: Any) -> Any:
    """A tool as the API takes it; one that is a function describes itself."""
    if isinstance(tool, (Mapping, api.BaseModel)) or not hasattr(tool, "to_dict"):
        return cast(Any, tool)
    return tool.to_dict()
