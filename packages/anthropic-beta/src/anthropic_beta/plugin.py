"""What this package offers to `anthropic`: `client.beta`, the tool decorators, and beta's public paths."""

from __future__ import annotations

from typing import Mapping

from anthropic.hookspecs import hookimpl

_NAMES = {
    "function_tools.functions": "beta_async_tool beta_tool",
    "message_events": """
        BetaContentBlockStopEvent BetaInputJsonEvent BetaMessageStopEvent BetaMessageStreamEvent BetaTextEvent
        ParsedBetaContentBlockStopEvent ParsedBetaMessageStopEvent ParsedBetaMessageStreamEvent ParsedBetaTextEvent
    """,
    "message_stream": """
        BetaAsyncMessageStream BetaAsyncMessageStreamManager BetaMessageStream BetaMessageStreamManager
    """,
}
_EXPORTS = {
    **{name: f"anthropic_beta.{module}:{name}" for module, names in _NAMES.items() for name in names.split()},
    "lib.streaming._beta_messages": "anthropic_beta:message_stream",
    "lib.streaming._beta_types": "anthropic_beta:message_events",
    "lib.tools": "anthropic_beta:tools",
    "lib.tools.mcp": "anthropic_beta:mcp",
    "resources.beta": "anthropic_beta:resources",
    "resources.beta.messages": "anthropic_beta.resources:messages",
    "tools": "anthropic_beta:memory",
    "types.beta": "anthropic_beta:types",
}


@hookimpl
def anthropic_exports() -> Mapping[str, str]:
    """`from anthropic import beta_tool`, and modules by their public path."""
    return _EXPORTS


@hookimpl
def anthropic_resources() -> Mapping[str, str]:
    """`client.beta`."""
    return {"beta": "anthropic_beta.resources:Beta,anthropic_beta.resources:AsyncBeta"}
