"""What the emulator was asked, for assertions; without credentials."""

from __future__ import annotations

import dataclasses
import json
from typing import Any, Mapping

from .exchange import Request

REDACTED = "[redacted]"
SECRET = frozenset(
    {"x-api-key", "api-key", "authorization", "proxy-authorization", "cookie", "x-amz-security-token", "x-goog-api-key"}
)


@dataclasses.dataclass(frozen=True)
class RecordedRequest:
    """One request. A credential shows as `[redacted]`, so that a test can tell that it was sent."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    content: bytes
    request_id: str
    status: int
    origin: str = ""

    @property
    def json(self) -> Any:
        """The body, parsed; `None` where it is no JSON."""
        try:
            return json.loads(self.content.decode("utf-8"))
        except ValueError:
            return None


def recorded(request: Request, request_id: str, status: int) -> RecordedRequest:
    """The request as the journal keeps it."""
    headers = {name: REDACTED if name in SECRET else value for name, value in request.headers.items()}
    return RecordedRequest(
        request.method, request.path, request.query, headers, request.body, request_id, status, request.origin
    )
