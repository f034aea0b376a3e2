"""`Anthropic` and `AsyncAnthropic`: the clients of the API itself, or of a provider given by name."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Mapping, Sequence, Union, cast

import httpx
from typing_extensions import Literal, Self, TypedDict, Unpack, override

from . import plugins as plugins_module
from ._base_client import API_VERSION, AsyncAPIClient, BaseClient, SyncAPIClient, base_url_of, environment
from ._credentials import TokenSource, forgets_arguments
from ._endpoint import M
from ._http import DEFAULT_MAX_RETRIES
from ._middleware import MiddlewareInput
from ._streaming import StreamTimeout
from ._types import NotGiven, Omit, TimeoutTypes, not_given
from .errors import MissingResourceError
from .provider import DEFAULT_BASE_URL, FirstParty, Provider

if TYPE_CHECKING:
    from ._endpoint import Async, Raw, Streamed, Sync
    from .resources.completions import AsyncCompletions, Completions, CompletionsEndpoints
    from .resources.files import AsyncFiles, Files, FilesEndpoints
    from .resources.messages import AsyncMessages, Messages
    from .resources.messages.messages import MessagesEndpoints
    from .resources.models import AsyncModels, Models, ModelsEndpoints
    from .resources.skills import AsyncSkills, Skills
    from .resources.skills.skills import SkillsEndpoints

LongRequests = Literal["stream", "send", "refuse"]
HUMAN_PROMPT = "\n\nHuman:"
AI_PROMPT = "\n\nAssistant:"


class _Changes(TypedDict, total=False):
    """What a copy may have otherwise, beside its HTTP client."""

    api_key: Union[TokenSource, None]
    auth_token: Union[TokenSource, None]
    credentials: Union[TokenSource, NotGiven, None]
    webhook_key: Union[str, None]
    base_url: Union[str, httpx.URL, None]
    timeout: Union[TimeoutTypes, NotGiven]
    """Seconds for each attempt; `None` waits for ever."""
    max_retries: Union[int, NotGiven]
    deadline: Union[float, None]
    """Seconds for the whole of each call; `None` takes the limit away."""
    stream_timeout: Union[StreamTimeout, None]
    default_headers: Union[Mapping[str, Union[str, Omit]], None]
    """Added to those of the client."""
    set_default_headers: Union[Mapping[str, Union[str, Omit]], None]
    """In place of those of the client."""
    default_query: Union[Mapping[str, object], None]
    """Added to that of the client."""
    set_default_query: Union[Mapping[str, object], None]
    """In place of that of the client."""
    middleware: Union[Sequence[MiddlewareInput], NotGiven, None]
    """In place of that of the client."""
    provider: Union[str, Provider, None]
    provider_options: Union[Mapping[str, Any], None]
    plugins: Union[Sequence[str], None]
    long_requests: LongRequests
    _extra_kwargs: Mapping[str, Any]


class Changes(_Changes, total=False):
    """What a copy of a blocking client may have otherwise."""

    http_client: Union[httpx.Client, None]


class AsyncChanges(_Changes, total=False):
    """What a copy of an async client may have otherwise."""

    http_client: Union[httpx.AsyncClient, None]


class _FirstParty(BaseClient):
    """What the two clients share: their arguments, and the provider that they make of them."""

    HUMAN_PROMPT = HUMAN_PROMPT
    AI_PROMPT = AI_PROMPT
    api_key: TokenSource | None
    auth_token: TokenSource | None
    credentials: TokenSource | None
    webhook_key: str | None
    long_requests: LongRequests

    @forgets_arguments
    def __init__(
        self,
        *,
        api_key: TokenSource | None = None,
        auth_token: TokenSource | None = None,
        credentials: TokenSource | None = None,
        webhook_key: str | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: TimeoutTypes | NotGiven = not_given,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: Mapping[str, Any] | None = None,
        default_query: Mapping[str, object] | None = None,
        http_client: Any = None,
        middleware: Sequence[MiddlewareInput] | None = None,
        provider: str | Provider | None = None,
        provider_options: Mapping[str, Any] | None = None,
        plugins: Sequence[str] | None = None,
        deadline: float | None = None,
        stream_timeout: StreamTimeout | None = None,
        long_requests: LongRequests = "stream",
        _strict_response_validation: bool = False,
    ) -> None:
        named = self._named_provider(provider, provider_options, plugins)
        given = any(source is not None for source in (api_key, auth_token, credentials))
        token = auth_token or credentials
        self.api_key = api_key or (None if given and not api_key else environment("ANTHROPIC_API_KEY"))
        self.auth_token = token or (None if given and not token else environment("ANTHROPIC_AUTH_TOKEN"))
        self.credentials = credentials
        self.webhook_key = webhook_key or environment("ANTHROPIC_WEBHOOK_SIGNING_KEY")
        self.long_requests = long_requests
        self._given_provider, self._provider_options, self._named = provider, provider_options, named
        self._has_own_url = bool(base_url)
        default = DEFAULT_BASE_URL if named is None else named.base_url
        super().__init__(
            base_url=base_url or (environment("ANTHROPIC_BASE_URL") if named is None else None) or default,
            timeout=timeout,
            max_retries=max_retries,
            custom_headers={**_environment_headers(), **(default_headers or {})},
            custom_query=default_query,
            http_client=http_client,
            middleware=middleware,
            plugins=plugins,
            deadline=deadline,
            stream_timeout=stream_timeout,
            _strict_response_validation=_strict_response_validation,
        )

    @staticmethod
    def _named_provider(
        provider: str | Provider | None, options: Mapping[str, Any] | None, plugins: Sequence[str] | None
    ) -> Provider | None:
        if isinstance(provider, str):
            if provider == FirstParty.name:
                return None
            found = plugins_module.installed() if plugins is None else plugins_module.Plugins(plugins)
            return cast(Provider, found.load("anthropic_providers", provider)(**(options or {})))
        if options:
            raise TypeError("provider_options go with a provider that is given by its name.")
        return provider

    @forgets_arguments
    @override
    def copy(self, **changes: Any) -> Self:
        made = super().copy(**changes)
        if self._named is not None and made._given_provider is self._named:
            made._given_provider, made._provider_options = self._given_provider, self._provider_options
        made._has_own_url = self._has_own_url or bool(changes.get("base_url"))
        return made

    @override
    def _is_served_as(self, other: BaseClient) -> bool:
        own = "provider" not in self._options()  # a cloud's own client, which makes it anew
        return own or (isinstance(other, _FirstParty) and self._named is other._named)

    @override
    def _copied(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        """A provider is shared, with the tokens that it has found; another one has a URL and options of its own."""
        options = super()._copied(changes)
        if "provider" not in options:
            return options
        changed = {name for name in ("provider", "provider_options", "plugins") if changes.get(name) is not None}
        if not changed:
            options.update(provider=self._named, provider_options=None)
        elif changed != {"plugins"}:
            options.update({"base_url": options["base_url"] if self._has_own_url else None})
            options.update({"provider_options": None} if "provider" in changed else {})
        return options

    @override
    def _provider(self) -> Provider:
        if self._named is not None:
            if base_url_of(self._named.base_url) == self._base_url:
                return self._named
            return self._named.moved(self._base_url)
        return FirstParty(
            base_url=str(self._base_url),
            api_key=self._secret(self.api_key),
            auth_token=self._secret(self.auth_token, prefix="Bearer "),
        )

    @property
    @override
    def auth_headers(self) -> dict[str, str]:
        """Headers with credentials that every request carries, as far as they are plain strings."""
        key = {"x-api-key": self.api_key} if isinstance(self.api_key, str) and self.api_key else {}
        token = self.auth_token
        return {**key, **({"authorization": f"Bearer {token}"} if isinstance(token, str) and token else {})}

    @property
    @override
    def default_headers(self) -> dict[str, Any]:
        return {"anthropic-version": API_VERSION, **super().default_headers}

    @override
    def _options(self) -> dict[str, Any]:
        return {
            **super()._options(),
            "api_key": self.api_key,
            "auth_token": self.auth_token,
            "webhook_key": self.webhook_key,
            "provider": self._given_provider,
            "provider_options": self._provider_options,
            "long_requests": self.long_requests,
        }

    _secret_options: ClassVar[tuple[str, ...]] = ("api_key", "auth_token", "webhook_key", "credentials")


def _environment_headers() -> dict[str, str]:
    """`ANTHROPIC_CUSTOM_HEADERS`: lines of `Name: value`."""
    lines = (environment("ANTHROPIC_CUSTOM_HEADERS") or "").splitlines()
    pairs = (line.partition(":") for line in lines if ":" in line)
    return {name.strip(): value.strip() for name, _, value in pairs}


class Anthropic(_FirstParty, SyncAPIClient):
    """The blocking client of the Claude API. Thread-safe; one for a process is enough.

    With `provider=` (a short name such as `"bedrock"`, or a `Provider`) the same client speaks to another platform.
    """

    if TYPE_CHECKING:

        def copy(self, **changes: Unpack[Changes]) -> Self: ...  # type: ignore[override]  # this client's options
        def with_options(self, **changes: Unpack[Changes]) -> Self: ...  # type: ignore[override]  # the same

    @cached_property
    def messages(self) -> Messages:
        from .resources.messages import Messages

        return Messages(self)

    @cached_property
    def completions(self) -> Completions:
        from .resources.completions import Completions

        return Completions(self)

    @cached_property
    def files(self) -> Files:
        from .resources.files import Files

        return Files(self)

    @cached_property
    def models(self) -> Models:
        from .resources.models import Models

        return Models(self)

    @cached_property
    def skills(self) -> Skills:
        from .resources.skills import Skills

        return Skills(self)

    @property
    def with_raw_response(self) -> FacedClient[Raw[Sync]]:
        """The client with resources that give the whole response."""
        return FacedClient(self, "with_raw_response")

    @property
    def with_streaming_response(self) -> FacedClient[Streamed[Sync]]:
        """The client with resources that give the response before its body is read."""
        return FacedClient(self, "with_streaming_response")


class AsyncAnthropic(_FirstParty, AsyncAPIClient):
    """The async client of the Claude API, for asyncio and trio; one for a process is enough.

    With `provider=` (a short name such as `"bedrock"`, or a `Provider`) the same client speaks to another platform.
    """

    if TYPE_CHECKING:

        def copy(self, **changes: Unpack[AsyncChanges]) -> Self: ...  # type: ignore[override]  # this client's options
        def with_options(self, **changes: Unpack[AsyncChanges]) -> Self: ...  # type: ignore[override]  # the same

    @cached_property
    def messages(self) -> AsyncMessages:
        from .resources.messages import AsyncMessages

        return AsyncMessages(self)

    @cached_property
    def completions(self) -> AsyncCompletions:
        from .resources.completions import AsyncCompletions

        return AsyncCompletions(self)

    @cached_property
    def files(self) -> AsyncFiles:
        from .resources.files import AsyncFiles

        return AsyncFiles(self)

    @cached_property
    def models(self) -> AsyncModels:
        from .resources.models import AsyncModels

        return AsyncModels(self)

    @cached_property
    def skills(self) -> AsyncSkills:
        from .resources.skills import AsyncSkills

        return AsyncSkills(self)

    @property
    def with_raw_response(self) -> FacedClient[Raw[Async]]:
        """The client with resources that give the whole response."""
        return FacedClient(self, "with_raw_response")

    @property
    def with_streaming_response(self) -> FacedClient[Streamed[Async]]:
        """The client with resources that give the response before its body is read."""
        return FacedClient(self, "with_streaming_response")


class FacedClient(Generic[M]):
    """A client's resources with another face: `client.with_raw_response.messages.create(…)`."""

    def __init__(self, client: Any, face: str) -> None:
        self._client, self._face = client, face

    if TYPE_CHECKING:

        @property
        def messages(self) -> MessagesEndpoints[M]: ...
        @property
        def completions(self) -> CompletionsEndpoints[M]: ...
        @property
        def files(self) -> FilesEndpoints[M]: ...
        @property
        def models(self) -> ModelsEndpoints[M]: ...
        @property
        def skills(self) -> SkillsEndpoints[M]: ...

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        resource = getattr(self._client, name)
        if resource is None:
            raise MissingResourceError(name, type(self._client).__name__)
        return getattr(resource, self._face)


Client = Anthropic
AsyncClient = AsyncAnthropic
