"""What each method of beta messages takes: the API's parameters and the options of a call."""

from typing import Optional

from typing_extensions import Literal, Required

from anthropic.endpoint import CallOptions, Omittable

from ...runner_request import RunnerSettings
from ...types.message_create_params import (
    CountedParams,
    CreatedParams,
    MessageCreateParamsBase,
    MessageCreateParamsNonStreaming,
    MessageCreateParamsStreaming,
    WithTools,
)


class CreateOnceArguments(MessageCreateParamsNonStreaming, CallOptions, total=False):
    """`create` without streaming."""


class CreateStreamingArguments(MessageCreateParamsStreaming, CallOptions, total=False):
    """`create` with `stream=True`."""


class CreateArguments(MessageCreateParamsBase, CallOptions, total=False):
    """`create`, either way."""

    stream: Required[bool]
    """Whether to return the events as they come in place of the whole message."""


class RunTimeCreateArguments(MessageCreateParamsBase, CallOptions, total=False):
    """`create`, as checked at run time."""

    stream: bool
    """Whether to return the events as they come in place of the whole message."""


class StreamArguments(CreatedParams, WithTools, CallOptions, total=False):
    """`stream`, beside `output_format`."""


class ParseArguments(StreamArguments, total=False):
    """`parse`, beside `output_format`."""

    stream: Omittable[Optional[Literal[False]]]
    """A message is parsed when it is whole; `stream()` takes an `output_format` too."""


class CountTokensArguments(CountedParams, WithTools, CallOptions, total=False):
    """`count_tokens`, beside `output_format`."""


class RunnerArguments(CreatedParams, RunnerSettings, CallOptions, total=False):
    """`tool_runner`, beside `output_format`, `tools` and `stream`."""
