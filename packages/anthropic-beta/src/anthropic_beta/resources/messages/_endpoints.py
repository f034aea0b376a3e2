"""The endpoints of beta messages whose result depends on a type that the caller passes: stream, parse, tool_runner."""

from typing import Any, Callable, Coroutine, Iterable, Type, TypeVar, Union, cast, overload

from typing_extensions import Literal, Protocol, Unpack, override

from anthropic import Omit
from anthropic.endpoint import Async, Call, Descriptor, Events, Raw, Resource, Streamed, Sync

from ..._core import become, block_parser, check_output
from ...function_tools.builtin import BetaAsyncRunnableTool, BetaRunnableTool
from ...message_stream import BetaAsyncMessageStreamManager, BetaMessageStreamManager
from ...runner import (
    BetaAsyncStreamingToolRunner,
    BetaAsyncToolRunner,
    BetaStreamingToolRunner,
    BetaToolRunner,
)
from ...runner.request import RunnerRequest
from ...types import BetaJSONOutputFormatParam, BetaMessage, BetaToolUnionParam
from ...types.parsed_beta_message import ParsedBetaMessage
from ._arguments import ParseArguments, RunnerArguments, StreamArguments

T = TypeVar("T")


class _StreamFunction(Protocol):
    @overload
    def __call__(self, *, output_format: Type[T], **params: Unpack[StreamArguments]) -> BetaMessageStreamManager[T]: ...
    @overload
    def __call__(
        self, *, output_format: Union[BetaJSONOutputFormatParam, Omit, None] = ..., **params: Unpack[StreamArguments]
    ) -> BetaMessageStreamManager[None]: ...


class _AsyncStreamFunction(Protocol):
    @overload
    def __call__(
        self, *, output_format: Type[T], **params: Unpack[StreamArguments]
    ) -> BetaAsyncMessageStreamManager[T]: ...
    @overload
    def __call__(
        self, *, output_format: Union[BetaJSONOutputFormatParam, Omit, None] = ..., **params: Unpack[StreamArguments]
    ) -> BetaAsyncMessageStreamManager[None]: ...


class StreamEndpoint(Descriptor):
    """An endpoint whose result is a stream manager: nothing is sent before its block is entered."""

    awaited_faces = ()

    @override
    def perform(self, call: Call[Any, Any], resource: Any, face: str) -> Any:
        output_format = cast("Events[Any]", call.into).output_format
        manager: Any = BetaAsyncMessageStreamManager if face.startswith("async") else BetaMessageStreamManager
        return manager(lambda: resource._client.perform(call), output_format=output_format)

    @overload
    def __get__(self, obj: Resource[Sync], owner: type) -> _StreamFunction: ...
    @overload
    def __get__(self, obj: Resource[Async], owner: type) -> _AsyncStreamFunction: ...
    @overload
    def __get__(self, obj: None, owner: type) -> Callable[..., Any]: ...
    @override
    def __get__(self, obj: Any, owner: type) -> Any:
        return super().__get__(obj, owner)


class _ParseFunction(Protocol):
    @overload
    def __call__(self, *, output_format: Type[T], **params: Unpack[ParseArguments]) -> ParsedBetaMessage[T]: ...
    @overload
    def __call__(
        self, *, output_format: Union[Omit, None] = ..., **params: Unpack[ParseArguments]
    ) -> ParsedBetaMessage[None]: ...


class _AsyncParseFunction(Protocol):
    @overload
    def __call__(
        self, *, output_format: Type[T], **params: Unpack[ParseArguments]
    ) -> Coroutine[Any, Any, ParsedBetaMessage[T]]: ...
    @overload
    def __call__(
        self, *, output_format: Union[Omit, None] = ..., **params: Unpack[ParseArguments]
    ) -> Coroutine[Any, Any, ParsedBetaMessage[None]]: ...


class ParseEndpoint(Descriptor):
    """An endpoint whose result type is that of its `output_format`."""

    @overload
    def __get__(self, obj: Resource[Sync], owner: type) -> _ParseFunction: ...
    @overload
    def __get__(self, obj: Resource[Async], owner: type) -> _AsyncParseFunction: ...
    @overload
    def __get__(
        self, obj: Union[Resource[Raw[Any]], Resource[Streamed[Any]], None], owner: type
    ) -> Callable[..., Any]: ...
    @override
    def __get__(self, obj: Any, owner: type) -> Any:
        return super().__get__(obj, owner)


_Tools = Iterable[Union[BetaRunnableTool, BetaToolUnionParam]]
_AsyncTools = Iterable[Union[BetaAsyncRunnableTool, BetaRunnableTool, BetaToolUnionParam]]


class _RunnerFunction(Protocol):
    @overload
    def __call__(
        self,
        *,
        tools: _Tools,
        output_format: Union[Type[T], Omit, None] = ...,
        stream: Union[Literal[False], Omit, None] = ...,
        **params: Unpack[RunnerArguments],
    ) -> BetaToolRunner[T]: ...
    @overload
    def __call__(
        self,
        *,
        tools: _Tools,
        stream: Literal[True],
        output_format: Union[Type[T], Omit, None] = ...,
        **params: Unpack[RunnerArguments],
    ) -> BetaStreamingToolRunner[T]: ...
    @overload
    def __call__(
        self,
        *,
        tools: _Tools,
        stream: bool,
        output_format: Union[Type[T], Omit, None] = ...,
        **params: Unpack[RunnerArguments],
    ) -> Union[BetaToolRunner[T], BetaStreamingToolRunner[T]]: ...


class _AsyncRunnerFunction(Protocol):
    @overload
    def __call__(
        self,
        *,
        tools: _AsyncTools,
        output_format: Union[Type[T], Omit, None] = ...,
        stream: Union[Literal[False], Omit, None] = ...,
        **params: Unpack[RunnerArguments],
    ) -> BetaAsyncToolRunner[T]: ...
    @overload
    def __call__(
        self,
        *,
        tools: _AsyncTools,
        stream: Literal[True],
        output_format: Union[Type[T], Omit, None] = ...,
        **params: Unpack[RunnerArguments],
    ) -> BetaAsyncStreamingToolRunner[T]: ...
    @overload
    def __call__(
        self,
        *,
        tools: _AsyncTools,
        stream: bool,
        output_format: Union[Type[T], Omit, None] = ...,
        **params: Unpack[RunnerArguments],
    ) -> Union[BetaAsyncToolRunner[T], BetaAsyncStreamingToolRunner[T]]: ...


class RunnerEndpoint(Descriptor):
    """An endpoint whose result is a tool runner: nothing is sent before its first turn."""

    awaited_faces = ()

    @override
    def perform(self, call: Any, resource: Any, face: str) -> Any:
        request = cast(RunnerRequest, call)
        if face.startswith("async"):
            return (BetaAsyncStreamingToolRunner if request.stream else BetaAsyncToolRunner).of(request, resource)
        return (BetaStreamingToolRunner if request.stream else BetaToolRunner).of(request, resource)

    @overload
    def __get__(self, obj: Resource[Sync], owner: type) -> _RunnerFunction: ...
    @overload
    def __get__(self, obj: Resource[Async], owner: type) -> _AsyncRunnerFunction: ...
    @overload
    def __get__(self, obj: None, owner: type) -> Callable[..., Any]: ...
    @override
    def __get__(self, obj: Any, owner: type) -> Any:
        return super().__get__(obj, owner)


def parsed_beta_message(message: BetaMessage, output_format: object) -> ParsedBetaMessage[Any]:
    """A message whose text blocks hold their parsed value; the same object. Raises: OutputParseError."""
    parse = block_parser(output_format)
    finished: ParsedBetaMessage[Any] = become(message, ParsedBetaMessage)
    finished.__dict__["content"] = [parse(block) for block in message.content]
    check_output(cast(Any, finished), output_format)
    return finished
