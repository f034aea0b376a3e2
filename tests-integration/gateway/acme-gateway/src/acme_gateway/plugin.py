"""What this package offers to `anthropic`, as import paths: nothing else is imported to find that out."""

from __future__ import annotations

from typing import Mapping, Sequence

from anthropic.hookspecs import hookimpl


@hookimpl
def anthropic_providers() -> Mapping[str, str]:
    """`Anthropic(provider="acme", provider_options={…})`."""
    return {"acme": "acme_gateway.provider:Gateway"}


@hookimpl
def anthropic_exports() -> Mapping[str, str]:
    """`from anthropic import AcmeClaude`."""
    return {
        "AcmeClaude": "acme_gateway.client:AcmeClaude",
        "AcmeGateway": "acme_gateway.provider:Gateway",
        "AsyncAcmeClaude": "acme_gateway.client:AsyncAcmeClaude",
    }


@hookimpl
def anthropic_resources() -> Mapping[str, str]:
    """`client.budgets`; the part behind the comma is for async clients."""
    return {"budgets": "acme_gateway.budgets:Budgets,acme_gateway.budgets:AsyncBudgets"}


@hookimpl
def anthropic_middleware() -> Sequence[str]:
    """Around every request of every client."""
    return ["acme_gateway.audit:audit"]


@hookimpl
def anthropic_commands() -> Mapping[str, str]:
    """`anthropic acme-budget`, a click command; click comes with anthropic-cli."""
    return {"acme-budget": "acme_gateway.command:budget"}
