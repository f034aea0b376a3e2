"""The provider, seen through clients."""

from __future__ import annotations

import httpx

import anthropic
from anthropic_testing import Emulator, EmulatorTransport
from anthropic_testing.conformance import ProviderConformance
from {{ cookiecutter.package }} import {{ cookiecutter.provider }}


class TestConformance(ProviderConformance):
    """What every provider must do: blocking, under asyncio and under trio."""

    secrets = ("hush-hush",)
    refreshes = False  # the token stays as it is

    def make_provider(self) -> {{ cookiecutter.provider }}:
        return {{ cookiecutter.provider }}(base_url="https://gateway.example", token="hush-hush")


def test_found_by_its_name() -> None:
    """A client that names the provider sends the token."""
    emulator = Emulator(api_keys=["hush-hush"], require_key=True)
    client = anthropic.Anthropic(
        provider="{{ cookiecutter.short_name }}",
        provider_options={"base_url": "https://gateway.example", "token": "hush-hush"},
        http_client=httpx.Client(transport=EmulatorTransport(emulator)),
    )
    message = client.messages.create(
        model="claude-sonnet-4-5", max_tokens=64, messages=[{"role": "user", "content": "Hello"}]
    )
    assert message.content
