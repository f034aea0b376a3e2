"""Vertex AI as a provider: its hosts, and the paths and bodies that it wants in place of the API's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Mapping
from urllib.parse import quote

from typing_extensions import override

from anthropic.client import TokenSource, environment, omit
from anthropic.errors import UnsupportedFeatureError
from anthropic.provider import Call, Provider

from .credentials import UNKNOWN_PROJECT, GoogleAccount, GoogleAuth

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


class Vertex(Provider):
    """Claude on Vertex AI, in one project and region. Short name: `vertex`."""

    name = "vertex"

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
        region = region or environment("CLOUD_ML_REGION")
        if not region:
            raise ValueError("No region: pass region= or set CLOUD_ML_REGION.")
        self.region = _checked(region)
        self.project_id = (
            project_id
            or environment("ANTHROPIC_VERTEX_PROJECT_ID")
            or environment("CLOUD_ML_PROJECT_ID")
            or environment("GOOGLE_CLOUD_PROJECT")
        )
        self.base_url = str(base_url or environment("ANTHROPIC_VERTEX_BASE_URL") or default_base_url(region))
        account = GoogleAccount(credentials) if credentials is not None or not access_token else None
        self._auth = GoogleAuth(access_token or None, account)
        access_token = credentials = None  # tracebacks show the variables of a frame

    @property
    @override
    def auth(self) -> GoogleAuth:
        return self._auth

    def share_tokens(self, other: Vertex) -> None:
        """Use the tokens of another provider, so that copies of a client ask for one together."""
        self._auth = other._auth

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


def default_base_url(region: str) -> str:
    """The endpoint of a region, of a multi-region, or the global one."""
    if region == "global":
        return "https://aiplatform.googleapis.com/v1"
    if region in MULTI_REGIONS:
        return f"https://aiplatform.{region}.rep.googleapis.com/v1"
    return f"https://{region}-aiplatform.googleapis.com/v1"


def _checked(region: str) -> str:
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


__all__ = ["API_VERSION", "Vertex", "default_base_url"]
