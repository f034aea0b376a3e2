"""A request body, parsed and of the right shape; else the API's error that names the field."""

from __future__ import annotations

import json
from typing import Any, Tuple, Type

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .._json import JsonObject, is_object
from ..exchange import Request
from ..problem import ApiProblem, invalid
from .shapes import Shape

BETA_TOLERATES = frozenset({"extra_forbidden", "union_tag_invalid", "string_pattern_mismatch", "literal_error"})
"""Kinds of faults that beta requests may have: their features are not all known here."""


def parsed_body(request: Request) -> JsonObject:
    """The JSON object in a request. Raises: ApiProblem where there is none."""
    try:
        value: Any = json.loads(request.body.decode("utf-8"))
    except ValueError as error:
        raise invalid(f"The request body is not valid JSON: {error}") from None
    except RecursionError:
        raise invalid("The request body is not valid JSON: nested too deeply") from None
    if not is_object(value):
        raise invalid("The request body is not valid JSON: Input should be an object")
    return value


def check_shape(shape: Type[Shape], body: JsonObject, *, tolerant: bool = False) -> None:
    """Compare a body with a shape. Raises: ApiProblem for the first fault that counts."""
    try:
        shape.model_validate(body)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            if not (tolerant and fault["type"] in BETA_TOLERATES):
                raise _problem(fault) from None


def _problem(fault: ErrorDetails) -> ApiProblem:
    place = ".".join(_place(fault["loc"]))
    message = fault["msg"]
    if fault["type"] == "union_tag_not_found":
        place, message = f"{place}.type", "Field required"
    return invalid(f"{place}: {message}")


def _place(loc: Tuple[Any, ...]) -> list[str]:
    return [str(part) for part in loc if not str(part).startswith("#")]
