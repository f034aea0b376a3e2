"""JSON as this package handles it: plain dictionaries and lists, already parsed."""

from __future__ import annotations

import json
from typing import Any, Dict, List

from typing_extensions import TypeAlias

JsonObject: TypeAlias = Dict[str, Any]
JsonList: TypeAlias = List[Any]


def dumps(value: object) -> str:
    """Compact JSON; characters outside ASCII stay as they are, as the service sends them."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def as_object(value: object) -> JsonObject:
    """The value where it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> JsonList:
    """The value where it is a JSON array, else an empty one."""
    return value if isinstance(value, list) else []


def objects(value: object) -> list[JsonObject]:
    """The JSON objects in a JSON array; empty where the value is none."""
    return [item for item in as_list(value) if isinstance(item, dict)]
