"""The endpoints of beta messages whose result depends on a type that the caller passes: stream, parse, tool_runner."""

# pyright: reportInvalidTypeVarUse=false
# It is not so that a T in one parameter alone says nothing: without an argument it is its default, None.

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Coroutine, Iterable, Type, Union, cast, overload

from typing_extensions import Literal, Protocol, TypeVar, Unpack, override

from anthropic import Omit
from anthropic.endpoint import Call, Events, TypedEndpoint

from ...message_stream import BetaAsyncMessageStreamManager, BetaMessageStreamManager
from ...types.parsed_beta_message import ParsedBetaMessage

if TYPE_CHECKING:
    from ...function_tools.functions import BetaAsyncRunnableTool, BetaRunnableTool
    from ...runner import BetaAsyncStreamingToolRunner, BetaAsyncToolRunner, BetaStreamingToolRunner, BetaToolRunner
    from ...runner_request import RunnerRequest
    from ...types import BetaJSONOutputFormatParam, BetaToolUnionParam
    from ._arguments import ParseArguments, RunnerArguments, StreamArguments

    _Type = Union[Type["T"], Omit, None]
    _Format = Union[Type["T"], BetaJSONOutputFormatParam, Omit, None]
    _Tools = Iterable[Union[BetaRunnableTool, BetaToolUnionParam]]
    _AsyncTools = Iterable[Union[BetaAsyncRunnableTool, BetaRunnableTool, BetaToolUnionParam]]
    _No = Union[Literal[False], Omit, None]
    _Yes = Literal[True]

T = TypeVar("T", default=None)


class _StreamFunction(Protocol):
    def __call__(
        self, *, output_format: _Format[T] = ..., **params: Unpack[StreamArguments]
    ) -> BetaMessageStreamManager[T]: ...


class _AsyncStreamFunction(Protocol):
    def __call__(
        self, *, output_format: _Format[T] = ..., **params: Unpack[StreamArguments]
    ) -> BetaAsyncMessageStreamManager[T]: ...


class StreamEndpoint(TypedEndpoint[_StreamFunction, _AsyncStreamFunction]):
    """An endpoint whose result is a stream manager: nothing is sent before its block is entered."""

    awaited_faces = ()

    @override
    def perform(self, call: Call[Any, Any], resource: Any, face: str) -> Any:
        output_format = cast("Events[Any]", call.into).output_format
        manager: Any = BetaAsyncMessageStreamManager if face.startswith("async") else BetaMessageStreamManager
        return manager(lambda: resource._client.perform(call), output_format=output_format)


class _ParseFunction(Protocol):
    def __call__(self, *, output_format: _Type[T] = ..., **params: Unpack[ParseArguments]) -> ParsedBetaMessage[T]: ...


class _AsyncParseFunction(Protocol):
    def __call__(
        self, *, output_format: _Type[T] = ..., **params: Unpack[ParseArguments]
    ) -> Coroutine[Any, Any, ParsedBetaMessage[T]]: ...


class ParseEndpoint(TypedEndpoint[_ParseFunction, _AsyncParseFunction]):
    """An endpoint whose result type is that of its `output_format`."""


class _RunnerFunction(Protocol):
    @overload
    def __call__(
        self, *, tools: _Tools, stream: _No = ..., output_format: _Type[T] = ..., **params: Unpack[RunnerArguments]
    ) -> BetaToolRunner[T]: ...
    @overload
    def __call__(
        self, *, tools: _Tools, stream: _Yes, output_format: _Type[T] = ..., **params: Unpack[RunnerArguments]
    ) -> BetaStreamingToolRunner[T]: ...


class _AsyncRunnerFunction(Protocol):
    @overload
    def __call__(
        self, *, tools: _AsyncTools, stream: _No = ..., output_format: _Type[T] = ..., **params: Unpack[RunnerArguments]
    ) -> BetaAsyncToolRunner[T]: ...
    @overload
    def __call__(
        self, *, tools: _AsyncTools, stream: _Yes, output_format: _Type[T] = ..., **params: Unpack[RunnerArguments]
    ) -> BetaAsyncStreamingToolRunner[T]: ...


class RunnerEndpoint(TypedEndpoint[_RunnerFunction, _AsyncRunnerFunction]):
    """An endpoint whose result is a tool runner: nothing is sent before its first turn."""

    awaited_faces = ()

    @override
    def perform(self, call: Any, resource: Any, face: str) -> Any:
        from ... import runner  # only for whoever runs tools

        request = cast("RunnerRequest", call)
        kind: Any = runner.BetaStreamingToolRunner if request.stream else runner.BetaToolRunner
        if face.startswith("async"):
            kind = runner.BetaAsyncStreamingToolRunner if request.stream else runner.BetaAsyncToolRunner
        return kind.of(request, resource)
