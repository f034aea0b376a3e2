"""The front doors of Google Cloud: each turns a request into the API's own, and has the emulator answer that.

Vertex AI        POST /v1/projects/{project}/locations/{location}/publishers/anthropic/models/{model}:rawPredict
Claude service   any  /v1alpha/projects/{project}/locations/{location}/workspaces/{workspace}/invoke/{path of the API}
"""

from __future__ import annotations

import dataclasses
import re

from .._json import JsonObject, dumps
from ..emulator import Context, Route
from ..exchange import Reply, Request
from ..problem import invalid
from ..validation.body import parsed_body

VERSIONS = ("vertex-2023-10-16", "vertex-2026-10-21", "2026-10-21")
API_VERSION = "2023-06-01"
VERBS = ("rawPredict", "streamRawPredict")


def predict(context: Context) -> Reply:
    """A message or, for the model `count-tokens`, its number of tokens."""
    request = context.request
    if not request.headers.get("authorization"):
        return refused(401, "UNAUTHENTICATED", "Request is missing required authentication credential.")
    model, _, verb = context.path["call"].rpartition(":")
    if verb not in VERBS:
        return refused(404, "NOT_FOUND", f"The requested URL {request.path} was not found on this server.")
    body = dict(parsed_body(request))
    version = body.pop("anthropic_version", None)
    if version is None:
        raise invalid("anthropic_version: Field required")
    if version not in VERSIONS:
        raise invalid(f"anthropic_version: {version!r} is not a valid version")
    if model == "count-tokens":
        return answered(context, "/v1/messages/count_tokens", {**body, "model": _api_name(str(body.get("model")))})
    if "model" in body:
        raise invalid("model: Extra inputs are not permitted")
    return answered(context, "/v1/messages", {"model": _api_name(model), **body})


def invoke(context: Context) -> Reply:
    """Any call of the API, below the path of a workspace."""
    if not context.request.headers.get("authorization"):
        return refused(401, "UNAUTHENTICATED", "Request is missing required authentication credential.")
    path = f"/{context.path['rest']}"
    if path == "/v1/complete":
        return refused(404, "NOT_FOUND", f"The requested URL {context.request.path} was not found on this server.")
    return context.emulator.answer(dataclasses.replace(context.request, path=path))


def answered(context: Context, path: str, body: JsonObject) -> Reply:
    """The answer to the API's own form of the request; keys, faults and scripts are dealt with there."""
    outer = context.request
    headers = {**outer.headers, "anthropic-version": API_VERSION}
    inner = Request(
        "POST", path, outer.query, headers, dumps(body).encode("utf-8", "surrogatepass"), outer.origin, outer.remote
    )
    return context.emulator.answer(inner)


def refused(code: int, status: str, message: str) -> Reply:
    """An error as Google shapes it: what the platform answers before the API is asked."""
    return Reply.of_json({"error": {"code": code, "message": message, "status": status}}, code)


def _api_name(model: str) -> str:
    """`claude-3-5-sonnet-v2@20241022` as the API names it: `claude-3-5-sonnet-20241022`."""
    name, _, version = model.partition("@")
    name = re.sub(r"-v\d+$", "", name) if version else name
    return f"{name}-{version}" if version.isdecimal() else name


_VERTEX = "/v1/projects/{project}/locations/{location}/publishers/anthropic/models/{call}"
_WORKSPACE = "/v1alpha/projects/{project}/locations/{location}/workspaces/{workspace}/invoke/{rest:path}"

ROUTES = (
    Route("POST", _VERTEX, predict, public=True),
    *(Route(method, _WORKSPACE, invoke, public=True) for method in ("DELETE", "GET", "POST")),
)
