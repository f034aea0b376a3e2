"""Content that is written to a file, whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

from .failures import Failure
from .progress import transfers


def safe_name(name: str, otherwise: str) -> str:
    """A name from the server as a file of this folder: no path, nothing hidden, nothing that Windows forbids."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(char for char in last if char.isprintable() and char not in '<>:"|?*').strip(" .")
    return kept or otherwise


def save(response: Any, target: Path) -> None:
    """Write a file's content, whole or not at all. Raises: Failure where it is there already; OSError; APIError."""
    if target.exists():
        raise Failure(f"{target} is there already.", 12)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    total = int(response.headers.get("content-length", 0)) or None
    try:
        with transfers() as progress, part.open("wb") as file:
            task = None if progress is None else progress.add_task(target.name, total=total)
            for chunk in response.iter_bytes():
                file.write(chunk)
                if progress is not None:
                    progress.advance(task, len(chunk))
        os.replace(part, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            part.unlink()
