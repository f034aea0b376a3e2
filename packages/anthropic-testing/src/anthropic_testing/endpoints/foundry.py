"""The front door of Azure AI Foundry: the API below `/anthropic`, with a key in one of two headers or a token."""

from __future__ import annotations

import dataclasses

from ..emulator import Context, Route
from ..exchange import Reply

NOT_THERE = ("v1/messages/batches", "v1/models")


def call(context: Context) -> Reply:
    """Any call of the API but those that the platform lacks."""
    request, rest = context.request, context.path["rest"]
    headers = dict(request.headers)
    if "api-key" in headers:
        headers.setdefault("x-api-key", headers["api-key"])
    if not (headers.get("x-api-key") or headers.get("authorization")):
        return refused(401, "Access denied due to invalid subscription key or wrong API endpoint.")
    if rest.startswith(NOT_THERE):
        return refused(404, "Resource not found")
    return context.emulator.answer(dataclasses.replace(request, path=f"/{rest}", headers=headers))


def refused(status: int, message: str) -> Reply:
    """An error as Azure shapes it: what the platform answers before the API is asked."""
    return Reply.of_json({"error": {"code": str(status), "message": message}}, status)


ROUTES = tuple(Route(method, "/anthropic/{rest:path}", call, public=True) for method in ("DELETE", "GET", "POST"))
