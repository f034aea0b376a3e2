"""The awaiting tool runner: carries out the commands of the flow."""

from __future__ import annotations

import inspect
from typing import Any, AsyncIterator, TypeVar, Union, cast

from typing_extensions import Self

from ..message_stream import BetaAsyncMessageStream
from ..types import BetaMessageParam
from ..types.parsed_beta_message import ParsedBetaMessage
from .base import ToolRunner
from .flow import Approve, Ask, RunTools, Show, Summarize, answers, turns
from .run import arun_tools

FormatT = TypeVar("FormatT")


class _AsyncToolRunner(ToolRunner[FormatT]):
    async def _drive(self) -> AsyncIterator[Any]:
        """Yields what the caller is shown."""
        flow, reply = turns(self._state, self._settings), cast(Any, None)
        while True:
            try:
                command = flow.send(reply)
            except StopIteration:
                return
            if isinstance(command, Ask) and self.streaming:
                async with self._resource().stream(**self._arguments(command.params, "BetaToolRunner")) as stream:
                    yield stream
                    reply = await stream.get_final_message()
            elif isinstance(command, Ask):
                helper = "beta.messages.parse, BetaToolRunner"
                reply = await self._resource().parse(**self._arguments(command.params, helper))
            elif isinstance(command, Show):
                reply = None
                if not self.streaming:
                    yield command.message
            else:
                reply = await self._do(command)

    async def _do(self, command: Union[Approve, RunTools, Summarize]) -> Any:
        if isinstance(command, RunTools):
            return await arun_tools(command, self._settings)
        if isinstance(command, Approve):
            verdict = cast(Any, self._settings.approve)(command.use)
            return await verdict if inspect.isawaitable(verdict) else verdict
        return await self._resource().create(**{**command.params, **self._options})

    def __aiter__(self) -> Self:
        return self

    async def _next(self) -> Any:
        if self._turns is None:
            self._turns = self._drive()
        suspended = False
        try:
            item = await self._turns.__anext__()
            suspended = True
            return item
        finally:
            self._restart_unless(suspended)

    async def __anext__(self) -> Any:
        return await self._next()

    async def until_done(self) -> ParsedBetaMessage[FormatT]:
        """Run to the end: the final message. Raises: RuntimeError where there is none; what `parse` raises."""
        async for _ in self:
            pass
        return self._final()

    async def close(self) -> None:
        """Release the stream that the loop was left in. The runner can go on after it."""
        if self._turns is not None:
            await self._turns.aclose()
            self._turns = None

    async def generate_tool_call_response(self) -> BetaMessageParam | None:
        """The results of this turn's tools as a message; `None` where it uses none. Each tool runs once only."""
        flow, reply = answers(self._state, self._settings), cast(Any, None)
        while True:
            try:
                command = flow.send(reply)
            except StopIteration as done:
                return cast("BetaMessageParam | None", done.value)
            reply = await self._do(cast(Any, command))


class BetaAsyncToolRunner(_AsyncToolRunner[FormatT]):
    """Lets the model use tools until it needs none. Iterate over it: one message a turn.

    A turn's tools run when the loop goes on to the next. Raises, while iterating: what `parse` raises. After an error
    or a cancellation the next iteration goes on where the last one stopped.
    """

    async def __anext__(self) -> ParsedBetaMessage[FormatT]:
        return cast("ParsedBetaMessage[FormatT]", await self._next())


class BetaAsyncStreamingToolRunner(_AsyncToolRunner[FormatT]):
    """Lets the model use tools until it needs none. Iterate over it: one stream of events a turn.

    What the loop leaves unread of a stream is read before the tools run.
    """

    streaming = True

    async def __anext__(self) -> BetaAsyncMessageStream[FormatT]:
        return cast("BetaAsyncMessageStream[FormatT]", await self._next())
