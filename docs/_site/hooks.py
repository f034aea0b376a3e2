"""Fills pages of the site with what the code itself knows: endpoints, errors, types, the next release."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any, Callable, Iterator, cast

import anthropic
from anthropic import errors

ROOT = Path(__file__).parent.parent.parent
WIRE_FORM = re.compile(r"\b(GET|POST|PATCH|PUT|DELETE) (/[\w/{}.?=-]+?)\.?(?=\s|$)")
OPTIONS = ("extra_headers", "extra_query", "extra_body", "timeout", "deadline")
"""Parameters of every endpoint, told once for all."""
WRITTEN_LATER = ("architecture.md", "performance.md")
"""Pages that take their place in the navigation as soon as they exist."""


def on_config(config: Any) -> Any:
    """Leave out what is not written yet, and take in what is not listed: after the pages of its folder that are."""
    missing = {name for name in WRITTEN_LATER if not (ROOT / "docs" / name).exists()}
    config.nav = [entry for entry in config.nav if not missing.intersection(pages_of(entry))]
    named = {page for entry in config.nav for page in pages_of(entry)}
    for path in sorted((ROOT / "docs").rglob("*.md")):
        page = path.relative_to(ROOT / "docs").as_posix()
        if page not in named:
            home_of(page, config.nav).append(page)
    return config


def pages_of(entry: Any) -> list[str]:
    """The pages that an entry of the navigation leads to, through its sections."""
    if isinstance(entry, str):
        return [entry]
    return [page for part in parts_of(entry) for page in pages_of(part)]


def parts_of(entry: Any) -> list[Any]:
    """What is directly below an entry of the navigation."""
    return list(cast("dict[str, Any]", entry).values()) if isinstance(entry, dict) else entry


def home_of(page: str, nav: list[Any]) -> list[Any]:
    """The section that has the first page of the same folder; the navigation itself where none has."""
    folder = str(Path(page).parent)
    for section in (part for entry in nav if not isinstance(entry, str) for part in parts_of(entry)):
        if not isinstance(section, str) and folder in {str(Path(other).parent) for other in pages_of(section)}:
            return section
    return nav


def on_page_markdown(markdown: str, **_: object) -> str:
    """Put each table in the place of its mark."""
    for name, table in TABLES.items():
        mark = f"<!-- {name} -->"
        if mark in markdown:
            markdown = markdown.replace(mark, f"{mark}\n\n{table()}")
    return markdown


def endpoints() -> str:
    """Each endpoint with its wire form and its parameters, read from a client."""
    client = anthropic.Anthropic(provider="emulator")
    parts: list[str] = []
    for path, method in endpoints_of(client, "client"):
        summary, rest = docstring(method)
        wire = WIRE_FORM.search(f"{summary} {rest}")
        parts.append(f"## `{path}`\n\n{WIRE_FORM.sub('', summary).strip()}\n\n")
        parts.append(f"`{wire.group(1)} {wire.group(2)}`\n\n" if wire else "")
        parts.append(f"{WIRE_FORM.sub('', rest).strip()}\n\n| parameter | | |\n|---|---|---|\n")
        described = key_docs(method)
        for name, parameter in list(inspect.signature(method).parameters.items()):
            if name not in OPTIONS:
                need = "required" if parameter.default is inspect.Parameter.empty else ""
                parts.append(f"| `{name}` | {need} | {described.get(name, '')} |\n")
        parts.append("\n")
    if not parts:
        raise RuntimeError("No endpoint was found on the client.")
    return "".join(parts)


def endpoints_of(resource: Any, path: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    """The endpoints of a resource and of those below it."""
    for name, value in members(resource):
        if not name.startswith(("_", "with_")):
            if hasattr(value, "build"):
                yield f"{path}.{name}", getattr(resource, name)
            elif type(value).__name__ == "cached_property":
                yield from endpoints_of(getattr(resource, name), f"{path}.{name}")


def members(resource: Any) -> list[tuple[str, Any]]:
    """What the class of a resource and its bases define, in order of names."""
    found: dict[str, Any] = {}
    for cls in type(resource).__mro__:
        for name, value in vars(cls).items():
            found.setdefault(name, value)
    return sorted(found.items())


def docstring(described: Any) -> tuple[str, str]:
    """The first paragraph of a docstring on one line, and the rest of it."""
    first, _, rest = (inspect.getdoc(described) or "").partition("\n\n")
    return " ".join(first.split()), rest


def key_docs(method: Any) -> dict[str, str]:
    """What is said under each key of the parameters of an endpoint."""
    found: dict[str, str] = {}
    for parameter in inspect.signature(method.build).parameters.values():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            (keys,) = parameter.annotation.__args__
            for cls in [keys, *typed_bases(keys)]:
                for name, text in attribute_docs(cls).items():
                    found.setdefault(name, text)
    return found


def typed_bases(cls: Any) -> Iterator[Any]:
    """The typed dictionaries that one extends; at run time it forgets them as bases."""
    for base in getattr(cls, "__orig_bases__", ()):
        if hasattr(base, "__required_keys__"):
            yield base
            yield from typed_bases(base)


def attribute_docs(cls: Any) -> dict[str, str]:
    """The string under each annotated name of a class."""
    body = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
    found: dict[str, str] = {}
    if isinstance(body, ast.ClassDef):
        for statement, following in zip(body.body, body.body[1:]):
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                text = following.value if isinstance(following, ast.Expr) else None
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    found[statement.target.id] = " ".join(inspect.cleandoc(text.value).split()).replace("|", "\\|")
    return found


def error_table() -> str:
    """The class for each status and each of the API's names."""
    by_class: dict[type, list[str]] = {}
    for kind, cls in errors.CLASS_BY_TYPE.items():
        by_class.setdefault(cls, []).append(f"`{kind}`")
    rows = [
        f"| {status} | {', '.join(by_class.get(cls, []))} | `{cls.__name__}` | {docstring(cls)[0]} |\n"
        for status, cls in sorted(
            [*errors.CLASS_BY_STATUS.items(), (500, errors.InternalServerError)], key=lambda row: row[0]
        )
    ]
    return "| status | the API's name | class | |\n|---|---|---|---|\n" + "".join(rows)


def types_table() -> str:
    """Every name of `anthropic.types` with its one sentence."""
    from anthropic import types

    rows: list[str] = []
    for name in dir(types):
        value: object = getattr(types, name)
        if name.startswith("_") or inspect.ismodule(value) or name == "TYPE_CHECKING":
            continue
        own = isinstance(value, type) and (value.__doc__ or "").strip()
        rows.append(f"| `{name}` | {docstring(value)[0].replace('|', chr(92) + '|') if own else ''} |\n")
    return "| name | |\n|---|---|\n" + "".join(rows)


def next_release() -> str:
    """What the fragments in `changelog.d` say of the coming release."""
    command = [
        sys.executable,
        "-m",
        "towncrier",
        "build",
        "--draft",
        "--version",
        "Next release",
        "--date",
        "unreleased",
    ]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


TABLES = {
    "releases": next_release,
    "table: endpoints": endpoints,
    "table: errors": error_table,
    "table: types": types_table,
}
