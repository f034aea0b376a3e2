"""The plug-in, through clients: the suite for providers, and what is the gateway's own."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, List

import httpx
import pytest
from gateway import ROUTES, TokenEndpoint

import anthropic
from anthropic import AcmeGateway, plugins
from anthropic_testing import AsyncEmulatorTransport, Emulator, EmulatorTransport
from anthropic_testing.conformance import ProviderConformance


def options(endpoint: TokenEndpoint, **changes: Any) -> Any:
    """The provider's options, with a function in place of its token endpoint."""
    transport = httpx.MockTransport(endpoint)
    return {"team": "search", "client_id": "search", "client_secret": "hush", "token_transport": transport, **changes}


class TestGateway(ProviderConformance):
    """What every provider must do."""

    secrets = ("hush", "token-1", "token-2")
    lacks = (("POST", "/v1/files"), ("GET", "/v1/files"))

    def make_provider(self) -> Any:
        return AcmeGateway(**options(TokenEndpoint()))

    def routes(self) -> Any:
        return ROUTES


@pytest.fixture
def emulator() -> Emulator:
    """The gateway's paths, with an emulator behind them."""
    made = Emulator()
    made.mount(ROUTES)
    return made


def client_of(emulator: Emulator, endpoint: TokenEndpoint, **changes: Any) -> anthropic.Anthropic:
    """A client that finds the provider by its name."""
    http = httpx.Client(transport=EmulatorTransport(emulator))
    return anthropic.Anthropic(provider="acme", provider_options=options(endpoint, **changes), http_client=http)


REQUEST: Any = {"model": "claude-sonnet-4-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hello"}]}


def test_one_token_for_many_requests(emulator: Emulator) -> None:
    """It is asked for once, and again shortly before its end."""
    endpoint = TokenEndpoint()
    client = client_of(emulator, endpoint)
    for _ in range(3):
        client.messages.create(**REQUEST)
    assert endpoint.issued == ["token-1"]
    short = TokenEndpoint()
    short.lifetime = 60
    client = client_of(emulator, short)
    for _ in range(2):
        client.messages.create(**REQUEST)
    assert short.issued == ["token-1", "token-2"]


def test_wrong_secret(emulator: Emulator) -> None:
    """The gateway's own words; nothing is sent."""
    client = client_of(emulator, TokenEndpoint(), client_secret="guessed")
    with pytest.raises(anthropic.MissingCredentialsError, match="invalid_client"):
        client.messages.create(**REQUEST)
    assert not emulator.requests


def test_resource_on_every_client(emulator: Emulator) -> None:
    """Blocking and async."""
    client: Any = client_of(emulator, TokenEndpoint())
    assert client.budgets.retrieve("search").left_dollars == 12.5
    http = httpx.AsyncClient(transport=AsyncEmulatorTransport(emulator))
    settings = options(TokenEndpoint())
    other: Any = anthropic.AsyncAnthropic(provider="acme", provider_options=settings, http_client=http)
    assert asyncio.run(other.budgets.retrieve("search")).team == "search"


def test_middleware_sees_every_attempt(emulator: Emulator, caplog: pytest.LogCaptureFixture) -> None:
    """One line each, without credentials."""
    with caplog.at_level(logging.INFO, logger="acme_gateway.audit"):
        client_of(emulator, TokenEndpoint()).messages.create(**REQUEST)
    lines: List[str] = [record.getMessage() for record in caplog.records if record.name == "acme_gateway.audit"]
    assert lines == ["POST /teams/search/claude/v1/messages: 200"]


def test_hooks_are_answered() -> None:
    """The names that the plug-in offers lead to where they should; the command needs click only when it runs."""
    found = plugins.installed()
    assert found.load("anthropic_providers", "acme") is AcmeGateway
    assert found.find("anthropic_commands", "acme-budget") == "acme_gateway.command:budget"
