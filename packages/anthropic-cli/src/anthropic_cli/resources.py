"""Every endpoint as `anthropic <resource> <action>`, made from its description; none is written by hand."""

from __future__ import annotations

import functools
import inspect
import re
import sys
from pathlib import Path
from typing import Any, Callable, Iterator, Mapping, cast

import click

from .options import client_of, connection_options
from .output import FORMATS, write_many, write_one
from .parameters import options_of
from .table import COMMANDS
from .values import Structured, write_bytes

WIRE_FORM = re.compile(r"\s*([.?!;:,(–—-])\s*(?:GET|POST|PATCH|PUT|DELETE) /(?:(?!\. ).)*\.?")
"""To the end of its sentence, with the mark that parts it from the words before."""
NOTHING_NEW = re.compile(r"`client\.[\w.]+`(?!:)|.*, in any face\.")
"""Docstrings of classes that say no more than their names."""


@functools.lru_cache(maxsize=None)
def example_client() -> Any:
    """A client that is only looked at."""
    import anthropic  # endpoints are described there

    return anthropic.Anthropic(api_key="none", base_url="https://nowhere.invalid")


def resource_at(client: Any, path: tuple[str, ...]) -> Any:
    """A resource of a client. Raises: AttributeError."""
    return functools.reduce(getattr, path, client)


def actions(resource: Any) -> dict[str, Callable[..., Any]]:
    """The endpoints of a resource, by name."""
    cls = cast(Any, type(resource))
    names = [name for name in dir(cls) if not name.startswith("_") and hasattr(getattr(cls, name), "build")]
    return {name: getattr(resource, name) for name in names}


def parts(resource: Any) -> Iterator[str]:
    """The names of resources inside of a resource."""
    from anthropic.endpoint import Resource

    cls = cast(Any, type(resource))
    for name in dir(cls):
        if name.startswith(("_", "with_")):
            continue
        member = inspect.getattr_static(cls, name)
        if isinstance(member, (property, functools.cached_property)):
            found = getattr(resource, name)
            if isinstance(found, Resource) or actions(found):
                yield name


def resource_group(*path: str) -> click.Group | None:
    """The group of a resource; `None` where it has no endpoints. Raises: PluginError, or what a plug-in raises."""
    names = tuple(part.replace("-", "_") for part in path)
    resource = resource_at(example_client(), names)
    return ResourceGroup(names, resource) if actions(resource) or list(parts(resource)) else None


class ResourceGroup(click.Group):
    """The endpoints of a resource, and the resources inside of it."""

    def __init__(self, path: tuple[str, ...], resource: Any, extra: Mapping[str, click.Command] | None = None) -> None:
        summary = _summary(cast(Any, type(resource)))
        name = path[-1].replace("_", "-")
        listed = COMMANDS.get(name) if len(path) == 1 else None
        super().__init__(
            name, help=summary, short_help=listed.summary if listed else summary_of(summary), commands=dict(extra or {})
        )
        self.path = path
        self._resource = resource

    def list_commands(self, ctx: click.Context) -> list[str]:
        made = [name.replace("_", "-") for name in [*actions(self._resource), *parts(self._resource)]]
        return list(dict.fromkeys([*self.commands, *made]))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.commands:
            return self.commands[cmd_name]
        name = cmd_name.replace("-", "_")
        method = actions(self._resource).get(name)
        if method is not None:
            return endpoint_command(self.path, name, method)
        return resource_group(*self.path, name) if name in parts(self._resource) else None


def endpoint_command(path: tuple[str, ...], name: str, method: Callable[..., Any]) -> click.Command:
    """The command of one endpoint."""

    def run(**values: Any) -> None:
        perform(path, name, method, values)

    doc = inspect.getdoc(method) or ""
    params = [
        *options_of(method),
        click.Option(
            ["--body", "-d"], type=Structured(), help="Parameters as JSON or YAML, @file or -; options win over it."
        ),
        click.Option(["--header"], multiple=True, metavar="NAME:VALUE", help="A header for this request."),
        click.Option(
            ["--deadline"],
            type=click.FloatRange(0, min_open=True),
            metavar="SECONDS",
            help="How long the call may take, retries included.",
        ),
        click.Option(["--limit-items"], type=click.IntRange(1), metavar="N", help="Stop after N items of a list."),
        click.Option(["--to"], type=click.Path(dir_okay=False), metavar="FILE", help="Write a file's content there."),
        click.Option(
            ["--output", "-o", "format_"], type=click.Choice(FORMATS), default="auto", help="Form of the result."
        ),
        click.Option(["--select"], metavar="JMESPATH", help="A part of the result."),
        *connection_options(),
    ]
    return click.Command(
        name.replace("_", "-"),
        callback=run,
        params=params,
        help=doc.replace("`", ""),
        short_help=summary_of(doc),
    )


def _summary(cls: Any) -> str:
    """What the endpoints of a resource say of themselves, else what its face says, else its module."""
    from anthropic.endpoint import Resource

    endpoints: list[Any] = [base for base in cls.__mro__[1:] if issubclass(base, Resource) and base is not Resource]
    docs = [vars(owner).get("__doc__") for owner in (*endpoints, cls, sys.modules[cls.__module__])]
    firsts = [inspect.cleandoc(doc).partition("\n\n")[0] for doc in docs if doc]
    return next((first for first in firsts if not NOTHING_NEW.match(first)), "")


def summary_of(doc: str) -> str:
    """The first paragraph of a docstring on one line, without the wire form."""
    text = " ".join(doc.partition("\n\n")[0].split()).replace("`", "")
    return WIRE_FORM.sub(lambda found: found[1] if found[1] in ".?!" else ".", text)


def perform(path: tuple[str, ...], name: str, method: Callable[..., Any], values: dict[str, Any]) -> None:
    """Call an endpoint and write its result."""
    own = {key: values.pop(key) for key in ("body", "header", "deadline", "limit_items", "to", "format_", "select")}
    signature = inspect.signature(method)
    positional = [
        values.pop(key)
        for key, p in signature.parameters.items()
        if p.kind is p.POSITIONAL_OR_KEYWORD and key in values
    ]
    params = _params(own["body"], values)
    if own["header"]:
        params["extra_headers"] = dict(map(_header, own["header"]))
    if own["deadline"] is not None:
        params["deadline"] = own["deadline"]
    missing = [
        f"--{key.replace('_', '-')}"
        for key, p in signature.parameters.items()
        if p.kind is p.KEYWORD_ONLY and p.default is p.empty and key not in params
    ]
    if missing:
        raise click.UsageError(f"Missing {', '.join(missing)} (or put it into --body).")
    unknown = [key for key in params if key not in signature.parameters]
    if unknown:
        raise click.UsageError(
            f"There is no parameter {', '.join(map(repr, unknown))} here. What this version does not know yet may "
            'stand in "extra_body" of --body.'
        )
    with client_of(click.get_current_context()) as client:
        result = getattr(resource_at(client, path), name)(*positional, **params)
        write(result, own)


def _params(body: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters: the body's, and over them those of the options."""
    if body is not None and not isinstance(body, dict):
        raise click.UsageError(f"--body must hold an object, not {type(body).__name__}.")
    params: dict[str, Any] = dict(cast("dict[str, Any]", body or {}))
    for key, value in values.items():
        if value is not None and value != ():
            params[key[2:]] = list(cast("tuple[object, ...]", value)) if isinstance(value, tuple) else value
    if isinstance(params.get("output_format"), str):
        from .schemas import format_of

        params["output_format"] = format_of(params["output_format"])
    return params


def _header(text: str) -> tuple[str, str]:
    name, colon, value = text.partition(":")
    if not colon:
        raise click.UsageError(f"--header {text!r} is not NAME:VALUE.")
    return name.strip(), value.strip()


def write(result: Any, own: Mapping[str, Any]) -> None:
    """Write the result of an endpoint, whatever it is: a model, pages, a stream, a file."""
    if hasattr(result, "write_to_file"):
        _write_file(result, own["to"])
    elif hasattr(result, "iter_pages"):
        write_many(_first(result, own["limit_items"]), own["format_"], own["select"])
    elif hasattr(result, "model_dump") or result is None or type(result) in (dict, str):
        write_one(result, own["format_"], own["select"])
    elif hasattr(result, "__enter__"):
        with result as stream:
            write_many(_first(stream, own["limit_items"]), own["format_"], own["select"])
    else:
        write_many(_first(result, own["limit_items"]), own["format_"], own["select"])


def _first(items: Any, limit: int | None) -> Iterator[Any]:
    for count, item in enumerate(items):
        if count == limit:
            return
        yield item


def _write_file(result: Any, to: str | None) -> None:
    if to is not None:
        from .downloads import save

        save(result, Path(to))
        return
    if sys.stdout.isatty():
        raise click.UsageError("This is a file's content: name a file with --to, or send it on by a pipe.")
    write_bytes(result.iter_bytes())
