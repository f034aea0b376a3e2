"""What this package offers to `anthropic`, as import paths: nothing else is imported to find that out."""

from __future__ import annotations

from typing import Mapping

from anthropic.hookspecs import hookimpl


@hookimpl
def anthropic_exports() -> Mapping[str, str]:
    """The clients, for `from anthropic import AnthropicBedrock`."""
    return {
        "AnthropicAWS": "anthropic_bedrock.aws:AnthropicAWS",
        "AnthropicBedrock": "anthropic_bedrock.bedrock:AnthropicBedrock",
        "AnthropicBedrockMantle": "anthropic_bedrock.mantle:AnthropicBedrockMantle",
        "AsyncAnthropicAWS": "anthropic_bedrock.aws:AsyncAnthropicAWS",
        "AsyncAnthropicBedrock": "anthropic_bedrock.bedrock:AsyncAnthropicBedrock",
        "AsyncAnthropicBedrockMantle": "anthropic_bedrock.mantle:AsyncAnthropicBedrockMantle",
    }


@hookimpl
def anthropic_providers() -> Mapping[str, str]:
    """The providers, for `Anthropic(provider="bedrock")`."""
    return {
        "aws": "anthropic_bedrock.aws:AWSProvider",
        "bedrock": "anthropic_bedrock.bedrock:BedrockProvider",
        "bedrock-mantle": "anthropic_bedrock.mantle:MantleProvider",
    }
