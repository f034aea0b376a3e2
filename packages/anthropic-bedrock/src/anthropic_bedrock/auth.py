"""Authorises requests to AWS: by signature (SigV4) or by bearer token."""

from __future__ import annotations

from typing import Any, AsyncGenerator, Generator

import httpx
from typing_extensions import override

from . import _botocore
from ._botocore import Keys
from .credentials import CredentialSource, in_thread

UNSIGNED_HEADERS = frozenset(
    {
        "accept-encoding",
        "connection",
        "expect",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "user-agent",
    }
)
"""Headers that proxies may change on the way: a signature over them would break."""


class SigV4Auth(httpx.Auth):
    """Signs each attempt, as it is sent, with AWS Signature Version 4.

    A call that brings an `authorization` header of its own, or omits it, is sent as it is. Where AWS calls the keys
    expired and there are others by now, the attempt is signed once more.
    """

    requires_request_body = True

    def __init__(self, source: CredentialSource, *, service: str, region: str) -> None:
        self._source, self._service, self._region = source, service, region

    @override
    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if _is_settled(request):
            yield request
            return
        request.read()
        keys = self._source.keys(request)
        self._sign(request, keys)
        response = yield request
        if _is_expiry(response) and self._source.replaced(keys, request):
            response.read()
            self._sign(request, self._source.keys(request))
            yield request

    @override
    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        if _is_settled(request):
            yield request
            return
        await request.aread()
        keys = await self._source.akeys(request)
        self._sign(request, keys)
        response = yield request
        if _is_expiry(response) and await in_thread(lambda: self._source.replaced(keys, request)):
            await response.aread()
            self._sign(request, await self._source.akeys(request))
            yield request

    def _sign(self, request: httpx.Request, keys: Keys) -> None:
        for header in ("authorization", "x-amz-date", "x-amz-security-token"):
            request.headers.pop(header, None)
        url = request.url
        whole = f"{url.scheme}://{url.netloc.decode('ascii')}{url.raw_path.decode('ascii')}"
        signed = {name: value for name, value in request.headers.items() if name not in UNSIGNED_HEADERS}
        request.headers.update(
            _botocore.signature_headers(
                keys,
                self._service,
                self._region,
                method=request.method,
                url=whole,
                headers=signed,
                body=request.content,
            )
        )


class RequestIdAuth(httpx.Auth):
    """Another auth, which besides makes AWS's name of a request (`x-amzn-requestid`) known as `request-id`."""

    def __init__(self, inner: httpx.Auth | None) -> None:
        self._inner = httpx.Auth() if inner is None else inner

    @override
    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        flow = self._inner.sync_auth_flow(request)
        request = next(flow)
        while True:
            response = yield request
            _name(response)
            try:
                request = flow.send(response)
            except StopIteration:
                return

    @override
    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        flow: Any = self._inner.async_auth_flow(request)
        try:
            request = await flow.__anext__()
            while True:
                response = yield request
                _name(response)
                try:
                    request = await flow.asend(response)
                except StopAsyncIteration:
                    return
        finally:
            await flow.aclose()


def _is_settled(request: httpx.Request) -> bool:
    omitted: frozenset[str] = request.extensions.get("anthropic.omitted", frozenset())
    return "authorization" in request.headers or "authorization" in omitted


def _is_expiry(response: httpx.Response) -> bool:
    return response.status_code == 403 and "ExpiredToken" in response.headers.get("x-amzn-errortype", "")


def _name(response: httpx.Response) -> None:
    aws_id = response.headers.get("x-amzn-requestid")
    if aws_id is not None:
        response.headers.setdefault("request-id", aws_id)
