"""`AnthropicVertex` and `AsyncAnthropicVertex`: the core's clients with the provider for Vertex AI."""

from __future__ import annotations

import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Mapping, Sequence, Union

from typing_extensions import Literal, Self, TypeAlias, override

from anthropic.client import (
    DEFAULT_MAX_RETRIES,
    AsyncAPIClient,
    BaseClient,
    MiddlewareInput,
    NotGiven,
    StreamTimeout,
    SyncAPIClient,
    TimeoutTypes,
    TokenSource,
    not_given,
)

from .vertex import Vertex, default_base_url

if TYPE_CHECKING:
    import httpx
    from google.auth.credentials import Credentials

    from anthropic.resources import AsyncMessages, Messages

    HttpClient: TypeAlias = Union[httpx.Client, httpx.AsyncClient]


class _Vertex(BaseClient):
    """What the two clients share: their arguments, and the provider that they make of them."""

    access_token: TokenSource | None
    credentials: Credentials | None

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
        long_requests: Literal["stream", "send", "refuse"] = "stream",
        _strict_response_validation: bool = False,
    ) -> None:
        """Make a client; what is not given comes from the environment, as `Vertex` tells. Raises: ValueError."""
        self._vertex = Vertex(
            region=region or None,
            project_id=project_id or None,
            access_token=access_token,
            credentials=credentials,
            base_url=base_url,
        )
        self.access_token, self.credentials = access_token, credentials
        access_token = credentials = None  # tracebacks show the variables of a frame
        self.long_requests = long_requests
        super().__init__(
            base_url=self._vertex.base_url,
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

    @property
    def region(self) -> str:
        """Region, multi-region or `global`."""
        return self._vertex.region

    @property
    def project_id(self) -> str | None:
        """The Google Cloud project; `None` until the first request where only the credentials know it."""
        return self._vertex.project_id or self._vertex.auth.project

    @override
    def _provider(self) -> Vertex:
        moved = copy.copy(self._vertex)
        moved.base_url = str(self._base_url)
        return moved

    @override
    def _options(self) -> dict[str, Any]:
        is_default = str(self._base_url) == default_base_url(self.region) + "/"
        return {
            **super()._options(),
            "base_url": None if is_default else self._base_url,
            "region": self.region,
            "project_id": self._vertex.project_id or not_given,
            "access_token": self.access_token,
            "credentials": self.credentials,
            "long_requests": self.long_requests,
        }

    _secret_options: ClassVar[tuple[str, ...]] = ("access_token", "credentials")

    @override
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
        deadline: float | NotGiven | None = not_given,
        stream_timeout: StreamTimeout | NotGiven = not_given,
        _extra_kwargs: Mapping[str, Any] = {},  # noqa: B006  # never changed
    ) -> Self:
        """The same client with some options changed; it shares connections and, with the same credentials, tokens."""
        same_tokens = access_token is None and credentials is None
        made = super().copy(
            region=region,
            project_id=project_id,
            access_token="" if credentials is not None and access_token is None else access_token,
            credentials=credentials,
            base_url=base_url,
            timeout=timeout,
            http_client=http_client,
            max_retries=max_retries,
            default_headers=default_headers,
            set_default_headers=set_default_headers,
            default_query=default_query,
            set_default_query=set_default_query,
            middleware=middleware,
            deadline=deadline,
            stream_timeout=stream_timeout,
            _extra_kwargs=_extra_kwargs,
        )
        if same_tokens:
            made._vertex.share_tokens(self._vertex)
        return made

    with_options = copy  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]  # see copy


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
