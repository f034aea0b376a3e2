"""Compares the spec's type expressions with the annotations of the code, by structure.

Both become a form: nested tuples in which unions and literals are sets, so that spelling and order do not matter.
Named unions, literals and aliases are written out; models and typed dictionaries stand for themselves.
"""

from __future__ import annotations

import ast
import collections.abc
import importlib
import json
import pathlib
from datetime import datetime
from typing import Any, Mapping, TypeVar, Union

from typing_extensions import Annotated, Literal, NotRequired, Required, get_args, get_origin, get_type_hints

from anthropic.types import _annotations

HERE = pathlib.Path(__file__).parent
TYPES: Any = json.loads((HERE / "types.json").read_text(encoding="utf-8"))
ENDPOINTS: Any = json.loads((HERE / "endpoints.json").read_text(encoding="utf-8"))["endpoints"]

_PLAIN: dict[str, object] = {
    **{kind.__name__: kind for kind in (str, int, float, bool, object, type, datetime)},
    **{name: getattr(_annotations, name) for name in ("Base64FileInput", "FileTypes")},
}
_GENERIC: dict[object, str] = {
    list: "list",
    dict: "dict",
    collections.abc.Iterable: "iterable",
    collections.abc.Sequence: "sequence",
}
_SPELT = {"list": "list", "dict": "dict", "Iterable": "iterable", "SequenceNotStr": "sequence"}


def places() -> dict[str, list[str]]:
    """Each type of the spec with the modules (below `anthropic`) that it must be importable from."""
    return {name: entry["in"] for kind in TYPES.values() for name, entry in kind.items()}


_PLACES = places()


def named(name: str) -> Any:
    """The object that a name of the spec stands for; `text_block.Name` is in a module of one type."""
    module = _PLACES[name][0]
    return getattr(importlib.import_module(f"anthropic.{module}"), name.rpartition(".")[2])


def is_required(key: str) -> bool:
    """Whether a key of the spec is required: an optional one ends in a question mark."""
    return not key.endswith("?")


# The form of a type expression of the spec.


def expected(text: str) -> Any:
    """The form of a type expression of the spec."""
    return _expected(ast.parse(text, mode="eval").body)


def _expected(node: ast.AST) -> Any:
    if isinstance(node, ast.BinOp):
        return _union([_expected(node.left), _expected(node.right)])
    if isinstance(node, ast.Constant) and node.value is None:
        return None
    if isinstance(node, ast.Subscript):
        index: Any = node.slice
        if type(index).__name__ == "Index":  # Python 3.8 wraps it
            index = index.value
        items = index.elts if isinstance(index, ast.Tuple) else [index]
        name = _dotted(node.value)
        if name == "Literal":
            return _literal(item.value for item in items)
        if name == "type":
            return type
        if name in _SPELT:
            return (_SPELT[name], *(_expected(item) for item in items))
        return _named_form(name)  # a generic of ours, with its own type variable
    name = _dotted(node)
    return form(_PLAIN[name]) if name in _PLAIN else _named_form(name)


def _dotted(node: Any) -> str:
    return f"{_dotted(node.value)}.{node.attr}" if isinstance(node, ast.Attribute) else str(node.id)


def _named_form(name: str) -> Any:
    return ("variable", name) if name == "ResponseFormatT" else form(named(name))


# The form of an annotation of the code.


def form(annotation: Any) -> Any:
    """The form of an annotation."""
    origin, args = get_origin(annotation), get_args(annotation)
    if annotation is None or annotation is type(None):
        return None
    if origin in (Annotated, Required, NotRequired):
        return form(args[0])
    if origin is Literal:
        return _literal(args)
    if origin is Union:
        return _union([form(arg) for arg in args])
    if origin in _GENERIC:
        return (_GENERIC[origin], *(form(arg) for arg in args))
    if isinstance(annotation, TypeVar):
        return ("variable", annotation.__name__)
    if origin is not None:
        return (origin, *(form(arg) for arg in args))
    return annotation


def _literal(values: Any) -> Any:
    return _union([("literal", value) for value in values])


def _union(forms: list[Any]) -> Any:
    members: set[Any] = set()
    for member in forms:
        members |= set(member[1]) if isinstance(member, tuple) and member[0] == "union" else {member}
    return next(iter(members)) if len(members) == 1 else ("union", frozenset(members))


# Differences, each as a sentence.


def field_differences(fields: Mapping[str, str], hints: Mapping[str, Any], required: Mapping[str, bool]) -> list[str]:
    """What is missing, superfluous, retyped, or required where it should not be (or the other way round)."""
    names = [key.rstrip("?") for key in fields]
    found = [f"{name} is missing" for name in names if name not in hints]
    found += [f"{name} is not in the spec" for name in hints if name not in names]
    for key, text in fields.items():
        name = key.rstrip("?")
        if name not in hints:
            continue
        if form(hints[name]) != expected(text):
            found.append(f"{name} is {hints[name]}, not {text}")
        if required[name] != is_required(key):
            found.append(f"{name} is {'required' if required[name] else 'optional'}")
    if not found and list(hints) != names:
        found.append(f"the order is {list(hints)}")
    return found


def own_hints(cls: Any) -> dict[str, Any]:
    """The annotations of a class and its bases, evaluated, in order."""
    return get_type_hints(cls, include_extras=True)


def model_differences(entry: Mapping[str, Any], cls: Any) -> list[str]:
    """How a model differs from its entry in the spec."""
    hints = {name: hint for name, hint in own_hints(cls).items() if name in cls.model_fields}
    required = {name: field.is_required() for name, field in cls.model_fields.items()}
    inherited = _inherited(entry, "models", "fields")
    found = field_differences({**inherited, **entry["fields"]}, hints, required)
    found += [
        f"{name} has the default {field.default!r}"
        for name, field in cls.model_fields.items()
        if not field.is_required() and field.default is not None
    ]
    found += [f"{base} is not a base" for base in entry.get("extends", []) if not issubclass(cls, named(base))]
    found += [f"{name} is no property" for name in entry.get("properties", []) if not hasattr(cls, name)]
    for name in entry.get("tagged", []):
        if not is_tagged(hints[name]):
            found.append(f"{name} is not told apart by its type")
    return found


def param_differences(entry: Mapping[str, Any], cls: Any) -> list[str]:
    """How a typed dictionary differs from its entry in the spec."""
    hints = own_hints(cls)
    # `get_type_hints` orders by base class; the class itself knows the order of its keys.
    hints = {name: hints[name] for name in cls.__annotations__}
    required = {name: name in cls.__required_keys__ for name in hints}
    found = field_differences({**_inherited(entry, "params", "keys"), **entry["keys"]}, hints, required)
    if "extra_items" in entry and form(cls.__extra_items__) != expected(entry["extra_items"]):
        found.append(f"other keys are {cls.__extra_items__}")
    return found


def _inherited(entry: Mapping[str, Any], kind: str, what: str) -> dict[str, str]:
    inherited: dict[str, str] = {}
    for base in entry.get("extends", []):
        inherited.update(_inherited(TYPES[kind][base], kind, what), **TYPES[kind][base][what])
    return inherited


def is_tagged(annotation: Any) -> bool:
    """Whether an annotation is, or holds, a union whose members are told apart by `type`."""
    if get_origin(annotation) is Annotated:
        base, *metadata = get_args(annotation)
        return any(getattr(item, "discriminator", None) == "type" for item in metadata) or is_tagged(base)
    return any(is_tagged(arg) for arg in get_args(annotation))
