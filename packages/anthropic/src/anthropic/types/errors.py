"""Error bodies, as the API sends them. The exceptions are in `anthropic.errors`."""

from typing import Optional, Union

from typing_extensions import Annotated, Literal, TypeAlias

from anthropic._models import BaseModel

from ._annotations import BY_TYPE

ErrorType: TypeAlias = Literal[
    "invalid_request_error",
    "authentication_error",
    "permission_error",
    "not_found_error",
    "rate_limit_error",
    "timeout_error",
    "overloaded_error",
    "api_error",
    "billing_error",
]
"""The kinds of error that the API tells."""


class InvalidRequestError(BaseModel):
    """The request is malformed or not allowed."""

    message: str
    type: Literal["invalid_request_error"]


class AuthenticationError(BaseModel):
    """The key or token is missing or wrong."""

    message: str
    type: Literal["authentication_error"]


class BillingError(BaseModel):
    """Billing or payment stands in the way."""

    message: str
    type: Literal["billing_error"]


class PermissionError(BaseModel):
    """The key may not do this."""

    message: str
    type: Literal["permission_error"]


class NotFoundError(BaseModel):
    """There is no such thing."""

    message: str
    type: Literal["not_found_error"]


class RateLimitError(BaseModel):
    """Too many requests or tokens in a short time."""

    message: str
    type: Literal["rate_limit_error"]


class GatewayTimeoutError(BaseModel):
    """The API took too long to answer."""

    message: str
    type: Literal["timeout_error"]


class APIErrorObject(BaseModel):
    """Something went wrong inside the API."""

    message: str
    type: Literal["api_error"]


class OverloadedError(BaseModel):
    """The API has too much to do at the moment."""

    message: str
    type: Literal["overloaded_error"]


ErrorObject: TypeAlias = Annotated[
    Union[
        InvalidRequestError,
        AuthenticationError,
        BillingError,
        PermissionError,
        NotFoundError,
        RateLimitError,
        GatewayTimeoutError,
        APIErrorObject,
        OverloadedError,
    ],
    BY_TYPE,
]
"""What went wrong."""


class ErrorResponse(BaseModel):
    """The body of a response that tells an error."""

    error: ErrorObject
    request_id: Optional[str] = None
    type: Literal["error"]

    @property
    def message(self) -> str:
        """What went wrong, in the API's words."""
        return self.error.message


# Beta error bodies are the same.
BetaAPIError = APIErrorObject
BetaAuthenticationError = AuthenticationError
BetaBillingError = BillingError
BetaErrorResponse = ErrorResponse
BetaGatewayTimeoutError = GatewayTimeoutError
BetaInvalidRequestError = InvalidRequestError
BetaNotFoundError = NotFoundError
BetaOverloadedError = OverloadedError
BetaPermissionError = PermissionError
BetaRateLimitError = RateLimitError
BetaError = ErrorObject
