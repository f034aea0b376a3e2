"""The suite that every provider passes, on each of the doors on AWS, by class and by name."""

from __future__ import annotations

import dataclasses
from typing import Any, Sequence

from anthropic_bedrock import (
    AnthropicAWS,
    AnthropicBedrock,
    AnthropicBedrockMantle,
    AsyncAnthropicAWS,
    AsyncAnthropicBedrock,
    AsyncAnthropicBedrockMantle,
    AWSProvider,
    BedrockProvider,
    MantleProvider,
)
from anthropic_testing import Context, Reply, Route
from anthropic_testing.conformance import ProviderConformance

KEYS: Any = {"aws_access_key": "AKID", "aws_secret_key": "hush", "aws_region": "us-east-1"}


def mantle(context: Context) -> Reply:
    """The API below `/anthropic`, for whoever signs."""
    assert context.request.headers["authorization"].startswith("AWS4-HMAC-SHA256 Credential=AKID/")
    return context.emulator.answer(dataclasses.replace(context.request, path=f"/{context.path['rest']}"))


class TestBedrockProvider(ProviderConformance):
    """`Anthropic(provider=BedrockProvider(…))`, with keys that stay as they are."""

    model = "anthropic.claude-sonnet-4-5-20250929-v1:0"
    secrets = ("hush",)
    refreshes = False
    lacks = (
        ("POST", "/v1/messages/batches"),
        ("GET", "/v1/models"),
        ("GET", "/v1/files"),
        ("GET", "/v1/skills"),
    )

    def make_provider(self) -> Any:
        return BedrockProvider(**KEYS)


class TestBedrockClient(TestBedrockProvider):
    """`AnthropicBedrock(…)`."""

    def make_client(self, is_async: bool, **options: Any) -> Any:
        cls: Any = AsyncAnthropicBedrock if is_async else AnthropicBedrock
        return cls(**KEYS, **options)


class TestBedrockWithTokens(TestBedrockProvider):
    """A function that gives bearer tokens."""

    refreshes = True

    def make_provider(self) -> Any:
        return BedrockProvider(api_key=lambda: "hush", aws_region="us-east-1")


class TestMantleProvider(ProviderConformance):
    """`Anthropic(provider=MantleProvider(…))`."""

    secrets = ("hush",)
    refreshes = False
    lacks = (
        ("GET", "/v1/models"),
        ("GET", "/v1/files"),
        ("GET", "/v1/skills"),
        ("POST", "/v1/complete"),
    )

    def make_provider(self) -> Any:
        return MantleProvider(**KEYS)

    def routes(self) -> Sequence[Route]:
        return [Route("POST", "/anthropic/{rest:path}", mantle, public=True)]


class TestMantleClient(TestMantleProvider):
    """`AnthropicBedrockMantle(…)`."""

    def make_client(self, is_async: bool, **options: Any) -> Any:
        cls: Any = AsyncAnthropicBedrockMantle if is_async else AnthropicBedrockMantle
        return cls(**KEYS, **options)


class TestAWSProvider(ProviderConformance):
    """`Anthropic(provider=AWSProvider(…))`."""

    secrets = ("hush",)
    refreshes = False

    def make_provider(self) -> Any:
        return AWSProvider(workspace_id="wrkspc_1", **KEYS)


class TestAWSClient(TestAWSProvider):
    """`AnthropicAWS(…)`."""

    def make_client(self, is_async: bool, **options: Any) -> Any:
        cls: Any = AsyncAnthropicAWS if is_async else AnthropicAWS
        return cls(workspace_id="wrkspc_1", **KEYS, **options)
