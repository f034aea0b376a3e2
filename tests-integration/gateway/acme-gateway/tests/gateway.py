"""The gateway, as far as tests need it: its token endpoint and its paths, with the emulator behind them."""

from __future__ import annotations

import dataclasses
import json
from typing import List
from urllib.parse import parse_qs

import httpx

from anthropic_testing import Context, Reply, Route


class TokenEndpoint:
    """Hands out numbered tokens to whoever knows the secret; the last one counts."""

    def __init__(self) -> None:
        self.issued: List[str] = []
        self.lifetime = 3600

    def __call__(self, request: httpx.Request) -> httpx.Response:
        form = {name: values[-1] for name, values in parse_qs(request.content.decode()).items()}
        if form != {"client_id": "search", "client_secret": "hush"}:
            return httpx.Response(401, json={"error": "invalid_client"})
        self.issued.append(f"token-{len(self.issued) + 1}")
        return httpx.Response(200, json={"access_token": self.issued[-1], "expires_in": self.lifetime})


CODES = {
    "authentication_error": "TokenRefused",
    "overloaded_error": "Busy",
    "rate_limit_error": "QuotaExceeded",
}
"""What the gateway calls errors of the API; others are `Refused`."""


def claude(context: Context) -> Reply:
    """A call of the API below the path of a team: checked as the gateway does, answered by the emulator."""
    request = context.request
    if not request.headers.get("authorization", "").startswith("Bearer token-"):
        return Reply.of_json({"fault": {"code": "TokenMissing", "text": "There is no token."}}, 401)
    return in_acme_form(context.emulator.answer(dataclasses.replace(request, path=f"/{context.path['rest']}")))


def in_acme_form(reply: Reply) -> Reply:
    """An answer of the API with the gateway's header and, where it is an error, the gateway's body."""
    headers = dict(reply.headers)
    headers["x-acme-request"] = headers.pop("request-id")
    reply = dataclasses.replace(reply, headers=headers)
    if reply.status < 400:
        return reply
    error = json.loads(reply.body)["error"]
    fault = {"code": CODES.get(error["type"], "Refused"), "text": error["message"]}
    return reply.with_body(json.dumps({"fault": fault}).encode())


def budget(context: Context) -> Reply:
    """The gateway's own resource."""
    answer = {"team": context.path["name"], "left_dollars": 12.5}
    return Reply.of_json(answer, headers={"x-acme-request": context.request_id})


ROUTES = [
    Route("GET", "/teams/{team}/claude/v1/budgets/{name}", budget, public=True),
    *(Route(method, "/teams/{team}/claude/{rest:path}", claude, public=True) for method in ("DELETE", "GET", "POST")),
]
