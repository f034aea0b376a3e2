"""Azure AI Foundry as a provider: the API itself, below the URL of a resource, with a key or a token of Entra ID."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from anthropic.client import Secret, TokenSource, as_secret, environment
from anthropic.errors import UnsupportedFeatureError
from anthropic.provider import Call, HeaderAuth, Provider

from .credentials import AzureADTokenProvider, EntraAuth

if TYPE_CHECKING:
    import httpx

PLATFORM = "Azure AI Foundry"
NOT_THERE = {"/v1/messages/batches": "message batches", "/v1/models": "models endpoint"}
"""What the platform lacks, by the first part of the path."""
MISSING = (
    "No key: pass api_key= or azure_ad_token_provider= (a callable, or a credential of azure-identity), "
    "or set ANTHROPIC_FOUNDRY_API_KEY."
)


class Foundry(Provider):
    """Claude in a resource of Azure AI Foundry. Short name: `foundry`."""

    name = "foundry"

    def __init__(
        self,
        *,
        resource: str | None = None,
        base_url: str | httpx.URL | None = None,
        api_key: TokenSource | None = None,
        azure_ad_token_provider: AzureADTokenProvider | None = None,
    ) -> None:
        """Make a provider.

        `resource` (else `ANTHROPIC_FOUNDRY_RESOURCE`) or `base_url` (else `ANTHROPIC_FOUNDRY_BASE_URL`) says where;
        `api_key` (else `ANTHROPIC_FOUNDRY_API_KEY`) or `azure_ad_token_provider`, which goes before a key, says who.
        Raises: ValueError where both or neither of resource and base URL are given.
        """
        self.resource, self.base_url = _place(resource, None if base_url is None else str(base_url))
        self.api_key = api_key or environment("ANTHROPIC_FOUNDRY_API_KEY")
        self.azure_ad_token_provider = azure_ad_token_provider or None
        if not azure_ad_token_provider:
            key = as_secret(self.api_key)
            keys: dict[str, Secret] = {} if key is None else {"x-api-key": key, "api-key": key}
            self._auth = HeaderAuth(keys, missing=MISSING)
        else:
            self._auth = EntraAuth(azure_ad_token_provider)
        api_key = azure_ad_token_provider = key = None  # tracebacks show the variables of a frame

    @property
    @override
    def auth(self) -> httpx.Auth:
        return self._auth

    @property
    def token(self) -> Secret | None:
        """The token of Entra ID; `None` where a key is used."""
        return self._auth.secret if isinstance(self._auth, EntraAuth) else None

    def share_tokens(self, other: Foundry) -> None:
        """Use the tokens of another provider, so that copies of a client ask for one together."""
        self._auth = other._auth

    @override
    def adapt(self, call: Call[Any, Any]) -> Call[Any, Any]:
        path = "/" + call.path.partition("?")[0].strip("/")
        for start, feature in NOT_THERE.items():
            if path == start or path.startswith(start + "/"):
                raise UnsupportedFeatureError(feature, PLATFORM)
        return call


def _place(resource: str | None, base_url: str | None) -> tuple[str | None, str]:
    """The resource, if any, and the base URL; arguments go before the environment."""
    if not resource and not base_url:
        resource = environment("ANTHROPIC_FOUNDRY_RESOURCE")
        base_url = environment("ANTHROPIC_FOUNDRY_BASE_URL")
        names = "ANTHROPIC_FOUNDRY_RESOURCE and ANTHROPIC_FOUNDRY_BASE_URL are"
    else:
        names = "resource= and base_url= are"
    if resource and base_url:
        raise ValueError(f"{names} mutually exclusive: the base URL names the resource. Leave one out.")
    if base_url:
        return None, base_url
    if not resource:
        raise ValueError(
            "No resource: pass resource= or base_url=, or set ANTHROPIC_FOUNDRY_RESOURCE or ANTHROPIC_FOUNDRY_BASE_URL."
        )
    if not re.fullmatch(r"[A-Za-z0-9-]+", resource):
        raise ValueError(f"resource is a name such as 'my-resource', not {resource!r}; pass a URL as base_url=.")
    return resource, f"https://{resource}.services.ai.azure.com/anthropic"


__all__ = ["AzureADTokenProvider", "Foundry"]
