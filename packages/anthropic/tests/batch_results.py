"""A batch that has ended, and the body of its results."""

from __future__ import annotations

import json
from typing import Any, Dict, List

import httpx
from scripted import MESSAGE, Body

BATCH: Dict[str, Any] = {
    "id": "b",
    "type": "message_batch",
    "processing_status": "ended",
    "request_counts": {"processing": 0, "succeeded": 1, "errored": 1, "canceled": 1, "expired": 1},
    "created_at": "2026-01-01T00:00:00Z",
    "expires_at": "2026-01-02T00:00:00Z",
    "results_url": "https://api.anthropic.com/v1/messages/batches/b/results",
}
LINES: List[Dict[str, Any]] = [
    {"custom_id": "a", "result": {"type": "succeeded", "message": MESSAGE}},
    {
        "custom_id": "b",
        "result": {"type": "errored", "error": {"type": "error", "error": {"type": "api_error", "message": "é€𝄞"}}},
    },
    {"custom_id": "c", "result": {"type": "canceled"}},
    {"custom_id": "d", "result": {"type": "expired"}},
]
BODY = b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in LINES)


def results(*chunks: Any, kind: str = "application/x-jsonl") -> httpx.Response:
    headers = {"content-type": kind, "request-id": "req_2"}
    return httpx.Response(200, headers=headers, stream=Body(chunks))
