"""`client.beta`, from its own package, on the front doors of AWS."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

import anthropic
from anthropic_testing import Emulator, EmulatorTransport

KEYS: Any = {"aws_access_key": "AKID", "aws_secret_key": "SECRET", "aws_region": "us-east-1"}
REQUEST: Any = {
    "model": "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    "max_tokens": 100,
    "messages": [{"role": "user", "content": "Say hello."}],
}


def test_beta_message_on_bedrock() -> None:
    """The features go into the body, the answer is of the beta types."""
    emulator = Emulator()
    http = httpx.Client(transport=EmulatorTransport(emulator))
    client: Any = anthropic.AnthropicBedrock(**KEYS, http_client=http)
    message = client.beta.messages.create(**REQUEST, betas=["context-1m-2025-08-07"])
    assert type(message).__module__.startswith("anthropic.types.beta")
    (request,) = emulator.requests
    assert request.headers["anthropic-beta"] == "context-1m-2025-08-07"
    events = list(client.beta.messages.create(**REQUEST, stream=True))
    assert {type(event).__module__.split(".")[2] for event in events} == {"beta"}


@pytest.mark.parametrize("resource", ["files", "models", "skills"])
def test_beta_resource_that_bedrock_lacks(resource: str) -> None:
    """One typed error, before anything is sent."""
    http = httpx.Client(transport=EmulatorTransport(Emulator()))
    client: Any = anthropic.AnthropicBedrock(**KEYS, http_client=http)
    with pytest.raises(anthropic.UnsupportedFeatureError, match="Amazon Bedrock has no"):
        getattr(client.beta, resource).list()
