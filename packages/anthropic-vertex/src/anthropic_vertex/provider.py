"""What both services of Google Cloud share: who authorises requests, and how they tell of failures. No paths here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Mapping, cast

from typing_extensions import override

from anthropic.client import TokenSource, environment, forgets_arguments
from anthropic.errors import error_type_of
from anthropic.provider import Provider

from .credentials import GoogleAuth

if TYPE_CHECKING:
    import httpx
    from google.auth.credentials import Credentials

ERROR_TYPES: Mapping[str, str] = {
    "DEADLINE_EXCEEDED": "timeout_error",
    "FAILED_PRECONDITION": "invalid_request_error",
    "INTERNAL": "api_error",
    "INVALID_ARGUMENT": "invalid_request_error",
    "NOT_FOUND": "not_found_error",
    "OUT_OF_RANGE": "invalid_request_error",
    "PERMISSION_DENIED": "permission_error",
    "RESOURCE_EXHAUSTED": "rate_limit_error",
    "UNAUTHENTICATED": "authentication_error",
    "UNAVAILABLE": "overloaded_error",
}
"""What Google calls an error (google.rpc.Code), and what the API calls it."""


class GoogleProvider(Provider):
    """A service of Google Cloud. A subclass says where it is and what it takes."""

    skip_auth: bool = False
    follows_place: bool
    """Whether the base URL is the place's own; else the user or the environment gave one."""

    def __init__(self, token: TokenSource | None, credentials: Credentials | None) -> None:
        self._auth = GoogleAuth(token, credentials)

    def default_base_url(self) -> str:
        """The URL of the place."""
        raise NotImplementedError

    def _settle(self, base_url: str | httpx.URL | None, variable: str) -> None:
        given = base_url or environment(variable)
        self.follows_place = not given
        self.base_url = str(given or self.default_base_url())

    @property
    @override
    def auth(self) -> httpx.Auth | None:
        return None if self.skip_auth else self._auth

    @property
    def google_auth(self) -> GoogleAuth:
        """What authorises requests that are not sent without."""
        return self._auth

    @forgets_arguments
    def authorise_with(self, token: TokenSource | None, credentials: Credentials | None) -> None:
        """Use these from now on; where they are the same ones, what was found out about them stays."""
        if self._auth.given != (token or None, credentials or None):
            self._auth = GoogleAuth(token, credentials)

    def share_tokens(self, other: GoogleProvider) -> None:
        """Use what another provider has found out about the same credentials, so that copies of a client ask once."""
        if self._auth.given == other._auth.given:
            self._auth = other._auth

    @override
    def failure(self, response: httpx.Response, body: object) -> object:
        """Google's `{"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", …}}`, or a list of that, with a type."""
        found = _fields(body)
        error = _fields(found.get("error"))
        if not error or found.get("type") == "error":
            return body
        type_ = ERROR_TYPES.get(str(error.get("status"))) or error_type_of(response.status_code)
        return {"type": "error", "error": {**error, "type": type_}}


def _fields(value: object) -> dict[str, object]:
    """A JSON object, or the first of a list of them; empty where it is neither."""
    first = next(iter(cast("list[object]", value)), None) if isinstance(value, list) else value
    return cast("dict[str, object]", first) if isinstance(first, dict) else {}
