"""Text completions, the predecessor of messages. POST /v1/complete."""

import warnings
from typing import Any, Dict, Mapping

from typing_extensions import Required, Unpack

from .._call import Call, post
from .._endpoint import Async, M, Raw, Resource, Streamed, StreamingEndpoint, Sync
from .._endpoint_kinds import Deferred, DeferredEndpoint
from .._http import DEFAULT_TIMEOUT
from .._options import CallOptions
from .._readers import Events, One
from .._streaming import AsyncStream, EventFormat, Stream
from .._types import NotGiven
from ..types import Completion
from ..types.completions import (
    CompletionCreateParamsBase,
    CompletionCreateParamsNonStreaming,
    CompletionCreateParamsStreaming,
)

PATH = "/v1/complete"
HEADER_PARAMS = {"betas": "anthropic-beta"}
TIMEOUT_SECONDS = 600.0
"""For each part of a request, connecting included, where neither the client nor the call sets a timeout."""


def _has_stop_reason(piece: Completion) -> bool:
    return piece.stop_reason is not None


PIECES = EventFormat(Completion, names=frozenset({"completion"}), is_final=_has_stop_reason)


class CreateOnceArguments(CompletionCreateParamsNonStreaming, CallOptions, total=False):
    """`create` without streaming."""


class CreateStreamingArguments(CompletionCreateParamsStreaming, CallOptions, total=False):
    """`create` with `stream=True`."""


class CreateArguments(CompletionCreateParamsBase, CallOptions, total=False):
    """`create`, either way."""

    stream: Required[bool]
    """Whether to return the pieces as they come in place of the whole completion."""


class RunTimeCreateArguments(CompletionCreateParamsBase, CallOptions, total=False):
    """`create`, as checked at run time."""

    stream: bool
    """Whether to return the pieces as they come in place of the whole completion."""


class StreamArguments(CompletionCreateParamsBase, CallOptions, total=False):
    """`stream`."""


class CompletionsEndpoints(Resource[M]):
    """Text completions, in any face."""

    with_raw_response: "CompletionsEndpoints[Raw[M]]"
    """The same methods, each giving the whole response with its value."""
    with_streaming_response: "CompletionsEndpoints[Streamed[M]]"
    """The same methods, each giving a block around the response before its body is read."""

    def _create_once(self, **params: Unpack[CreateOnceArguments]) -> Call[Completion, Completion]:
        raise NotImplementedError  # only its signature counts

    def _create_streaming(
        self, **params: Unpack[CreateStreamingArguments]
    ) -> Call[Stream[Completion], AsyncStream[Completion]]:
        raise NotImplementedError  # only its signature counts

    def _create_either(self, **params: Unpack[CreateArguments]) -> Call[Any, Any]:
        raise NotImplementedError  # only its signature counts

    def _create(self, **params: Unpack[RunTimeCreateArguments]) -> Call[Any, Any]:
        """Complete a text. Deprecated: use `client.messages.create`. POST /v1/complete.

        With `stream=True` the pieces as they come; the last has a `stop_reason`.

        Raises: APIError, see `anthropic.errors`; TypeError for a wrong parameter, before anything is sent.
        """
        _warn()
        into: Any = Events[Completion](PIECES) if params.get("stream") else One(Completion)
        return post(PATH, _with_timeout(params, self._client), into=into, header_params=HEADER_PARAMS)

    create = StreamingEndpoint(_create_once, _create_streaming, _create_either, build=_create)

    @DeferredEndpoint
    def stream(
        self, **params: Unpack[StreamArguments]
    ) -> "Call[Stream[Completion], Deferred[Completion, AsyncStream[Completion]]]":
        """The pieces of a completion as they come. Deprecated: use `client.messages.stream`. POST /v1/complete.

        In an async client iterate over the result, with or without awaiting it first.

        Raises: APIError, see `anthropic.errors`; TypeError for a wrong parameter, before anything is sent.
        """
        _warn()
        body = {**_with_timeout(params, self._client), "stream": True}
        return post(PATH, body, into=Events[Completion](PIECES), header_params=HEADER_PARAMS)


class Completions(CompletionsEndpoints[Sync], face="sync"):
    """`client.completions`."""


class AsyncCompletions(CompletionsEndpoints[Async], face="async"):
    """`client.completions` of an async client."""


def _warn() -> None:
    warnings.warn(
        "Text completions are deprecated; use client.messages in their place.", DeprecationWarning, stacklevel=4
    )


def _with_timeout(params: Mapping[str, Any], client: Any) -> Dict[str, Any]:
    if isinstance(params.get("timeout", NotGiven()), NotGiven) and client.timeout == DEFAULT_TIMEOUT:
        return {**params, "timeout": TIMEOUT_SECONDS}
    return dict(params)
