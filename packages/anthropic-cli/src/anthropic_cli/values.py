"""Values on a command line: text, JSON or YAML, given outright, as `@file`, or by standard input (`-`)."""

from __future__ import annotations

import codecs
import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Iterable, cast

import click
from click.shell_completion import CompletionItem

from .failures import reason

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(data: bytes) -> str:
    """Text of a file or pipe: by its byte-order mark, else UTF-8. Raises: UnicodeDecodeError."""
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    return data.decode(encoding).replace("\r\n", "\n")


def is_watched(stream: Any) -> bool:
    """Whether a person is at the other end. A stream that is closed or not there has neither a person nor a pipe."""
    try:
        return bool(stream.isatty())
    except (AttributeError, ValueError):
        return False


def stdin_bytes(limit: int = -1) -> bytes:
    """All of standard input, or its first bytes; nothing where there is none."""
    try:
        return sys.stdin.buffer.read(limit)
    except (AttributeError, ValueError, OSError):
        return b""


def write_bytes(chunks: Iterable[bytes]) -> None:
    """Write bytes to standard output, as they are."""
    out: BinaryIO = sys.stdout.buffer
    for chunk in chunks:
        out.write(chunk)
    out.flush()


def file_text(path: str) -> str:
    """The text of a file; `-` is standard input. Raises: OSError, click.BadParameter."""
    try:
        return decoded(stdin_bytes() if path == "-" else Path(os.path.expanduser(path)).read_bytes())
    except UnicodeDecodeError as error:
        raise click.BadParameter(f"{path} is neither UTF-8 nor marked as UTF-16: {error}") from error


def structured(text: str) -> Any:
    """The value of JSON, or else of YAML. Raises: ValueError."""
    try:
        return json.loads(text)
    except ValueError as json_error:
        if text.lstrip().startswith(("{", "[", '"')):
            as_json = f"not JSON: {json_error}"
        else:
            as_json = ""
    import yaml  # slow; JSON is the usual case

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(as_json or f"neither JSON nor YAML: {error}") from None


if TYPE_CHECKING:
    ParamType = click.ParamType[Any]
    Completion = CompletionItem[str]
else:
    ParamType = click.ParamType  # not generic before click 8.4
    Completion = CompletionItem


def any_file(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Completion]:
    """Completes a path, also after an `@`."""
    return at_file(ctx, param, incomplete) or [CompletionItem(incomplete, type="file")]


def at_file(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Completion]:
    """Completes `@file` and `name=@file`."""
    start = re.match(r"@|[\w.-]+=@", incomplete)
    return [CompletionItem(incomplete, type="file", prefix=start[0])] if start else []


class Structured(ParamType):
    """JSON or YAML: outright, `@file`, or `-` for standard input."""

    name = "json"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Completion]:
        return at_file(ctx, param, incomplete)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str) or (ctx is not None and ctx.resilient_parsing):
            return value  # nothing is read while a shell completes
        try:
            text = file_text("-" if value == "-" else value[1:]) if value.startswith("@") or value == "-" else value
            return structured(text)
        except (ValueError, OSError) as error:
            self.fail(reason(error), param, ctx)


class TextOrStructured(ParamType):
    """Text, or JSON where it is a list or object; `@file` reads it from there, `-` from standard input."""

    name = "text|json"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Completion]:
        return at_file(ctx, param, incomplete)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str) or (ctx is not None and ctx.resilient_parsing):
            return value
        try:
            text = file_text("-" if value == "-" else value[1:]) if value.startswith("@") or value == "-" else value
        except OSError as error:
            self.fail(reason(error), param, ctx)
        if text.lstrip()[:1] in ("[", "{"):
            try:
                return json.loads(text)
            except ValueError:
                return text
        return text


class FilePath(click.Path):
    """A file to send, checked before anything is sent."""

    def __init__(self) -> None:
        super().__init__(exists=True, dir_okay=False, readable=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return Path(cast(str, super().convert(os.path.expanduser(value), param, ctx)))
