"""`client.beta`, from its own package, on the front door of Azure AI Foundry."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

import anthropic
from anthropic_testing import Emulator, EmulatorTransport

MODEL = "claude-sonnet-4-5"
REQUEST: Any = {"model": MODEL, "max_tokens": 100, "messages": [{"role": "user", "content": "Say hello."}]}


def client_of(emulator: Emulator) -> Any:
    """A client with the emulator behind it."""
    http = httpx.Client(transport=EmulatorTransport(emulator))
    return anthropic.AnthropicFoundry(resource="r", api_key="k", http_client=http)


def test_beta_message() -> None:
    """The features go into a header, the answer is of the beta types."""
    emulator = Emulator()
    client = client_of(emulator)
    message = client.beta.messages.create(**REQUEST, betas=["context-1m-2025-08-07"])
    assert type(message).__module__.startswith("anthropic.types.beta")
    assert emulator.requests[0].headers["anthropic-beta"] == "context-1m-2025-08-07"
    events = list(client.beta.messages.create(**REQUEST, stream=True))
    assert {type(event).__module__.split(".")[2] for event in events} == {"beta"}


def test_beta_files() -> None:
    """Files are there."""
    client = client_of(Emulator())
    made = client.beta.files.upload(file=("a.txt", b"hello", "text/plain"))
    assert [file.id for file in client.beta.files.list()] == [made.id]


@pytest.mark.parametrize("resource", ["models", "messages.batches"])
def test_beta_resource_that_foundry_lacks(resource: str) -> None:
    """One typed error, before anything is sent."""
    emulator = Emulator()
    target = client_of(emulator).beta
    for name in resource.split("."):
        target = getattr(target, name)
    with pytest.raises(anthropic.UnsupportedFeatureError, match="Azure AI Foundry has no"):
        target.list()
    assert not emulator.requests
