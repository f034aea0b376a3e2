"""Uploads: what a user may pass as a file, checked before anything is sent, and read piece by piece when it is sent."""

from __future__ import annotations

import errno
import inspect
import io
import mimetypes
import os
import pathlib
import stat
from types import MappingProxyType
from typing import Any, Iterator, List, Mapping, cast

from ._types import FileTypes
from ._value import Value

PIECE_BYTES = 256 * 1024
"""How much of a file is in memory at a time."""


class Upload(Value):
    """A file to send: its name, its type, and where its bytes come from."""

    content: Any
    """Bytes, a path, a binary file, or an async file."""
    name: str | None
    """What the server is told as its name; `None` sends a nameless part."""
    content_type: str | None = None
    headers: Mapping[str, str] = MappingProxyType({})
    is_async: bool = False
    """Whether the file's methods are awaited."""

    @property
    def size(self) -> int | None:
        """Its length in bytes; `None` where only reading it can tell."""
        if isinstance(self.content, bytes):
            return len(self.content)
        if isinstance(self.content, pathlib.Path):
            return self.content.stat().st_size
        return _size_of_open_file(self.content, self.is_async)

    @property
    def is_repeatable(self) -> bool:
        """Whether it can be sent again, from its start, when a request fails."""
        if isinstance(self.content, (bytes, pathlib.Path)) or self.is_async:
            return True
        seekable = getattr(self.content, "seekable", None)
        return bool(seekable()) if seekable is not None else hasattr(self.content, "seek")

    def pieces(self) -> Iterator[bytes]:
        """The bytes of what is no async file, from the start; what is opened here is closed again. Raises: OSError."""
        if isinstance(self.content, bytes):
            yield self.content
        elif isinstance(self.content, pathlib.Path):
            with open(self.content, "rb") as file:
                yield from _read(file)
        else:
            if self.is_repeatable:
                self.content.seek(0)
            yield from _read(self.content)


def _read(file: Any) -> Iterator[bytes]:
    while True:
        piece = file.read(PIECE_BYTES)
        if not piece:
            return
        yield piece


def _size_of_open_file(file: Any, is_async: bool) -> int | None:
    try:
        if is_async:
            status = os.fstat(file.fileno())
            return status.st_size if stat.S_ISREG(status.st_mode) else None
        here = file.tell()
        file.seek(0, os.SEEK_END)
        end: int = file.tell()
        file.seek(here)
        return end
    except (AttributeError, OSError, TypeError, ValueError):
        return None  # a pipe, or a file that only tells when awaited


def upload(file: FileTypes) -> Upload:
    """What a user passed as a file, checked.

    Raises: FileNotFoundError, IsADirectoryError, PermissionError for a path that cannot be read; TypeError for what is
    no file.
    """
    if not isinstance(file, tuple):
        return _upload(file, _name_of(file), None, {})
    parts: List[Any] = list(file)
    if not 2 <= len(parts) <= 4:
        raise TypeError(
            f"A file given as a tuple is (name, content), (name, content, type) or (name, content, type, headers), "
            f"not {len(parts)} parts."
        )
    content_type = parts[2] if len(parts) > 2 else None
    headers = parts[3] if len(parts) > 3 else None
    return _upload(parts[1], parts[0], content_type, headers or {})


def _upload(content: Any, name: str | None, content_type: str | None, headers: Mapping[str, str]) -> Upload:
    is_async = inspect.iscoroutinefunction(getattr(content, "read", None))
    if isinstance(content, (bytearray, memoryview)):
        content = bytes(cast(bytearray, content))
    elif isinstance(content, os.PathLike):
        content = pathlib.Path(cast("os.PathLike[str]", content))
        _check_readable(content)
    elif isinstance(content, io.TextIOBase) or _is_text(content):
        raise TypeError("A file must be opened in binary mode: open(path, 'rb').")
    elif not isinstance(content, bytes) and not hasattr(content, "read"):
        raise TypeError(
            f"A file is bytes, a path (pathlib.Path), an open binary file, or a tuple of a name and one of these, "
            f"not {type(content).__name__}. For a path given as a string use pathlib.Path."
        )
    if any("\r" in line or "\n" in line for line in (content_type or "", *headers, *headers.values())):
        raise ValueError("The type and the headers of a file must not have line breaks.")
    if content_type is None and name is not None:
        content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Upload(content, name, content_type, headers, is_async)


def _is_text(content: Any) -> bool:
    """Whether a wrapper of a file, such as those of `tempfile`, was opened in text mode."""
    return isinstance(getattr(content, "encoding", None), str) and "b" not in str(getattr(content, "mode", ""))


def _name_of(content: Any) -> str:
    path: Any = cast(Any, content) if isinstance(content, os.PathLike) else getattr(content, "name", None)
    return os.path.basename(os.fspath(cast(str, path))) if isinstance(path, (str, os.PathLike)) else "upload"


def _check_readable(path: pathlib.Path) -> None:
    """Raises: OSError where the path cannot be read as a file."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    with open(path, "rb"):
        pass


def file_from_path(path: str | os.PathLike[str]) -> FileTypes:
    """A file on disk as an upload: its name and its content, read now. Pass a large one as a `pathlib.Path`.

    Raises: OSError where it cannot be read.
    """
    return (os.path.basename(path), pathlib.Path(path).read_bytes())


def files_from_dir(directory: str | os.PathLike[str]) -> List[FileTypes]:
    """All files below a directory as uploads, named by their path from the directory's own name on.

    Raises: FileNotFoundError, NotADirectoryError, or another OSError where one cannot be read.
    """
    top = pathlib.Path(directory)
    if not os.path.isdir(top):
        number = errno.ENOTDIR if top.exists() else errno.ENOENT
        raise OSError(number, os.strerror(number), str(top))
    found = sorted(path for path in top.rglob("*") if path.is_file())
    return [(path.relative_to(top.parent).as_posix(), path.read_bytes()) for path in found]


async def async_files_from_dir(directory: str | os.PathLike[str]) -> List[FileTypes]:
    """What `files_from_dir` gives, read in a thread."""
    from anyio import to_thread  # reading must not block the event loop

    return await to_thread.run_sync(files_from_dir, directory)
