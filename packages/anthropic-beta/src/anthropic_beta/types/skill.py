"""Skills and their versions: folders of instructions and code for the sandbox of the model."""

from typing import Optional

from typing_extensions import Required

from anthropic import types as ga
from anthropic.endpoint import BaseModel, FileTypes, Omittable, SequenceNotStr, WithBetas
from anthropic.types import skills


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


class SkillCreateParams(WithBetas, total=False):
    """Parameters of creating a skill."""

    files: Required[SequenceNotStr[FileTypes]]
    """The files of the skill below one common folder, with `SKILL.md` directly in it."""
    display_title: Omittable[Optional[str]]
    """The name that people see."""


class SkillListParams(ga.SkillListParams, WithBetas, total=False):
    """Parameters of listing skills."""


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


class VersionListParams(skills.VersionListParams, WithBetas, total=False):
    """Parameters of listing the versions of a skill."""
