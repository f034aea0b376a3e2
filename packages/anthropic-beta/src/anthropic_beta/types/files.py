"""Files kept by the API, to be used in messages by their id."""

from datetime import datetime
from typing import Optional

from typing_extensions import Literal, Required

from anthropic.endpoint import BaseModel, FileTypes, IdPageParams, Omittable, WithBetas


class BetaFileScope(BaseModel):
    """What a file belongs to."""

    id: str
    type: Literal["session"]


class BetaFileMetadata(BaseModel):
    """A file that the API keeps."""

    id: str
    created_at: datetime
    filename: str
    mime_type: str
    size_bytes: int
    type: Literal["file"]
    downloadable: Optional[bool] = None
    scope: Optional[BetaFileScope] = None


class FileListParams(IdPageParams, WithBetas, total=False):
    """Parameters of listing files."""

    scope_id: Omittable[str]
    """Only files that belong to this."""


class FileUploadParams(WithBetas, total=False):
    """Parameters of uploading a file."""

    file: Required[FileTypes]
    """The file: its bytes, an open file or a path, alone or in a tuple after its name."""


FileMetadata = BetaFileMetadata  # an older name
