"""Where requests go, and how they are authorised."""

from __future__ import annotations

import httpx

from anthropic.client import Secret
from anthropic.provider import HeaderAuth, Provider


class {{ cookiecutter.provider }}(Provider):
    """Sends every call to a gateway, with a token of its own."""

    name = "{{ cookiecutter.short_name }}"

    def __init__(self, *, base_url: str, token: str) -> None:
        self.base_url = base_url
        self._auth = HeaderAuth({"authorization": Secret(token, prefix="Bearer ")}, missing="No token: pass token=.")

    @property
    def auth(self) -> httpx.Auth:
        """The token, put on each attempt after all middleware."""
        return self._auth
