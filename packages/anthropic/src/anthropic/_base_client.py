"""A client without resources: options, the HTTP clients behind it, and how calls are performed.

First-party and cloud clients are constructors over these two classes.
"""

from __future__ import annotations

import dataclasses
import logging
import os
import platform
import sys
import threading
import time
from typing import (
    TYPE_CHECKING,
    Any,
    Callable,
    ClassVar,
    Coroutine,
    Iterable,
    Mapping,
    Sequence,
    TypeVar,
    cast,
)

import httpx
from typing_extensions import Self, override

from . import plugins
from ._call import Call
from ._credentials import Secret, TokenSource, as_secret, forgets_arguments
from ._exchange import Config, as_timeouts, deadline_of, exchange
from ._flow import adrive, drive
from ._http import (
    DEFAULT_MAX_RETRIES,
    DEFAULT_TIMEOUT,
    NO_LOOP,
    DefaultAsyncHttpxClient,
    HttpClients,
    OwnHttpxClient,
    close_with_loop,
    current_loop,
    secret_headers,
    standard_headers,
)
from ._middleware import MiddlewareInput, as_generator
from ._options import RequestOptions
from ._readers import Events, One
from ._streaming import AsyncStream, Stream, StreamTimeout, any_events
from ._types import Body, NotGiven, Omit, Query, RequestFiles, TimeoutTypes, is_given, not_given
from ._version import __version__
from .errors import MissingResourceError
from .provider import Provider

if TYPE_CHECKING:
    from types import TracebackType

    from ._endpoint_kinds import AsyncPaginator
    from .resources.beta import AsyncBeta, Beta

T = TypeVar("T")
R = TypeVar("R")
PageT = TypeVar("PageT")

API_VERSION = "2023-06-01"
RESOURCES = frozenset({"completions", "files", "messages", "models", "skills"})
_SETTLING = threading.RLock()


@dataclasses.dataclass
class FinalRequestOptions:
    """One request by `client.request`: method, path and options, not yet sent."""

    method: str
    url: str
    json_data: Body | None = None
    content: Any = None
    files: RequestFiles | None = None
    params: Query = dataclasses.field(default_factory=lambda: cast("dict[str, object]", {}))
    headers: Mapping[str, str | Omit] = dataclasses.field(default_factory=lambda: cast("dict[str, str | Omit]", {}))
    max_retries: int | NotGiven = not_given
    timeout: TimeoutTypes | NotGiven = not_given
    deadline: float | None | NotGiven = not_given
    extra_json: Mapping[str, object] | None = None
    idempotency_key: str | None = None
    follow_redirects: bool | None = None
    endpoint_call: Call[Any, Any] | None = dataclasses.field(default=None, repr=False)
    """The call of an endpoint, which the fields above tell of; it is what is performed."""

    @classmethod
    def construct(cls, *, method: str, url: str, **options: Any) -> FinalRequestOptions:
        """The options of `RequestOptions`, with a body or files."""
        return cls(method=method.upper(), url=url, **options)

    @classmethod
    def of(cls, call: Call[Any, Any]) -> FinalRequestOptions:
        """The options that tell of a call, for software that stands in front of `client.request`."""
        return cls(
            method=call.method,
            url=call.path,
            json_data=cast(Any, call.body),
            content=call.content,
            files=call.files,
            params=dict(call.query),
            headers=call.headers,
            max_retries=call.max_retries,
            timeout=call.timeout,
            deadline=call.deadline,
            endpoint_call=call,
        )

    def call(self, into: Any) -> Call[Any, Any]:
        """The call that these options make."""
        body = self.json_data
        if self.extra_json:
            body = {**cast("Mapping[str, object]", body or {}), **self.extra_json}
        headers = dict(self.headers)
        if self.idempotency_key is not None:
            headers["idempotency-key"] = self.idempotency_key
        return Call(
            self.method,
            self.url,
            into,
            body=cast("Mapping[str, Any] | None", body),
            content=self.content,
            files=self.files,
            query=self.params,
            headers=headers,
            timeout=self.timeout,
            deadline=self.deadline,
            max_retries=self.max_retries,
            follow_redirects=self.follow_redirects is not False,
        )


class BaseClient:
    """Options of a client. Setting one later takes effect from the next call."""

    is_async: ClassVar[bool]
    strict: bool
    max_retries: int
    timeout: TimeoutTypes
    deadline: float | None
    stream_timeout: StreamTimeout | None
    _http: HttpClients[Any]

    def __init__(
        self,
        *,
        base_url: str | httpx.URL,
        max_retries: int = DEFAULT_MAX_RETRIES,
        timeout: TimeoutTypes | NotGiven = not_given,
        deadline: float | None = None,
        stream_timeout: StreamTimeout | None = None,
        http_client: Any = None,
        custom_headers: Mapping[str, str | Omit] | None = None,
        custom_query: Query | None = None,
        middleware: Sequence[MiddlewareInput] | None = None,
        plugins: Sequence[str] | None = None,
        _strict_response_validation: bool = False,
    ) -> None:
        if type(max_retries) is not int or max_retries < 0:
            raise TypeError(f"max_retries must be a whole number from 0 on, not {max_retries!r}.")
        if http_client is not None and not isinstance(http_client, (httpx.Client, httpx.AsyncClient)):
            from ._httpx2 import as_httpx  # rarely needed

            http_client = as_httpx(http_client)
        wanted = httpx.AsyncClient if self.is_async else httpx.Client
        other = httpx.Client if self.is_async else httpx.AsyncClient
        if isinstance(http_client, other):
            raise TypeError(f"http_client must be an httpx.{wanted.__name__}, not an httpx.{other.__name__}.")
        self._base_url = base_url_of(base_url)
        self.max_retries = max_retries
        given_timeout = getattr(http_client, "timeout", None)
        if isinstance(timeout, NotGiven):
            has_own = given_timeout is not None and given_timeout != httpx.Timeout(5.0)
            self.timeout = given_timeout if has_own else DEFAULT_TIMEOUT
        else:
            as_timeouts(timeout)  # refuses what is none
            self.timeout = timeout
        self.deadline = deadline
        self.stream_timeout = stream_timeout
        self.strict = self._strict_response_validation = _strict_response_validation
        self._custom_headers: Mapping[str, str | Omit] = dict(custom_headers or {})
        self._custom_query: Query = dict(custom_query or {})
        self._middleware: tuple[MiddlewareInput, ...] = tuple(middleware or ())
        self._plugin_names = plugins
        self._secrets: dict[object, Secret] = {}
        self._http = HttpClients(self._make_http_client, http_client)
        _configure_logging()

    # Options

    @property
    def base_url(self) -> httpx.URL:
        """Where requests go; paths are appended to it."""
        return self._base_url

    @base_url.setter
    def base_url(self, url: str | httpx.URL) -> None:
        self._base_url = base_url_of(url)

    @property
    def middleware(self) -> tuple[MiddlewareInput, ...]:
        """This client's own middleware, the outermost first; that of plug-ins lies around it."""
        return self._middleware

    @property
    def user_agent(self) -> str:
        return f"{type(self).__name__}/Python {__version__}"

    @property
    def auth_headers(self) -> dict[str, str]:
        """Headers with credentials that every request carries; empty where a provider signs each request."""
        return {}

    @property
    def custom_auth(self) -> httpx.Auth | None:
        return self._provider().auth

    @property
    def default_headers(self) -> dict[str, str | Omit]:
        """Headers of every request, without credentials."""
        timeout = self.timeout.read if isinstance(self.timeout, httpx.Timeout) else self.timeout
        seconds = (
            {}
            if timeout is None
            else {"x-stainless-timeout": f"{timeout:g}", "x-stainless-read-timeout": f"{timeout:g}"}
        )
        return {
            "accept": "application/json",
            "content-type": "application/json",
            "user-agent": self.user_agent,
            **self.platform_headers(),
            "x-stainless-retry-count": "0",
            **seconds,
            **self._custom_headers,
        }

    def platform_headers(self) -> dict[str, str]:
        """Headers that tell the API the library's version and what it runs on."""
        return {
            "x-stainless-lang": "python",
            "x-stainless-package-version": __version__,
            "x-stainless-os": _OS.get(sys.platform, f"Other:{sys.platform}"),
            "x-stainless-arch": _ARCH.get(platform.machine().lower(), f"other:{platform.machine().lower()}"),
            "x-stainless-runtime": platform.python_implementation(),
            "x-stainless-runtime-version": platform.python_version(),
            "x-stainless-async": "async:asyncio" if self.is_async else "false",
        }

    @property
    def default_query(self) -> dict[str, object]:
        """Query parameters of every request."""
        return dict(self._custom_query)

    # How calls are performed

    def _provider(self) -> Provider:
        """The provider of this client's calls, made anew when an option changes."""
        raise NotImplementedError

    def _make_http_client(self) -> Any:
        raise NotImplementedError

    @property
    def _plugins(self) -> plugins.Plugins:
        return plugins.installed() if self._plugin_names is None else plugins.Plugins(self._plugin_names)

    @property
    def _settled(self) -> Config:
        """The options, prepared once for all calls until one of them is set again."""
        config = self.__dict__.get("_config")
        if config is None:
            with _SETTLING:  # threads must share what a config holds, such as a token
                config = self.__dict__.get("_config")
                if config is None:
                    config = self.__dict__["_config"] = self._config_of_options()
        return cast(Config, config)

    def _config_of_options(self) -> Config:
        given = self._http.given
        layers = [*self._plugins.middleware(), *self._middleware]
        return Config(
            provider=self._provider(),
            is_async=self.is_async,
            middleware=[as_generator(layer, cast(Any, self)) for layer in layers],
            max_retries=self.max_retries,
            timeout=self.timeout,
            stream_timeout=self.stream_timeout,
            deadline=self.deadline,
            headers=self.default_headers,
            own_headers=self._custom_headers,
            query={**dict(getattr(given, "params", None) or {}), **self._custom_query},
            http_headers=standard_headers() if given is None else given.headers,
        )

    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, value)
        self.__dict__.pop("_config", None)

    if not TYPE_CHECKING:

        def __getattr__(self, name):
            if hasattr(type(self), name):  # a property of ours in which an attribute was missing; say which
                return object.__getattribute__(self, name)
            if not name.startswith("_"):
                found = self._plugin_resource(name)
                if found is not None:
                    self.__dict__[name] = found
                    return found
            if name in RESOURCES:
                raise MissingResourceError(name, type(self).__name__)
            hint = f" {self._plugins.absent(name)}" if name in plugins.HOME else ""
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}.{hint}")

    def _plugin_resource(self, name: str) -> Any:
        paths = self._plugins.find("anthropic_resources", name)
        if paths is None:
            return None
        path = paths.split(",")[-1 if self.is_async else 0]
        offer = self._plugins.offers("anthropic_resources")[name][0]
        return plugins.load(path, offered_by=offer.plugin)(self)

    # Copies

    @forgets_arguments
    def copy(self, **changes: Any) -> Self:
        """The same client with some options changed; it shares the connection pool."""
        headers, query = changes.pop("set_default_headers", None), changes.pop("set_default_query", None)
        if headers is not None and changes.get("default_headers") is not None:
            raise ValueError("Pass default_headers (added) or set_default_headers (replacing), not both.")
        if query is not None and changes.get("default_query") is not None:
            raise ValueError("Pass default_query (added) or set_default_query (replacing), not both.")
        options = self._copied(changes)
        added_headers, added_query = changes.pop("default_headers", None), changes.pop("default_query", None)
        extra: dict[str, Any] = changes.pop("_extra_kwargs", None) or {}
        options.update({key: value for key, value in changes.items() if is_given(value) and value is not None})
        for cleared in ("timeout", "deadline", "stream_timeout"):
            if cleared in changes and changes[cleared] is None:
                options[cleared] = None
        options["default_headers"] = (
            headers if headers is not None else {**self._custom_headers, **(added_headers or {})}
        )
        options["default_query"] = query if query is not None else {**self._custom_query, **(added_query or {})}
        made = type(self)(**options, **extra)
        if ("http_client" not in changes or changes["http_client"] is None) and self._is_served_as(made):
            made._http = self._http
        made._secrets = self._secrets
        return made

    @forgets_arguments
    def _secret(self, source: TokenSource | None, *, prefix: str = "") -> Secret | None:
        """A key or token of this client. Copies share what asks for tokens, so that it asks once for all of them."""
        if not callable(source):
            return as_secret(source, prefix=prefix)
        key = (id(source), prefix)
        if key not in self._secrets:
            self._secrets[key] = Secret(source, prefix=prefix)
        return self._secrets[key]

    def _is_served_as(self, other: BaseClient) -> bool:
        """Whether a copy may use the same connections: a provider may bring a transport of its own."""
        return True

    def _copied(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments that make a copy, but for its changes."""
        return self._options()

    def __copy__(self) -> Self:
        return self.copy()

    def __deepcopy__(self, memo: object) -> Self:
        return self.copy()

    @forgets_arguments
    def with_options(self, **changes: Any) -> Self:
        """The same client with some options changed; it shares the connection pool."""
        return self.copy(**changes)

    def with_middleware(self, *middleware: MiddlewareInput) -> Self:
        """The same client with more middleware, inside of what it has."""
        return self.copy(middleware=[*self._middleware, *middleware])

    def _options(self) -> dict[str, Any]:
        """The arguments that make a client like this one."""
        return {
            "base_url": self._base_url,
            "max_retries": self.max_retries,
            "timeout": self.timeout,
            "deadline": self.deadline,
            "stream_timeout": self.stream_timeout,
            "middleware": self._middleware,
            "plugins": self._plugin_names,
            "http_client": self._http.given,
            "_strict_response_validation": self._strict_response_validation,
        }

    _secret_options: ClassVar[tuple[str, ...]] = ("api_key", "auth_token")

    @override
    def __reduce__(self) -> tuple[Any, ...]:
        options = {key: value for key, value in self._options().items() if key not in self._secret_options}
        options.pop("http_client")
        if isinstance(options.get("provider"), Provider):
            raise TypeError("A client pickles with a provider that is given by its name, not with a Provider object.")
        named: Mapping[str, Any] | None = options.get("provider_options")
        if named:
            options["provider_options"] = {key: value for key, value in named.items() if not _may_be_secret(key)}
        secret = secret_headers(self._provider())
        options["default_headers"] = {k: v for k, v in self._custom_headers.items() if k.lower() not in secret}
        options["default_query"] = self._custom_query
        return (_remade, (type(self), options))

    @override
    def __repr__(self) -> str:
        url = self.__dict__.get("_base_url")  # a traceback may show one that is not made yet
        return f"<{type(self).__name__}>" if url is None else f"<{type(self).__name__} {url.copy_with(userinfo=b'')}>"


def _may_be_secret(option: str) -> bool:
    return any(word in option for word in ("key", "token", "secret", "password", "credential", "session"))


def _remade(cls: Callable[..., Any], options: Mapping[str, Any]) -> Any:
    return cls(**options)


class SyncAPIClient(BaseClient):
    """A client whose calls block."""

    is_async = False

    if TYPE_CHECKING:

        @property
        def beta(self) -> Beta:
            """Beta features, where the package `anthropic-beta` is installed."""
            ...

    @property
    def _client(self) -> httpx.Client:
        """The HTTP client that sends the requests of this process."""
        return cast(httpx.Client, self._http.current(NO_LOOP))

    def _make_http_client(self) -> httpx.Client:
        transport = self._provider().transport()
        return OwnHttpxClient() if transport is None else OwnHttpxClient(transport=transport)

    def perform(self, call: Call[R, Any]) -> R:
        """Perform a call now. Raises: APIError."""
        if "request" in self.__dict__ or type(self).request is not _REQUEST:
            cast_to, stream, stream_cls = _as_request(call, Stream)
            options = FinalRequestOptions.of(call)
            return cast(R, self.request(cast_to, options, stream=stream, stream_cls=stream_cls))
        return self._perform(call)

    def _perform(self, call: Call[R, Any]) -> R:
        config = self._settled
        deadline = deadline_of(call, config)
        until = None if deadline is None else time.monotonic() + deadline
        return cast(R, drive(exchange(call, config, self, until), self._client))

    def request(
        self, cast_to: type[T], options: FinalRequestOptions, *, stream: bool = False, stream_cls: object = None
    ) -> T:
        """Send any request; the answer is a `cast_to`, or with `stream` a stream of them. Raises: APIError."""
        if options.endpoint_call is not None:
            return cast(T, self._perform(_streaming_as(options.endpoint_call, stream_cls)))
        return cast(T, self._perform(options.call(_reader(cast_to, stream, stream_cls))))

    def get(
        self,
        path: str,
        *,
        cast_to: type[T],
        options: RequestOptions | None = None,
        stream: bool = False,
        stream_cls: object = None,
    ) -> T:
        """GET a path that this library may not know. Raises: APIError."""
        made = FinalRequestOptions.construct(method="GET", url=path, **(options or {}))
        return self.request(cast_to, made, stream=stream, stream_cls=stream_cls)

    def post(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        content: bytes | Iterable[bytes] | None = None,
        options: RequestOptions | None = None,
        files: RequestFiles | None = None,
        stream: bool = False,
        stream_cls: object = None,
    ) -> T:
        """POST to a path that this library may not know: JSON, bytes or a form with files. Raises: APIError."""
        made = _with_body("POST", path, body, content, files, options)
        return self.request(cast_to, made, stream=stream, stream_cls=stream_cls)

    def patch(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        content: bytes | Iterable[bytes] | None = None,
        files: RequestFiles | None = None,
        options: RequestOptions | None = None,
    ) -> T:
        """PATCH a path that this library may not know. Raises: APIError."""
        return self.request(cast_to, _with_body("PATCH", path, body, content, files, options))

    def put(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        content: bytes | Iterable[bytes] | None = None,
        files: RequestFiles | None = None,
        options: RequestOptions | None = None,
    ) -> T:
        """PUT to a path that this library may not know. Raises: APIError."""
        return self.request(cast_to, _with_body("PUT", path, body, content, files, options))

    def delete(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        content: bytes | Iterable[bytes] | None = None,
        options: RequestOptions | None = None,
    ) -> T:
        """DELETE a path that this library may not know. Raises: APIError."""
        return self.request(cast_to, _with_body("DELETE", path, body, content, None, options))

    def get_api_list(
        self,
        path: str,
        *,
        model: type[object],
        page: type[PageT],
        body: Body | None = None,
        options: RequestOptions | None = None,
        method: str = "get",
    ) -> PageT:
        """A list at a path that this library may not know, as pages (see `anthropic.pagination`). Raises: APIError."""
        call = _list_call(path, model, page, body, options, method)
        return cast(PageT, self.perform(call))

    def is_closed(self) -> bool:
        """Whether `close` was called, on this client or a copy that shares its connections."""
        return self._http.closed

    def close(self) -> None:
        """Close the connections, those of copies too."""
        self._http.closed = True
        for client in self._http.open_clients():
            client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        self.close()


class AsyncAPIClient(BaseClient):
    """A client whose calls are awaited."""

    is_async = True

    if TYPE_CHECKING:

        @property
        def beta(self) -> AsyncBeta:
            """Beta features, where the package `anthropic-beta` is installed."""
            ...

    @property
    def _client(self) -> httpx.AsyncClient:
        """The HTTP client that sends the requests of the running event loop."""
        return cast(httpx.AsyncClient, self._http.current(current_loop()))

    def _make_http_client(self) -> httpx.AsyncClient:
        transport = self._provider().async_transport()
        made = DefaultAsyncHttpxClient() if transport is None else DefaultAsyncHttpxClient(transport=transport)
        if current_loop() is not NO_LOOP:
            close_with_loop(made)
        return made

    async def perform(self, call: Call[Any, R]) -> R:
        """Perform a call. Raises: APIError."""
        if "request" in self.__dict__ or type(self).request is not _ASYNC_REQUEST:
            cast_to, stream, stream_cls = _as_request(call, AsyncStream)
            options = FinalRequestOptions.of(call)
            return cast(R, await self.request(cast_to, options, stream=stream, stream_cls=stream_cls))
        return await self._perform(call)

    async def _perform(self, call: Call[Any, R]) -> R:
        config = self._settled
        deadline = deadline_of(call, config)
        until = None if deadline is None else time.monotonic() + deadline
        return cast(R, await adrive(exchange(call, config, cast(Any, self), until), self._client, until))

    async def request(
        self, cast_to: type[T], options: FinalRequestOptions, *, stream: bool = False, stream_cls: object = None
    ) -> T:
        """Send any request; the answer is a `cast_to`, or with `stream` a stream of them. Raises: APIError."""
        if options.endpoint_call is not None:
            return cast(T, await self._perform(_streaming_as(options.endpoint_call, stream_cls)))
        return cast(T, await self._perform(options.call(_reader(cast_to, stream, stream_cls))))

    def get(
        self,
        path: str,
        *,
        cast_to: type[T],
        options: RequestOptions | None = None,
        stream: bool = False,
        stream_cls: object = None,
    ) -> Coroutine[Any, Any, T]:
        """GET a path that this library may not know. Raises: APIError."""
        made = FinalRequestOptions.construct(method="GET", url=path, **(options or {}))
        return self.request(cast_to, made, stream=stream, stream_cls=stream_cls)

    def post(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        content: Any = None,
        options: RequestOptions | None = None,
        files: RequestFiles | None = None,
        stream: bool = False,
        stream_cls: object = None,
    ) -> Coroutine[Any, Any, T]:
        """POST to a path that this library may not know: JSON, bytes or a form with files. Raises: APIError."""
        made = _with_body("POST", path, body, content, files, options)
        return self.request(cast_to, made, stream=stream, stream_cls=stream_cls)

    def patch(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        content: Any = None,
        files: RequestFiles | None = None,
        options: RequestOptions | None = None,
    ) -> Coroutine[Any, Any, T]:
        """PATCH a path that this library may not know. Raises: APIError."""
        return self.request(cast_to, _with_body("PATCH", path, body, content, files, options))

    def put(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        content: Any = None,
        files: RequestFiles | None = None,
        options: RequestOptions | None = None,
    ) -> Coroutine[Any, Any, T]:
        """PUT to a path that this library may not know. Raises: APIError."""
        return self.request(cast_to, _with_body("PUT", path, body, content, files, options))

    def delete(
        self,
        path: str,
        *,
        cast_to: type[T],
        body: Body | None = None,
        content: Any = None,
        options: RequestOptions | None = None,
    ) -> Coroutine[Any, Any, T]:
        """DELETE a path that this library may not know. Raises: APIError."""
        return self.request(cast_to, _with_body("DELETE", path, body, content, None, options))

    def get_api_list(
        self,
        path: str,
        *,
        model: type[T],
        page: type[PageT],
        body: Body | None = None,
        options: RequestOptions | None = None,
        method: str = "get",
    ) -> AsyncPaginator[T, PageT]:
        """A list at a path that this library may not know: await it for its first page, or iterate over all items."""
        from ._endpoint_kinds import AsyncPaginator  # knows the resources' machinery; few calls need it here

        call = _list_call(path, model, page, body, options, method)
        return AsyncPaginator(lambda: self.perform(call))

    def is_closed(self) -> bool:
        """Whether `close` was called, on this client or a copy that shares its connections."""
        return self._http.closed

    async def close(self) -> None:
        """Close the connections of the running event loop, those of copies too."""
        self._http.closed = True
        await self._client.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        await self.close()


def _list_call(
    path: str, model: Any, page: Any, body: Body | None, options: RequestOptions | None, method: str
) -> Call[Any, Any]:
    from ._pages import Pages  # few calls need it here

    made = FinalRequestOptions.construct(method=method, url=path, json_data=body, **(options or {}))
    return made.call(Pages(page, page, model))


def _with_body(
    method: str, path: str, body: object, content: Any, files: RequestFiles | None, options: RequestOptions | None
) -> FinalRequestOptions:
    if body is not None and content is not None:
        raise TypeError("Pass body (JSON) or content (bytes), not both.")
    return FinalRequestOptions.construct(
        method=method, url=path, json_data=body, content=content, files=files, **(options or {})
    )


_REQUEST, _ASYNC_REQUEST = SyncAPIClient.request, AsyncAPIClient.request
"""What `client.request` is unless a subclass or a tracer has put something in front of it; then calls pass that."""


def _as_request(call: Call[Any, Any], stream_cls: Any) -> tuple[Any, bool, Any]:
    """What `client.request` is told of a call besides its options: the answer's type, whether it streams, as what."""
    into: Any = call.into
    into = getattr(into, "into", into)  # behind a raw response
    if isinstance(into, Events):
        return into.format.event_type, True, stream_cls
    return getattr(into, "type_", object), False, None


def _streaming_as(call: Call[Any, Any], stream_cls: Any) -> Call[Any, Any]:
    """The call, giving its stream as a subclass that whoever stands in front of `client.request` made."""
    into: Any = call.into
    if stream_cls in (None, Stream, AsyncStream) or not isinstance(into, Events):
        return call
    return call.replace(into=cast(Any, into.replace(stream_cls=stream_cls)))


def _reader(cast_to: Any, stream: bool, stream_cls: Any) -> Any:
    if not stream:
        return One(cast_to)
    item = getattr(stream_cls, "__args__", (cast_to,))[0]
    events: Events[Any] = Events(any_events(cast_to if cast_to not in (Stream, AsyncStream) else item))
    return events


def base_url_of(url: str | httpx.URL) -> httpx.URL:
    """A base URL that ends in a slash wherever it has a path. Raises: ValueError for what is no HTTP URL."""
    try:
        made = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise ValueError(f"base_url is no URL: {str(error)!r}") from None
    labels = made.raw_host.rstrip(b".").split(b".")
    if made.scheme not in ("http", "https") or not all(0 < len(label) < 64 for label in labels):
        raise ValueError(f"base_url must begin with http:// or https:// and name a host, not {str(url)!r}.")
    return made if made.raw_path.endswith(b"/") else made.copy_with(raw_path=made.raw_path + b"/")


def environment(name: str) -> str | None:
    """An environment variable; one that is empty counts as unset."""
    return os.environ.get(name, "").strip() or None


def _configure_logging() -> None:
    """`ANTHROPIC_LOG=debug` or `info` sets the level of the loggers `anthropic` and `httpx`."""
    level = os.environ.get("ANTHROPIC_LOG", "").lower()
    if level in ("debug", "info"):
        logging.basicConfig(format="[%(asctime)s - %(name)s:%(lineno)d - %(levelname)s] %(message)s")
        for name in ("anthropic", "httpx"):
            logging.getLogger(name).setLevel(level.upper())


_OS = {"linux": "Linux", "darwin": "MacOS", "win32": "Windows", "cygwin": "Windows", "freebsd": "FreeBSD"}
_ARCH = {
    "x86_64": "x64",
    "amd64": "x64",
    "aarch64": "arm64",
    "arm64": "arm64",
    "arm": "arm",
    "i386": "x32",
    "i686": "x32",
}
