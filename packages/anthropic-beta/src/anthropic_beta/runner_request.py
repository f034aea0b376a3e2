"""What a tool runner was asked for: parameters of the message, options of calls, its own settings. Values only."""

from __future__ import annotations

import dataclasses
from typing import Any, Awaitable, Callable, Dict, Iterable, Mapping, Sequence, Union

from typing_extensions import Required, TypeAlias, TypedDict

from anthropic import NotGiven, Omit

from .types import BetaToolUseBlock

OPTIONS = ("extra_headers", "extra_query", "extra_body", "timeout", "deadline")
SETTINGS = ("max_iterations", "compaction_control", "max_parallel_tools", "tool_timeout", "approve")

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


@dataclasses.dataclass
class RunnerRequest:
    """The arguments of `tool_runner`, sorted."""

    tools: Sequence[Any]
    output_format: Any
    stream: bool
    params: Dict[str, Any]
    """Of the message."""
    options: Dict[str, Any]
    """Of each call."""
    settings: Dict[str, Any]
    """Of the runner."""

    @classmethod
    def of(cls, tools: Iterable[Any], output_format: Any, stream: bool, params: Mapping[str, Any]) -> RunnerRequest:
        """Sort arguments; what was omitted is left out."""
        given = {key: value for key, value in params.items() if not isinstance(value, (Omit, NotGiven))}
        return cls(
            tools=list(tools),
            output_format=None if isinstance(output_format, Omit) else output_format,
            stream=stream,
            params={key: value for key, value in given.items() if key not in OPTIONS and key not in SETTINGS},
            options={key: value for key, value in given.items() if key in OPTIONS},
            settings={key: value for key, value in given.items() if key in SETTINGS},
        )
