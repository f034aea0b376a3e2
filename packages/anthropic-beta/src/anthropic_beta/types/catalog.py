"""What the API keeps and offers beside messages: files, skills and their versions, models."""

from datetime import datetime
from typing import List, Optional

from typing_extensions import Literal, Required

from anthropic import types as ga
from anthropic.endpoint import BaseModel, FileTypes, IdPageParams, Omittable, WithBetas
from anthropic.types import skills


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


class SkillCreateResponse(BaseModel):
    """A skill."""

    id: str
    created_at: str
    display_title: Optional[str] = None
    latest_version: Optional[str] = None
    source: str
    type: str
    updated_at: str


SkillRetrieveResponse = SkillCreateResponse
SkillListResponse = SkillCreateResponse


class SkillDeleteResponse(BaseModel):
    """A skill that was deleted."""

    id: str
    type: str


class VersionCreateResponse(BaseModel):
    """A version of a skill."""

    id: str
    created_at: str
    description: str
    directory: str
    name: str
    skill_id: str
    type: str
    version: str


VersionRetrieveResponse = VersionCreateResponse
VersionListResponse = VersionCreateResponse


class VersionDeleteResponse(BaseModel):
    """A version of a skill that was deleted."""

    id: str
    type: str


class VersionCreateParams(skills.VersionCreateParams, WithBetas):
    """Parameters of adding a version to a skill."""


class SkillCreateParams(VersionCreateParams, total=False):
    """Parameters of creating a skill, with its first version."""

    display_title: Omittable[Optional[str]]
    """The name that people see."""


class SkillListParams(ga.SkillListParams, WithBetas, total=False):
    """Parameters of listing skills."""


class VersionListParams(skills.VersionListParams, WithBetas, total=False):
    """Parameters of listing the versions of a skill."""


class BetaModelInfo(ga.ModelInfo):
    """A model that the API offers."""

    allowed_fallback_models: Optional[List[str]] = None


ModelListParams = ga.ModelListParams
FileMetadata = BetaFileMetadata  # an older name
