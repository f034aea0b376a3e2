"""Files: kept in memory with the limits of the service.

Unlike there, an uploaded file may be downloaded again, unless `Emulator.download_uploads` is off.
"""

from __future__ import annotations

import dataclasses
import mimetypes
import re
from typing import Dict
from urllib.parse import quote

from .._json import JsonObject, as_object, objects
from ..clock import timestamp
from ..emulator import Context, Route
from ..exchange import Reply
from ..multipart import form_of
from ..problem import ApiProblem, invalid
from .pages import page_by_cursor, page_by_ids

MAX_FILE_BYTES = 500 * 1024 * 1024
MAX_NAME_LENGTH = 255
FORBIDDEN = re.compile(r'[<>:"|?*\\/\x00-\x1f]')


@dataclasses.dataclass(frozen=True)
class StoredFile:
    """A file and what the API tells about it."""

    id: str
    filename: str
    mime_type: str
    content: bytes
    created: float
    downloadable: bool = True
    expires: float | None = None

    def as_json(self) -> JsonObject:
        """The metadata."""
        shown: JsonObject = {
            "type": "file",
            "id": self.id,
            "size_bytes": len(self.content),
            "created_at": timestamp(self.created),
            "filename": self.filename,
            "mime_type": self.mime_type,
            "downloadable": self.downloadable,
        }
        return shown if self.expires is None else {**shown, "expires_at": timestamp(self.expires)}


def upload(context: Context) -> Reply:
    """POST /v1/files"""
    form = {part.name: part for part in form_of(context.request)}
    part = form.get("file")
    if part is None or part.filename is None:
        raise invalid("file: Field required")
    if not 1 <= len(part.filename) <= MAX_NAME_LENGTH or FORBIDDEN.search(part.filename):
        raise invalid(f"file: Invalid filename: {part.filename!r}")
    if len(part.content) > MAX_FILE_BYTES:
        raise ApiProblem(413, f"file: exceeds the maximum size of {MAX_FILE_BYTES} bytes")
    now = context.emulator.clock.now()
    life = _seconds(form["expires_in_seconds"].content) if "expires_in_seconds" in form else None
    stored = StoredFile(
        id=context.emulator.ids.next("file"),
        filename=part.filename,
        mime_type=part.content_type or mimetypes.guess_type(part.filename)[0] or "application/octet-stream",
        content=part.content,
        created=now,
        downloadable=context.emulator.download_uploads,
        expires=None if life is None else now + life,
    )
    _files(context)[stored.id] = stored
    return Reply.of_json(stored.as_json())


def list_files(context: Context) -> Reply:
    """GET /v1/files, newest first; by cursor, or by ids in the older way"""
    request = context.request
    wanted = [*request.params.get("ids[]", ()), *request.params.get("ids", ())]
    newest = [file.as_json() for file in reversed(list(_files(context).values()))]
    if wanted:
        newest = [file for file in newest if file["id"] in wanted]
    older_way = request.param("after_id") or request.param("before_id")
    return Reply.of_json(page_by_ids(newest, request) if older_way else page_by_cursor(newest, request))


def retrieve(context: Context) -> Reply:
    """GET /v1/files/{id}"""
    return Reply.of_json(found_file(context, context.path["id"]).as_json())


def download(context: Context) -> Reply:
    """GET /v1/files/{id}/content"""
    file = found_file(context, context.path["id"])
    if not file.downloadable:
        raise invalid(f"File {file.id} is not downloadable")
    name = {"content-disposition": f"attachment; filename*=utf-8''{quote(file.filename)}"}
    return Reply.of_bytes(file.content, file.mime_type, headers=name)


def delete(context: Context) -> Reply:
    """DELETE /v1/files/{id}"""
    file = found_file(context, context.path["id"])
    del _files(context)[file.id]
    return Reply.of_json({"id": file.id, "type": "file_deleted"})


def found_file(context: Context, id: str) -> StoredFile:
    """A stored file. Raises: ApiProblem (404) where there is none."""
    file = _files(context).get(id)
    if file is None:
        raise ApiProblem(404, f"File not found: {id}")
    return file


def check_files(context: Context, body: JsonObject) -> None:
    """Raises: ApiProblem (404) where a message names a file that there is not."""
    for message in objects(body.get("messages")):
        for block in objects(message.get("content")):
            id = block.get("file_id") or as_object(block.get("source")).get("file_id")
            if id and block.get("type") in ("image", "document", "container_upload"):
                found_file(context, str(id))


def _files(context: Context) -> Dict[str, StoredFile]:
    """All files that have not expired."""
    files: Dict[str, StoredFile] = context.emulator.stores.setdefault("files", {})
    now = context.emulator.clock.now()
    for id in [id for id, file in files.items() if file.expires is not None and file.expires <= now]:
        del files[id]
    return files


def _seconds(content: bytes) -> int:
    text = content.decode("ascii", "replace")
    if not text.isdigit() or int(text) < 1:
        raise invalid("expires_in_seconds: Input should be a valid integer greater than or equal to 1")
    return int(text)


ROUTES = (
    Route("POST", "/v1/files", upload, max_bytes=2 * MAX_FILE_BYTES),
    Route("GET", "/v1/files", list_files),
    Route("GET", "/v1/files/{id}", retrieve),
    Route("GET", "/v1/files/{id}/content", download),
    Route("DELETE", "/v1/files/{id}", delete),
)
