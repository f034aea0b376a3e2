"""What this package offers to `anthropic`: `client.beta`, the tool decorators, and beta's public paths."""

from __future__ import annotations

from typing import Mapping

from anthropic.hookspecs import hookimpl

_EXPORTS = {
    "beta_async_tool": "anthropic_beta.function_tools.functions:beta_async_tool",
    "beta_tool": "anthropic_beta.function_tools.functions:beta_tool",
    **{
        name: f"anthropic_beta.message_stream:{name}"
        for name in (
            "BetaAsyncMessageStream",
            "BetaAsyncMessageStreamManager",
            "BetaMessageStream",
            "BetaMessageStreamManager",
        )
    },
    **{
        name: f"anthropic_beta.message_events:{name}"
        for name in (
            "BetaContentBlockStopEvent",
            "BetaInputJsonEvent",
            "BetaMessageStopEvent",
            "BetaMessageStreamEvent",
            "BetaTextEvent",
            "ParsedBetaContentBlockStopEvent",
            "ParsedBetaMessageStopEvent",
            "ParsedBetaMessageStreamEvent",
            "ParsedBetaTextEvent",
        )
    },
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
