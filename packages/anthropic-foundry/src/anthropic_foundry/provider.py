"""Azure AI Foundry as a provider: the API itself, below the URL of a resource, with a key or a token of Entra ID."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from typing_extensions import override

from anthropic.client import Secret, TokenSource, as_secret, environment, forgets_arguments
from anthropic.errors import CLASS_BY_TYPE, UnsupportedFeatureError, error_type_of
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
    api_key: TokenSource | None = None
    azure_ad_token_provider: AzureADTokenProvider | None = None

    @forgets_arguments
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
        self._auth = _key_auth(None)
        self.authorise_with(api_key, azure_ad_token_provider)

    @forgets_arguments
    def authorise_with(self, api_key: TokenSource | None, token_provider: AzureADTokenProvider | None) -> None:
        """Use these credentials from now on; where they are the same ones, a token that was got stays."""
        given = (api_key or environment("ANTHROPIC_FOUNDRY_API_KEY"), token_provider or None)
        if given != self._given:
            self._auth = EntraAuth(token_provider) if token_provider else _key_auth(given[0])
            self.api_key, self.azure_ad_token_provider = given

    @property
    def _given(self) -> tuple[TokenSource | None, AzureADTokenProvider | None]:
        return self.api_key, self.azure_ad_token_provider

    @property
    @override
    def auth(self) -> httpx.Auth:
        return self._auth

    @property
    def token(self) -> Secret | None:
        """The token of Entra ID; `None` where a key is used."""
        return self._auth.secret if isinstance(self._auth, EntraAuth) else None

    def share_tokens(self, other: Foundry) -> None:
        """Use the tokens of another provider with the same credentials, so that copies of a client ask for one."""
        if self._given == other._given:
            self._auth = other._auth

    @override
    def adapt(self, call: Call[Any, Any]) -> Call[Any, Any]:
        path = "/" + call.path.partition("?")[0].strip("/")
        for start, feature in NOT_THERE.items():
            if path == start or path.startswith(start + "/"):
                raise UnsupportedFeatureError(feature, PLATFORM)
        return call

    @override
    def failure(self, response: httpx.Response, body: object) -> object:
        """Azure's `{"error": {"code": "…", "message": "…"}}`, or a gateway's `{"statusCode": 401, "message": "…"}`."""
        found = _fields(body)
        error = _fields(found.get("error", found))
        if "message" not in error or found.get("type") == "error":
            return body
        type_ = error.get("type")
        if not isinstance(type_, str) or type_ not in CLASS_BY_TYPE:
            type_ = error_type_of(response.status_code)  # Azure has codes by the hundred
        return {"type": "error", "error": {**error, "type": type_}}


def _key_auth(api_key: TokenSource | None) -> HeaderAuth:
    key = as_secret(api_key)
    return HeaderAuth({} if key is None else {"x-api-key": key, "api-key": key}, missing=MISSING)


def _fields(value: object) -> dict[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


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
