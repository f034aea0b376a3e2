"""Files kept by the API, to be used in messages by their id."""

from datetime import datetime
from typing import Optional

from typing_extensions import Literal, Required, TypedDict

from anthropic._models import BaseModel

from ._annotations import FileTypes, Omittable, SequenceNotStr


class FileMetadata(BaseModel):
    """A file that the API keeps."""

    id: str
    created_at: datetime
    filename: str
    mime_type: str
    size_bytes: int
    type: Literal["file"]
    downloadable: Optional[bool] = None
    expires_at: Optional[datetime] = None


class DeletedFile(BaseModel):
    """A file that was deleted."""

    id: str
    type: Optional[Literal["file_deleted"]] = None


class FileListParams(TypedDict, total=False):
    """Parameters of listing files."""

    ids: Omittable[Optional[SequenceNotStr[str]]]
    """Only the files with these ids."""
    limit: Omittable[int]
    """The most items of one page."""
    page: Omittable[Optional[str]]
    """Where the page begins: `next_page` of the page before."""


class FileUploadParams(TypedDict, total=False):
    """Parameters of uploading a file."""

    file: Required[FileTypes]
    """The file: its bytes, an open file or a path, alone or in a tuple after its name."""
    expires_in_seconds: Omittable[int]
    """The file is deleted after this many seconds; it stays where not given."""
