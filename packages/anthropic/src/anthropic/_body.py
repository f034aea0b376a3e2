"""Request bodies: parameters to JSON bytes, once for all attempts, without copying what need not change."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from typing import Any, Mapping, cast

import pydantic
from pydantic_core import PydanticSerializationError, SchemaSerializer, core_schema

from ._types import NotGiven, Omit

_serializer = SchemaSerializer(core_schema.any_schema())
_LEAVES = frozenset({str, int, float, bool, type(None)})


def encode_json(body: Mapping[str, Any]) -> bytes:
    """`body` as compact UTF-8 JSON.

    Response models go back just as they came. Files and paths (in image and document sources) become base64, iterators
    become arrays, and keys whose value is `omit` or `NOT_GIVEN` are left out.

    Raises: TypeError where something has no JSON form; OSError where a file cannot be read.
    """
    prepared = plain(body)
    try:
        return _serializer.to_json(prepared, exclude_unset=True, by_alias=True, warnings=False)
    except PydanticSerializationError as error:
        raise TypeError(f"The request body has no JSON form: {error}") from None


def plain(value: Any) -> Any:
    """`value` with files read, iterators listed and omitted keys gone; the very same object where nothing changes."""
    kind: Any = type(value)
    if kind in _LEAVES:
        return value
    if kind is dict or isinstance(value, Mapping):
        return _plain_mapping(cast("Mapping[str, Any]", value))
    if kind is list or kind is tuple:
        return _plain_items(value)
    if isinstance(value, pydantic.BaseModel):
        return value
    if isinstance(value, os.PathLike):
        with open(cast("os.PathLike[str]", value), "rb") as file:
            return _base64(file.read())
    if hasattr(value, "read"):
        content = value.read()
        return _base64(content.encode() if isinstance(content, str) else content)
    if isinstance(value, Iterator):
        return [plain(item) for item in cast("Any", value)]
    return value


def _plain_mapping(value: Mapping[str, Any]) -> Mapping[str, Any]:
    changed: dict[str, Any] | None = None
    for key, item in value.items():
        if type(item) in _LEAVES:
            continue
        if isinstance(item, (Omit, NotGiven)):
            changed = dict(value) if changed is None else changed
            del changed[key]
            continue
        new = plain(item)
        if new is not item:
            changed = dict(value) if changed is None else changed
            changed[key] = new
    return value if changed is None else changed


def _plain_items(items: Any) -> Any:
    changed: list[Any] | None = None
    for index, item in enumerate(items):
        new = item if type(item) in _LEAVES else plain(item)
        if new is not item:
            changed = list(items) if changed is None else changed
            changed[index] = new
    return items if changed is None else changed


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
