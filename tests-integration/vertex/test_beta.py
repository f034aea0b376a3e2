"""`client.beta`, from its own package, on the front doors of Google Cloud."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

import anthropic
from anthropic_testing import Emulator, EmulatorTransport

REQUEST: Any = {"max_tokens": 100, "messages": [{"role": "user", "content": "Say hello."}]}


def client_of(kind: str, emulator: Emulator) -> Any:
    """A client of one of the two services, with the emulator behind it."""
    http = httpx.Client(transport=EmulatorTransport(emulator))
    if kind == "vertex":
        return anthropic.AnthropicVertex(region="eu", project_id="p", access_token="t", http_client=http)
    return anthropic.AnthropicGoogleCloud(project="p", workspace_id="w", token_provider=lambda: "t", http_client=http)


@pytest.mark.parametrize(("kind", "model"), [("vertex", "claude-sonnet-4-5@20250929"), ("cloud", "claude-sonnet-4-5")])
def test_beta_message(kind: str, model: str) -> None:
    """The features go into a header, the answer is of the beta types."""
    emulator = Emulator()
    client = client_of(kind, emulator)
    message = client.beta.messages.create(**REQUEST, model=model, betas=["context-1m-2025-08-07"])
    assert type(message).__module__.startswith("anthropic.types.beta")
    (request,) = emulator.requests
    assert request.headers["anthropic-beta"] == "context-1m-2025-08-07"
    events = list(client.beta.messages.create(**REQUEST, model=model, stream=True))
    assert {type(event).__module__.split(".")[2] for event in events} == {"beta"}


@pytest.mark.parametrize("resource", ["files", "models", "skills"])
def test_beta_resource_that_vertex_lacks(resource: str) -> None:
    """One typed error, before anything is sent."""
    emulator = Emulator()
    client = client_of("vertex", emulator)
    with pytest.raises(anthropic.UnsupportedFeatureError, match="Vertex AI has no"):
        getattr(client.beta, resource).list()
    assert not emulator.requests


@pytest.mark.parametrize("resource", ["files", "models", "skills"])
def test_workspace_has_all_beta_resources(resource: str) -> None:
    """The Claude service of Google Cloud has the whole API."""
    emulator = Emulator()
    list(getattr(client_of("cloud", emulator).beta, resource).list())
    assert emulator.requests[0].path == f"/v1/{resource}"
