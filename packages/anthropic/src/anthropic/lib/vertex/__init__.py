"""The clients of Vertex AI, from the package 'anthropic-vertex', under the path that other software imports."""

from typing import Any

_NAMES = ("AnthropicVertex", "AsyncAnthropicVertex")


def __getattr__(name: str) -> Any:
    if name not in _NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ...plugins import installed

    return installed().load("anthropic_exports", name)
