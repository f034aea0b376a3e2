"""How results are written: a table, JSON, JSON lines or YAML, or a part of them; no colour unless to a terminal."""

from __future__ import annotations

import json
import re
import sys
from typing import Any, Callable, Iterable, Mapping, TypeVar, cast

import click

from .failures import Failure

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("auto", "table", "json", "jsonl", "yaml")
CELL = 60
"""Characters of a cell, at most."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

output_option = click.option(
    "--output",
    "-o",
    "format_",
    type=click.Choice(FORMATS),
    default="auto",
    show_default=True,
    help="auto: for people in a terminal, JSON (a list: JSON lines) in a pipe.",
)
select_option = click.option("--select", metavar="JMESPATH", help='A part of the result, such as "[].id".')


def outputs(function: F) -> F:
    """Add `--output` and `--select`."""
    return output_option(select_option(function))


def write_one(value: object, format_: str, select: str | None) -> None:
    """Write one result."""
    value = selected(plain(value), select)
    if select and isinstance(value, list):
        _write_list(cast("list[object]", value), format_)
    elif format_ == "table" and isinstance(value, dict):
        write_table([{"field": key, "value": item} for key, item in cast("dict[str, object]", value).items()])
    elif format_ == "yaml":
        click.echo(_yaml(value), nl=False)
    elif isinstance(value, str) and format_ == "auto":
        click.echo(printable(value))
    else:
        click.echo(_json(value, pretty=format_ == "json" or (format_ == "auto" and sys.stdout.isatty())))


def write_many(values: Iterable[object], format_: str, select: str | None) -> None:
    """Write a list, item by item where the format allows that, so that a long one begins at once."""
    if select is None and (format_ == "jsonl" or (format_ == "auto" and not sys.stdout.isatty())):
        for value in values:
            click.echo(_json(plain(value), pretty=False))
        return
    found = selected([plain(value) for value in values], select)
    if isinstance(found, list):
        _write_list(cast("list[object]", found), format_)
    else:
        write_one(found, format_, None)


def _write_list(values: list[object], format_: str) -> None:
    if format_ == "yaml":
        click.echo(_yaml(values), nl=False)
    elif format_ == "json":
        click.echo(_json(values, pretty=True))
    elif format_ == "table" or (format_ == "auto" and sys.stdout.isatty() and all(isinstance(v, dict) for v in values)):
        write_table([value if isinstance(value, dict) else {"value": value} for value in values])
    else:
        for value in values:
            simple = isinstance(value, str) and format_ == "auto"
            click.echo(printable(str(value)) if simple else _json(value, pretty=False))


def selected(value: object, select: str | None) -> object:
    """A part of a value. Raises: Failure for an expression that is wrong."""
    if not select:
        return value
    import jmespath  # only for --select

    try:
        return cast(object, jmespath.search(select, value))
    except ValueError as error:  # what all of its errors are
        raise Failure(f"--select {select!r}: {error}", 2) from error


def plain(value: Any) -> object:
    """A value as JSON knows it."""
    if hasattr(value, "model_dump"):
        return cast(object, value.model_dump(mode="json", exclude_unset=True, by_alias=True, warnings=False))
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in cast("Mapping[object, object]", value).items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in cast("list[object]", value)]
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)


def printable(text: str) -> str:
    """A text without the characters that steer a terminal; as it is where it goes elsewhere."""
    return _CONTROL.sub("", text) if sys.stdout.isatty() else text


def write_table(rows: list[Mapping[str, object]]) -> None:
    """A table of the fields that hold simple values; rows of different forms share one heading."""
    if not rows:
        return
    from rich.console import Console  # slow
    from rich.table import Table

    columns = list(dict.fromkeys(key for row in rows for key, value in row.items() if _is_simple(value)))
    columns = columns or list(rows[0])
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold" if sys.stdout.isatty() else "ignore", no_wrap=not sys.stdout.isatty())
    for row in rows:
        table.add_row(*(_cell(row.get(column)) for column in columns))
    if sys.stdout.isatty():
        Console(highlight=False).print(table)
    else:
        Console(file=sys.stdout, width=10_000, no_color=True, color_system=None, highlight=False).print(table)


def _is_simple(value: object) -> bool:
    return isinstance(value, (str, int, float)) or (isinstance(value, list) and not value)


def _cell(value: object) -> Any:
    from rich.text import Text

    if value is None:
        return ""
    text = value if isinstance(value, str) else _json(value, pretty=False)
    text = _CONTROL.sub("", text).replace("\n", " ")
    return Text(text if len(text) <= CELL else text[: CELL - 1] + "…")


def _json(value: object, *, pretty: bool) -> str:
    return json.dumps(value, indent=2 if pretty else None, ensure_ascii=False)


def _yaml(value: object) -> str:
    import yaml  # only for this format

    text: str = yaml.safe_dump(value, sort_keys=False, allow_unicode=True)
    return text
