"""What this package offers to `anthropic`, as import paths: nothing else is imported to find that out."""

from __future__ import annotations

from typing import Mapping

from anthropic.hookspecs import hookimpl


@hookimpl
def anthropic_exports() -> Mapping[str, str]:
    """The clients, for `from anthropic import AnthropicFoundry`."""
    return {
        "AnthropicFoundry": "anthropic_foundry.client:AnthropicFoundry",
        "AsyncAnthropicFoundry": "anthropic_foundry.client:AsyncAnthropicFoundry",
    }


@hookimpl
def anthropic_providers() -> Mapping[str, str]:
    """The provider, for `Anthropic(provider="foundry", provider_options={…})`."""
    return {"foundry": "anthropic_foundry.provider:Foundry"}
