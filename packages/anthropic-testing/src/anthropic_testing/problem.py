"""Errors as the API shapes them."""

from __future__ import annotations

from typing import Mapping

from .exchange import Reply

ERROR_TYPES: Mapping[int, str] = {
    400: "invalid_request_error",
    401: "authentication_error",
    402: "billing_error",
    403: "permission_error",
    404: "not_found_error",
    409: "invalid_request_error",
    413: "request_too_large",
    422: "invalid_request_error",
    429: "rate_limit_error",
    500: "api_error",
    502: "api_error",
    503: "api_error",
    504: "timeout_error",
    529: "overloaded_error",
}
"""The error type that goes with a status."""

STATUSES: Mapping[str, int] = {
    "invalid_request_error": 400,
    "authentication_error": 401,
    "billing_error": 402,
    "permission_error": 403,
    "not_found_error": 404,
    "request_too_large": 413,
    "rate_limit_error": 429,
    "api_error": 500,
    "timeout_error": 504,
    "overloaded_error": 529,
}
"""The status that goes with an error type."""

MESSAGES: Mapping[str, str] = {
    "authentication_error": "invalid x-api-key",
    "rate_limit_error": "This request would exceed the rate limit of the organization.",
    "api_error": "Internal server error",
    "overloaded_error": "Overloaded",
    "timeout_error": "Request timed out",
    "not_found_error": "Not Found",
}


def error_type_of(status: int) -> str:
    """The error type for a status: the table's, or the nearest general one."""
    return ERROR_TYPES.get(status, "api_error" if status >= 500 else "invalid_request_error")


class ApiProblem(Exception):
    """An error answer of the API. Raise it in a handler, or put it into a script as a reply.

    The type follows from the status, and the message from the type, where they are not given.
    """

    def __init__(
        self,
        status: int,
        message: str | None = None,
        *,
        type: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.status = status
        self.type = type or error_type_of(status)
        self.message = message if message is not None else MESSAGES.get(self.type, "The emulator was told to fail.")
        self.headers = dict(headers or {})
        super().__init__(f"{self.status} {self.type}: {self.message}")

    def body(self, request_id: str | None = None) -> dict[str, object]:
        """The JSON body of the answer."""
        return error_body(self.type, self.message, request_id)

    def reply(self, request_id: str | None = None) -> Reply:
        """The whole answer."""
        return Reply.of_json(self.body(request_id), self.status, self.headers)


def error_body(type: str, message: str | None = None, request_id: str | None = None) -> dict[str, object]:
    """`{"type": "error", "error": {…}, "request_id": …}`, as in error answers and `error` events."""
    text = message if message is not None else MESSAGES.get(type, "The emulator was told to fail.")
    body: dict[str, object] = {"type": "error", "error": {"type": type, "message": text}}
    if request_id is not None:
        body["request_id"] = request_id
    return body


def invalid(message: str) -> ApiProblem:
    """A request that is wrong in itself (400)."""
    return ApiProblem(400, message)
