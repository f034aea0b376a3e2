"""`anthropic files` and `anthropic skills`: the endpoints, with progress where bytes move, and skills from folders."""

from __future__ import annotations

import contextlib
import glob
import mimetypes
import os
from pathlib import Path
from typing import Any, Mapping

import click

from .downloads import safe_name, save
from .failures import Failure
from .options import client_of, connects
from .output import outputs, write_many, write_one
from .progress import opened, transfers
from .resources import ResourceGroup, example_client
from .values import any_file, write_bytes

IGNORED = frozenset({".git", "__pycache__", ".DS_Store", ".venv", "node_modules"})


@click.command(short_help="Upload files.")
@click.argument("paths", nargs=-1, required=True, shell_complete=any_file)
@click.option("--expires-in-seconds", type=click.IntRange(1), metavar="N", help="The files are deleted after that.")
@outputs
@connects
def upload(paths: tuple[str, ...], expires_in_seconds: int | None, format_: str, select: str | None) -> None:
    """Upload files, one after the other. POST /v1/files."""
    more: dict[str, Any] = {} if expires_in_seconds is None else {"expires_in_seconds": expires_in_seconds}
    sending = expanded(paths)
    made: list[object] = []
    with client_of(click.get_current_context()) as client, transfers() as progress:
        for path in map(Path, sending):
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            with opened(progress, path, path.name) as file:
                made.append(client.files.upload(file=(path.name, file, kind), **more))
    write_many(made, format_, select)


@click.command(short_help="Download a file.")
@click.argument("file_id")
@click.argument("to", required=False, type=click.Path())
@connects
def download(file_id: str, to: str | None) -> None:
    """Download a file, under its own name or TO a file or folder; `-` is standard output.

    GET /v1/files/{file_id}/content.
    """
    with client_of(click.get_current_context()) as client:
        if to == "-":
            write_bytes(client.files.download(file_id).iter_bytes())
            return
        target = Path(to) if to else Path()
        if target.is_dir():
            target = target / safe_name(client.files.retrieve_metadata(file_id).filename, file_id)
        save(client.files.download(file_id), target)
    click.echo(str(target))


def expanded(patterns: tuple[str, ...]) -> tuple[str, ...]:
    """Paths of files, with patterns filled in where the shell leaves that to programs. Raises: click.BadParameter."""
    found: list[str] = []
    for pattern in patterns:
        path = os.path.expanduser(pattern)
        matches = [path] if os.path.exists(path) else sorted(glob.glob(path))
        if not any(map(os.path.isfile, matches)):
            raise click.BadParameter(f"There is no file {pattern!r}.")
        found += filter(os.path.isfile, matches)
    return tuple(found)


def skill_files(folder: Path) -> list[tuple[str, Path]]:
    """The files of a skill with their names below its folder.

    Raises: Failure where it has no SKILL.md, or a link to a file elsewhere: such a file may be nobody else's business.
    """
    if not (folder / "SKILL.md").is_file():
        raise Failure(f"{folder} is no skill: it has no SKILL.md.", 2)
    found: list[tuple[str, Path]] = []
    root = folder.resolve()
    for path in sorted(root.rglob("*")):
        inner = path.relative_to(root)
        if path.is_file() and not IGNORED.intersection(inner.parts):
            if root not in path.resolve().parents:
                raise Failure(f"{folder / inner} is a link to a file outside of the skill.", 2)
            found.append((f"{root.name}/{inner.as_posix()}", path))
    return found


@click.command("upload", short_help="Upload a skill from a folder.")
@click.argument("folder", type=click.Path(exists=True, file_okay=False))
@click.option("--display-name", metavar="NAME", help="The name that people see.")
@click.option("--skill", "skill_id", metavar="ID", help="Add a version to this skill in place of making a new one.")
@outputs
@connects
def upload_skill(folder: str, display_name: str | None, skill_id: str | None, format_: str, select: str | None) -> None:
    """Upload the skill in a FOLDER, which has SKILL.md directly in it. POST /v1/skills."""
    if skill_id and display_name:
        raise click.UsageError("A version has no display name of its own.")
    files = skill_files(Path(folder))
    with client_of(click.get_current_context()) as client, transfers() as progress, contextlib.ExitStack() as stack:
        sent: list[Any] = []
        for name, path in files:
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            sent.append((name, stack.enter_context(opened(progress, path, name)), kind))
        made: Any
        if skill_id:
            made = client.skills.versions.create(skill_id, files=sent)
        else:
            named: Mapping[str, Any] = {"display_name": display_name} if display_name else {}
            made = client.skills.create(files=sent, **named)
    write_one(made, format_, select)


files = ResourceGroup(("files",), example_client().files, {"upload": upload, "download": download})
skills = ResourceGroup(("skills",), example_client().skills, {"upload": upload_skill})
