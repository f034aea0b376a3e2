"""The help of every command as a page of the docs, and the saved answer of the top level.

`python -m anthropic_cli.reference PAGE` writes both; a test finds out where they are out of date.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Iterator

import click

from . import fast
from ._version import __version__
from .app import CONTEXT, app, snapshot
from .failures import EXIT_CODES

HEAD = """\
# The `anthropic` command

<!-- Made by `python -m anthropic_cli.reference docs/reference/cli.md`; changes belong into the code. -->

The [guide](../guides/cli.md) shows how to use it.

## Exit codes

| code | meaning | errors |
|---|---|---|
"""


def page() -> str:
    """The page: exit codes, then the help of each command."""
    rows = [f"| {row.code} | {row.meaning} | {_names(row.errors)} |" for row in EXIT_CODES]
    parts = [HEAD + "\n".join(rows)]
    with click.Context(app, info_name="anthropic", terminal_width=fast.WIDTH, **CONTEXT) as ctx:
        parts += [f"## `{path}`\n\n```text\n{text}\n```" for path, text in _helps(app, ctx)]
    return "\n\n".join(parts) + "\n"


def _names(errors: str) -> str:
    return ", ".join(f"`{name}`" for name in errors.split())


def saved() -> str:
    """What `fast` answers from where no plug-in adds anything."""
    return snapshot(__version__)


def _helps(command: click.Command, ctx: click.Context) -> Iterator[tuple[str, str]]:
    """The help of a command and of all below it."""
    yield ctx.command_path, command.get_help(ctx).rstrip()
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            below = command.get_command(ctx, name)
            if below is not None:
                inner = click.Context(below, info_name=name, parent=ctx, terminal_width=fast.WIDTH)
                yield from _helps(below, inner)


def main(target: str) -> None:
    """Write the page, and the saved answer into the package."""
    os.environ["ANTHROPIC_PLUGINS"] = ""
    Path(target).write_bytes(page().encode())
    Path(__file__).with_name("saved.txt").write_bytes(saved().encode())


if __name__ == "__main__":
    main(sys.argv[1])
