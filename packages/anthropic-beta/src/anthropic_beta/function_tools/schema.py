"""The JSON schema of a function's arguments, and their validation, from annotations and docstring. No I/O here."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import inspect
import sys
from typing import Any, Callable, Collection, Mapping, Sequence, cast

import pydantic
from pydantic.fields import FieldInfo
from typing_extensions import Annotated, NotRequired, Required, TypedDict, get_args, get_type_hints


@dataclasses.dataclass(frozen=True, eq=False)
class Arguments:
    """The arguments of a function."""

    named: pydantic.TypeAdapter[Any]
    names: Collection[str]
    positional: Sequence[str]
    """Those that can only be passed by position."""
    rest: pydantic.TypeAdapter[Any] | None = None
    """The type of all other arguments, where the function takes any (`**others`)."""

    def schema(self) -> dict[str, Any]:
        """Their JSON schema."""
        schema = self.named.json_schema()
        schema.pop("title", None)
        schema.setdefault("properties", {})
        schema["additionalProperties"] = False if self.rest is None else self.rest.json_schema() or True
        return schema

    def bind(self, arguments: Mapping[str, Any]) -> tuple[list[Any], dict[str, Any]]:
        """Validated arguments by position and by name. Raises: pydantic.ValidationError; TypeError for unknown ones."""
        values = dict(cast("Mapping[str, Any]", self.named.validate_python(arguments)))
        unknown = arguments.keys() - self.names
        if unknown and self.rest is None:
            raise TypeError(f"There is no argument {', '.join(map(repr, sorted(unknown)))}.")
        if self.rest is not None:
            values.update({name: self.rest.validate_python(arguments[name]) for name in unknown})
        return [values.pop(name) for name in self.positional if name in values], values


def describe(func: Callable[..., Any]) -> tuple[str, Mapping[str, str]]:
    """What a docstring says: of the function, and of each parameter."""
    import docstring_parser  # only for whoever makes a tool

    text = inspect.getdoc(_function_of(func)) or (None if inspect.isroutine(func) else inspect.getdoc(func)) or ""
    try:
        parsed = docstring_parser.parse(text)
    except docstring_parser.ParseError:
        return text, {}
    parts = [part for part in (parsed.short_description, parsed.long_description) if part]
    return "\n\n".join(parts), {each.arg_name: each.description or "" for each in parsed.params}


def arguments_of(func: Callable[..., Any], hints: Mapping[str, Any], *, skip_first: bool = False) -> Arguments:
    """The arguments of a function, `skip_first` without its `self`. Raises: TypeError for what JSON cannot name."""
    _, descriptions = describe(func)
    parameters = list(inspect.signature(func).parameters.values())[1 if skip_first else 0 :]
    keys: dict[str, Any] = {}
    rest: pydantic.TypeAdapter[Any] | None = None
    for parameter in parameters:
        annotation = hints.get(parameter.name, Any)
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            rest = pydantic.TypeAdapter(annotation)
        elif parameter.kind is inspect.Parameter.VAR_POSITIONAL:
            raise TypeError(f"*{parameter.name} cannot be an argument of a tool: the model passes arguments by name.")
        else:
            keys[parameter.name] = _key(parameter, annotation, descriptions.get(parameter.name))
    arguments: Any = cast(Any, TypedDict)("arguments", keys)
    by_position = [each.name for each in parameters if each.kind is inspect.Parameter.POSITIONAL_ONLY]
    return Arguments(pydantic.TypeAdapter(arguments), frozenset(keys), by_position, rest)


def _key(parameter: inspect.Parameter, annotation: Any, description: str | None) -> Any:
    """The annotation of one key, with its description and default in the schema."""
    shown: dict[str, Any] = {}
    own = [item for item in get_args(annotation)[1:] if isinstance(item, FieldInfo)]
    if description and not any(field.description for field in own):
        shown["description"] = description
    if parameter.default is inspect.Parameter.empty:
        return Required[Annotated[annotation, pydantic.Field(**shown)]] if shown else Required[annotation]
    with contextlib.suppress(ValueError):  # a default that is no JSON is the function's own business
        shown["json_schema_extra"] = {"default": pydantic.TypeAdapter(Any).dump_python(parameter.default, mode="json")}
    return NotRequired[Annotated[annotation, pydantic.Field(**shown)]]


def hints_of(func: Callable[..., Any], namespace: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The annotations of a function, evaluated; names may come from `namespace` too. Raises: NameError."""
    function = _function_of(func)
    return get_type_hints(function, localns=None if namespace is None else dict(namespace), include_extras=True)


def caller_namespace() -> Mapping[str, Any]:
    """The local names where a decorator of this package is used: annotations may name local classes."""
    frame: Any = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]  # documented, for just this
    while frame is not None and str(frame.f_globals.get("__name__", "")).startswith("anthropic_beta.function_tools"):
        frame = frame.f_back
    return {} if frame is None else cast("Mapping[str, Any]", frame.f_locals)


def _function_of(func: Callable[..., Any]) -> Any:
    """What holds the annotations and the docstring of a callable."""
    if isinstance(func, functools.partial):
        return _function_of(func.func)
    if inspect.isroutine(func):
        return func
    return type(func).__call__
