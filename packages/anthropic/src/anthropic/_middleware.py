"""Middleware written as a callable `(request, call_next)`, made into the generator form that flows use."""

from __future__ import annotations

import inspect
import json
from typing import TYPE_CHECKING, Any, Awaitable, Callable, Generator, Mapping, Union, cast

import httpx
from typing_extensions import TypeAlias, override

from ._call import Call, Client, Reading
from ._flow import Around
from ._readers import One
from ._response import APIResponse, AsyncAPIResponse
from ._types import NotGiven, is_given, not_given
from ._value import Value

if TYPE_CHECKING:
    from .provider import GeneratorMiddleware


class APIRequest(Value):
    """One attempt of a request, as middleware sees it: without credentials, which are added after it."""

    http_request: httpx.Request
    retries_taken: int = 0

    @override
    def __repr__(self) -> str:
        return f"<APIRequest {self.method} {self.url}>"

    @property
    def method(self) -> str:
        return self.http_request.method

    @property
    def url(self) -> str:
        return str(self.http_request.url)

    @property
    def headers(self) -> httpx.Headers:
        return self.http_request.headers

    @property
    def query_params(self) -> Mapping[str, object]:
        return dict(self.http_request.url.params)

    @property
    def json(self) -> object:
        """The body, parsed; `None` where it is no JSON."""
        try:
            return cast(object, json.loads(self.http_request.content))
        except (ValueError, httpx.RequestNotRead):
            return None

    @property
    def timeout(self) -> object:
        """Seconds for connecting, reading, writing and waiting for a connection."""
        return self.http_request.extensions.get("timeout")

    def copy(
        self,
        *,
        method: str | NotGiven = not_given,
        url: str | NotGiven = not_given,
        headers: Mapping[str, str] | NotGiven = not_given,
        params: Mapping[str, Any] | NotGiven = not_given,
        body: object = not_given,
        timeout: float | NotGiven = not_given,
    ) -> APIRequest:
        """The same request with some parts replaced."""
        before = self.http_request
        extensions = dict(before.extensions)
        if is_given(timeout):
            extensions["timeout"] = dict.fromkeys(("connect", "read", "write", "pool"), timeout)
        kept = {key: value for key, value in before.headers.items() if key not in ("content-length", "host")}
        changed = httpx.Request(
            method if is_given(method) else before.method,
            url if is_given(url) else before.url,
            params=params if is_given(params) else None,
            headers=headers if is_given(headers) else kept,
            content=json.dumps(body).encode() if not isinstance(body, NotGiven) else before.content,
            extensions=extensions,
        )
        return self.replace(http_request=changed)


CallNext: TypeAlias = Callable[[APIRequest], "APIResponse[Any]"]
AsyncCallNext: TypeAlias = Callable[[APIRequest], "Awaitable[AsyncAPIResponse[Any]]"]
MiddlewareCallable: TypeAlias = Callable[[APIRequest, CallNext], "APIResponse[Any]"]
AsyncMiddlewareCallable: TypeAlias = Callable[[APIRequest, AsyncCallNext], "Awaitable[AsyncAPIResponse[Any]]"]


class Middleware:
    """Sees each attempt of a request and its response; a subclass overrides one or both methods.

    A generator function (`response = yield request`) does the same for both clients at once.
    """

    def handle(self, request: APIRequest, call_next: CallNext) -> APIResponse[Any]:
        """Around one attempt of a blocking client; returns the response of `call_next` or another."""
        return call_next(request)

    async def handle_async(self, request: APIRequest, call_next: AsyncCallNext) -> AsyncAPIResponse[Any]:
        """Around one attempt of an async client; returns the response of `call_next` or another."""
        return await call_next(request)


MiddlewareInput: TypeAlias = Union[Middleware, MiddlewareCallable, AsyncMiddlewareCallable, "GeneratorMiddleware"]


def as_generator(layer: MiddlewareInput, client: Client) -> GeneratorMiddleware:
    """Middleware of any form as a generator function."""
    if inspect.isgeneratorfunction(layer) or inspect.isgeneratorfunction(getattr(layer, "__call__", None)):
        return cast("GeneratorMiddleware", layer)
    handle: Any = getattr(layer, "handle", layer)
    handle_async: Any = getattr(layer, "handle_async", layer)
    if not callable(handle):
        raise TypeError(f"Middleware is a generator function, a callable or a Middleware, not {type(layer).__name__}.")

    def generator(request: httpx.Request) -> Generator[Any, Any, httpx.Response]:
        wrapped = APIRequest(request, int(request.headers.get("x-stainless-retry-count", "0")))

        def now(send: Callable[[httpx.Request], httpx.Response]) -> Any:
            def call_next(changed: APIRequest) -> Any:
                return _answered(APIResponse, send(changed.http_request), changed, client)

            return handle(wrapped, call_next)

        async def awaited(send: Callable[[httpx.Request], Awaitable[httpx.Response]]) -> Any:
            async def call_next(changed: APIRequest) -> Any:
                return _answered(AsyncAPIResponse, await send(changed.http_request), changed, client)

            return await handle_async(wrapped, call_next)

        answer: Any = yield Around(now, awaited)
        return cast(httpx.Response, answer.http_response)

    return generator


def _answered(cls: Any, response: httpx.Response, request: APIRequest, client: Client) -> Any:
    """A response as callable middleware sees it: its value is plain JSON."""
    call: Call[Any, Any] = Call("", "", One(object))
    return cls(response, call.into, Reading(client, call, call, None, request.retries_taken), One)
