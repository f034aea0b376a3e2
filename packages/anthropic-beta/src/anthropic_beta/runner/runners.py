"""The tool runners, blocking and awaiting: their state, how callers change it, and what performs the commands."""

from __future__ import annotations

import inspect
from typing import Any, AsyncIterator, Callable, Generic, Iterable, Iterator, Mapping, TypeVar, Union, cast

from typing_extensions import Self, Unpack

from anthropic import NotGiven, Omit

from ..function_tools.functions import BetaAsyncBuiltinFunctionTool, BetaAsyncFunctionTool
from ..message_stream import BetaAsyncMessageStream, BetaMessageStream
from ..runner_request import RunnerRequest, RunnerSettings
from ..types import BetaMessage, BetaMessageParam
from ..types.message_create_params import ParseMessageCreateParamsBase
from ..types.parsed_beta_message import ParsedBetaMessage
from .flow import Approve, Ask, Command, RunTools, Settings, Show, answer_message, answers, turns
from .run import arun_tools, run_tools
from .state import RunnerState

FormatT = TypeVar("FormatT")
Params = Union[ParseMessageCreateParamsBase[FormatT], Mapping[str, Any]]


class ToolRunner(Generic[FormatT]):
    """A conversation in which the model uses tools. Iterate over it; nothing is sent before."""

    streaming = False
    _refused: tuple[type[Any], ...] = ()
    """Tools that the runner cannot run."""

    def __init__(
        self,
        *,
        params: Params[FormatT],
        options: Mapping[str, Any],
        tools: Iterable[Any],
        client: Any,
        output_format: Any = None,
        **settings: Unpack[RunnerSettings],
    ) -> None:
        every = list(tools)
        for tool in every:
            if isinstance(tool, self._refused):
                raise TypeError(f"The tool {tool.name!r} is async: use it in the tool runner of an async client.")
        self._options = dict(options)
        self._client = client
        self._messages: Any = None
        self._output_format = output_format
        self._state = RunnerState({"tools": [tool if isinstance(tool, dict) else tool.to_dict() for tool in every]})
        self.set_messages_params(params)
        runnable = {tool.name: tool for tool in every if hasattr(tool, "call")}
        given = {key: value for key, value in settings.items() if not isinstance(value, (Omit, NotGiven))}
        self._settings = Settings(runnable, **cast(Any, given))
        self._turns: Any = None

    @classmethod
    def of(cls, request: RunnerRequest, messages: Any) -> Self:
        """The runner of a request, which asks through a resource of messages."""
        runner = cls(params=request.params, options=request.options, client=messages._client, **request.settings)
        runner._messages = messages
        return runner

    @classmethod
    def resume(cls, saved: str | bytes, *, client: Any, tools: Iterable[Any], **settings: Any) -> Self:
        """A runner that goes on from what `save` gave, in this process or another.

        The functions behind the tools, and settings such as `approve` and `output_format`, are passed again.
        Raises: ValueError where `saved` is no such state.
        """
        state = RunnerState.from_json(saved)
        runner = cls(params=state.params, options=settings.pop("options", {}), tools=tools, client=client, **settings)
        runner._state = state
        return runner

    def save(self) -> str:
        """The conversation as JSON text: history, pending turn and the results of tools that have run already.

        It may be asked for at any time, in the loop, between two turns or after an interruption.
        """
        return self._state.to_json()

    @property
    def messages(self) -> list[Any]:
        """The history: what was asked first, and every turn whose tools have answered."""
        return cast("list[Any]", self._state.params["messages"])

    @property
    def _params(self) -> dict[str, Any]:
        """Parameters of the next request; some tools read them."""
        return self._state.params

    def set_messages_params(self, params: Params[FormatT] | Callable[[dict[str, Any]], Params[FormatT]]) -> None:
        """Change the parameters of the following requests: new ones, or a function from the old to the new."""
        new: Any = params(self._state.params) if callable(params) else params
        changed = dict(new)
        self._output_format = changed.pop("output_format", None) or self._output_format
        changed.setdefault("tools", self._state.params["tools"])
        changed["messages"] = list(changed["messages"])
        self._state.params = changed

    def append_messages(self, *messages: BetaMessageParam | ParsedBetaMessage[FormatT] | BetaMessage) -> None:
        """Add messages in place of what the runner would add for this turn: the answer and the results of its tools."""
        self._state.append(*messages)
        self._state.modified, self._state.done = True, False

    def _resource(self) -> Any:
        return self._client.beta.messages if self._messages is None else self._messages

    def _arguments(self, params: Mapping[str, Any], helper: str) -> dict[str, Any]:
        """The arguments of one request."""
        options = dict(self._options)
        options["extra_headers"] = {"x-stainless-helper": helper, **(options.get("extra_headers") or {})}
        formatted = {} if self._output_format is None else {"output_format": self._output_format}
        return {**params, **options, **formatted}

    def _perform(self, command: Any) -> Any:
        """The reply to any command but `RunTools` and `Show`, or an awaitable of it."""
        if isinstance(command, Ask):
            helper = "beta.messages.parse, BetaToolRunner"
            return self._resource().parse(**self._arguments(command.params, helper))
        if isinstance(command, Approve):
            return cast(Any, self._settings.approve)(command.use)
        return self._resource().create(**{**command.params, **self._options})

    def _final(self) -> ParsedBetaMessage[FormatT]:
        if self._state.message is None:
            raise RuntimeError("No message has come: max_iterations allows no request.")
        return self._state.message


class _SyncToolRunner(ToolRunner[FormatT]):
    _refused = (BetaAsyncFunctionTool, BetaAsyncBuiltinFunctionTool)

    def _drive(self) -> Iterator[Any]:
        """Yields what the caller is shown."""
        for command in turns(self._state, self._settings):
            if isinstance(command, Ask) and self.streaming:
                with self._resource().stream(**self._arguments(command.params, "BetaToolRunner")) as stream:
                    yield stream
                    command.reply = stream.get_final_message()
            elif not isinstance(command, Show):
                self._do(command)
            elif not self.streaming:
                yield command.message

    def _do(self, command: Command) -> None:
        if isinstance(command, RunTools):
            return run_tools(command, self._settings)
        command.reply = self._perform(command)
        if inspect.iscoroutine(command.reply):
            command.reply.close()
            raise TypeError("approve of a blocking tool runner must not be an async function.")
        return None

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Any:
        if self._turns is None:
            self._turns = self._drive()
        try:
            return next(self._turns)
        except BaseException:
            self._turns = None  # the next turn starts from the state
            raise

    def until_done(self) -> ParsedBetaMessage[FormatT]:
        """Run to the end: the final message. Raises: RuntimeError where there is none; what `parse` raises."""
        for _ in self:
            pass
        return self._final()

    def close(self) -> None:
        """Release the stream that the loop was left in. The runner can go on after it."""
        if self._turns is not None:
            self._turns.close()
            self._turns = None

    def generate_tool_call_response(self) -> BetaMessageParam | None:
        """The results of this turn's tools as a message; `None` where it uses none. Each tool runs once only."""
        for command in answers(self._state, self._settings):
            self._do(command)
        return answer_message(self._state)


class BetaToolRunner(_SyncToolRunner[FormatT]):
    """Lets the model use tools until it needs none. Iterate over it: one message a turn.

    A turn's tools run when the loop goes on to the next. Raises, while iterating: what `parse` raises. After an error
    or an interruption the next iteration goes on where the last one stopped.
    """

    def __next__(self) -> ParsedBetaMessage[FormatT]:
        return cast("ParsedBetaMessage[FormatT]", super().__next__())


class BetaStreamingToolRunner(_SyncToolRunner[FormatT]):
    """Lets the model use tools until it needs none. Iterate over it: one stream of events a turn.

    What the loop leaves unread of a stream is read before the tools run.
    """

    streaming = True

    def __next__(self) -> BetaMessageStream[FormatT]:
        return cast("BetaMessageStream[FormatT]", super().__next__())


class _AsyncToolRunner(ToolRunner[FormatT]):
    async def _drive(self) -> AsyncIterator[Any]:
        """Yields what the caller is shown."""
        for command in turns(self._state, self._settings):
            if isinstance(command, Ask) and self.streaming:
                async with self._resource().stream(**self._arguments(command.params, "BetaToolRunner")) as stream:
                    yield stream
                    command.reply = await stream.get_final_message()
            elif not isinstance(command, Show):
                await self._do(command)
            elif not self.streaming:
                yield command.message

    async def _do(self, command: Command) -> None:
        if isinstance(command, RunTools):
            return await arun_tools(command, self._settings)
        reply = self._perform(command)
        command.reply = await reply if inspect.isawaitable(reply) else reply
        return None

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Any:
        if self._turns is None:
            self._turns = self._drive()
        try:
            return await self._turns.__anext__()
        except BaseException:
            self._turns = None  # the next turn starts from the state
            raise

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
        for command in answers(self._state, self._settings):
            await self._do(command)
        return answer_message(self._state)


class BetaAsyncToolRunner(_AsyncToolRunner[FormatT]):
    """Lets the model use tools until it needs none. Iterate over it: one message a turn.

    A turn's tools run when the loop goes on to the next. Raises, while iterating: what `parse` raises. After an error
    or a cancellation the next iteration goes on where the last one stopped.
    """

    async def __anext__(self) -> ParsedBetaMessage[FormatT]:
        return cast("ParsedBetaMessage[FormatT]", await super().__anext__())


class BetaAsyncStreamingToolRunner(_AsyncToolRunner[FormatT]):
    """Lets the model use tools until it needs none. Iterate over it: one stream of events a turn.

    What the loop leaves unread of a stream is read before the tools run.
    """

    streaming = True

    async def __anext__(self) -> BetaAsyncMessageStream[FormatT]:
        return cast("BetaAsyncMessageStream[FormatT]", await super().__anext__())
