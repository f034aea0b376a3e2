"""`anthropic history`: list, search, show, export and delete past conversations."""

from __future__ import annotations

from typing import Any, Mapping

import click

from .failures import Failure
from .history import History
from .output import outputs, printable, write_many


@click.group(short_help="Search, show and delete past conversations.")
def history() -> None:
    """Past conversations of `ask` and `chat`. They are kept on this machine only."""


@history.command("list")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N")
@outputs
def list_(limit: int, format_: str, select: str | None) -> None:
    """The latest conversations."""
    write_many(History.of_command().conversations(limit), format_, select)


@history.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N")
@outputs
def search(words: tuple[str, ...], limit: int, format_: str, select: str | None) -> None:
    """Turns that have all the WORDS."""
    if not "".join(words).strip():
        raise click.UsageError("Which words?")
    write_many(History.of_command().search(" ".join(words), limit), format_, select)


@history.command()
@click.argument("conversation", required=False)
@outputs
def show(conversation: str | None, format_: str, select: str | None) -> None:
    """One conversation, the last one by default."""
    database = History.of_command()
    turns = database.turns(_found(database, conversation)["id"])
    if format_ == "auto" and select is None:
        for turn in turns:
            click.secho(
                f"{turn['role']}  {turn['created'][:16]}" + ("" if turn["complete"] else "  (stopped)"), bold=True
            )
            click.echo(printable(turn["text"]) + "\n")
    else:
        write_many(turns, format_, select)


@history.command()
@click.argument("conversation")
@click.option("--yes", is_flag=True, help="Confirm the action without prompting.")
def delete(conversation: str, yes: bool) -> None:
    """Forget one conversation."""
    database = History.of_command()
    found = _found(database, conversation)
    if not yes:
        click.confirm(f"Delete {found['id']} ({printable(found['title'])}) for good?", abort=True, err=True)
    database.delete(found["id"])


def _found(database: History, id_: str | None) -> Mapping[str, Any]:
    wanted = database.latest() if id_ is None else id_
    found = None if wanted is None else database.find(wanted)
    if found is None:
        raise Failure("There is no conversation yet." if wanted is None else f"There is no conversation {wanted!r}.", 4)
    return found
