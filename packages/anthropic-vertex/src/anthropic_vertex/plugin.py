"""What this package offers to `anthropic`, as import paths: nothing else is imported to find that out."""

from __future__ import annotations

from typing import Mapping

from anthropic.hookspecs import hookimpl


@hookimpl
def anthropic_exports() -> Mapping[str, str]:
    """The clients, for `from anthropic import AnthropicVertex`."""
    return {
        "AnthropicGoogleCloud": "anthropic_vertex.google_cloud_client:AnthropicGoogleCloud",
        "AnthropicVertex": "anthropic_vertex.client:AnthropicVertex",
        "AsyncAnthropicGoogleCloud": "anthropic_vertex.google_cloud_client:AsyncAnthropicGoogleCloud",
        "AsyncAnthropicVertex": "anthropic_vertex.client:AsyncAnthropicVertex",
    }


@hookimpl
def anthropic_providers() -> Mapping[str, str]:
    """The providers, for `Anthropic(provider="vertex", provider_options={…})`."""
    return {
        "google-cloud": "anthropic_vertex.google_cloud:GoogleCloud",
        "vertex": "anthropic_vertex.vertex:Vertex",
    }
