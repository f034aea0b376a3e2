"""Clients of httpx2, the successor of httpx, as clients of httpx: transports that hand each request on to them.

A client of httpx2 keeps all that it was made with: pool, proxies, TLS, event hooks, base transport. httpx2 itself is
never imported here; its classes are reached through the client that was given.
"""

from __future__ import annotations

import importlib
from typing import Any, AsyncIterator, Iterator, cast

import httpx
from typing_extensions import override

ROOT = "httpx2"


def as_httpx(client: object) -> Any:
    """An httpx client that sends through a client of httpx2; anything else is given back as it is."""
    names = {cls.__name__ for cls in type(client).__mro__ if cls.__module__.split(".")[0] == ROOT}
    given: Any = client
    if not names & {"Client", "AsyncClient"}:
        return client
    options: Any = {"timeout": httpx.Timeout(**given.timeout.as_dict()), "trust_env": False}
    if "AsyncClient" in names:
        return httpx.AsyncClient(transport=AsyncHttpx2Transport(given), **options)
    return httpx.Client(transport=Httpx2Transport(given), **options)


def _handed_on(request: httpx.Request, content: Any) -> Any:
    """The request in httpx2's class. Its extensions are the same objects: timeouts may be lowered while it is sent."""
    cls: Any = importlib.import_module(ROOT).Request
    return cls(
        request.method,
        str(request.url),
        headers=request.headers.raw,
        content=content,
        extensions=request.extensions,
    )


def _handed_back(response: Any) -> httpx.Response:
    """The response in httpx's class, its body unread."""
    return httpx.Response(
        response.status_code, headers=response.headers.raw, stream=_Body(response), extensions=response.extensions
    )


def _content(request: httpx.Request) -> bytes | None:
    """The body where it is in memory."""
    try:
        return request.content
    except httpx.RequestNotRead:
        return None


class Httpx2Transport(httpx.BaseTransport):
    """Sends through a blocking client of httpx2."""

    def __init__(self, client: Any) -> None:
        self._client = client

    @override
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        body = _content(request)
        content: Any = _pieces(cast(httpx.SyncByteStream, request.stream)) if body is None else body
        sent = self._client.send(_handed_on(request, content), stream=True, auth=None, follow_redirects=False)
        return _handed_back(sent)

    @override
    def close(self) -> None:
        self._client.close()


class AsyncHttpx2Transport(httpx.AsyncBaseTransport):
    """Sends through an awaiting client of httpx2."""

    def __init__(self, client: Any) -> None:
        self._client = client

    @override
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        body = _content(request)
        content: Any = _apieces(cast(httpx.AsyncByteStream, request.stream)) if body is None else body
        sent = await self._client.send(_handed_on(request, content), stream=True, auth=None, follow_redirects=False)
        return _handed_back(sent)

    @override
    async def aclose(self) -> None:
        await self._client.aclose()


def _pieces(stream: httpx.SyncByteStream) -> Iterator[bytes]:
    yield from stream


async def _apieces(stream: httpx.AsyncByteStream) -> AsyncIterator[bytes]:
    async for piece in stream:
        yield piece


class _Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The body of a response of httpx2, as it came; httpx decompresses it."""

    def __init__(self, response: Any) -> None:
        self._response = response

    @override
    def __iter__(self) -> Iterator[bytes]:
        return cast("Iterator[bytes]", self._response.iter_raw())

    @override
    def __aiter__(self) -> AsyncIterator[bytes]:
        return cast("AsyncIterator[bytes]", self._response.aiter_raw())

    @override
    def close(self) -> None:
        self._response.close()

    @override
    async def aclose(self) -> None:
        await self._response.aclose()
