"""Where requests go, and how they are authorised."""

from __future__ import annotations

from typing import Generator

import httpx

from anthropic.provider import Provider


class {{ cookiecutter.provider }}(Provider):
    """Sends every call to a gateway, with a token of its own."""

    name = "{{ cookiecutter.short_name }}"

    def __init__(self, *, base_url: str, token: str) -> None:
        self.base_url = base_url
        self._auth = TokenAuth(token)

    @property
    def auth(self) -> httpx.Auth:
        """The token, put on each attempt after all middleware."""
        return self._auth


class TokenAuth(httpx.Auth):
    """Puts a token into the header `authorization`."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Authorise one attempt."""
        request.headers["authorization"] = f"Bearer {self._token}"
        yield request
