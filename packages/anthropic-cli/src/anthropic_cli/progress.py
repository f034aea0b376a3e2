"""Progress on standard error: a bar in a terminal, nothing elsewhere."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Any, BinaryIO, Generator, cast


@contextlib.contextmanager
def transfers() -> Generator[Any, None, None]:
    """A bar for bytes; `None` where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # slow
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield progress


@contextlib.contextmanager
def opened(progress: Any, path: Path, description: str) -> Generator[BinaryIO, None, None]:
    """A file to be sent, counted as it is read."""
    if progress is None:
        with path.open("rb") as plain:
            yield plain
        return
    with progress.open(path, "rb", description=description) as counted:
        yield cast(BinaryIO, counted)


@contextlib.contextmanager
def counter(description: str) -> Generator[Any, None, None]:
    """A function of done and total that draws a bar; a line for each change where there is no terminal."""
    if not sys.stderr.isatty():
        yield _lines(description)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(description, total=None)

        def draw(done: int, total: int, doing: str) -> None:
            progress.update(task, completed=done, total=total, description=doing)

        yield draw


def _lines(description: str) -> Any:
    last: list[tuple[int, int, str]] = []

    def write(done: int, total: int, doing: str) -> None:
        if last != [(done, total, doing)]:
            last[:] = [(done, total, doing)]
            sys.stderr.write(f"{doing or description}: {done}/{total}\n")

    return write
