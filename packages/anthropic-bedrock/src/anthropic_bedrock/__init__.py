"""The Claude API on AWS: Amazon Bedrock and its sibling front doors.

Names load when they are first used; botocore with the first request.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from ._version import __version__ as __version__

if TYPE_CHECKING:
    from .aws import AnthropicAWS as AnthropicAWS
    from .aws import AsyncAnthropicAWS as AsyncAnthropicAWS
    from .aws import AWSProvider as AWSProvider
    from .bedrock import AnthropicBedrock as AnthropicBedrock
    from .bedrock import AsyncAnthropicBedrock as AsyncAnthropicBedrock
    from .bedrock import BedrockProvider as BedrockProvider
    from .event_stream import EventStreamDecoder as EventStreamDecoder
    from .mantle import AnthropicBedrockMantle as AnthropicBedrockMantle
    from .mantle import AsyncAnthropicBedrockMantle as AsyncAnthropicBedrockMantle
    from .mantle import MantleProvider as MantleProvider

_MODULES = {
    "AWSProvider": "aws",
    "AnthropicAWS": "aws",
    "AnthropicBedrock": "bedrock",
    "AnthropicBedrockMantle": "mantle",
    "AsyncAnthropicAWS": "aws",
    "AsyncAnthropicBedrock": "bedrock",
    "AsyncAnthropicBedrockMantle": "mantle",
    "BedrockProvider": "bedrock",
    "EventStreamDecoder": "event_stream",
    "MantleProvider": "mantle",
}

__all__ = ["__version__", *sorted(_MODULES)]  # pyright: ignore[reportUnsupportedDunderAll]  # they load lazily


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(importlib.import_module(f".{_MODULES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
