"""Credentials of azure-identity, through the whole of their real flows: it asks, servers on loopback check."""

from __future__ import annotations

import threading
from typing import Any

import anyio
import azure.identity
import azure.identity.aio
import pytest
from foundry.peer import CLIENT, SCOPE, TENANT, Entra

import anthropic

REQUEST: Any = {"model": "claude-sonnet-4-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi"}]}
WORLDS = ["blocking", "asyncio", "trio"]


def ask(world: str, url: str, provider: Any, times: int = 1) -> list[str]:
    """Messages, the last one streamed, through one client; gives their texts."""
    arguments: Any = {"base_url": url, "max_retries": 0, "azure_ad_token_provider": provider}
    if world == "blocking":
        with anthropic.AnthropicFoundry(**arguments) as blocking:
            texts = [blocking.messages.create(**REQUEST).content[0].text for _ in range(times - 1)]
            with blocking.messages.stream(**REQUEST) as stream:
                return [*texts, stream.get_final_text()]

    async def main() -> list[str]:
        async with anthropic.AsyncAnthropicFoundry(**arguments) as awaiting:
            texts = [(await awaiting.messages.create(**REQUEST)).content[0].text for _ in range(times - 1)]
            async with awaiting.messages.stream(**REQUEST) as stream:
                return [*texts, await stream.get_final_text()]

    return anyio.run(main, backend=world)


def with_secret(entra: Entra, module: Any = azure.identity, **changes: Any) -> Any:
    """The credential of an application with a secret."""
    options: Any = {"authority": entra.url, "connection_verify": entra.ca, "disable_instance_discovery": True}
    return module.ClientSecretCredential(TENANT, **{**CLIENT, **options, **changes})


@pytest.mark.parametrize("world", WORLDS)
def test_credential_given_directly(world: str, entra: Entra, foundry_url: str) -> None:
    """One token serves all requests."""
    with with_secret(entra) as credential:
        assert all(ask(world, foundry_url, credential, times=3))
    assert entra.issued == ["secret"]


@pytest.mark.parametrize("world", WORLDS)
def test_bearer_token_provider(world: str, entra: Entra, foundry_url: str) -> None:
    """The callable that azure-identity makes of a credential."""
    with with_secret(entra) as credential:
        provider = azure.identity.get_bearer_token_provider(credential, SCOPE)
        assert all(ask(world, foundry_url, provider, times=3))
    assert entra.issued == ["secret"]


def test_async_credential(entra: Entra, foundry_url: str) -> None:
    """A credential of azure.identity.aio is awaited."""

    async def main() -> list[str]:
        arguments: Any = {"base_url": foundry_url, "max_retries": 0}
        credential = with_secret(entra, azure.identity.aio)
        client = anthropic.AsyncAnthropicFoundry(**arguments, azure_ad_token_provider=credential)
        async with credential, client:
            return [(await client.messages.create(**REQUEST)).content[0].text for _ in range(3)]

    assert all(anyio.run(main))
    assert entra.issued == ["secret"]


@pytest.mark.parametrize("world", WORLDS)
def test_managed_identity(world: str, entra: Entra, foundry_url: str, managed_identity: None) -> None:
    """On a machine of Azure's no secret is needed."""
    with azure.identity.ManagedIdentityCredential() as credential:
        assert all(ask(world, foundry_url, credential, times=2))
    assert entra.issued == ["identity"]


def test_default_credential(
    entra: Entra, foundry_url: str, managed_identity: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The credential that looks around finds the managed identity."""
    with azure.identity.DefaultAzureCredential(exclude_developer_credentials=True) as credential:
        assert ask("blocking", foundry_url, credential)
    assert entra.issued == ["identity"]


@pytest.mark.parametrize("world", WORLDS)
def test_wrong_secret(world: str, entra: Entra, foundry_url: str) -> None:
    """Entra ID's own words, under our name; nothing is sent to the API."""
    expected = pytest.raises(anthropic.MissingCredentialsError, match="No token from Entra ID.*AADSTS7000215")
    with with_secret(entra, client_secret="guessed") as credential, expected:
        ask(world, foundry_url, credential)
    assert entra.issued == []


def test_authority_that_nobody_vouches_for(entra: Entra, foundry_url: str) -> None:
    """Without the authority's certificate there is no connection: tokens are not asked for in the clear."""
    expected = pytest.raises(anthropic.AnthropicError, match="CERTIFICATE_VERIFY_FAILED")
    with with_secret(entra, connection_verify=True, retry_total=0) as credential, expected:
        ask("blocking", foundry_url, credential)
    assert entra.issued == []


@pytest.mark.parametrize("world", WORLDS)
def test_token_that_was_revoked(world: str, entra: Entra, foundry_url: str) -> None:
    """The API says 401, and the credential still holds the same token: the error is the API's."""
    with with_secret(entra) as credential:
        assert ask(world, foundry_url, credential)
        entra.valid.clear()
        with pytest.raises(anthropic.AuthenticationError):
            ask(world, foundry_url, credential)


def test_event_loop_goes_on(entra: Entra, foundry_url: str) -> None:
    """While a blocking credential asks over the network, the loop runs: only it makes Entra ID answer."""
    entra.wait_for = threading.Event()

    async def main(credential: Any) -> None:
        arguments: Any = {"base_url": foundry_url, "azure_ad_token_provider": credential}
        async with anthropic.AsyncAnthropicFoundry(**arguments) as client, anyio.create_task_group() as tasks:
            for _ in range(5):
                tasks.start_soon(lambda: client.messages.create(**REQUEST))
            await anyio.sleep(0.05)
            assert entra.wait_for is not None
            entra.wait_for.set()

    with with_secret(entra) as credential:
        anyio.run(main, credential)
    assert entra.issued == ["secret"]
