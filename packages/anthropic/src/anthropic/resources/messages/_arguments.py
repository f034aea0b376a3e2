"""What each method of messages takes: the API's parameters and the options of a call."""

from typing_extensions import Literal, Required

from ..._options import CallOptions
from ...types import MessageCountTokensParams
from ...types.message_create_params import (
    MessageCreateParamsBase,
    MessageCreateParamsNonStreaming,
    MessageCreateParamsStreaming,
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


class StreamArguments(MessageCreateParamsBase, CallOptions, total=False):
    """`stream`, beside `output_format`."""


class ParseArguments(StreamArguments, total=False):
    """`parse`, beside `output_format`."""

    stream: Literal[False]
    """A message is parsed when it is whole; `stream()` takes an `output_format` too."""


class CountTokensArguments(MessageCountTokensParams, CallOptions, total=False):
    """`count_tokens`, beside `output_format`."""
