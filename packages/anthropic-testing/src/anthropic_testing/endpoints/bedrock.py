"""The front door of Amazon Bedrock: turns an invocation into the API's own request, and its answer into Bedrock's form.

    POST /model/{model}/invoke
    POST /model/{model}/invoke-with-response-stream     an AWS event stream
    POST /model/{model}/count-tokens

Keys, faults and scripts are dealt with by the inner request, which the journal shows. Signatures are not verified.
"""

from __future__ import annotations

import base64
import json
import re
from typing import Mapping

from .._json import JsonObject, as_list, as_object, dumps, is_object
from ..aws_frames import framed_events
from ..emulator import Context, Route
from ..exchange import Chunk, Reply, Request
from ..problem import STATUSES
from ..validation.body import parsed_body

VERSION = "bedrock-2023-05-31"
API_VERSION = "2023-06-01"
MODEL = re.compile(r"(?:arn:.+/)?(?:(?P<place>[a-z-]+)\.)?anthropic\.(?P<name>.+?)(?:-v\d+(?::\d+)?)?")
CREDENTIAL = re.compile(r"AWS4-HMAC-SHA256 Credential=([^/]+)/")
EXCEPTIONS: Mapping[int, str] = {
    400: "ValidationException",
    401: "UnrecognizedClientException",
    403: "AccessDeniedException",
    404: "ResourceNotFoundException",
    408: "ModelTimeoutException",
    424: "ModelErrorException",
    429: "ThrottlingException",
    500: "InternalServerException",
    503: "ServiceUnavailableException",
    529: "ServiceUnavailableException",
}
"""What AWS calls an error with a status."""


def invoke(context: Context) -> Reply:
    """A message (or legacy completion), whole or as a stream."""
    body = dict(parsed_body(context.request))
    if body.pop("anthropic_version", None) != VERSION:
        return refused(400, f"anthropic_version: must be {VERSION}")
    path = "/v1/complete" if "prompt" in body else "/v1/messages"
    streams = context.request.path.endswith("-with-response-stream")
    reply = answered(context, path, {**body, "stream": True} if streams else body)
    if reply.status >= 400 or not streams or not reply.is_stream or "content-encoding" in reply.headers:
        return reply
    head = {**reply.headers, "content-type": "application/vnd.amazon.eventstream"}
    head["x-amzn-bedrock-content-type"] = "application/json"
    return Reply(reply.status, head, framed_events(reply.steps, exception_of), reply.before)


def count_tokens(context: Context) -> Reply:
    """The number of input tokens of a whole invocation, which the body holds in base64."""
    wrapped = as_object(as_object(parsed_body(context.request).get("input")).get("invokeModel")).get("body")
    try:
        body: object = json.loads(base64.b64decode(str(wrapped), validate=True))
    except ValueError:
        body = None
    if not is_object(body):
        return refused(400, "input.invokeModel.body must be a JSON object in base64")
    found = MODEL.fullmatch(context.path["model"])
    if found is not None and found["place"]:
        return refused(400, "The provided model doesn't support counting tokens.")
    kept = {key: value for key, value in body.items() if key not in ("anthropic_version", "max_tokens")}
    reply = answered(context, "/v1/messages/count_tokens", kept)
    if reply.status >= 400 or "json" not in reply.headers.get("content-type", ""):
        return reply
    return reply.with_body(reply.body.replace(b'"input_tokens"', b'"inputTokens"', 1))


def answered(context: Context, path: str, body: JsonObject) -> Reply:
    """The answer to the API's own form of the request, with an error in AWS's form."""
    outer = context.request
    scheme, _, token = outer.headers.get("authorization", "").partition(" ")
    signed = CREDENTIAL.match(outer.headers.get("authorization", ""))
    if not signed and not (scheme == "Bearer" and token):
        return refused(403, "Missing Authentication Token", "MissingAuthenticationTokenException")
    betas = [str(name) for name in as_list(body.get("anthropic_beta"))]
    headers = {key: value for key, value in outer.headers.items() if key not in ("authorization", "anthropic-beta")}
    headers.update({"anthropic-version": API_VERSION, "x-api-key": signed.group(1) if signed else token})
    if betas:
        headers["anthropic-beta"] = ",".join(betas)
    kept = {key: value for key, value in body.items() if key != "anthropic_beta"}
    content = dumps({"model": api_name(context.path["model"]), **kept}).encode("utf-8", "surrogatepass")
    inner = Request("POST", path, outer.query, headers, content, outer.origin, outer.remote)
    return in_aws_form(context.emulator.answer(inner))


def in_aws_form(reply: Reply) -> Reply:
    """A reply with the headers that AWS sends, and an error with AWS's body."""
    own = ("request-id", "x-should-retry", "content-length")
    head = {key: value for key, value in reply.headers.items() if key not in own and not key.startswith("anthropic-")}
    head["x-amzn-requestid"] = reply.headers.get("request-id", "")
    if reply.status < 400:
        if "content-length" in reply.headers:
            head["content-length"] = reply.headers["content-length"]
        return Reply(reply.status, head, reply.steps, reply.before)
    try:
        message = as_object(as_object(json.loads(reply.body)).get("error")).get("message")
    except ValueError:
        return Reply(reply.status, head, reply.steps, reply.before)
    data = dumps({"message": message}).encode("utf-8")
    head.update({"x-amzn-errortype": EXCEPTIONS.get(reply.status, "InternalServerException")})
    head["content-length"] = str(len(data))
    return Reply(reply.status, head, (Chunk(data),), reply.before)


def exception_of(error_type: str) -> str:
    """What AWS calls, in a stream, an error of the API."""
    name = EXCEPTIONS.get(STATUSES.get(error_type, 500), "InternalServerException")
    return "modelTimeoutException" if error_type == "timeout_error" else name[0].lower() + name[1:]


def refused(status: int, message: str, exception: str = "ValidationException") -> Reply:
    """An error that the platform answers before the model is asked."""
    return Reply.of_json({"message": message}, status, {"x-amzn-errortype": exception})


def api_name(model: str) -> str:
    """`us.anthropic.claude-sonnet-4-5-20250929-v1:0` as the API names it: `claude-sonnet-4-5-20250929`."""
    found = MODEL.fullmatch(model)
    return model if found is None else str(found["name"])


ROUTES = (
    Route("POST", "/model/{model}/invoke", invoke, public=True),
    Route("POST", "/model/{model}/invoke-with-response-stream", invoke, public=True),
    Route("POST", "/model/{model}/count-tokens", count_tokens, public=True),
)
