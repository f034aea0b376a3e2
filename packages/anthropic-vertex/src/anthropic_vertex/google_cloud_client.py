"""`AnthropicGoogleCloud` and `AsyncAnthropicGoogleCloud`: the first-party clients with another provider."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Mapping, Sequence, Union, cast

from typing_extensions import Literal, Self, TypeAlias, override

from anthropic import Anthropic, AsyncAnthropic
from anthropic.client import (
    DEFAULT_MAX_RETRIES,
    BaseClient,
    MiddlewareInput,
    NotGiven,
    StreamTimeout,
    TimeoutTypes,
    TokenSource,
    not_given,
)

from .google_cloud import GoogleCloud

if TYPE_CHECKING:
    import httpx
    from google.auth.credentials import Credentials

    HttpClient: TypeAlias = Union[httpx.Client, httpx.AsyncClient]


class _GoogleCloud(BaseClient):
    """What the two clients share: their arguments, and the provider that they make of them."""

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
        long_requests: Literal["stream", "send", "refuse"] = "stream",
        _strict_response_validation: bool = False,
    ) -> None:
        """Make a client; what is not given comes from the environment, as `GoogleCloud` tells. Raises: ValueError."""
        self._google_cloud = GoogleCloud(
            project=project,
            location=location,
            workspace_id=workspace_id,
            token_provider=token_provider,
            credentials=credentials,
            skip_auth=skip_auth,
            base_url=base_url,
        )
        self._token_provider, self._google_credentials = token_provider, credentials
        token_provider = credentials = None  # tracebacks show the variables of a frame
        options: dict[str, Any] = {
            "provider": self._google_cloud,
            "long_requests": long_requests,
            "default_headers": default_headers,
            "default_query": default_query,
        }
        super().__init__(
            **options,
            base_url=self._google_cloud.base_url,
            timeout=timeout,
            max_retries=max_retries,
            http_client=http_client,
            middleware=middleware,
            plugins=plugins,
            deadline=deadline,
            stream_timeout=stream_timeout,
            _strict_response_validation=_strict_response_validation,
        )
        cast(Any, self).api_key = cast(Any, self).auth_token = None  # those of the environment are for another platform

    completions: ClassVar[None] = None
    """The platform has no such endpoint."""

    @property
    def workspace_id(self) -> str | None:
        """The workspace that requests go to."""
        return self._google_cloud.workspace_id

    @property
    def google_credentials(self) -> Credentials | None:
        """The credentials given or, after the first request, found by google-auth."""
        auth = self._google_cloud.google_auth
        return None if auth is None or auth.account is None else auth.account.known_credentials

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
        mine = self._google_cloud
        is_default = str(self._base_url) == mine.default_base_url() + "/"
        return {
            **options,
            "base_url": None if is_default else self._base_url,
            "project": mine.project,
            "location": mine.location,
            "workspace_id": mine.workspace_id,
            "token_provider": self._token_provider,
            "credentials": self._google_credentials,
            "skip_auth": mine.auth is None,
        }

    _secret_options: ClassVar[tuple[str, ...]] = ("token_provider", "credentials")

    @override
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
        deadline: float | NotGiven | None = not_given,
        stream_timeout: StreamTimeout | NotGiven = not_given,
        _extra_kwargs: Mapping[str, Any] = {},  # noqa: B006  # never changed
    ) -> Self:
        """The same client with some options changed; it shares connections and, with the same credentials, tokens."""
        same_tokens = not token_provider and not credentials and skip_auth is None
        made = super().copy(
            project=project,
            location=location,
            workspace_id=workspace_id,
            token_provider="" if credentials and not token_provider else token_provider,
            credentials=credentials,
            skip_auth=skip_auth,
            base_url=base_url,
            timeout=timeout,
            http_client=http_client,
            middleware=middleware,
            max_retries=max_retries,
            default_headers=default_headers,
            set_default_headers=set_default_headers,
            default_query=default_query,
            set_default_query=set_default_query,
            deadline=deadline,
            stream_timeout=stream_timeout,
            _extra_kwargs=_extra_kwargs,
        )
        if same_tokens:
            made._google_cloud.share_tokens(self._google_cloud)
        return made

    with_options = copy  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]  # see copy


# The ignores: copy names its options; completions is None; _secret_options are other ones.
class AnthropicGoogleCloud(_GoogleCloud, Anthropic):  # type: ignore[misc]  # pyright: ignore[reportIncompatibleMethodOverride]
    """The blocking client of Claude on Google Cloud. Thread-safe; one for a process is enough."""


# The ignores: copy names its options; completions is None; _secret_options are other ones.
class AsyncAnthropicGoogleCloud(_GoogleCloud, AsyncAnthropic):  # type: ignore[misc]  # pyright: ignore[reportIncompatibleMethodOverride]
    """The async client of Claude on Google Cloud, for asyncio and trio; one for a process is enough."""
