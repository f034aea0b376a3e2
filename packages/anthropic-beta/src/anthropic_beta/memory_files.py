"""A directory that no path leads out of: neither `..` nor absolute paths, nor links, nor a race with their maker.

Every step goes through an open directory and follows no link. Where the system cannot do that (Windows), each step is
checked before it is taken.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from typing import Generator, List, Sequence, Tuple

from .function_tools.results import ToolError

ROOT = "/memories"
MAX_BYTES = 16 * 1024 * 1024
"""The largest file that is read."""
_BY_FD = os.open in os.supports_dir_fd and os.scandir in os.supports_fd
_DIRECTORY = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_FILE = _DIRECTORY & ~getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

Parts = Sequence[str]


def parts_of(path: str) -> Tuple[str, ...]:
    """The names of a path below `/memories`. Raises: ToolError where it leads, or seems to lead, elsewhere."""
    if path != ROOT and not path.startswith(ROOT + "/"):
        raise ToolError(f"Paths begin with {ROOT}; {path!r} does not.")
    parts = tuple(part for part in path[len(ROOT) :].split("/") if part not in ("", "."))
    forbidden = {"\0", os.sep, os.altsep or "/", *(":" if os.name == "nt" else "")} - {"/"}
    for part in parts:
        if part == ".." or any(each in part for each in forbidden):
            raise ToolError(f"The path {path!r} is not allowed: it could lead out of {ROOT}.")
    return parts


class Root:
    """The directory, by names that `parts_of` has let through. Raises, everywhere: OSError."""

    def __init__(self, path: str) -> None:
        self.path = os.path.abspath(path)

    @contextlib.contextmanager
    def _directory(self, parts: Parts, *, create: bool = False) -> Generator[Tuple[int | None, str], None, None]:
        """An open directory below the root, and what goes before a name in it where there are no open directories."""
        if create:
            os.makedirs(self.path, exist_ok=True)
        if not _BY_FD:
            yield None, self._checked(parts, create)
            return
        fd = os.open(self.path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            for part in parts:
                if create:
                    with contextlib.suppress(FileExistsError):
                        os.mkdir(part, 0o700, dir_fd=fd)
                deeper = os.open(part, _DIRECTORY, dir_fd=fd)
                os.close(fd)
                fd = deeper
            yield fd, ""
        finally:
            os.close(fd)

    def _checked(self, parts: Parts, create: bool) -> str:
        where = self.path
        for part in parts:
            where = os.path.join(where, part)
            if create and not os.path.lexists(where):
                os.mkdir(where)
            if not stat.S_ISDIR(os.lstat(where).st_mode):
                raise NotADirectoryError(where)
        return where + os.sep

    def kind(self, parts: Parts) -> str:
        """`file`, `directory`, `other` (a link, a device), or `nothing`."""
        if not parts:
            return "directory"
        try:
            with self._directory(parts[:-1]) as (fd, prefix):
                mode = os.stat(prefix + parts[-1], dir_fd=fd, follow_symlinks=False).st_mode
        except (FileNotFoundError, NotADirectoryError):
            return "nothing"
        except OSError:
            return "other"  # a link on the way
        return "directory" if stat.S_ISDIR(mode) else "file" if stat.S_ISREG(mode) else "other"

    def listing(self, parts: Parts, depth: int) -> List[Tuple[Tuple[str, ...], bool, int]]:
        """Names below a directory, whether each is a directory, its bytes; hidden ones and links left out."""
        found: List[Tuple[Tuple[str, ...], bool, int]] = []
        with self._directory(parts) as (fd, prefix), os.scandir(prefix if fd is None else fd) as entries:
            for entry in sorted(entries, key=lambda each: each.name):
                if entry.name.startswith(".") or entry.is_symlink():
                    continue
                is_directory = entry.is_dir(follow_symlinks=False)
                found.append(((entry.name,), is_directory, entry.stat(follow_symlinks=False).st_size))
                if is_directory and depth > 1:
                    below = self.listing([*parts, entry.name], depth - 1)
                    found += [((entry.name, *names), deeper, size) for names, deeper, size in below]
        return found

    def read(self, parts: Parts) -> str:
        """A file's text. Raises: ToolError where it is no text, or too large."""
        with self._directory(parts[:-1]) as (fd, prefix):
            opened = os.open(prefix + parts[-1], os.O_RDONLY | _FILE, dir_fd=fd)
        with open(opened, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise ToolError("This is no file.")
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise ToolError(f"The file is larger than {MAX_BYTES} bytes.")
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            raise ToolError("The file is not UTF-8 text.") from None

    def create(self, parts: Parts, text: str) -> None:
        """Make a file that is not there yet, and the directories on the way."""
        with self._directory(parts[:-1], create=True) as (fd, prefix):
            self._write(prefix + parts[-1], text, fd)

    def replace(self, parts: Parts, text: str) -> None:
        """Write a file anew: whoever reads it sees the old text or the new one, never half of it."""
        scratch = f".{secrets.token_hex(8)}.tmp"
        with self._directory(parts[:-1]) as (fd, prefix):
            self._write(prefix + scratch, text, fd)
            try:
                os.replace(prefix + scratch, prefix + parts[-1], src_dir_fd=fd, dst_dir_fd=fd)
            except BaseException:
                os.unlink(prefix + scratch, dir_fd=fd)
                raise

    def _write(self, path: str, text: str, fd: int | None) -> None:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FILE, 0o600, dir_fd=fd), "wb") as file:
            file.write(text.encode("utf-8"))

    def rename(self, old: Parts, new: Parts) -> None:
        """Give a file or directory another name, or another place."""
        with self._directory(old[:-1]) as (old_fd, before), self._directory(new[:-1], create=True) as (new_fd, after):
            os.rename(before + old[-1], after + new[-1], src_dir_fd=old_fd, dst_dir_fd=new_fd)

    def remove(self, parts: Parts) -> None:
        """Delete a file, or a directory with all that is in it; a link goes, what it leads to stays."""
        with self._directory(parts[:-1]) as (fd, prefix):
            name = prefix + parts[-1]
            if not stat.S_ISDIR(os.stat(name, dir_fd=fd, follow_symlinks=False).st_mode):
                os.unlink(name, dir_fd=fd)
                return
            self.clear(parts)
            os.rmdir(name, dir_fd=fd)

    def clear(self, parts: Parts) -> None:
        """Delete all that is in a directory."""
        with self._directory(parts, create=not parts) as (fd, prefix):
            for name in os.listdir(prefix if fd is None else fd):
                self.remove([*parts, name])
