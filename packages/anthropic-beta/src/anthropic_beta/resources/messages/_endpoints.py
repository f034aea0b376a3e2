"""The endpoints of beta messages whose result depends on a type that the caller passes: stream, parse, tool_runner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Coroutine, Iterable, Type, Union, cast, overload

from typing_extensions import Literal, Protocol, TypeVar, Unpack, override

from anthropic import Omit
from anthropic.endpoint import (
    Async,
    Call,
    Descriptor,
    Events,
    Raw,
    Resource,
    Streamed,
    Sync,
    block_parser,
    check_output,
)

from ..._models import become
from ...message_stream import BetaAsyncMessageStreamManager, BetaMessageStreamManager
from ...types import BetaMessage
from ...types.parsed_beta_message import ParsedBetaMessage

if TYPE_CHECKING:
    from ...function_tools.builtin import BetaAsyncRunnableTool, BetaRunnableTool
    from ...runner import (
        BetaAsyncStreamingToolRunner,
        BetaAsyncToolRunner,
        BetaStreamingToolRunner,
        BetaToolRunner,
    )
    from ...runner_request import RunnerRequest
    from ...types import BetaJSONOutputFormatParam, BetaToolUnionParam
    from ._arguments import ParseArguments, RunnerArguments, StreamArguments

    _Format = Union[Type["T"], BetaJSONOutputFormatParam, Omit, None]
    _Tools = Iterable[Union[BetaRunnableTool, BetaToolUnionParam]]
    _AsyncTools = Iterable[Union[BetaAsyncRunnableTool, BetaRunnableTool, BetaToolUnionParam]]

T = TypeVar("T", default=None)  # what pyright says of it below is not so: without an argument it is None


class _StreamFunction(Protocol):
    def __call__(
        self,
        *,
        output_format: _Format[T] = ...,  # pyright: ignore[reportInvalidTypeVarUse]
        **params: Unpack[StreamArguments],
    ) -> BetaMessageStreamManager[T]: ...


class _AsyncStreamFunction(Protocol):
    def __call__(
        self,
        *,
        output_format: _Format[T] = ...,  # pyright: ignore[reportInvalidTypeVarUse]
        **params: Unpack[StreamArguments],
    ) -> BetaAsyncMessageStreamManager[T]: ...


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
    def __call__(
        self,
        *,
        output_format: Union[Type[T], Omit, None] = ...,  # pyright: ignore[reportInvalidTypeVarUse]
        **params: Unpack[ParseArguments],
    ) -> ParsedBetaMessage[T]: ...


class _AsyncParseFunction(Protocol):
    def __call__(
        self,
        *,
        output_format: Union[Type[T], Omit, None] = ...,  # pyright: ignore[reportInvalidTypeVarUse]
        **params: Unpack[ParseArguments],
    ) -> Coroutine[Any, Any, ParsedBetaMessage[T]]: ...


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


class _RunnerFunction(Protocol):
    @overload
    def __call__(
        self,
        *,
        tools: _Tools,
        stream: Union[Literal[False], Omit, None] = ...,
        output_format: Union[Type[T], Omit, None] = ...,  # pyright: ignore[reportInvalidTypeVarUse]
        **params: Unpack[RunnerArguments],
    ) -> BetaToolRunner[T]: ...
    @overload
    def __call__(
        self,
        *,
        tools: _Tools,
        stream: Literal[True],
        output_format: Union[Type[T], Omit, None] = ...,  # pyright: ignore[reportInvalidTypeVarUse]
        **params: Unpack[RunnerArguments],
    ) -> BetaStreamingToolRunner[T]: ...


class _AsyncRunnerFunction(Protocol):
    @overload
    def __call__(
        self,
        *,
        tools: _AsyncTools,
        stream: Union[Literal[False], Omit, None] = ...,
        output_format: Union[Type[T], Omit, None] = ...,  # pyright: ignore[reportInvalidTypeVarUse]
        **params: Unpack[RunnerArguments],
    ) -> BetaAsyncToolRunner[T]: ...
    @overload
    def __call__(
        self,
        *,
        tools: _AsyncTools,
        stream: Literal[True],
        output_format: Union[Type[T], Omit, None] = ...,  # pyright: ignore[reportInvalidTypeVarUse]
        **params: Unpack[RunnerArguments],
    ) -> BetaAsyncStreamingToolRunner[T]: ...


class RunnerEndpoint(Descriptor):
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
    finished.__dict__["content"] = [parse(block) for block in message.content]  # pyright: ignore[reportIndexIssue]  # it is a dict
    check_output(cast(Any, finished), output_format)
    return finished
