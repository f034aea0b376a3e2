"""Authorises requests to AWS: by signature (SigV4) or by bearer token."""

from __future__ import annotations

from typing import AsyncGenerator, Generator
from urllib.parse import parse_qsl, quote, urlencode

import httpx
from typing_extensions import override

from anthropic.client import in_thread

from . import _botocore
from ._botocore import Keys
from .credentials import CredentialSource

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
        if request.url.query:
            request.url = _with_canonical_query(request.url)
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


def _with_canonical_query(url: httpx.URL) -> httpx.URL:
    """The URL with its query as AWS verifies it: a space is `%20`, where httpx writes a plus."""
    pairs = parse_qsl(url.query.decode("ascii"), keep_blank_values=True, encoding="latin-1")  # any byte survives that
    return url.copy_with(query=urlencode(pairs, encoding="latin-1", quote_via=quote).encode("ascii"))


def _is_settled(request: httpx.Request) -> bool:
    omitted: frozenset[str] = request.extensions.get("anthropic.omitted", frozenset())
    return "authorization" in request.headers or "authorization" in omitted


def _is_expiry(response: httpx.Response) -> bool:
    return response.status_code == 403 and "ExpiredToken" in response.headers.get("x-amzn-errortype", "")
