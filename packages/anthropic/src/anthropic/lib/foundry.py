"""The clients of Azure AI Foundry, from 'anthropic-foundry', under the path that other software imports."""

from typing import Any

_NAMES = ("AnthropicFoundry", "AsyncAnthropicFoundry")


def __getattr__(name: str) -> Any:
    if name not in _NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ..plugins import installed

    return installed().load("anthropic_exports", name)
