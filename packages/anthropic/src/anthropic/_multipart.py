"""Multipart forms: fields and files as one body, encoded piece by piece while it is sent."""

from __future__ import annotations

import io
import os
from typing import Any, AsyncIterator, Iterator, Mapping, Sequence

import httpx
from typing_extensions import override

from ._call import A, Call, Reader, S, post, query_items
from ._types import FileTypes, RequestFiles
from ._uploads import PIECE_BYTES, Upload, upload
from ._uploads import file_from_path as file_from_path


class Multipart(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A form as the body of a request, for both clients. It can be sent again."""

    def __init__(self, fields: list[tuple[str, str]], files: list[tuple[str, Upload]]) -> None:
        boundary = os.urandom(16).hex()
        self._end = f"--{boundary}--\r\n".encode("ascii")
        text = [_part_head(boundary, name) + value.encode("utf-8") + b"\r\n" for name, value in fields]
        self._fields = b"".join(text)
        self._files = [(_file_head(boundary, name, file), file) for name, file in files]
        self.headers = {"content-type": f"multipart/form-data; boundary={boundary}", **self._length()}

    def _length(self) -> dict[str, str]:
        """The header that tells the length, or that it is not known before all has been read."""
        total = len(self._fields) + len(self._end)
        for head, file in self._files:
            size = file.size
            if size is None:
                return {"transfer-encoding": "chunked"}
            total += len(head) + size + len(b"\r\n")
        return {"content-length": str(total)}

    @override
    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces():
            if isinstance(piece, Upload):
                raise TypeError(f"An async file ({type(piece.content).__name__}) needs an async client.")
            yield piece

    @override
    def __aiter__(self) -> AsyncIterator[bytes]:
        return _AsyncPieces(self)

    @property
    def in_memory(self) -> bool:
        """Whether no disk is read while it is sent."""
        return all(isinstance(file.content, (bytes, io.BytesIO)) for _, file in self._files)

    def pieces(self) -> Iterator[bytes | Upload]:
        """The body in pieces; an async file stands for its own content. Raises: OSError."""
        if self._fields:
            yield self._fields
        for head, file in self._files:
            yield head
            if file.is_async:
                yield file
            else:
                yield from file.pieces()
            yield b"\r\n"
        yield self._end


class _AsyncPieces(AsyncIterator[bytes]):
    """The body for an async client: disks are read in a thread, async files by awaiting.

    It is no async generator because it may be dropped in the middle: then its files are closed at once, on any loop.
    """

    def __init__(self, form: Multipart) -> None:
        self._pieces = form.pieces()
        self._in_memory = form.in_memory
        self._file: Any = None

    async def __anext__(self) -> bytes:
        while True:
            if self._file is not None:
                read: bytes = await self._file.read(PIECE_BYTES)
                if read:
                    return read
                self._file = None
            piece = await self._next()
            if piece is None:
                raise StopAsyncIteration
            if not isinstance(piece, Upload):
                return piece
            self._file = piece.content
            if hasattr(self._file, "seek"):
                await self._file.seek(0)

    async def _next(self) -> bytes | Upload | None:
        if self._in_memory:
            return next(self._pieces, None)
        from anyio import to_thread  # reading must not block the event loop

        return await to_thread.run_sync(next, self._pieces, None)


def multipart(fields: Mapping[str, Any], files: RequestFiles) -> Multipart:
    """A form from fields (nested as in queries) and files.

    Raises, before anything is sent: FileNotFoundError, IsADirectoryError, PermissionError for a path that cannot be
    read; TypeError for what is no file.
    """
    pairs = files.items() if isinstance(files, Mapping) else files
    return Multipart(query_items(fields), [(name, upload(file)) for name, file in pairs])


def post_form(
    path: str, params: Mapping[str, Any], into: Reader[S, A], *, files: Sequence[tuple[str, FileTypes]], **fields: Any
) -> Call[S, A]:
    """A POST of a form with files, each under its name; the other parameters are the form's fields.

    It is not retried where a file can be read only once. Raises: as `multipart`.
    """
    call = post(path, params, into, files=files, **fields)
    repeatable = all(upload(file).is_repeatable for _, file in files)
    return call if repeatable else call.replace(max_retries=0)


def _part_head(
    boundary: str, name: str, filename: str | None = None, headers: Mapping[str, str] | None = None
) -> bytes:
    disposition = f'form-data; name="{_quoted(name)}"'
    if filename is not None:
        disposition += f'; filename="{_quoted(filename)}"'
    lines = [f"--{boundary}", f"Content-Disposition: {disposition}"]
    lines += [f"{key}: {value}" for key, value in (headers or {}).items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8")


def _file_head(boundary: str, name: str, file: Upload) -> bytes:
    headers = dict(file.headers)
    if file.content_type is not None and "content-type" not in {key.lower() for key in headers}:
        headers["Content-Type"] = file.content_type
    return _part_head(boundary, name, file.name, headers)


_QUOTED = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})


def _quoted(value: str) -> str:
    """A name in a part's head, written as browsers do. Source: the HTML standard, multipart form data."""
    return value.translate(_QUOTED)
