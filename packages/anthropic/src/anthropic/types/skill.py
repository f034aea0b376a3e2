"""Skills and their versions: folders of instructions and code for the sandbox of the model."""

from datetime import datetime
from typing import Optional

from typing_extensions import Literal, Required, TypedDict

from anthropic._models import BaseModel

from ._annotations import FileTypes, Omittable, SequenceNotStr


class SkillSource(BaseModel):
    """Where a skill comes from."""

    type: Literal["custom", "anthropic", "anthropic_example", "plugin"]


class Skill(BaseModel):
    """A skill."""

    id: str
    created_at: datetime
    display_name: str
    latest_version_id: str
    source: SkillSource
    type: Literal["skill"]
    updated_at: datetime


class DeletedSkill(BaseModel):
    """A skill that was deleted."""

    id: str
    type: Literal["skill_deleted"]


class SkillCreateParams(TypedDict, total=False):
    """Parameters of creating a skill."""

    files: Required[SequenceNotStr[FileTypes]]
    """The files of the skill below one common folder, with `SKILL.md` directly in it."""
    display_name: Omittable[Optional[str]]
    """The name that people see."""


class SkillListParams(TypedDict, total=False):
    """Parameters of listing skills."""

    limit: Omittable[int]
    """The most items of one page."""
    page: Omittable[Optional[str]]
    """Where the page begins: `next_page` of the page before."""
    source: Omittable[Optional[str]]
    """Only skills from there, such as `custom` or `anthropic`."""


class SkillVersion(BaseModel):
    """One version of a skill."""

    id: str
    created_at: datetime
    description: str
    name: str
    skill_id: str
    type: Literal["skill_version"]


class DeletedSkillVersion(BaseModel):
    """A version of a skill that was deleted."""

    id: str
    type: Literal["skill_version_deleted"]


class VersionCreateParams(TypedDict):
    """Parameters of adding a version to a skill."""

    files: SequenceNotStr[FileTypes]
    """The files of the skill below one common folder, with `SKILL.md` directly in it."""


class VersionListParams(TypedDict, total=False):
    """Parameters of listing the versions of a skill."""

    limit: Omittable[Optional[int]]
    """The most items of one page."""
    page: Omittable[Optional[str]]
    """Where the page begins: `next_page` of the page before."""
