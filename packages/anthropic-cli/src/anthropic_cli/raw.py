"""`--raw`: middleware that shows each request and its response on standard error, without secrets."""

from __future__ import annotations

import json
from typing import Any, Generator, Iterator, Mapping

import click
import httpx

from .failures import without_secrets

SHOWN_BYTES = 20_000
"""Of one body; files are larger."""
HIDDEN = ("key", "token", "secret", "authorization", "cookie", "signature", "credential")
"""A header whose name has one of these is not shown."""


def shown(request: httpx.Request) -> Generator[httpx.Request, httpx.Response, httpx.Response]:
    """Show one attempt. Credentials are added after all middleware, so that they do not even come by."""
    request.headers["accept-encoding"] = "identity"  # what is shown is what was sent
    _line(f"> {request.method} {request.url}")
    _headers(">", request.headers)
    try:
        _body(">", request.content, request.headers.get("content-type", ""))
    except httpx.RequestNotRead:
        _line("> (a body that is read while it is sent)")
    response = yield request
    _line(f"< {response.status_code} {response.reason_phrase}")
    _headers("<", response.headers)
    response.stream = _Seen(response.stream)
    return response


class _Seen(httpx.SyncByteStream):
    """A body that is shown as it is read."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        left = SHOWN_BYTES
        for chunk in self._stream:
            if left > 0:
                click.echo(without_secrets(chunk[:left].decode("utf-8", "replace")), err=True, nl=False)
            left -= len(chunk)
            yield chunk
        _line("" if left >= 0 else f"\n< … and {-left} more bytes")

    def close(self) -> None:
        self._stream.close()


def _headers(mark: str, headers: Mapping[str, str]) -> None:
    for name, value in headers.items():
        hidden = any(word in name.lower() for word in HIDDEN) and not name.lower().startswith("anthropic-ratelimit-")
        _line(f"{mark} {name}: {'[hidden]' if hidden else value}")


def _body(mark: str, content: bytes, kind: str) -> None:
    if not content:
        return
    text = content[:SHOWN_BYTES].decode("utf-8", "replace")
    if "json" in kind and len(content) <= SHOWN_BYTES:
        try:
            text = json.dumps(json.loads(content), indent=2, ensure_ascii=False)
        except ValueError:
            pass
    _line(text)
    if len(content) > SHOWN_BYTES:
        _line(f"{mark} … and {len(content) - SHOWN_BYTES} more bytes")


def _line(text: str) -> None:
    click.echo(without_secrets(text), err=True)
