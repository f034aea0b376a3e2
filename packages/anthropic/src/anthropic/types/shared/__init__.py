# ruff: noqa: I001 - one import statement for each module; isort would make one for each name
"""Error bodies, as the API sends them."""

from typing import TYPE_CHECKING

from anthropic.types._lazy import lazy_package, name_table
from anthropic.types._leaf_modules import register_leaf_modules

if TYPE_CHECKING:
    from anthropic.types.errors import (
        APIErrorObject as APIErrorObject,
        AuthenticationError as AuthenticationError,
        BillingError as BillingError,
        ErrorObject as ErrorObject,
        ErrorResponse as ErrorResponse,
        ErrorType as ErrorType,
        GatewayTimeoutError as GatewayTimeoutError,
        InvalidRequestError as InvalidRequestError,
        NotFoundError as NotFoundError,
        OverloadedError as OverloadedError,
        PermissionError as PermissionError,  # noqa: A004
        RateLimitError as RateLimitError,
    )

_NAMES = name_table(
    {
        "..errors": """
            APIErrorObject AuthenticationError BillingError ErrorObject ErrorResponse ErrorType GatewayTimeoutError
            InvalidRequestError NotFoundError OverloadedError PermissionError RateLimitError
        """,
    }
)
register_leaf_modules(__name__, _NAMES)

if not TYPE_CHECKING:
    __all__ = list(_NAMES)
    __getattr__, __dir__ = lazy_package(__name__, _NAMES)
