"""What a plug-in implements to serve the API from somewhere else, or to see every request.

Everything that this module exports is public for plug-ins, and stays.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, AsyncGenerator, Callable, Generator, Mapping, Sequence, Union

import httpx
from typing_extensions import Self, TypeAlias, override

from ._body import encode_json as encode_json
from ._call import Call as Call
from ._call import Reader as Reader
from ._call import Reading as Reading
from ._call import path_part as path_part
from ._flow import Close as Close
from ._flow import Command as Command
from ._flow import Do as Do
from ._flow import Flow as Flow
from ._flow import Read as Read
from ._flow import Send as Send
from ._flow import Sleep as Sleep
from ._flow import UnsentError as UnsentError
from ._flow import is_late
from ._retry import asked_delay as asked_delay
from ._sse import Event as Event
from ._sse import EventDecoder as EventDecoder
from ._types import Omit
from .errors import MissingCredentialsError

if TYPE_CHECKING:
    from ._credentials import Secret

DEFAULT_BASE_URL = "https://api.anthropic.com"

GeneratorMiddleware: TypeAlias = Callable[
    [httpx.Request], Generator[Union[httpx.Request, Command], Any, httpx.Response]
]
"""A generator function around each attempt of a request, the same one in both clients.

    def tag(request):
        request.headers["x-team"] = "search"
        response = yield request            # sends it on; the reply is the response, its body unread
        return response

It may yield several requests (only the last response is used; close or read the others), or commands such as
`Read(response)` and `Sleep(seconds)`. A failed connection is raised at the `yield` as an `APIConnectionError`; raising
`RetryableError` asks for another attempt.
"""


class Provider:
    """Where requests go and how they are authorised. A subclass changes what is different there."""

    name: str = "custom"
    """Names the provider in errors and logs."""
    base_url: str = DEFAULT_BASE_URL
    request_id_header: str = "request-id"
    """The header in which the platform names a request; `request_id` is its value, everywhere."""
    secret_headers: frozenset[str] = frozenset()
    """Headers that carry credentials, in lower case, beside `authorization`, `x-api-key`, `api-key` and others that are
    known to. They are taken out of errors."""

    def moved(self, base_url: object) -> Self:
        """The same provider, with all that it has found out, at another URL."""
        moved = copy.copy(self)
        moved.base_url = str(base_url)
        return moved

    @property
    def auth(self) -> httpx.Auth | None:
        """Authorises each attempt, after all middleware, so that none of it sees a credential. `None` adds nothing."""
        return None

    def adapt(self, call: Call[Any, Any]) -> Call[Any, Any]:
        """The call as this provider wants it: path, body, headers, stream decoder (`call.replace(…)`).

        The headers of the call include the client's `default_headers`.
        Raises: UnsupportedFeatureError where the provider lacks what the call needs.
        """
        return call

    def failure(self, response: httpx.Response, body: object) -> object:
        """The body of an answer that failed (parsed JSON, else text) in the API's own form, where it has another.

        That is `{"type": "error", "error": {"type": "rate_limit_error", "message": "…"}}`: its type refines the class
        that the status gives the error.
        """
        return body

    def route(self, call: Call[Any, Any], tried: Sequence[tuple[Provider, Exception]]) -> Provider | None:
        """Which provider makes the next attempt; a composite provider leads to others, any other to itself.

        `tried`: which have failed since the call began or last waited, and why. `None`: nowhere else; wait and begin
        again, as far as the failure is worth a retry. The provider that it names adapts the call and authorises it.
        """
        return None if tried else self

    def served(self, provider: Provider) -> None:
        """Told after each call, of a stream when it has ended, which of the providers that `route` named served it."""

    def broke(self, provider: Provider, failure: Exception) -> None:
        """Told in place of `served` where the stream of a call broke off after some of it was delivered."""

    def transport(self) -> httpx.BaseTransport | None:
        """A transport for blocking clients in place of the network; `None` means the network."""
        return None

    def async_transport(self) -> httpx.AsyncBaseTransport | None:
        """A transport for awaiting clients in place of the network; `None` means the network."""
        return None

    @override
    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name!r} at {self.base_url}>"


class HeaderAuth(httpx.Auth):
    """Puts secrets into headers, each unless the call sets or omits that header itself.

    Raises: MissingCredentialsError (when sending) where no secret is given and the call brings no such header.
    """

    def __init__(self, secrets: Mapping[str, Secret], *, missing: str) -> None:
        self._secrets = secrets
        self._missing = missing

    def _needed(self, request: httpx.Request) -> list[tuple[str, Secret]]:
        omitted: frozenset[str] = request.extensions.get("anthropic.omitted", frozenset())
        needed = [
            (name, secret)
            for name, secret in self._secrets.items()
            if name not in omitted and name not in request.headers
        ]
        if not needed and not omitted and not {"x-api-key", "authorization"}.intersection(request.headers):
            raise MissingCredentialsError(self._missing)
        return needed

    @override
    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        needed = self._needed(request)
        for name, secret in needed:
            request.headers[name] = secret.prefix + secret.value()
        if is_late(request):  # it took long to ask for one
            raise UnsentError(request)
        response = yield request
        if response.status_code == 401 and any(secret.refreshable for _, secret in needed):
            for name, secret in needed:
                request.headers[name] = secret.prefix + secret.value(rejected=request.headers[name])
            yield request  # httpx reads the first response before

    @override
    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        needed = self._needed(request)
        for name, secret in needed:
            request.headers[name] = secret.prefix + await secret.avalue()
        response = yield request
        if response.status_code == 401 and any(secret.refreshable for _, secret in needed):
            for name, secret in needed:
                request.headers[name] = secret.prefix + await secret.avalue(rejected=request.headers[name])
            yield request  # httpx reads the first response before


class FirstParty(Provider):
    """The API itself, with a key (`x-api-key`), a token (`Authorization: Bearer`), or both."""

    name = "anthropic"

    def __init__(
        self, *, base_url: str = DEFAULT_BASE_URL, api_key: Secret | None = None, auth_token: Secret | None = None
    ) -> None:
        self.base_url = base_url
        secrets = {"x-api-key": api_key, "authorization": auth_token}
        self._auth = HeaderAuth(
            {name: secret for name, secret in secrets.items() if secret is not None},
            missing="No API key: pass api_key= (or auth_token=), or set ANTHROPIC_API_KEY (or ANTHROPIC_AUTH_TOKEN).",
        )

    @property
    @override
    def auth(self) -> httpx.Auth:
        return self._auth


__all__ = [
    "Call",
    "Close",
    "Command",
    "DEFAULT_BASE_URL",
    "Do",
    "Event",
    "EventDecoder",
    "FirstParty",
    "Flow",
    "GeneratorMiddleware",
    "HeaderAuth",
    "Omit",
    "Provider",
    "Read",
    "Reader",
    "Reading",
    "Send",
    "Sleep",
    "UnsentError",
    "asked_delay",
    "encode_json",
    "path_part",
]
