"""`AnthropicGoogleCloud` and `AsyncAnthropicGoogleCloud`: the first-party clients with another provider."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Mapping, Sequence, Union, cast

from typing_extensions import Literal, Self, TypeAlias, override

from anthropic import Anthropic, AsyncAnthropic
from anthropic.client import (
    DEFAULT_MAX_RETRIES,
    MiddlewareInput,
    NotGiven,
    StreamTimeout,
    TimeoutTypes,
    TokenSource,
    alias_of,
    forgets_arguments,
    not_given,
)

from ._client import GoogleClient
from .google_cloud import GoogleCloud

if TYPE_CHECKING:
    import httpx
    from google.auth.credentials import Credentials

    HttpClient: TypeAlias = Union[httpx.Client, httpx.AsyncClient]
    LongRequests: TypeAlias = Literal["stream", "send", "refuse"]


class _GoogleCloud(GoogleClient):
    """What the two clients share: their arguments, and the provider that they make of them."""

    _google: GoogleCloud

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
        timeout: TimeoutTypes | NotGiven = not_given,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
        http_client: HttpClient | None = None,
        middleware: Sequence[MiddlewareInput] | None = None,
        plugins: Sequence[str] | None = None,
        deadline: float | None = None,
        stream_timeout: StreamTimeout | None = None,
        long_requests: LongRequests = "stream",
        _strict_response_validation: bool = False,
    ) -> None:
        """Make a client; what is not given comes from the environment, as `GoogleCloud` tells. Raises: ValueError."""
        self._google = GoogleCloud(
            project=project,
            location=location,
            workspace_id=workspace_id,
            token_provider=token_provider,
            credentials=credentials,
            skip_auth=skip_auth,
            base_url=base_url,
        )
        self._token_provider, self._google_credentials = token_provider, credentials
        options: dict[str, Any] = {
            "provider": self._google,
            "long_requests": long_requests,
            "default_headers": default_headers,
            "default_query": default_query,
        }
        super().__init__(
            **options,
            base_url=self._google.base_url,
            timeout=timeout,
            max_retries=max_retries,
            http_client=http_client,
            middleware=middleware,
            plugins=plugins,
            deadline=deadline,
            stream_timeout=stream_timeout,
            _strict_response_validation=_strict_response_validation,
        )
        self._followed = self._base_url if self._google.follows_place else None
        cast(Any, self).api_key = cast(Any, self).auth_token = None  # those of the environment are for another platform

    completions: ClassVar[None] = None
    """The platform has no such endpoint."""

    @property
    def workspace_id(self) -> str | None:
        """The workspace that requests go to. The base URL follows it unless one was given."""
        return self._google.workspace_id

    @workspace_id.setter
    def workspace_id(self, workspace_id: str) -> None:
        self._google.workspace_id = workspace_id
        self._follow()

    @property
    def google_credentials(self) -> Credentials | None:
        """The credentials given or, after the first request, found by google-auth."""
        account = self._google.google_auth.account
        return None if account is None else account.known_credentials

    @property
    @override
    def auth_headers(self) -> dict[str, str]:
        """Empty: each request is authorised with a token of its time."""
        return {}

    @override
    def _options(self) -> dict[str, Any]:
        options = super()._options()
        for first_party in ("api_key", "auth_token", "webhook_key", "provider", "provider_options"):
            options.pop(first_party, None)
        return {
            **options,
            "project": self._google.project,
            "location": self._google.location,
            "workspace_id": self._google.workspace_id,
            "token_provider": self._token_provider,
            "credentials": self._google_credentials,
            "skip_auth": self._google.skip_auth,
        }

    _secret_options: ClassVar[tuple[str, ...]] = ("token_provider", "credentials")

    @override
    @forgets_arguments
    def copy(  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]  # the base takes any name
        self,
        *,
        project: str | None = None,
        location: str | None = None,
        workspace_id: str | NotGiven | None = not_given,
        token_provider: TokenSource | NotGiven | None = not_given,
        credentials: Credentials | NotGiven | None = not_given,
        skip_auth: bool | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: TimeoutTypes | NotGiven = not_given,
        http_client: HttpClient | None = None,
        middleware: Sequence[MiddlewareInput] | NotGiven | None = not_given,
        max_retries: int | NotGiven = not_given,
        default_headers: Mapping[str, str] | None = None,
        set_default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
        set_default_query: Mapping[str, object] | None = None,
        plugins: Sequence[str] | None = None,
        deadline: float | NotGiven | None = not_given,
        stream_timeout: StreamTimeout | NotGiven | None = not_given,
        long_requests: LongRequests | NotGiven = not_given,
        _strict_response_validation: bool | NotGiven = not_given,
        _extra_kwargs: Mapping[str, Any] = {},  # noqa: B006  # never changed
    ) -> Self:
        """The same client with some options changed; it shares connections and, with the same credentials, tokens.

        `None` for `workspace_id`, `token_provider` or `credentials` means what it means to the constructor.
        """
        changes: dict[str, Any] = dict(locals())
        if skip_auth or credentials:
            changes["token_provider"] = token_provider or None
        if skip_auth:
            changes["credentials"] = credentials or None
        for cleared in ("workspace_id", "token_provider", "credentials"):
            if changes[cleared] is None:
                changes[cleared] = ""
        return self._changed(changes)

    @alias_of(copy)
    def with_options(self) -> None:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]  # see copy
        """The same as `copy`."""


# The ignores: copy names its options; completions is None; _secret_options are other ones.
class AnthropicGoogleCloud(_GoogleCloud, Anthropic):  # type: ignore[misc]  # pyright: ignore[reportIncompatibleMethodOverride]
    """The blocking client of Claude on Google Cloud. Thread-safe; one for a process is enough."""


# The ignores: copy names its options; completions is None; _secret_options are other ones.
class AsyncAnthropicGoogleCloud(_GoogleCloud, AsyncAnthropic):  # type: ignore[misc]  # pyright: ignore[reportIncompatibleMethodOverride]
    """The async client of Claude on Google Cloud, for asyncio and trio; one for a process is enough."""
