"""The provider, seen through a client: where requests go, with what, and what becomes of the answers."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

import anthropic

OPTIONS = {"base_url": "https://gateway.example/claude", "token": "secret"}
REQUEST: Any = {
    "model": "claude-sonnet-4-5",
    "max_tokens": 64,
    "messages": [{"role": "user", "content": "Say hello."}],
}


def gateway(request: httpx.Request) -> httpx.Response:
    """Stands for the gateway: takes the one token, and answers as the API does."""
    if request.headers.get("authorization") != "Bearer secret":
        error = {"type": "authentication_error", "message": "wrong token"}
        return httpx.Response(401, json={"type": "error", "error": error})
    assert request.url == "https://gateway.example/claude/v1/messages"
    message = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude-sonnet-4-5",
        "content": [{"type": "text", "text": "Hello."}],
        "stop_reason": "end_turn",
        "stop_sequence": None,
        "usage": {"input_tokens": 3, "output_tokens": 2},
    }
    return httpx.Response(200, json=message)


def create(world: str, **options: Any) -> anthropic.types.Message:
    """A message through the provider, in a blocking or in an async client."""
    arguments: Any = {"provider": "{{ cookiecutter.short_name }}", "provider_options": {**OPTIONS, **options}}
    transport = httpx.MockTransport(gateway)
    if world == "blocking":
        blocking = anthropic.Anthropic(**arguments, http_client=httpx.Client(transport=transport))
        return blocking.messages.create(**REQUEST)
    awaiting = anthropic.AsyncAnthropic(**arguments, http_client=httpx.AsyncClient(transport=transport))
    return asyncio.run(awaiting.messages.create(**REQUEST))


@pytest.mark.parametrize("world", ["blocking", "async"])
def test_message_goes_through_the_gateway(world: str) -> None:
    """The short name finds the provider; path and token are those of the gateway."""
    assert create(world).content[0].to_dict() == {"type": "text", "text": "Hello."}


@pytest.mark.parametrize("world", ["blocking", "async"])
def test_wrong_token_is_the_usual_error(world: str) -> None:
    """Errors are the same classes on every platform."""
    with pytest.raises(anthropic.AuthenticationError, match="wrong token"):
        create(world, token="guessed")


def test_provider_is_exported() -> None:
    """The class can be imported from the core."""
    from anthropic import {{ cookiecutter.provider }}

    assert {{ cookiecutter.provider }}(**OPTIONS).name == "{{ cookiecutter.short_name }}"


def test_token_is_not_shown() -> None:
    """A provider may be printed."""
    from {{ cookiecutter.package }} import {{ cookiecutter.provider }}

    assert "secret" not in repr({{ cookiecutter.provider }}(**OPTIONS))
