"""The Claude service of Google Cloud as a provider: the API itself, below the path of a workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from typing_extensions import override

from anthropic.client import TokenSource, environment, forgets_arguments
from anthropic.errors import UnsupportedFeatureError
from anthropic.provider import Call

from .credentials import UNKNOWN_PROJECT
from .provider import GoogleProvider

if TYPE_CHECKING:
    import httpx
    from google.auth.credentials import Credentials

HOST = "https://claude.googleapis.com"
PLATFORM = "The Claude service of Google Cloud"


class GoogleCloud(GoogleProvider):
    """Claude in a workspace of a Google Cloud project. Short name: `google-cloud`."""

    name = "google-cloud"

    @forgets_arguments
    def __init__(
        self,
        *,
        project: str | None = None,
        location: str | None = None,
        workspace_id: str | None = None,
        token_provider: TokenSource | None = None,
        credentials: Credentials | None = None,
        skip_auth: bool = False,
        base_url: str | httpx.URL | None = None,
    ) -> None:
        """Make a provider.

        What is not given comes from `ANTHROPIC_GOOGLE_CLOUD_PROJECT` (else `GOOGLE_CLOUD_PROJECT`, else the
        credentials), `ANTHROPIC_GOOGLE_CLOUD_LOCATION` (else `global`), `ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID` and
        `ANTHROPIC_GOOGLE_CLOUD_BASE_URL`. `token_provider` goes before `credentials`; without both, google-auth looks
        for application default credentials. `skip_auth` sends no credentials: something in between adds them.
        Raises: ValueError where no workspace is given, or `skip_auth` together with credentials.
        """
        if skip_auth and (token_provider or credentials):
            raise ValueError("Pass skip_auth=True, or token_provider= or credentials=, not both.")
        super().__init__(token_provider, credentials)
        self.skip_auth = skip_auth
        self.project = project or environment("ANTHROPIC_GOOGLE_CLOUD_PROJECT") or environment("GOOGLE_CLOUD_PROJECT")
        self.location = location or environment("ANTHROPIC_GOOGLE_CLOUD_LOCATION") or "global"
        self.workspace_id = workspace_id or environment("ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID")
        if not self.workspace_id:
            raise ValueError("No workspace: pass workspace_id= or set ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID.")
        self._settle(base_url, "ANTHROPIC_GOOGLE_CLOUD_BASE_URL")

    @override
    def default_base_url(self) -> str:
        """The workspace's own URL; `-` stands for a project that only the credentials know."""
        project = UNKNOWN_PROJECT if self.project is None else quote(self.project, safe=":")
        place = f"projects/{project}/locations/{quote(self.location, safe='')}"
        return f"{HOST}/v1alpha/{place}/workspaces/{quote(self.workspace_id or '', safe='')}/invoke"

    @override
    def adapt(self, call: Call[Any, Any]) -> Call[Any, Any]:
        if call.path.partition("?")[0].strip("/") == "v1/complete":
            raise UnsupportedFeatureError("text completions", PLATFORM)
        return call
