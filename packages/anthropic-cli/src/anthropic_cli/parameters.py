"""From the parameters of an endpoint to the options of a command."""

from __future__ import annotations

import ast
import collections.abc
import dataclasses
import functools
import inspect
import os
import textwrap
from typing import Any, Callable, Iterator, List, Mapping, Sequence, Union, cast

import click
from typing_extensions import Annotated, Literal, get_args, get_origin

from .values import FilePath, ParamType, Structured, TextOrStructured

HIDDEN = frozenset({"extra_headers", "extra_query", "extra_body", "timeout", "deadline"})
"""Options of every call; the command has its own for them."""
SIMPLE: Mapping[Any, ParamType] = {
    str: click.STRING,
    int: click.INT,
    float: click.FLOAT,
    bool: click.BOOL,
}


@dataclasses.dataclass(frozen=True)
class Form:
    """How the values of a parameter are written."""

    type: ParamType
    many: bool = False
    is_text: bool = True
    """Whether the name of its type says nothing new."""


class DescribedOption(click.Option):
    """An option whose help is looked for when it is shown: it stands in the source of the parameters."""

    describe: Callable[[], Mapping[str, str]]
    parameter: str

    def get_help_record(self, ctx: click.Context) -> Any:
        self.help = self.describe().get(self.parameter, "")
        return super().get_help_record(ctx)


def options_of(method: Callable[..., Any]) -> Iterator[click.Parameter]:
    """The arguments and options of an endpoint. Required ones are checked later: a body may bring them."""

    def describe() -> Mapping[str, str]:
        return descriptions(method)

    for name, parameter in list(inspect.signature(method).parameters.items()):
        if parameter.kind in (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD):
            if name != "self":
                yield click.Argument([name], required=parameter.default is inspect.Parameter.empty)
        elif name not in HIDDEN:
            form = form_of(parameter.annotation)
            switch = f"--{name.replace('_', '-')}"
            metavar = None if isinstance(form.type, click.Choice) else form.type.name.upper()
            option = DescribedOption([switch, f"p_{name}"], type=form.type, multiple=form.many, metavar=metavar)
            option.describe, option.parameter = describe, name
            yield option


def form_of(annotation: Any) -> Form:
    """How values of a type are written on a command line; what is not simple is JSON."""
    members = [member for member in _members(annotation) if member is not type(None) and not _is_sentinel(member)]
    if _is_file(members):
        return Form(FilePath(), is_text=False)
    if len(members) == 1:
        return _form_of_one(members[0])
    if str in members:
        literals = all(member is str or get_origin(member) is Literal for member in members)
        return Form(click.STRING) if literals else Form(TextOrStructured(), is_text=False)
    if members and all(get_origin(member) is Literal for member in members):
        return Form(click.Choice([str(value) for member in members for value in get_args(member)]), is_text=False)
    return Form(Structured(), is_text=False)


def _form_of_one(member: Any) -> Form:
    if member in SIMPLE:
        return Form(SIMPLE[member])
    if get_origin(member) is Literal:
        return Form(_choice(get_args(member)), is_text=False)
    if get_origin(member) in (list, collections.abc.Sequence, collections.abc.Iterable):
        inner = form_of(get_args(member)[0])
        if isinstance(inner.type, (FilePath, click.types.StringParamType, click.Choice)) and not inner.many:
            return Form(inner.type, many=True)
    return Form(Structured(), is_text=False)


def _choice(values: Sequence[Any]) -> ParamType:
    return click.BOOL if all(isinstance(value, bool) for value in values) else click.Choice([str(v) for v in values])


def _members(annotation: Any) -> Iterator[Any]:
    """The members of a union, whatever it is wrapped in."""
    origin = get_origin(annotation)
    if origin is Union or type(annotation).__name__ == "UnionType":
        for member in get_args(annotation):
            yield from _members(member)
    elif origin is Annotated:
        yield from _members(get_args(annotation)[0])
    else:
        yield annotation


def _is_sentinel(member: Any) -> bool:
    return getattr(member, "__name__", "") in ("Omit", "NotGiven")


def _is_file(members: List[Any]) -> bool:
    return bytes in members and any(_names_a_path(member) for member in members)


def _names_a_path(member: Any) -> bool:
    return member is os.PathLike or get_origin(member) is os.PathLike or "PathLike" in str(member)


def descriptions(method: Callable[..., Any]) -> Mapping[str, str]:
    """What stands under each key of the parameters; empty where the source is not at hand."""
    found: dict[str, str] = {}
    for parameter in inspect.signature(cast(Any, method).build).parameters.values():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            for cls in _typed(get_args(parameter.annotation)[0]):
                for name, text in _attribute_docs(cls).items():
                    found.setdefault(name, text)
    return found


def _typed(cls: Any) -> Iterator[Any]:
    yield cls
    for base in getattr(cls, "__orig_bases__", ()):
        if hasattr(base, "__required_keys__"):
            yield from _typed(base)


@functools.lru_cache(maxsize=None)  # options ask one by one
def _attribute_docs(cls: type) -> Mapping[str, str]:
    try:
        body = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
    except (OSError, TypeError, SyntaxError):
        return {}
    found: dict[str, str] = {}
    if isinstance(body, ast.ClassDef):
        for statement, following in zip(body.body, body.body[1:]):
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                value = following.value if isinstance(following, ast.Expr) else None
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    found[statement.target.id] = " ".join(value.value.split())
    return found
