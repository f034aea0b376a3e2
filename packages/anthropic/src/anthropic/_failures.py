"""The HTTP library's exceptions as this library's errors."""

from __future__ import annotations

from typing import Any, cast

import httpx

from .errors import APIConnectionError, APITimeoutError


def connection_error(error: BaseException, request: httpx.Request) -> APIConnectionError:
    """The HTTP library's exception as one of ours, without the frames and words that show headers."""
    _forget_secrets(error)
    if _lost_by_aiohttp(error):
        error = cast(BaseException, error.__cause__)
    kind = type(error).__name__
    if "Timeout" in kind:
        seconds = cast("dict[str, Any]", request.extensions.get("timeout") or {}).get(
            kind[: -len("Timeout")].lower(), None
        )
        limit = "" if seconds is None else f" after {seconds:g} s"
        return APITimeoutError(request, message=f"Request timed out ({kind}{limit}).")
    return APIConnectionError(message=f"Connection error: {kind}: {error}", request=request)


def _lost_by_aiohttp(error: BaseException) -> bool:
    """Whether a connection was lost or refused: httpx-aiohttp calls that a `ConnectTimeout`; the cause knows better."""
    names = [cls.__name__ for cls in type(error.__cause__).__mro__]
    is_lost = "ClientConnectionError" in names and not any("Timeout" in name for name in names)
    return type(error).__name__ == "ConnectTimeout" and is_lost


def _forget_secrets(error: BaseException | None) -> None:
    while error is not None:
        error.__traceback__ = None
        if type(error).__name__ == "LocalProtocolError":  # h11 shows the value of a header that it refuses
            error.args = (str(error).partition(" b'")[0],)
        error = error.__cause__ or error.__context__
