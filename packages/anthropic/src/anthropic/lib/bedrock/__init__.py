"""The clients for Amazon Bedrock, under the path that other software imports them from; they live in a plug-in."""

from typing import Any

_NAMES = ("AnthropicBedrock", "AnthropicBedrockMantle", "AsyncAnthropicBedrock", "AsyncAnthropicBedrockMantle")


def __getattr__(name: str) -> Any:
    if name not in _NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ...plugins import installed  # only for a name that is asked for

    return installed().load("anthropic_exports", name)
