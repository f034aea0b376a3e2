"""The plug-in, through clients: the suite for providers, and what is the gateway's own."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any, Generator, List

import httpx
import pytest
from acme_gateway.client import AcmeClaude, AsyncAcmeClaude
from acme_gateway.provider import Gateway
from click.testing import CliRunner
from gateway import ROUTES, TokenEndpoint

import anthropic
from anthropic import plugins
from anthropic_cli.app import app
from anthropic_cli.root import Root
from anthropic_testing import (
    ApiProblem,
    AsyncEmulatorTransport,
    Emulator,
    EmulatorTransport,
    ProviderConformance,
    serve,
)


def options(endpoint: TokenEndpoint, **changes: Any) -> Any:
    """The provider's options, with a function in place of its token endpoint."""
    transport = httpx.MockTransport(endpoint)
    return {"team": "search", "client_id": "search", "client_secret": "hush", "token_transport": transport, **changes}


class TestGateway(ProviderConformance):
    """What every provider must do."""

    secrets = ("hush", "token-1", "token-2")
    lacks = (("POST", "/v1/files"), ("GET", "/v1/files"))

    def make_provider(self) -> Any:
        return Gateway(**options(TokenEndpoint()))

    def routes(self) -> Any:
        return ROUTES


class TestClients(TestGateway):
    """The same, through the clients of this package."""

    def make_client(self, is_async: bool, **settings: Any) -> Any:
        return (AsyncAcmeClaude if is_async else AcmeClaude)(provider=self.make_provider(), **settings)


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


def test_fault_is_the_usual_error(emulator: Emulator) -> None:
    """Class, type, text and id are where they are on every platform."""
    emulator.enqueue(ApiProblem(429, "The team has no tokens left."), path="/v1/messages")
    client = client_of(emulator, TokenEndpoint()).with_options(max_retries=0)
    with pytest.raises(anthropic.RateLimitError, match="The team has no tokens left") as caught:
        client.messages.create(**REQUEST)
    assert caught.value.type == "rate_limit_error"
    assert caught.value.request_id == caught.value.response.headers["x-acme-request"]


def test_failure_of_something_in_between() -> None:
    """What is no fault of the gateway's is left as it is."""
    http = httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(502, text="Bad gateway")))
    settings = options(TokenEndpoint())
    client = anthropic.Anthropic(provider="acme", provider_options=settings, http_client=http, max_retries=0)
    with pytest.raises(anthropic.InternalServerError, match="Bad gateway"):
        client.messages.create(**REQUEST)


def test_copies_of_the_client(emulator: Emulator) -> None:
    """They have its class, its provider with the token, and what was changed."""
    endpoint = TokenEndpoint()
    http = httpx.Client(transport=EmulatorTransport(emulator))
    client = AcmeClaude(provider=Gateway(**options(endpoint)), http_client=http)
    seen: List[str] = []

    def look(request: httpx.Request) -> Generator[httpx.Request, httpx.Response, httpx.Response]:
        seen.append(request.url.path)
        return (yield request)

    for copied in (client.with_options(max_retries=5), client.with_middleware(look)):
        assert type(copied) is AcmeClaude
        copied.messages.create(**REQUEST)
        assert copied.budgets.retrieve("search").team == "search"
    assert client.with_options(max_retries=5).max_retries == 5
    assert seen == ["/teams/search/claude/v1/messages", "/teams/search/claude/v1/budgets/search"]
    assert endpoint.issued == ["token-1"]


def test_client_needs_a_team() -> None:
    """It is told at once."""
    with pytest.raises(ValueError, match="team must name something"):
        AcmeClaude()


def test_other_base_url(emulator: Emulator) -> None:
    """That of a client is where its calls go; tokens are asked for where the provider was made for."""
    seen: List[str] = []
    endpoint = TokenEndpoint()

    def token_endpoint(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.host)
        return endpoint(request)

    settings = {**options(endpoint), "token_transport": httpx.MockTransport(token_endpoint)}
    http = httpx.Client(transport=EmulatorTransport(emulator))
    client = AcmeClaude(provider=Gateway(**settings), base_url="https://eu.acme.example", http_client=http)
    client.messages.create(**REQUEST)
    assert emulator.requests[-1].origin == "https://eu.acme.example"
    assert seen == ["llm.acme.example"]


def test_results_of_a_batch(emulator: Emulator) -> None:
    """They are at the whole URL that the batch names."""
    client = client_of(emulator, TokenEndpoint())
    made = client.messages.batches.create(requests=[{"custom_id": "a", "params": REQUEST}])
    (result,) = client.messages.batches.results(made.id)
    assert result.result.type == "succeeded"
    assert emulator.requests[-1].path.endswith("/results")


def test_resource_on_every_client(emulator: Emulator) -> None:
    """Blocking and async."""
    client: Any = client_of(emulator, TokenEndpoint())
    assert client.budgets.retrieve("search").left_dollars == 12.5
    assert client.budgets.with_raw_response.retrieve("search").parse().left_dollars == 12.5
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


def test_command(emulator: Emulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It asks the provider that the command line names; a program that calls may give options that no text can."""
    monkeypatch.setenv("ANTHROPIC_CLI_HOME", str(tmp_path))
    given = Root(provider_options=options(TokenEndpoint()))
    with serve(emulator) as base_url:
        command = ["--provider", "acme", "acme-budget", "search", "--base-url", base_url]
        result = CliRunner().invoke(app, command, obj=given)
    assert result.output == "12.50 USD left\n"


def test_hooks_are_answered() -> None:
    """The names that the plug-in offers lead to where they should."""
    found = plugins.installed()
    assert found.load("anthropic_providers", "acme") is Gateway
    assert found.load("anthropic_exports", "AsyncAcmeClaude") is AsyncAcmeClaude
    assert found.find("anthropic_commands", "acme-budget") == "acme_gateway.command:budget"
