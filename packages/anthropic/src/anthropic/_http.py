"""The one place that names httpx: default clients, limits, the shared TLS context, what may be shown of a request."""

from __future__ import annotations

import contextlib
import os
import re
import ssl
import sys
import threading
import weakref
from typing import (
    TYPE_CHECKING,
    Any,
    AsyncGenerator,
    AsyncIterator,
    Callable,
    Dict,
    Generic,
    Iterator,
    Mapping,
    TypeVar,
    Union,
    cast,
)

import httpx
from typing_extensions import TypeAlias, override

DEFAULT_TIMEOUT = httpx.Timeout(timeout=600, connect=5.0)
"""Ten minutes for each read, write and wait for the pool; five seconds to connect."""
DEFAULT_MAX_RETRIES = 2
DEFAULT_CONNECTION_LIMITS = httpx.Limits(max_connections=1000, max_keepalive_connections=100)
MAX_REDIRECTS = 20

REDACTED = "[redacted]"
SECRET_HEADERS = frozenset(
    {
        "x-api-key",
        "api-key",
        "authorization",
        "proxy-authorization",
        "cookie",
        "set-cookie",
        "x-amz-security-token",
        "x-goog-api-key",
        "x-goog-iam-authorization-token",
    }
)
"""Headers that carry credentials: never shown, never sent on to another origin."""

Transport: TypeAlias = httpx.BaseTransport
AsyncTransport: TypeAlias = httpx.AsyncBaseTransport
ProxiesTypes: TypeAlias = Union[str, httpx.Proxy, Dict[Union[str, httpx.URL], Union[str, httpx.URL, httpx.Proxy, None]]]

HttpT = TypeVar("HttpT", httpx.Client, httpx.AsyncClient)


class SharedTLSContext(ssl.SSLContext):
    """Verifies servers like httpx does; the authorities are loaded at the first handshake, once for the process.

    Until then it trusts nobody, so that nothing can be reached unverified.
    """

    def __new__(cls) -> SharedTLSContext:
        context = super().__new__(cls, ssl.PROTOCOL_TLS_CLIENT)
        context._lock = threading.Lock()
        context._loaded = False
        return context

    _lock: threading.Lock
    _loaded: bool

    def _load(self) -> None:
        with self._lock:
            if self._loaded:
                return
            cafile, capath = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
            if not (cafile or capath):
                import certifi  # a dependency of httpx, not needed where only plain HTTP is spoken

                cafile = certifi.where()
            self.load_verify_locations(cafile=cafile or None, capath=capath or None)
            self._loaded = True

    @override
    def wrap_socket(self, *args: Any, **kwargs: Any) -> ssl.SSLSocket:
        self._load()
        return super().wrap_socket(*args, **kwargs)

    @override
    def wrap_bio(self, *args: Any, **kwargs: Any) -> ssl.SSLObject:
        self._load()
        return super().wrap_bio(*args, **kwargs)


_shared: list[SharedTLSContext] = []


def shared_tls_context() -> ssl.SSLContext:
    """The TLS context of every default client of this process."""
    if not _shared:
        _shared.append(SharedTLSContext())
    return _shared[0]


def _with_defaults(options: dict[str, Any]) -> dict[str, Any]:
    options.setdefault("timeout", DEFAULT_TIMEOUT)
    options.setdefault("limits", DEFAULT_CONNECTION_LIMITS)
    options.setdefault("follow_redirects", True)
    if options.get("verify", True) is True and options.get("cert") is None:
        options["verify"] = shared_tls_context()
    return options


class _Cookies(httpx.Cookies):
    """Looks for cookies only in responses that set some; httpx's own way costs a sixth of a request."""

    @override
    def extract_cookies(self, response: httpx.Response) -> None:
        if "set-cookie" in response.headers:
            super().extract_cookies(response)


if TYPE_CHECKING:
    DefaultHttpxClient = httpx.Client
    DefaultAsyncHttpxClient = httpx.AsyncClient
    DefaultAioHttpClient = httpx.AsyncClient
else:

    class DefaultHttpxClient(httpx.Client):
        """An `httpx.Client` with this library's timeout, limits and TLS context; any argument changes it."""

        def __init__(self, **options: Any) -> None:
            super().__init__(**_with_defaults(options))
            self._cookies = _Cookies(self._cookies)

    class DefaultAsyncHttpxClient(httpx.AsyncClient):
        """An `httpx.AsyncClient` with this library's timeout, limits and TLS context; any argument changes it."""

        def __init__(self, **options: Any) -> None:
            super().__init__(**_with_defaults(options))
            self._cookies = _Cookies(self._cookies)

        def _init_transport(self, *args: Any, **kwargs: Any) -> httpx.AsyncBaseTransport:
            from ._pool import with_stack  # names httpcore and anyio, which blocking clients need not

            return with_stack(super()._init_transport(*args, **kwargs))

    class DefaultAioHttpClient(httpx.AsyncClient):
        """An `httpx.AsyncClient` that sends through aiohttp. Needs the extra: pip install 'anthropic[aiohttp]'."""

        def __init__(self, **options: Any) -> None:
            try:
                from httpx_aiohttp import AiohttpTransport  # an optional extra
            except ImportError as error:
                raise RuntimeError(
                    "DefaultAioHttpClient needs the package 'httpx-aiohttp'. "
                    "Install it with: pip install 'anthropic[aiohttp]'"
                ) from error
            options = _with_defaults(options)
            transport = AiohttpTransport(
                verify=options.pop("verify"), cert=options.pop("cert", None), limits=options.pop("limits")
            )
            super().__init__(**{"transport": transport, **options})


class OwnHttpxClient(DefaultHttpxClient):
    """The HTTP client that a blocking client makes for itself: closed with the last client that sends through it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        transports = [transport for transport in (self._transport, *self._mounts.values()) if transport is not None]
        weakref.finalize(self, _close_in, os.getpid(), transports)


def _close_in(pid: int, transports: list[httpx.BaseTransport]) -> None:
    if pid == os.getpid():  # the sockets of a forked child are the parent's
        for transport in transports:
            with contextlib.suppress(Exception):
                transport.close()


class _NoLoop:
    """Stands for the event loop where there is none."""


NO_LOOP = _NoLoop()


def current_loop() -> object:
    """The running event loop, whichever library runs it."""
    try:
        return cast(Any, sys.modules.get("asyncio")).get_running_loop()  # it has no loop where it is not loaded
    except (AttributeError, RuntimeError):
        pass
    try:
        return cast(Any, sys.modules.get("trio")).lowlevel.current_trio_token()
    except (AttributeError, RuntimeError):
        return NO_LOOP


def close_with_loop(client: httpx.AsyncClient) -> None:
    """Have a client closed when the running loop shuts down its async generators, as `asyncio.run` does at its end."""

    async def until_the_end() -> AsyncGenerator[None, None]:
        try:
            yield
        finally:
            await client.aclose()

    waiting = until_the_end()
    with contextlib.suppress(StopIteration):  # it has begun, and with that the loop knows it
        waiting.__anext__().__await__().send(None)
    client.__dict__["_until_the_end"] = waiting


class HttpClients(Generic[HttpT]):
    """The HTTP client behind an API client and its copies: made when first needed, one a process and event loop.

    A connection pool must not outlive the loop that its sockets belong to, nor be shared with a forked child.
    One that the user gave is used as it is, everywhere.
    """

    def __init__(self, make: Callable[[], HttpT], given: HttpT | None = None) -> None:
        self._make: Callable[[], HttpT] = make
        self.given: HttpT | None = given
        self._pid = os.getpid()
        self._by_loop: weakref.WeakKeyDictionary[object, HttpT] = weakref.WeakKeyDictionary()
        self._lock = threading.Lock()
        self.closed = False

    def current(self, loop: object) -> HttpT:
        """The HTTP client for `loop` (an event loop or, in a blocking client, any one object)."""
        if self.given is not None:
            return self.given
        if self._pid == os.getpid():
            client = self._by_loop.get(loop)
            if client is not None and not client.is_closed:
                return client
        with self._lock:
            if self._pid != os.getpid():
                self._by_loop = weakref.WeakKeyDictionary()
                self._pid = os.getpid()
            client = self._by_loop.get(loop)
            if client is None or (client.is_closed and not self.closed):
                client = self._by_loop[loop] = self._make()
            return client

    def open_clients(self) -> list[HttpT]:
        """Those of this process that may hold connections."""
        if self.given is not None:
            return [self.given]
        return list(self._by_loop.values()) if self._pid == os.getpid() else []


class SlicedBody(httpx.ByteStream):
    """A large body in memory, sent slice by slice: of one piece, a transport copies whatever the socket leaves over."""

    SLICE_BYTES = 256 * 1024

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self._content = memoryview(content)

    def _slices(self) -> Iterator[bytes]:
        for start in range(0, len(self._content), self.SLICE_BYTES):
            yield bytes(self._content[start : start + self.SLICE_BYTES])

    @override
    def __iter__(self) -> Iterator[bytes]:
        return self._slices()

    @override
    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self._slices():
            yield part


_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def is_header_value(text: str) -> bool:
    """Whether a header may have this value: printable ASCII, and no space at its ends."""
    return text.isascii() and text.replace("\t", " ").isprintable() and text == text.strip()


def check_header(name: str, value: object) -> None:
    """Raises: TypeError, or ValueError, which do not show the value, where HTTP does not allow such a header."""
    if not _HEADER_NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name that a header may have.")
    if not isinstance(value, (str, bytes)):
        raise TypeError(f"The header {name!r} must be a string, not {type(value).__name__}.")
    if isinstance(value, str) and not is_header_value(value):
        raise ValueError(
            f"The header {name!r} holds characters that no header may hold, such as a line feed or a space at its ends."
        )


def secret_headers(provider: Any) -> frozenset[str]:
    """The headers that carry credentials, in lower case, those that only the provider knows (if any) among them."""
    return SECRET_HEADERS if provider is None else SECRET_HEADERS.union(map(str.lower, provider.secret_headers))


def secret_headers_of(request: httpx.Request) -> frozenset[str]:
    """Those of a request."""
    return secret_headers(request.extensions.get("anthropic.provider"))


def redacted_request(request: httpx.Request) -> httpx.Request:
    """A request to show and keep: no credentials, no callbacks; its body too where it was in memory."""
    if not isinstance(cast(object, request), httpx.Request):
        return request  # an HTTP library of the same shape, such as httpx2
    try:
        content: bytes | None = request.content
    except httpx.RequestNotRead:
        content = None
    url = request.url.copy_with(userinfo=b"") if request.url.userinfo else request.url
    shown = httpx.Request(request.method, url, content=content)
    secret = secret_headers_of(request)
    shown.headers = httpx.Headers(
        {key: REDACTED if key.lower() in secret else value for key, value in request.headers.items()}
    )
    return shown


def redacted_response(response: httpx.Response) -> httpx.Response:
    """The response itself, holding requests without credentials."""
    if isinstance(cast(object, response), httpx.Response):
        secret = secret_headers_of(response.request)
        response.request = redacted_request(response.request)
        if response.next_request is not None:
            response.next_request = redacted_request(response.next_request)
        for header in secret.intersection(response.headers):
            response.headers[header] = REDACTED
    return response


def is_http_failure(error: BaseException) -> bool:
    """Whether an exception is one of the HTTP library's (httpx or a successor with the same classes)."""
    return any(
        cls.__module__.split(".")[0] in ("httpx", "httpx2", "httpcore", "httpcore2") for cls in type(error).__mro__
    )


def release(response: httpx.Response) -> None:
    """Close a response that is done with, and part it from its stream: httpx has each know the other.

    Else nothing but a garbage collection would free them, and many requests at a time would cause many of those.
    """
    response.close()
    response.stream = _NO_STREAM


async def arelease(response: httpx.Response) -> None:
    """What `release` does, awaiting."""
    await response.aclose()
    response.stream = _NO_STREAM


_NO_STREAM = httpx.ByteStream(b"")


def same_origin(one: httpx.URL, other: httpx.URL) -> bool:
    """Whether two URLs lead to one server."""
    return (one.scheme, one.host, one.port) == (other.scheme, other.host, other.port)


_standard: dict[str, str] = {}


def standard_headers() -> Mapping[str, str]:
    """What httpx sends of itself: which compressions it understands, and that the connection is kept."""
    if not _standard:
        with httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200))) as client:
            kept = ("accept-encoding", "connection")
            _standard.update({key: value for key, value in client.headers.items() if key in kept})
    return _standard


def next_hop(response: httpx.Response) -> httpx.Request | None:
    """The request that a redirect asks for; to another origin without credentials. `None` where it is no redirect."""
    request = response.next_request
    if request is None:
        return None
    if not same_origin(response.request.url, request.url):
        for header in secret_headers_of(response.request).intersection(request.headers):
            del request.headers[header]
    request.extensions = dict(response.request.extensions)
    return request
