"""The suite that every provider passes, on Azure AI Foundry, by class and by name, with each kind of credential."""

from __future__ import annotations

import time
from typing import Any, NamedTuple

from anthropic_foundry import AnthropicFoundry, AsyncAnthropicFoundry, Foundry
from anthropic_testing.conformance import ProviderConformance


class Token(NamedTuple):
    """As azure-core has it."""

    token: str
    expires_on: int


class Credential:
    """A credential object whose tokens live for an hour."""

    def get_token(self, *scopes: str) -> Token:
        return Token("eyJ.hush", int(time.time()) + 3600)


class TestFoundryProvider(ProviderConformance):
    """`Anthropic(provider=Foundry(…))`, with a credential object."""

    secrets = ("eyJ.hush",)
    lacks = (("POST", "/v1/messages/batches"), ("GET", "/v1/models"), ("GET", "/v1/models/claude-sonnet-4-5"))

    def make_provider(self) -> Foundry:
        return Foundry(resource="res", azure_ad_token_provider=Credential())


class TestFoundryClient(TestFoundryProvider):
    """`AnthropicFoundry(…)`, with a callable."""

    def make_client(self, is_async: bool, **options: Any) -> Any:
        cls: Any = AsyncAnthropicFoundry if is_async else AnthropicFoundry
        return cls(resource="res", azure_ad_token_provider=lambda: "eyJ.hush", **options)


class TestFoundryWithKey(TestFoundryProvider):
    """`AnthropicFoundry(…)`, with a key that stays as it is."""

    secrets = ("key-hush",)
    refreshes = False

    def make_provider(self) -> Foundry:
        return Foundry(resource="res", api_key="key-hush")

    def make_client(self, is_async: bool, **options: Any) -> Any:
        cls: Any = AsyncAnthropicFoundry if is_async else AnthropicFoundry
        return cls(resource="res", api_key="key-hush", **options)
