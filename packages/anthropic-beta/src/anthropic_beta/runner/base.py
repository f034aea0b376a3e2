"""What the blocking and the awaiting tool runner share: the state and how callers change it. No I/O here."""

from __future__ import annotations

from typing import Any, Callable, Dict, Generic, Iterable, List, Mapping, TypeVar, Union, cast

from typing_extensions import Self

from ..runner_request import RunnerRequest
from ..types import BetaMessage, BetaMessageParam
from ..types.message_create_params import ParseMessageCreateParamsBase
from ..types.parsed_beta_message import ParsedBetaMessage
from .flow import Settings
from .state import RunnerState

FormatT = TypeVar("FormatT")
Params = Union[ParseMessageCreateParamsBase[FormatT], Mapping[str, Any]]


class ToolRunner(Generic[FormatT]):
    """A conversation in which the model uses tools. Iterate over it; nothing is sent before."""

    streaming = False

    def __init__(
        self,
        *,
        params: Params[FormatT],
        options: Mapping[str, Any],
        tools: Iterable[Any],
        client: Any,
        max_iterations: int | None = None,
        compaction_control: Any = None,
        max_parallel_tools: int | None = None,
        tool_timeout: float | None = None,
        approve: Any = None,
        output_format: Any = None,
    ) -> None:
        given: Dict[str, Any] = dict(cast("Mapping[str, Any]", params))
        self._output_format = given.pop("output_format", None) or output_format
        self._options = dict(options)
        self._client = client
        self._messages: Any = None
        every = list(tools)
        for tool in every:
            self._check(tool)
        given.setdefault("tools", [tool if isinstance(tool, dict) else tool.to_dict() for tool in every])
        given["messages"] = list(given["messages"])
        self._state = RunnerState(given)
        self._settings = Settings(
            tools={tool.name: tool for tool in every if hasattr(tool, "call")},
            max_iterations=max_iterations,
            compaction=compaction_control,
            max_parallel_tools=max_parallel_tools,
            tool_timeout=tool_timeout,
            approve=approve,
        )
        self._turns: Any = None

    def _check(self, tool: Any) -> None:
        """Raises: TypeError where this runner cannot run a tool."""

    @classmethod
    def of(cls, request: RunnerRequest, messages: Any) -> Self:
        """The runner of a request, which asks through a resource of messages."""
        runner = cls(
            params=request.params,
            options=request.options,
            tools=request.tools,
            client=messages._client,
            output_format=request.output_format,
            **request.settings,
        )
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
    def messages(self) -> List[Any]:
        """The history: what was asked first, and every turn whose tools have answered."""
        return cast("List[Any]", self._state.params["messages"])

    @property
    def _params(self) -> Dict[str, Any]:
        """Parameters of the next request; some tools read them."""
        return self._state.params

    def set_messages_params(self, params: Params[FormatT] | Callable[[Dict[str, Any]], Params[FormatT]]) -> None:
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

    def _arguments(self, params: Mapping[str, Any], helper: str) -> Dict[str, Any]:
        """The arguments of one request."""
        options = dict(self._options)
        options["extra_headers"] = {"x-stainless-helper": helper, **(options.get("extra_headers") or {})}
        formatted = {} if self._output_format is None else {"output_format": self._output_format}
        return {**params, **options, **formatted}

    def _final(self) -> ParsedBetaMessage[FormatT]:
        if self._state.message is None:
            raise RuntimeError("No message has come: max_iterations allows no request.")
        return self._state.message

    def _restart_unless(self, finished: bool) -> None:
        if not finished:
            self._turns = None  # the next turn starts from the state
