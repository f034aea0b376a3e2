"""Every error of the library. No exception of the HTTP library crosses the public API.

AnthropicError
├── MissingCredentialsError            no key or token, before anything is sent (a TypeError too)
├── UnsupportedFeatureError            the platform has not got what was asked for; nothing was sent
│   └── MissingResourceError           … a whole resource (an AttributeError too)
├── RetryableError                     raise it in middleware to have the request sent again
└── APIError                           message, request, body; partial_message and usage of a broken stream
    ├── APIConnectionError             nothing arrived, or not all of it
    │   ├── APITimeoutError            one of the timeouts ran out
    │   │   └── APIDeadlineError       the deadline of the whole call ran out
    │   └── IncompleteStreamError      the body ended before the final event
    ├── APIResponseValidationError     an answer that is not what was asked for
    ├── APIWebhookValidationError      a webhook whose signature does not match
    └── APIStatusError                 response, status_code, request_id, type
        ├── BadRequestError            400  invalid_request_error
        ├── AuthenticationError        401  authentication_error
        ├── BillingError               402  billing_error
        ├── PermissionDeniedError      403  permission_error
        ├── NotFoundError              404  not_found_error
        ├── RequestTimeoutError        408
        ├── ConflictError              409
        ├── RequestTooLargeError       413  request_too_large
        ├── UnprocessableEntityError   422
        ├── RateLimitError             429  rate_limit_error
        └── InternalServerError        500  api_error, and any other 5xx
            ├── ServiceUnavailableError 503
            ├── DeadlineExceededError  504  timeout_error
            └── OverloadedError        529  overloaded_error
"""

from __future__ import annotations

import copyreg
from typing import TYPE_CHECKING, Any, ClassVar, Mapping, cast

from typing_extensions import override

from ._http import redacted_request, redacted_response

if TYPE_CHECKING:
    import httpx

    from .types import ErrorType, Message, Usage

SHOWN_BODY_CHARACTERS = 500


class AnthropicError(Exception):
    """Any error of this library."""


class MissingCredentialsError(AnthropicError, TypeError):
    """There is no key or token for the request; nothing was sent."""


class UnsupportedFeatureError(AnthropicError):
    """The platform that the client speaks to has not got a feature; nothing was sent."""

    def __init__(self, feature: str, platform: str) -> None:
        super().__init__(f"{platform} has no {feature}.")
        self.feature = feature
        self.platform = platform

    @override
    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.feature, self.platform))


class MissingResourceError(UnsupportedFeatureError, AttributeError):
    """A client for one platform has not got a resource of the API; `hasattr` is false of it."""


class RetryableError(AnthropicError):
    """Raised by middleware to have the request sent again, as far as retries and deadline allow."""


class APIError(AnthropicError):
    """Something went wrong with one request."""

    message: str
    request: httpx.Request
    """The request, with its credentials taken out."""
    body: object | None
    """What the server answered: parsed JSON where it was JSON, else its text; `None` where nothing came."""
    request_id: str | None = None
    """The id that the server gave the request (header `request-id`), to name to the support."""
    partial_message: Message | None = None
    """Where a message stream broke off: the message as far as it came."""
    retryable: bool = False
    """Whether the same request could succeed if sent again."""

    def __init__(self, message: str, request: httpx.Request, *, body: object | None) -> None:
        super().__init__(message)
        self.message = message
        self.request = redacted_request(request)
        self.body = body

    @property
    def usage(self) -> Usage | None:
        """Tokens used as far as a broken stream told; `None` where no message had begun."""
        return None if self.partial_message is None else self.partial_message.usage

    @override
    def __reduce__(self) -> tuple[Any, ...]:
        return (copyreg.__newobj__, (type(self), *self.args), self.__dict__)  # type: ignore[attr-defined]


class APIConnectionError(APIError):
    """The server could not be reached, or the connection broke."""

    retryable = True

    def __init__(self, *, message: str = "Connection error.", request: httpx.Request) -> None:
        super().__init__(message, request, body=None)


class APITimeoutError(APIConnectionError):
    """The server took longer than the timeout; the message says which of the timeouts."""

    def __init__(self, request: httpx.Request, *, message: str = "Request timed out.") -> None:
        super().__init__(message=message, request=request)


class APIDeadlineError(APITimeoutError):
    """The call, its retries and waits included, did not end within its deadline."""

    retryable = False


class IncompleteStreamError(APIConnectionError):
    """The body of a stream ended before its final event; what came is not the whole answer."""


class APIResponseValidationError(APIError):
    """The server answered with success, but not with what was asked for."""

    response: httpx.Response
    status_code: int

    def __init__(self, response: httpx.Response, body: object | None, *, message: str | None = None) -> None:
        super().__init__(message or "Data returned by API invalid for expected schema.", response.request, body=body)
        self.response = redacted_response(response)
        self.status_code = response.status_code
        self.request_id = response.headers.get("request-id")


class APIWebhookValidationError(APIError):
    """A webhook's signature or time stamp does not hold."""


class APIStatusError(APIError):
    """The server answered with an error. In a stream the HTTP status was 200; `status_code` is then the error's own."""

    usual_status_code: ClassVar[int | None] = None
    response: httpx.Response
    status_code: int
    type: ErrorType | None
    """The API's own name of the error, such as `"rate_limit_error"`; `None` where the body has none."""
    workspace_id: str | None

    def __init__(self, message: str, *, response: httpx.Response, body: object | None) -> None:
        super().__init__(message, response.request, body=body)
        self.response = redacted_response(response)
        in_stream = response.is_success and self.usual_status_code is not None
        self.status_code = cast(int, self.usual_status_code) if in_stream else response.status_code
        self.request_id = response.headers.get("request-id") or _text_at(body, "request_id")
        self.workspace_id = response.headers.get("anthropic-workspace-id")
        self.type = cast("ErrorType | None", _error_type(body))
        meanings = {self.status_code, self.usual_status_code or self.status_code}  # a type may say more than the status
        self.retryable = not RETRYABLE_STATUSES.isdisjoint(meanings) or max(meanings) >= 500

    @override
    def __str__(self) -> str:
        return self.message if self.request_id is None else f"{self.message} (request {self.request_id})"


class BadRequestError(APIStatusError):
    """The request's form or content is wrong."""

    usual_status_code = 400


class AuthenticationError(APIStatusError):
    """The key or token is not valid."""

    usual_status_code = 401


class BillingError(APIStatusError):
    """The account cannot pay for the request."""

    usual_status_code = 402


class PermissionDeniedError(APIStatusError):
    """The key may not do this."""

    usual_status_code = 403


class NotFoundError(APIStatusError):
    """There is no such resource, or no such model for this key."""

    usual_status_code = 404


class RequestTimeoutError(APIStatusError):
    """The server waited too long for the request."""

    usual_status_code = 408


class ConflictError(APIStatusError):
    """The resource is in a state that forbids this."""

    usual_status_code = 409


class RequestTooLargeError(APIStatusError):
    """The body is larger than the API allows."""

    usual_status_code = 413


class UnprocessableEntityError(APIStatusError):
    """The request is well-formed, but cannot be followed."""

    usual_status_code = 422


class RateLimitError(APIStatusError):
    """Too many requests or tokens; the header `retry-after` says how long to wait."""

    usual_status_code = 429


class InternalServerError(APIStatusError):
    """The server failed."""

    usual_status_code = 500


class ServiceUnavailableError(InternalServerError):
    """The service is down for now."""

    usual_status_code = 503


class DeadlineExceededError(InternalServerError):
    """The server itself ran out of time, or a gateway before it."""

    usual_status_code = 504


class OverloadedError(InternalServerError):
    """The service has more requests than it can serve."""

    usual_status_code = 529


RETRYABLE_STATUSES = frozenset({408, 409, 429})
"""Beside every 5xx."""

CLASS_BY_STATUS: Mapping[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    402: BillingError,
    403: PermissionDeniedError,
    404: NotFoundError,
    408: RequestTimeoutError,
    409: ConflictError,
    413: RequestTooLargeError,
    422: UnprocessableEntityError,
    429: RateLimitError,
    503: ServiceUnavailableError,
    504: DeadlineExceededError,
    529: OverloadedError,
}

CLASS_BY_TYPE: Mapping[str, type[APIStatusError]] = {
    "invalid_request_error": BadRequestError,
    "authentication_error": AuthenticationError,
    "billing_error": BillingError,
    "permission_error": PermissionDeniedError,
    "not_found_error": NotFoundError,
    "request_too_large": RequestTooLargeError,
    "rate_limit_error": RateLimitError,
    "timeout_error": DeadlineExceededError,
    "api_error": InternalServerError,
    "overloaded_error": OverloadedError,
}


def error_type_of(status: int) -> str:
    """What the API calls an error with this HTTP status: for providers whose platform has names of its own."""
    if status in (408, 503):
        return "timeout_error" if status == 408 else "overloaded_error"
    usual = "invalid_request_error" if 400 <= status < 500 else "api_error"
    return next((name for name, cls in CLASS_BY_TYPE.items() if cls.usual_status_code == status), usual)


def error_class(status: int, error_type: str | None) -> type[APIStatusError]:
    """The class for an HTTP status and the API's name of the error, which refines it or, in a 200, replaces it."""
    by_type = CLASS_BY_TYPE.get(error_type or "", APIStatusError)
    by_status = CLASS_BY_STATUS.get(status, InternalServerError if status >= 500 else APIStatusError)
    if 200 <= status < 300 and by_type is APIStatusError:
        return InternalServerError  # an error in a stream, of a kind that this release does not know
    return by_type if issubclass(by_type, by_status) else by_status


def error_from_response(response: httpx.Response, body: object | None) -> APIStatusError:
    """The error that an answer stands for. `body` is its parsed JSON or, where it is no JSON, its text."""
    cls = error_class(response.status_code, _error_type(body))
    shown = body
    if body is None or isinstance(body, str):
        shown = (body or "")[:SHOWN_BODY_CHARACTERS] or response.reason_phrase or "no body"
    where = f"Error code: {response.status_code}" if not response.is_success else "Error in the stream"
    return cls(f"{where} - {shown}", response=response, body=body)


def _error_type(body: object) -> str | None:
    return _text_at(cast("Mapping[str, object]", body).get("error"), "type") if isinstance(body, dict) else None


def _text_at(value: object, key: str) -> str | None:
    found = cast("Mapping[str, object]", value).get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) else None
