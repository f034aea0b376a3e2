"""What a tool runner is asked for: parameters of the message, options of calls, its own settings. Values only."""

import dataclasses
from typing import Any, Awaitable, Callable, Dict, Mapping, Optional, Union

from typing_extensions import Required, TypeAlias, TypedDict

from anthropic import NotGiven, Omit
from anthropic.endpoint import CallOptions, Omittable

from .types import BetaToolUseBlock

Approval: TypeAlias = Callable[[BetaToolUseBlock], Union[bool, str, Awaitable[Union[bool, str]]]]
"""Whether a tool may run: true, false, or the reason why not, which the model reads."""

DEFAULT_THRESHOLD = 100_000


class CompactionControl(TypedDict, total=False):
    """When the model sums up the conversation, and the summary takes its place."""

    enabled: Required[bool]
    """Whether it ever does."""
    context_token_threshold: int
    """It does when a turn used as many tokens, input and output together; 100,000 by default."""
    model: str
    """The model that writes the summary; that of the conversation by default."""
    summary_prompt: str
    """What to ask for, in place of the usual request."""


class RunnerSettings(TypedDict, total=False):
    """How often the model is asked, and how tools run."""

    max_iterations: Omittable[Optional[int]]
    """The most requests to send."""
    compaction_control: Omittable[Optional[CompactionControl]]
    """When to let the model sum up the conversation, and go on from the summary."""
    max_parallel_tools: Omittable[Optional[int]]
    """How many tools of one turn may run at the same time; 1 runs them in turn."""
    tool_timeout: Omittable[Optional[float]]
    """Seconds after which a tool that has not returned counts as failed."""
    approve: Omittable[Optional[Approval]]
    """Asked before a tool runs; what it returns says whether it may."""


@dataclasses.dataclass
class RunnerRequest:
    """The arguments of `tool_runner`, sorted; what was omitted is left out."""

    stream: bool
    params: Dict[str, Any]
    """Of the message."""
    options: Dict[str, Any]
    """Of each call."""
    settings: Dict[str, Any]
    """Of the runner, its tools and its output format among them."""

    @classmethod
    def of(cls, stream: object, arguments: Mapping[str, Any]) -> "RunnerRequest":
        """Sort arguments."""
        request = cls(bool(stream), {}, {}, {})
        places = {
            **dict.fromkeys(CallOptions.__annotations__, request.options),
            **dict.fromkeys(["tools", "output_format", *RunnerSettings.__annotations__], request.settings),
        }
        for key, value in arguments.items():
            if not isinstance(value, (Omit, NotGiven)):
                places.get(key, request.params)[key] = value
        return request
