"""The gateway as a provider: its URLs, headers and errors, and tokens from its own token endpoint."""

from __future__ import annotations

import dataclasses
import time
from typing import Any, Mapping

import httpx
from typing_extensions import override

from anthropic.client import Secret, environment
from anthropic.errors import APIConnectionError, MissingCredentialsError, UnsupportedFeatureError
from anthropic.provider import Call, HeaderAuth, Provider, path_part

ERROR_TYPES: Mapping[str, str] = {
    "Busy": "overloaded_error",
    "QuotaExceeded": "rate_limit_error",
    "TokenRefused": "authentication_error",
}
"""What the API calls the faults of the gateway; of the others, the status says enough."""


@dataclasses.dataclass
class Token:
    """A token and its end."""

    token: str = dataclasses.field(repr=False)
    expires_at: float | None
    """Seconds since the epoch."""


class Gateway(Provider):
    """Claude through the gateway, for one team."""

    name = "acme"
    request_id_header = "x-acme-request"

    def __init__(
        self,
        *,
        team: str,
        client_id: str | None = None,
        client_secret: str | None = None,
        base_url: str = "https://llm.acme.example",
        token_transport: httpx.BaseTransport | None = None,
    ) -> None:
        """Make a provider; id and secret come from `ACME_CLIENT_ID` and `ACME_CLIENT_SECRET` where not given.

        `token_transport` stands for the network when tokens are asked for, in tests.
        """
        self.base_url = base_url
        self._team = path_part(team, "team")
        self._client_id = client_id or environment("ACME_CLIENT_ID")
        self._client_secret = client_secret or environment("ACME_CLIENT_SECRET")
        self._token_transport = token_transport
        secret = Secret(self._ask_for_token, prefix="Bearer ")
        self._auth = HeaderAuth({"authorization": secret}, missing="No token.")

    @property
    @override
    def auth(self) -> httpx.Auth:
        return self._auth

    @override
    def adapt(self, call: Call[Any, Any]) -> Call[Any, Any]:
        if call.path.startswith("/v1/files"):
            raise UnsupportedFeatureError("files", "The gateway of Acme")
        if not call.path.startswith("/"):  # a whole URL that an answer named, such as that of a batch's results
            return call
        return call.replace(
            path=f"/teams/{self._team}/claude{call.path}",
            headers={**call.headers, "x-acme-client": "acme-gateway/1.0.0"},
        )

    @override
    def failure(self, response: httpx.Response, body: object) -> object:
        answer: Any = body
        try:
            fault = answer["fault"]
            error = {"type": ERROR_TYPES.get(fault["code"]), "message": fault["text"]}
        except (KeyError, TypeError):  # from something in between, such as a proxy
            return body
        return {"type": "error", "error": error}

    def _ask_for_token(self) -> Token:
        """Ask the gateway's token endpoint; the core calls this when it must, in a thread of an async client."""
        if not (self._client_id and self._client_secret):
            raise MissingCredentialsError("No credentials: set ACME_CLIENT_ID and ACME_CLIENT_SECRET.")
        form = {"client_id": self._client_id, "client_secret": self._client_secret}
        try:
            with httpx.Client(transport=self._token_transport) as http:
                response = http.post(f"{self.base_url}/oauth/token", data=form)
        except httpx.TransportError as error:
            request = httpx.Request("POST", f"{self.base_url}/oauth/token")
            raise APIConnectionError(message=f"No token: {error}", request=request) from error
        if response.status_code != 200:
            raise MissingCredentialsError(f"The gateway gives no token: {response.status_code} {response.text[:200]}")
        answer = response.json()
        return Token(answer["access_token"], time.time() + answer["expires_in"])
