"""What the clients of both services share: a base URL that follows the place, and tokens that copies share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typing_extensions import Self, override

from anthropic.client import BaseClient

from .provider import GoogleProvider

if TYPE_CHECKING:
    import httpx


class GoogleClient(BaseClient):
    """A client with a provider, whose place it keeps and whose copies it sends requests by."""

    _google: Any
    """A `GoogleProvider`; which one, the subclass says."""
    _followed: httpx.URL | None
    """The base URL as it was derived from the place. It is followed for as long as nobody gives another."""

    @override
    def _provider(self) -> GoogleProvider:
        moved: GoogleProvider = self._google.moved(self._base_url)
        return moved

    @property
    def _follows(self) -> bool:
        return self._base_url is self._followed

    def _follow(self) -> None:
        """Derive the base URL from the place, if it was so far."""
        if self._follows:
            self.base_url = self._google.default_base_url()
            self._followed = self._base_url

    @override
    def _options(self) -> dict[str, Any]:
        return {**super()._options(), "base_url": None if self._follows else self._base_url}

    def _changed(self, changes: dict[str, Any]) -> Self:
        """A copy that shares tokens unless the credentials change, and that goes where the environment says nothing."""
        del changes["self"]
        follows = self._follows and not changes["base_url"]
        if follows:
            changes["base_url"] = self._base_url
        made = super().copy(**changes)
        if follows:
            made._followed = made._base_url
            made._follow()
        made._google.share_tokens(self._google)
        return made
