"""The suite that every provider passes, on both services of Google Cloud, by class and by name."""

from __future__ import annotations

import datetime
from typing import Any

import google.auth.credentials

from anthropic_testing.conformance import ProviderConformance
from anthropic_vertex import (
    AnthropicGoogleCloud,
    AnthropicVertex,
    AsyncAnthropicGoogleCloud,
    AsyncAnthropicVertex,
    GoogleCloud,
    Vertex,
)


class Credentials(google.auth.credentials.Credentials):  # type: ignore[misc]  # google-auth is untyped in older releases
    """Credentials whose tokens live for an hour."""

    def refresh(self, request: Any) -> None:
        self.token = "ya29.hush"
        now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
        self.expiry = now + datetime.timedelta(hours=1)


class TestVertexProvider(ProviderConformance):
    """`Anthropic(provider=Vertex(…))`."""

    model = "claude-sonnet-4-5@20250929"
    secrets = ("ya29.hush",)
    lacks = (
        ("POST", "/v1/messages/batches"),
        ("GET", "/v1/models"),
        ("GET", "/v1/files"),
        ("GET", "/v1/skills"),
        ("POST", "/v1/complete"),
    )

    def make_provider(self) -> Vertex:
        return Vertex(region="us-east5", project_id="p", credentials=Credentials())


class TestVertexClient(TestVertexProvider):
    """`AnthropicVertex(…)`."""

    def make_client(self, is_async: bool, **options: Any) -> Any:
        cls: Any = AsyncAnthropicVertex if is_async else AnthropicVertex
        return cls(region="us-east5", project_id="p", credentials=Credentials(), **options)


class TestVertexWithToken(TestVertexProvider):
    """A token that stays as it is."""

    refreshes = False

    def make_provider(self) -> Vertex:
        return Vertex(region="global", project_id="p", access_token="ya29.hush")


class TestGoogleCloudProvider(ProviderConformance):
    """`Anthropic(provider=GoogleCloud(…))`."""

    secrets = ("ya29.hush",)
    lacks = (("POST", "/v1/complete"),)

    def make_provider(self) -> GoogleCloud:
        return GoogleCloud(project="p", workspace_id="w", token_provider=lambda: "ya29.hush")


class TestGoogleCloudClient(TestGoogleCloudProvider):
    """`AnthropicGoogleCloud(…)`."""

    def make_client(self, is_async: bool, **options: Any) -> Any:
        cls: Any = AsyncAnthropicGoogleCloud if is_async else AnthropicGoogleCloud
        return cls(project="p", workspace_id="w", credentials=Credentials(), **options)
