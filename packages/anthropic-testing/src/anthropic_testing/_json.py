"""JSON as this package handles it: plain dictionaries and lists, already parsed."""

from __future__ import annotations

import json
from typing import Any, Dict, List

from typing_extensions import TypeAlias, TypeGuard

JsonObject: TypeAlias = Dict[str, Any]
JsonList: TypeAlias = List[Any]


def dumps(value: object) -> str:
    """Compact JSON; characters outside ASCII stay as they are, as the service sends them."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def is_object(value: object) -> TypeGuard[JsonObject]:
    """Whether a value is a JSON object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[JsonList]:
    """Whether a value is a JSON array."""
    return isinstance(value, list)


def as_object(value: object) -> JsonObject:
    """The value where it is a JSON object, else an empty one."""
    return value if is_object(value) else {}


def as_list(value: object) -> JsonList:
    """The value where it is a JSON array, else an empty one."""
    return value if is_list(value) else []


def objects(value: object) -> list[JsonObject]:
    """The JSON objects in a JSON array; empty where the value is none."""
    return [item for item in as_list(value) if is_object(item)]
