"""What the three AWS providers share: who signs, for which region, and what they have not got."""

from __future__ import annotations

import logging
from typing import Any, ClassVar, Mapping, NoReturn, cast

import httpx
from typing_extensions import override

from anthropic.client import TokenSource, as_secret, environment, forgets_arguments
from anthropic.errors import AnthropicError, UnsupportedFeatureError
from anthropic.provider import Call, HeaderAuth, Provider

from ._botocore import BotoSession
from .auth import SigV4Auth
from .credentials import CredentialSource, Identity
from .event_stream import MESSAGE_KEYS, error_of

log = logging.getLogger("anthropic")

FEATURES: Mapping[str, str] = {
    "/v1/messages/batches": "message batches",
    "/v1/messages/count_tokens": "token counting",
    "/v1/complete": "text completions",
    "/v1/models": "list of models",
    "/v1/files": "files",
    "/v1/skills": "skills",
}
"""Paths of the API and what they are about, to say what a platform has not got."""


class AmazonProvider(Provider):
    """A front door of AWS. A subclass says where it is and what it takes."""

    platform: ClassVar[str]
    """What users call it."""
    service: ClassVar[str]
    """What signatures call it."""
    host: ClassVar[str]
    """Its URL, with `{region}`."""
    base_url_variable: ClassVar[str]
    token_variables: ClassVar[tuple[str, ...]]
    """Environment variables that hold a bearer token or key, the first that is set."""
    token_header: ClassVar[tuple[str, str]] = ("authorization", "Bearer ")
    """The header that carries it, and what stands before it there."""
    default_region: ClassVar[str | None] = None

    @forgets_arguments
    def __init__(
        self,
        *,
        aws_access_key: str | None = None,
        aws_secret_key: str | None = None,
        aws_session_token: str | None = None,
        aws_region: str | None = None,
        aws_profile: str | None = None,
        api_key: TokenSource | None = None,
        boto_session: BotoSession | None = None,
        skip_auth: bool = False,
        base_url: str | httpx.URL | None = None,
        source: CredentialSource | None = None,
    ) -> None:
        """Take arguments, else the environment.

        `boto_session` is a `boto3.Session` or a botocore session whose credentials (and region) count. `skip_auth`
        sends requests as they are, for a gateway that signs them. `source` is that of another provider, to share the
        keys it has found where the identity is the same.

        Raises: ValueError for half of a pair of keys; AnthropicError where no region is known and one is needed.
        """
        identity = Identity(
            aws_access_key or None, aws_secret_key or None, aws_session_token or None, aws_profile or None, boto_session
        )
        identity.check()
        self.source = source if source is not None and source.identity == identity else CredentialSource(identity)
        self.api_key = api_key or (None if identity.is_given else self._environment_token())
        self.skip_auth = skip_auth
        base_url = base_url or environment(self.base_url_variable)
        given = {"aws_region": aws_region, "base_url": base_url}
        self.found = frozenset(name for name in given if not given[name])
        """Options that nobody gave."""
        signs = not skip_auth and self.api_key is None
        own = self.source.region() if boto_session and not aws_region else None
        self.region = aws_region or own or environment("AWS_REGION") or environment("AWS_DEFAULT_REGION")
        if self.region is None and (signs or not base_url):
            self.region = self._found_region()
        self.base_url = str(base_url or self.base_url_in(self.region))

    @classmethod
    def base_url_in(cls, region: str | None) -> str:
        """Where the service is in a region."""
        return cls.host.format(region=region)

    @property
    @override
    def auth(self) -> httpx.Auth | None:
        if self.skip_auth:
            return None
        if self.api_key is not None:
            header, prefix = self.token_header
            secret = as_secret(self.api_key, prefix=prefix)
            return HeaderAuth({} if secret is None else {header: secret}, missing="No API key: pass api_key=.")
        return SigV4Auth(self.source, service=self.service, region=self.region or "")

    @override
    def failure(self, response: httpx.Response, body: object) -> object:
        """What AWS says (`{"message": …}`, named by a header), and beside it what the API would say."""
        name = response.headers.get("x-amzn-errortype")
        if not isinstance(body, dict):
            return body if name is None else error_of(name, {"message": body}, response.status_code)
        told = cast("Mapping[str, Any]", body)
        name = name or str(told.get("__type") or "")
        if isinstance(told.get("error"), dict) or not (name or any(map(told.get, MESSAGE_KEYS))):
            return told
        return {**told, **error_of(name, told, response.status_code)}

    def lacks(self, call: Call[Any, Any]) -> NoReturn:
        """Raises: UnsupportedFeatureError that names what the call is about."""
        path = call.path.partition("?")[0]
        known = next((name for start, name in FEATURES.items() if path == start or path.startswith(f"{start}/")), None)
        raise UnsupportedFeatureError(known or f"endpoint {call.method} {path}", self.platform)

    def _environment_token(self) -> str | None:
        return next(filter(None, map(environment, self.token_variables)), None)

    def _found_region(self) -> str:
        region = self.source.region() or self.default_region
        if region is None:
            raise AnthropicError(
                f"No AWS region for {self.platform}: pass aws_region=, or set AWS_REGION, or give the profile one."
            )
        log.info("The AWS region is %s.", region)
        return region
