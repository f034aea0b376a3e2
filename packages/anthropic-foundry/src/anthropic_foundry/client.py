"""`AnthropicFoundry` and `AsyncAnthropicFoundry`: the first-party clients with the provider for Azure AI Foundry."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Mapping, Sequence, TypeVar, Union, cast

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
    alias_of,
    forgets_arguments,
    not_given,
)

from .credentials import is_async_source
from .provider import AzureADTokenProvider, Foundry

if TYPE_CHECKING:
    import httpx

    from anthropic.resources import AsyncMessages, Messages

    HttpClient: TypeAlias = Union[httpx.Client, httpx.AsyncClient]
    LongRequests: TypeAlias = Literal["stream", "send", "refuse"]

T = TypeVar("T")


class _Foundry(BaseClient):
    """What the two clients share: their arguments, and the provider that they make of them."""

    api_key: TokenSource | None
    auth_token: TokenSource | None

    @forgets_arguments
    def __init__(
        self,
        *,
        resource: str | None = None,
        api_key: TokenSource | None = None,
        azure_ad_token_provider: AzureADTokenProvider | None = None,
        webhook_key: str | None = None,
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
        """Make a client; what is not given comes from the environment, as `Foundry` tells. Raises: ValueError."""
        if not self.is_async and is_async_source(azure_ad_token_provider):
            raise TypeError(
                "azure_ad_token_provider is async, which needs AsyncAnthropicFoundry; pass a blocking callable, or a "
                "credential of azure.identity rather than azure.identity.aio."
            )
        self._foundry = Foundry(
            resource=resource, base_url=base_url, api_key=api_key, azure_ad_token_provider=azure_ad_token_provider
        )
        self._azure_ad_token_provider = azure_ad_token_provider
        options: dict[str, Any] = {
            "provider": self._foundry,
            "webhook_key": webhook_key,
            "long_requests": long_requests,
            "default_headers": default_headers,
            "default_query": default_query,
        }
        super().__init__(
            **options,
            base_url=self._foundry.base_url,
            timeout=timeout,
            max_retries=max_retries,
            http_client=http_client,
            middleware=middleware,
            plugins=plugins,
            deadline=deadline,
            stream_timeout=stream_timeout,
            _strict_response_validation=_strict_response_validation,
        )
        self.api_key = self._foundry.api_key
        self.auth_token = None  # that of the environment is for another platform

    models: ClassVar[None] = None
    """The platform has no such endpoint."""

    @property
    @override
    def auth_headers(self) -> dict[str, str]:
        """Empty: each request is authorised as it is sent."""
        return {}

    @override
    def _provider(self) -> Foundry:
        self._foundry.authorise_with(self.api_key, self._azure_ad_token_provider)
        return self._foundry.moved(self._base_url)

    @override
    def _options(self) -> dict[str, Any]:
        options = super()._options()
        for first_party in ("auth_token", "provider", "provider_options"):
            options.pop(first_party, None)
        moved = str(self._base_url) != self._foundry.base_url.rstrip("/") + "/"
        by_name = self._foundry.resource is not None and not moved
        return {
            **options,
            "resource": self._foundry.resource if by_name else None,
            "base_url": None if by_name else self._base_url,
            "azure_ad_token_provider": self._azure_ad_token_provider,
        }

    _secret_options: ClassVar[tuple[str, ...]] = ("api_key", "azure_ad_token_provider", "webhook_key")

    @override
    @forgets_arguments
    def copy(  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]  # the base takes any name
        self,
        *,
        resource: str | None = None,
        api_key: TokenSource | None = None,
        azure_ad_token_provider: AzureADTokenProvider | None = None,
        webhook_key: str | None = None,
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
        return self._changed(dict(locals()))

    @alias_of(copy)
    def with_options(self) -> None:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]  # see copy
        """The same as `copy`."""

    def _changed(self, changes: dict[str, Any]) -> Self:
        del changes["self"]
        if changes["base_url"] is not None and changes["resource"] is None:
            changes["resource"] = ""
        elif changes["resource"] is not None and changes["base_url"] is None:
            changes["base_url"] = ""
        if changes["api_key"] and not changes["azure_ad_token_provider"]:
            changes["azure_ad_token_provider"] = ""
        made = super().copy(**changes)
        made._foundry.share_tokens(self._foundry)
        return made


# The ignores: copy names its options; models is None; _secret_options are other ones.
class AnthropicFoundry(_Foundry, Anthropic):  # type: ignore[misc]  # pyright: ignore[reportIncompatibleMethodOverride]
    """The blocking client of Claude on Azure AI Foundry. Thread-safe; one for a process is enough."""

    @cached_property
    def messages(self) -> Messages:
        """Create messages, stream them, count their tokens."""
        from anthropic.resources import Messages  # not needed to make a client

        return _without_batches(Messages(self))

    def _get_azure_ad_token(self) -> str | None:
        """A token of Entra ID; `None` where a key is used."""
        token = self._foundry.token
        return None if token is None else token.value()


# The ignores: copy names its options; models is None; _secret_options are other ones.
class AsyncAnthropicFoundry(_Foundry, AsyncAnthropic):  # type: ignore[misc]  # pyright: ignore[reportIncompatibleMethodOverride]
    """The async client of Claude on Azure AI Foundry, for asyncio and trio; one for a process is enough."""

    @cached_property
    def messages(self) -> AsyncMessages:
        """Create messages, stream them, count their tokens."""
        from anthropic.resources import AsyncMessages  # not needed to make a client

        return _without_batches(AsyncMessages(self))

    async def _get_azure_ad_token(self) -> str | None:
        """A token of Entra ID; `None` where a key is used."""
        token = self._foundry.token
        return None if token is None else await token.avalue()


def _without_batches(messages: T) -> T:
    """The resource with `batches` as `None`: the platform has none, and users ask in this way."""
    cast(Any, messages).batches = None
    return messages
