"""The blocking tool runner: carries out the commands of the flow."""

from __future__ import annotations

import inspect
from typing import Any, Iterator, TypeVar, Union, cast

from typing_extensions import Self

from ..function_tools.builtin import BetaAsyncBuiltinFunctionTool
from ..function_tools.functions import BetaAsyncFunctionTool
from ..message_stream import BetaMessageStream
from ..types import BetaMessageParam
from ..types.parsed_beta_message import ParsedBetaMessage
from .base import ToolRunner
from .flow import Approve, Ask, RunTools, Show, Summarize, answers, turns
from .run import run_tools

FormatT = TypeVar("FormatT")


class _SyncToolRunner(ToolRunner[FormatT]):
    def _check(self, tool: Any) -> None:
        if isinstance(tool, (BetaAsyncFunctionTool, BetaAsyncBuiltinFunctionTool)):
            raise TypeError(f"The tool {tool.name!r} is async: use it in the tool runner of an async client.")

    def _drive(self) -> Iterator[Any]:
        """Yields what the caller is shown."""
        flow, reply = turns(self._state, self._settings), cast(Any, None)
        while True:
            try:
                command = flow.send(reply)
            except StopIteration:
                return
            if isinstance(command, Ask) and self.streaming:
                with self._resource().stream(**self._arguments(command.params, "BetaToolRunner")) as stream:
                    yield stream
                    reply = stream.get_final_message()
            elif isinstance(command, Ask):
                helper = "beta.messages.parse, BetaToolRunner"
                reply = self._resource().parse(**self._arguments(command.params, helper))
            elif isinstance(command, Show):
                reply = None
                if not self.streaming:
                    yield command.message
            else:
                reply = self._do(command)

    def _do(self, command: Union[Approve, RunTools, Summarize]) -> Any:
        if isinstance(command, RunTools):
            return run_tools(command, self._settings)
        if isinstance(command, Approve):
            verdict = cast(Any, self._settings.approve)(command.use)
            if inspect.iscoroutine(verdict):
                verdict.close()
                raise TypeError("approve of a blocking tool runner must not be an async function.")
            return verdict
        return self._resource().create(**{**command.params, **self._options})

    def __iter__(self) -> Self:
        return self

    def _next(self) -> Any:
        if self._turns is None:
            self._turns = self._drive()
        suspended = False
        try:
            item = next(self._turns)
            suspended = True
            return item
        finally:
            self._restart_unless(suspended)

    def until_done(self) -> ParsedBetaMessage[FormatT]:
        """Run to the end: the final message. Raises: RuntimeError where there is none; what `parse` raises."""
        for _ in self:
            pass
        return self._final()

    def __next__(self) -> Any:
        return self._next()

    def close(self) -> None:
        """Release the stream that the loop was left in. The runner can go on after it."""
        if self._turns is not None:
            self._turns.close()
            self._turns = None

    def generate_tool_call_response(self) -> BetaMessageParam | None:
        """The results of this turn's tools as a message; `None` where it uses none. Each tool runs once only."""
        flow, reply = answers(self._state, self._settings), cast(Any, None)
        while True:
            try:
                command = flow.send(reply)
            except StopIteration as done:
                return cast("BetaMessageParam | None", done.value)
            reply = self._do(cast(Any, command))


class BetaToolRunner(_SyncToolRunner[FormatT]):
    """Lets the model use tools until it needs none. Iterate over it: one message a turn.

    A turn's tools run when the loop goes on to the next. Raises, while iterating: what `parse` raises. After an error
    or an interruption the next iteration goes on where the last one stopped.
    """

    def __next__(self) -> ParsedBetaMessage[FormatT]:
        return cast("ParsedBetaMessage[FormatT]", self._next())


class BetaStreamingToolRunner(_SyncToolRunner[FormatT]):
    """Lets the model use tools until it needs none. Iterate over it: one stream of events a turn.

    What the loop leaves unread of a stream is read before the tools run.
    """

    streaming = True

    def __next__(self) -> BetaMessageStream[FormatT]:
        return cast("BetaMessageStream[FormatT]", self._next())
