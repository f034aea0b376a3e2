"""`AnthropicVertex` and `AsyncAnthropicVertex`: the core's clients with the provider for Vertex AI."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Mapping, Sequence, Union

from typing_extensions import Literal, Self, TypeAlias, override

from anthropic.client import (
    DEFAULT_MAX_RETRIES,
    AsyncAPIClient,
    MiddlewareInput,
    NotGiven,
    StreamTimeout,
    SyncAPIClient,
    TimeoutTypes,
    TokenSource,
    alias_of,
    forgets_arguments,
    not_given,
)

from ._client import GoogleClient
from .provider import GoogleProvider
from .vertex import Vertex, checked

if TYPE_CHECKING:
    import httpx
    from google.auth.credentials import Credentials

    from anthropic.resources import AsyncMessages, Messages

    HttpClient: TypeAlias = Union[httpx.Client, httpx.AsyncClient]
    LongRequests: TypeAlias = Literal["stream", "send", "refuse"]


class _Vertex(GoogleClient):
    """What the two clients share: their arguments, and the provider that they make of them."""

    _google: Vertex
    access_token: TokenSource | None
    credentials: Credentials | None

    @forgets_arguments
    def __init__(
        self,
        *,
        region: str | NotGiven = not_given,
        project_id: str | NotGiven = not_given,
        access_token: TokenSource | None = None,
        credentials: Credentials | None = None,
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
        """Make a client; what is not given comes from the environment, as `Vertex` tells. Raises: ValueError."""
        self._google = Vertex(
            region=region or None,
            project_id=project_id or None,
            access_token=access_token,
            credentials=credentials,
            base_url=base_url,
        )
        self.access_token, self.credentials = access_token, credentials
        self.long_requests = long_requests
        super().__init__(
            base_url=self._google.base_url,
            timeout=timeout,
            max_retries=max_retries,
            custom_headers=default_headers,
            custom_query=default_query,
            http_client=http_client,
            middleware=middleware,
            plugins=plugins,
            deadline=deadline,
            stream_timeout=stream_timeout,
            _strict_response_validation=_strict_response_validation,
        )
        self._followed = self._base_url if self._google.follows_place else None

    @property
    def region(self) -> str:
        """Region, multi-region or `global`. The base URL follows it unless one was given."""
        return self._google.region

    @region.setter
    def region(self, region: str) -> None:
        self._google.region = checked(region)
        self._follow()

    @property
    def project_id(self) -> str | None:
        """The Google Cloud project; `None` until the first request where only the credentials know it."""
        return self._google.project_id or self._google.google_auth.project

    @project_id.setter
    def project_id(self, project_id: str | None) -> None:
        self._google.project_id = project_id

    @override
    def _provider(self) -> GoogleProvider:
        self._google.authorise_with(self.access_token, self.credentials)
        return super()._provider()

    @override
    def _options(self) -> dict[str, Any]:
        return {
            **super()._options(),
            "region": self.region,
            "project_id": self._google.project_id or not_given,
            "access_token": self.access_token,
            "credentials": self.credentials,
            "long_requests": self.long_requests,
        }

    _secret_options: ClassVar[tuple[str, ...]] = ("access_token", "credentials")

    @override
    @forgets_arguments
    def copy(  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]  # the base takes any name
        self,
        *,
        region: str | NotGiven = not_given,
        project_id: str | NotGiven = not_given,
        access_token: TokenSource | None = None,
        credentials: Credentials | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: TimeoutTypes | NotGiven = not_given,
        http_client: HttpClient | None = None,
        max_retries: int | NotGiven = not_given,
        default_headers: Mapping[str, str] | None = None,
        set_default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
        set_default_query: Mapping[str, object] | None = None,
        middleware: Sequence[MiddlewareInput] | NotGiven | None = not_given,
        plugins: Sequence[str] | None = None,
        deadline: float | NotGiven | None = not_given,
        stream_timeout: StreamTimeout | NotGiven | None = not_given,
        long_requests: LongRequests | NotGiven = not_given,
        _strict_response_validation: bool | NotGiven = not_given,
        _extra_kwargs: Mapping[str, Any] = {},  # noqa: B006  # never changed
    ) -> Self:
        """The same client with some options changed; it shares connections and, with the same credentials, tokens."""
        changes: dict[str, Any] = dict(locals())
        if credentials is not None and access_token is None:
            changes["access_token"] = ""
        return self._changed(changes)

    @alias_of(copy)
    def with_options(self) -> None:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]  # see copy
        """The same as `copy`."""


class AnthropicVertex(_Vertex, SyncAPIClient):  # pyright: ignore[reportIncompatibleMethodOverride]  # copy names its options
    """The blocking client of Claude on Vertex AI. Thread-safe; one for a process is enough."""

    @cached_property
    def messages(self) -> Messages:
        """Create messages, stream them, count their tokens."""
        from anthropic.resources import Messages  # not needed to make a client

        return Messages(self)


class AsyncAnthropicVertex(_Vertex, AsyncAPIClient):  # pyright: ignore[reportIncompatibleMethodOverride]  # copy names its options
    """The async client of Claude on Vertex AI, for asyncio and trio; one for a process is enough."""

    @cached_property
    def messages(self) -> AsyncMessages:
        """Create messages, stream them, count their tokens."""
        from anthropic.resources import AsyncMessages  # not needed to make a client

        return AsyncMessages(self)
