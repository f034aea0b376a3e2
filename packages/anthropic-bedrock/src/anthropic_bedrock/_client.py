"""What the AWS clients share: their options, and the provider that they make of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Mapping, Sequence

import httpx
from typing_extensions import Literal, Self, TypedDict, override

from anthropic.client import BaseClient, TokenSource, forgets_arguments

from .provider import AmazonProvider

if TYPE_CHECKING:
    from anthropic.client import MiddlewareInput, NotGiven, StreamTimeout
    from anthropic.provider import Provider

    from ._botocore import BotoSession
    from .credentials import CredentialSource

API_VERSION = "2023-06-01"
LongRequests = Literal["stream", "send", "refuse"]
IDENTITY = ("aws_access_key", "aws_secret_key", "aws_session_token", "aws_profile", "boto_session")
LOCATED = IDENTITY[3:]
"""Whoever these name may bring a region."""
TAKEN = frozenset({*IDENTITY, "aws_region", "api_key", "base_url", "skip_auth", "long_requests"})
"""Arguments that `AmazonClient` takes itself; the rest is for the core."""


class CommonOptions(TypedDict, total=False):
    """Arguments that all clients of this package take, and that their copies may change."""

    aws_access_key: str | None
    """With `aws_secret_key`. Without any of the credentials here: those that AWS tools find."""
    aws_secret_key: str | None
    aws_session_token: str | None
    """Goes with temporary keys."""
    aws_region: str | None
    """Else the region of `boto_session`, `AWS_REGION`, `AWS_DEFAULT_REGION`, the region of the profile."""
    aws_profile: str | None
    """A profile of the files `~/.aws/config` and `~/.aws/credentials`."""
    boto_session: BotoSession | None
    """A `boto3.Session` (or botocore session) whose credentials and region count."""
    api_key: TokenSource | None
    """A bearer token or key in place of AWS credentials, or a callable that gives one."""
    base_url: str | httpx.URL | None
    timeout: float | httpx.Timeout | NotGiven | None
    max_retries: int
    deadline: float | None
    stream_timeout: StreamTimeout | None
    default_headers: Mapping[str, str] | None
    """In a copy: added to those that the client has."""
    default_query: Mapping[str, object] | None
    """In a copy: added to those that the client has."""
    http_client: httpx.Client | httpx.AsyncClient | None
    middleware: Sequence[MiddlewareInput] | NotGiven | None
    plugins: Sequence[str] | None
    long_requests: LongRequests
    """What to do with a request whose answer may take longer than ten minutes."""
    _strict_response_validation: bool


class CopyOptions(CommonOptions, total=False):
    """Arguments of `copy` beside those of the client."""

    set_default_headers: Mapping[str, str] | None
    """In place of the headers that the client has."""
    set_default_query: Mapping[str, object] | None
    """In place of the query parameters that the client has."""
    _extra_kwargs: Mapping[str, Any]


class AmazonClient(BaseClient):
    """Options that all AWS clients have. Setting one later takes effect from the next call.

    A region that was found goes with the session or profile, a base URL that was found with the region.
    """

    provider_class: ClassVar[type[AmazonProvider]]
    aws_access_key: str | None
    aws_secret_key: str | None
    aws_session_token: str | None
    aws_region: str | None
    aws_profile: str | None
    boto_session: BotoSession | None
    api_key: TokenSource | None
    skip_auth: bool
    long_requests: LongRequests
    _source: CredentialSource | None = None
    _found: frozenset[str] = frozenset()
    """Options that nobody gave, of region and base URL."""

    def _take(self, options: Mapping[str, Any]) -> AmazonProvider:
        """Keep the options that say who and where; the provider that they make, whose base URL counts."""
        given = {name: options.get(name) or None for name in (*IDENTITY, "aws_region", "api_key")}
        self.skip_auth = bool(options.get("skip_auth"))
        made = self.provider_class(
            **given, skip_auth=self.skip_auth, base_url=options.get("base_url"), **self._more(options)
        )
        for name in IDENTITY:
            setattr(self, name, given[name])
        self.aws_region, self.api_key = made.region, made.api_key
        self.long_requests = options.get("long_requests") or "stream"
        self.__dict__.update(_source=made.source, _found=made.found)
        return made

    @override
    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, value)
        if name in self._found:
            self.__dict__["_found"] = self._found - {name}
        if name in LOCATED and "aws_region" in self._found:
            self.__dict__["aws_region"] = None
        elif name == "aws_region" and value and "base_url" in self._found:
            super().__setattr__("base_url", self.provider_class.base_url_in(self.aws_region))

    def _more(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """Arguments that only this client's provider takes."""
        return {}

    @override
    @forgets_arguments
    def _provider(self) -> Provider:
        options = {name: getattr(self, name) for name in (*IDENTITY, "aws_region", "api_key", "skip_auth")}
        url = None if not self.aws_region and "base_url" in self._found else self._base_url
        made = self.provider_class(**options, base_url=url, source=self._source, **self._more(vars(self)))
        if url is None:
            super().__setattr__("base_url", made.base_url)
        self.__dict__.update(_source=made.source, aws_region=self.aws_region or made.region)
        return made

    def _changed(self, changes: Mapping[str, Any]) -> Self:
        """A copy that shares what was found out about the identity, unless that changes."""
        changes = dict(changes)
        found = frozenset(name for name in self._found if not changes.get(name))
        if changes.get("api_key"):
            changes.update(dict.fromkeys(IDENTITY, ""))
        elif any(changes.get(name) for name in IDENTITY):
            changes["api_key"] = ""
            if changes.get("aws_access_key"):
                changes = {**dict.fromkeys(("aws_session_token", "aws_profile", "boto_session"), ""), **changes}
            elif any(changes.get(name) for name in LOCATED):
                changes = {**dict.fromkeys(IDENTITY, ""), **changes}
                if "aws_region" in found:
                    changes["aws_region"] = ""
        made = super().copy(**changes)
        made.__dict__.update(_source=self._source, _found=found)  # the source is not used for another identity
        return made

    @override
    def _options(self) -> dict[str, Any]:
        """The arguments that make a client like this one; a base URL only where one was given."""
        own = {name: getattr(self, name) for name in (*IDENTITY, "aws_region", "api_key", "long_requests")}
        return {**super()._options(), **own, "base_url": None if "base_url" in self._found else self._base_url}

    _secret_options: ClassVar[tuple[str, ...]] = ("api_key", *IDENTITY[:3], "boto_session", "auth_token", "webhook_key")
