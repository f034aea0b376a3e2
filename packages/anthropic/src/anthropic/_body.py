"""Request bodies: parameters to JSON bytes, once for all attempts, without copying what need not change."""

from __future__ import annotations

import base64
import io
import math
import os
from collections.abc import Iterable, Iterator
from typing import Any, Callable, Mapping, cast

import pydantic
from pydantic_core import PydanticSerializationError, SchemaSerializer, core_schema

from ._models import UnknownModel
from ._types import NotGiven, Omit

_serializer = SchemaSerializer(core_schema.any_schema())
LONG_TEXT = 32 * 1024
"""Strings from this many characters on are worth some care with memory."""
_LEAVES = frozenset({str, int, bool, type(None)})


def encode_json(body: Mapping[str, Any]) -> bytes:
    """`body` as compact UTF-8 JSON.

    Response models go back just as they came. Files and paths (in image and document sources) become base64, iterators
    become arrays, and keys whose value is `omit` or `NOT_GIVEN` are left out.

    Raises: TypeError where something has no JSON form; OSError where a file cannot be read.
    """
    try:
        prepared = plain(body)
        if not _has_long_text(prepared):
            return _dumps(prepared)
        whole = io.BytesIO()
        _write(prepared, whole.write)
        return whole.getvalue()  # its own memory, not a copy of it
    except PydanticSerializationError as error:
        said = str(error).rpartition("Error: ")[2]  # without the names of exceptions within exceptions
        raise TypeError(f"The request body has no JSON form: {said}") from None
    except RecursionError:
        raise TypeError("The request body has no JSON form: it holds itself, or is nested too deeply.") from None


def _dumps(value: Any) -> bytes:
    return _serializer.to_json(value, exclude_unset=True, by_alias=True, warnings=False, fallback=_items)


def _items(value: Any) -> Any:
    """The items of what is iterable in a way that pydantic does not know, such as the values of a dictionary."""
    if isinstance(value, Iterable) and not isinstance(value, type):
        return plain([*cast("Any", value)])
    raise PydanticSerializationError(f"Unable to serialize unknown type: {type(value)}")


def _write(value: Any, write: Callable[[bytes], object]) -> None:
    """Write a value part by part: encoding at once takes twice the memory of the result."""
    if not _has_long_text(value):
        write(_dumps(value))
    elif isinstance(value, str):
        write(b'"')
        for start in range(0, len(value), LONG_TEXT):
            write(_dumps(value[start : start + LONG_TEXT])[1:-1])
        write(b'"')
    elif isinstance(value, dict):
        between = b"{"
        for key, item in cast("dict[str, Any]", value).items():
            write(between + _dumps(key) + b":")
            _write(item, write)
            between = b","
        write(b"}")
    else:
        between = b"["
        for item in value:
            write(between)
            _write(item, write)
            between = b","
        write(b"]")


def _has_long_text(value: object) -> bool:
    """Whether there is a string of LONG_TEXT characters in JSON objects and arrays, such as a file in base64."""
    if isinstance(value, str):
        return len(value) >= LONG_TEXT
    if isinstance(value, dict):
        mapping = cast("dict[object, object]", value)
        return any(map(_has_long_text, mapping.values())) and all(isinstance(key, str) for key in mapping)
    if isinstance(value, (list, tuple)):
        return any(map(_has_long_text, cast("list[object]", value)))
    return False


def plain(value: Any) -> Any:
    """`value` with files read, iterators listed and omitted keys gone; the very same object where nothing changes."""
    kind: type[object] = value.__class__
    if kind in _LEAVES:
        return value
    if kind is dict:
        return _plain_mapping(cast("dict[str, Any]", value))
    if kind is float:
        if not math.isfinite(value):
            raise TypeError(f"The request body has no JSON form: {value} is no number of JSON's.")
        return value
    if isinstance(value, Mapping):
        return _plain_mapping(dict(cast("Mapping[str, Any]", value)))
    if kind is list or kind is tuple:
        return _plain_items(value)
    if isinstance(value, pydantic.BaseModel):
        if not value.__pydantic_complete__:
            _complete(type(value))
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


def _complete(model: type[pydantic.BaseModel]) -> None:
    """Build a model class whose building was put off: older pydantic cannot write an instance by itself before that."""
    for cls in (model, UnknownModel):
        cls.model_rebuild(raise_errors=False)


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
