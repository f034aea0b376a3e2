"""Message batches. They are carried out for real, when somebody looks: each look brings a batch one step on.

`Emulator.batch_polls` says how many looks show a batch in progress before one shows it ended (none by default).
On the emulator's clock a batch expires after 24 hours.
"""

from __future__ import annotations

import dataclasses
import math
import re
from typing import Dict, List, Tuple

from .._json import JsonObject, as_object, dumps, objects
from ..clock import timestamp
from ..emulator import Context, Route
from ..exchange import Reply, Request
from ..problem import ApiProblem, invalid
from ..validation.body import parsed_body
from . import messages
from .pages import page_by_ids

LIFETIME_SECONDS = 24 * 3600.0
MAX_REQUESTS = 100_000
MAX_BYTES = 256 * 1024 * 1024
CUSTOM_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
NO_RESULTS: Tuple[JsonObject, ...] = ()
KINDS = ("succeeded", "errored", "canceled", "expired")


@dataclasses.dataclass
class Batch:
    """A batch and how far it has come."""

    id: str
    requests: List[JsonObject]
    created: float
    polls: int
    beta: str = ""
    ended: float | None = None
    canceled: float | None = None
    looks: int = 0
    results: List[JsonObject] = dataclasses.field(default_factory=lambda: list(NO_RESULTS))

    @property
    def status(self) -> str:
        """The processing status."""
        return "ended" if self.ended is not None else "canceling" if self.canceled is not None else "in_progress"

    def as_json(self, origin: str) -> JsonObject:
        """The batch as the API shows it."""
        counts = {kind: sum(line["result"]["type"] == kind for line in self.results) for kind in KINDS}
        waiting = len(self.requests) - len(self.results)
        url = f"{origin}/v1/messages/batches/{self.id}/results" if self.ended is not None else None
        return {
            "id": self.id,
            "type": "message_batch",
            "processing_status": self.status,
            "request_counts": {"processing": waiting, **counts},
            "ended_at": _moment(self.ended),
            "created_at": timestamp(self.created),
            "expires_at": timestamp(self.created + LIFETIME_SECONDS),
            "archived_at": None,
            "cancel_initiated_at": _moment(self.canceled),
            "results_url": url,
        }


def create(context: Context) -> Reply:
    """POST /v1/messages/batches"""
    body = parsed_body(context.request)
    requests = objects(body.get("requests"))
    _check(body, requests)
    emulator = context.emulator
    batch = Batch(
        emulator.ids.next("msgbatch"), requests, emulator.clock.now(), emulator.batch_polls, context.request.query
    )
    _batches(context)[batch.id] = batch
    return Reply.of_json(batch.as_json(context.request.origin))


def retrieve(context: Context) -> Reply:
    """GET /v1/messages/batches/{id}"""
    batch = _found(context)
    _look(context, batch)
    return Reply.of_json(batch.as_json(context.request.origin))


def list_batches(context: Context) -> Reply:
    """GET /v1/messages/batches, newest first"""
    newest = [batch.as_json(context.request.origin) for batch in reversed(list(_batches(context).values()))]
    return Reply.of_json(page_by_ids(newest, context.request))


def cancel(context: Context) -> Reply:
    """POST /v1/messages/batches/{id}/cancel"""
    batch = _found(context)
    if batch.ended is None and batch.canceled is None:
        batch.canceled = context.emulator.clock.now()
    return Reply.of_json(batch.as_json(context.request.origin))


def delete(context: Context) -> Reply:
    """DELETE /v1/messages/batches/{id}"""
    batch = _found(context)
    if batch.ended is None:
        raise invalid(f"Message Batch {batch.id} cannot be deleted because it has not finished processing.")
    del _batches(context)[batch.id]
    return Reply.of_json({"id": batch.id, "type": "message_batch_deleted"})


def results(context: Context) -> Reply:
    """GET /v1/messages/batches/{id}/results: one JSON object a line"""
    batch = _found(context)
    if batch.ended is None:
        raise invalid(f"Message Batch {batch.id} has no available results: it has not finished processing.")
    lines = [f"{dumps(line)}\n".encode("utf-8", "surrogatepass") for line in batch.results]
    name = f"attachment; filename*=utf-8''{batch.id}_results.jsonl"
    return Reply(200, {"content-type": "application/x-jsonl", "content-disposition": name}).with_chunks(lines)


def _check(body: JsonObject, requests: List[JsonObject]) -> None:
    if "requests" not in body:
        raise invalid("requests: Field required")
    if not requests:
        raise invalid("requests: List should have at least 1 item after validation, not 0")
    if len(requests) > MAX_REQUESTS:
        raise invalid(f"requests: List should have at most {MAX_REQUESTS} items after validation, not {len(requests)}")
    seen: Dict[str, int] = {}
    for index, request in enumerate(requests):
        custom_id = request.get("custom_id")
        if not isinstance(custom_id, str):
            raise invalid(f"requests.{index}.custom_id: Field required")
        if not CUSTOM_ID.fullmatch(custom_id):
            raise invalid(f"requests.{index}.custom_id: String should match pattern '^[a-zA-Z0-9_-]{{1,64}}$'")
        if custom_id in seen:
            raise invalid(f"requests.{index}.custom_id: '{custom_id}' was already used by requests.{seen[custom_id]}")
        if "params" not in request:
            raise invalid(f"requests.{index}.params: Field required")
        seen[custom_id] = index


def _look(context: Context, batch: Batch) -> None:
    """Bring a batch one step on: a share of its requests, or all that are left."""
    if batch.ended is not None:
        return
    now = context.emulator.clock.now()
    batch.looks += 1
    expired = now >= batch.created + LIFETIME_SECONDS
    if expired or batch.canceled is not None:
        kind = "canceled" if batch.canceled is not None else "expired"
        left = batch.requests[len(batch.results) :]
        batch.results += [{"custom_id": request["custom_id"], "result": {"type": kind}} for request in left]
    else:
        share = math.ceil(len(batch.requests) * min(batch.looks / (batch.polls + 1), 1.0))
        for request in batch.requests[len(batch.results) : share if batch.looks <= batch.polls else None]:
            batch.results.append({"custom_id": request["custom_id"], "result": _result(context, request, batch)})
    if batch.looks > batch.polls or expired or batch.canceled is not None:
        batch.ended = now


def _result(context: Context, request: JsonObject, batch: Batch) -> JsonObject:
    params = as_object(request.get("params"))
    inner = Request("POST", "/v1/messages", batch.beta, context.request.headers, dumps(params).encode("utf-8"))
    entry = context.emulator.take(inner)
    try:
        if params.get("stream"):
            raise invalid("stream: Streaming is not supported in batches")
        if isinstance(entry.content, ApiProblem):
            raise entry.content
        scripted = dataclasses.replace(context, request=inner, scripted=entry.content)
        messages.check_create(scripted, params)
        message, _ = messages.made_message(scripted, params, tier="batch")
    except ApiProblem as problem:
        return {"type": "errored", "error": problem.body(context.emulator.ids.next("req"))}
    return {"type": "succeeded", "message": message}


def _batches(context: Context) -> Dict[str, Batch]:
    batches: Dict[str, Batch] = context.emulator.stores.setdefault("batches", {})
    return batches


def _found(context: Context) -> Batch:
    id = context.path["id"]
    batch = _batches(context).get(id)
    if batch is None:
        raise ApiProblem(404, f"Message Batch {id} not found")
    return batch


def _moment(seconds: float | None) -> str | None:
    return None if seconds is None else timestamp(seconds)


ROUTES = (
    Route("POST", "/v1/messages/batches", create, max_bytes=MAX_BYTES),
    Route("GET", "/v1/messages/batches", list_batches),
    Route("GET", "/v1/messages/batches/{id}", retrieve),
    Route("DELETE", "/v1/messages/batches/{id}", delete),
    Route("POST", "/v1/messages/batches/{id}/cancel", cancel),
    Route("GET", "/v1/messages/batches/{id}/results", results),
)
