"""Uploads: what a user may pass as a file, made into a multipart form that streams from disk."""

from __future__ import annotations

import dataclasses
import io
import os
import pathlib
from typing import IO, Any, Mapping, Tuple, cast

from ._call import query_items
from ._types import FileContent, FileTypes, RequestFiles

HttpxFile = Tuple[Any, ...]


@dataclasses.dataclass(frozen=True)
class Multipart:
    """A form: its text fields and its files, as httpx takes them."""

    fields: Mapping[str, Any]
    files: list[tuple[str, HttpxFile]]


def multipart(fields: Mapping[str, Any], files: RequestFiles) -> Multipart:
    """A form from fields (nested as in queries) and files.

    Raises: FileNotFoundError, IsADirectoryError, PermissionError for a path that cannot be read, before anything is sent;
    TypeError for what is no file.
    """
    flat: dict[str, Any] = {}
    for key, value in query_items(fields):
        flat.setdefault(key, []).append(value)
    pairs = files.items() if isinstance(files, Mapping) else files
    return Multipart(flat, [(name, _file(file)) for name, file in pairs])


def _file(file: FileTypes) -> HttpxFile:
    if isinstance(file, tuple):
        parts = cast("Tuple[Any, ...]", file)
        name, content = _opened(parts[1], parts[0])
        return (name, content, *parts[2:])
    return _opened(file, None)


def _opened(content: FileContent, name: str | None) -> tuple[str, IO[bytes] | bytes]:
    if isinstance(content, os.PathLike):
        path = pathlib.Path(content)
        return name or path.name, open(path, "rb")  # noqa: SIM115  # closed when the request is gone
    if isinstance(content, (bytes, bytearray)):
        return name or "upload", bytes(content)
    if isinstance(content, io.IOBase) or hasattr(content, "read"):
        return name or os.path.basename(str(getattr(content, "name", "") or "upload")), content
    raise TypeError(
        f"A file is bytes, a path (pathlib.Path), an open binary file or a tuple of name and one of these, "
        f"not {type(content).__name__}. For a path given as a string use pathlib.Path."
    )


def file_from_path(path: str | os.PathLike[str]) -> FileTypes:
    """A file on disk as an upload: its name and its content. Raises: OSError where it cannot be read."""
    return (os.path.basename(path), pathlib.Path(path).read_bytes())
