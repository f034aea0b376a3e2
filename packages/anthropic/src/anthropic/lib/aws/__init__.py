"""The clients for Claude Platform on AWS, under the path that other software imports; they live in a plug-in."""

from typing import Any

_NAMES = ("AnthropicAWS", "AsyncAnthropicAWS")


def __getattr__(name: str) -> Any:
    if name not in _NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ...plugins import installed  # only for a name that is asked for

    return installed().load("anthropic_exports", name)
