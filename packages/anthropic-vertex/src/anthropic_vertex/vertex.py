"""Vertex AI as a provider: its hosts, and the paths and bodies that it wants in place of the API's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Mapping
from urllib.parse import quote

from typing_extensions import override

from anthropic.client import TokenSource, environment, forgets_arguments, omit
from anthropic.errors import UnsupportedFeatureError
from anthropic.provider import Call

from .credentials import UNKNOWN_PROJECT
from .provider import GoogleProvider

if TYPE_CHECKING:
    import httpx
    from google.auth.credentials import Credentials

API_VERSION = "vertex-2023-10-16"
PLATFORM = "Vertex AI"
MULTI_REGIONS = ("eu", "us")
NOT_THERE = {
    "/v1/complete": "text completions",
    "/v1/files": "files",
    "/v1/messages/batches": "message batches",
    "/v1/models": "models endpoint",
    "/v1/skills": "skills",
}
"""What the platform lacks, by the first part of the path."""
NOT_SENT = ("anthropic-version", "x-stainless-async")
"""Headers of other platforms; the body names the version here."""


class Vertex(GoogleProvider):
    """Claude on Vertex AI, in one project and region. Short name: `vertex`."""

    name = "vertex"

    @forgets_arguments
    def __init__(
        self,
        *,
        region: str | None = None,
        project_id: str | None = None,
        access_token: TokenSource | None = None,
        credentials: Credentials | None = None,
        base_url: str | httpx.URL | None = None,
    ) -> None:
        """Make a provider.

        `region` (else `CLOUD_ML_REGION`): a region, `global`, or a multi-region (`us`, `eu`). `project_id` (else
        `ANTHROPIC_VERTEX_PROJECT_ID`, `CLOUD_ML_PROJECT_ID`, `GOOGLE_CLOUD_PROJECT`, else that of the credentials).
        `access_token` goes before `credentials`; without both, google-auth looks for application default credentials.
        `base_url` (else `ANTHROPIC_VERTEX_BASE_URL`) ends in the API version, as in `https://…/v1`.
        Raises: ValueError where no region is given.
        """
        super().__init__(access_token, credentials)
        region = region or environment("CLOUD_ML_REGION")
        if not region:
            raise ValueError("No region: pass region= or set CLOUD_ML_REGION.")
        self.region = checked(region)
        self.project_id = (
            project_id
            or environment("ANTHROPIC_VERTEX_PROJECT_ID")
            or environment("CLOUD_ML_PROJECT_ID")
            or environment("GOOGLE_CLOUD_PROJECT")
        )
        self._settle(base_url, "ANTHROPIC_VERTEX_BASE_URL")

    @override
    def default_base_url(self) -> str:
        """The endpoint of the region, of the multi-region, or the global one."""
        if self.region == "global":
            return "https://aiplatform.googleapis.com/v1"
        if self.region in MULTI_REGIONS:
            return f"https://aiplatform.{self.region}.rep.googleapis.com/v1"
        return f"https://{self.region}-aiplatform.googleapis.com/v1"

    @override
    def adapt(self, call: Call[Any, Any]) -> Call[Any, Any]:
        path, _, query = call.path.partition("?")
        path = "/" + path.lstrip("/")
        headers = {**dict.fromkeys(NOT_SENT, omit), **call.headers}
        if not path.startswith("/v1/"):  # one of Google's own paths, or a whole URL
            return call.replace(body=_versioned(call.body), headers=headers)
        if call.method != "POST" or path not in ("/v1/messages", "/v1/messages/count_tokens"):
            raise UnsupportedFeatureError(_feature(call.method, path), PLATFORM)
        body = dict(call.body or {})
        if path == "/v1/messages":
            model = body.pop("model", None)
            if not isinstance(model, str) or not model:
                raise TypeError(f"model must name a model, not {model!r}.")
            verb = "streamRawPredict" if body.get("stream") else "rawPredict"
        else:
            model, verb = "count-tokens", "rawPredict"
        return call.replace(
            path=self._path(model, verb) + _without_beta(query),
            body=_versioned(body),
            query={key: value for key, value in call.query.items() if key != "beta"},
            headers=headers,
        )

    def _path(self, model: str, verb: str) -> str:
        project = UNKNOWN_PROJECT if self.project_id is None else quote(self.project_id, safe=":")
        place = f"/projects/{project}/locations/{self.region}"
        return f"{place}/publishers/anthropic/models/{quote(model, safe='@')}:{verb}"


def checked(region: str) -> str:
    """A region, which may stand in a host name. Raises: ValueError."""
    if not re.fullmatch(r"[A-Za-z0-9-]+", region):
        raise ValueError(f"region is a name such as 'us-east5', not {region!r}.")
    return region


def _feature(method: str, path: str) -> str:
    for start, feature in NOT_THERE.items():
        if path == start or path.startswith(start + "/"):
            return feature
    return f"{method} {path}"


def _versioned(body: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    return body if body is None or "anthropic_version" in body else {**body, "anthropic_version": API_VERSION}


def _without_beta(query: str) -> str:
    """The query of a path without the mark of beta calls, which the platform does not know."""
    kept = "&".join(item for item in query.split("&") if item and not item.startswith("beta="))
    return f"?{kept}" if kept else ""


__all__ = ["API_VERSION", "Vertex", "checked"]
