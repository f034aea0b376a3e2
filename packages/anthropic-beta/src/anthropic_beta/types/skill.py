"""Skills and their versions: folders of instructions and code for the sandbox of the model."""

from typing import List, Optional

from typing_extensions import Required, TypedDict

from anthropic import types as ga

from .._core import BaseModel, FileTypes, Omittable, SequenceNotStr
from ._published import publish


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


class SkillCreateParams(TypedDict, total=False):
    """Parameters of creating a skill."""

    files: Required[SequenceNotStr[FileTypes]]
    """The files of the skill below one common folder, with `SKILL.md` directly in it."""
    display_title: Omittable[Optional[str]]
    """The name that people see."""
    betas: Omittable[List[ga.AnthropicBetaParam]]
    """Beta features to switch on. Sent as the header `anthropic-beta`."""


class SkillListParams(TypedDict, total=False):
    """Parameters of listing skills."""

    limit: Omittable[int]
    """The most items of one page."""
    page: Omittable[Optional[str]]
    """Where the page begins: `next_page` of the page before."""
    source: Omittable[Optional[str]]
    """Only skills from there, such as `custom` or `anthropic`."""
    betas: Omittable[List[ga.AnthropicBetaParam]]
    """Beta features to switch on. Sent as the header `anthropic-beta`."""


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


class VersionCreateParams(TypedDict, total=False):
    """Parameters of adding a version to a skill."""

    files: Required[SequenceNotStr[FileTypes]]
    """The files of the skill below one common folder, with `SKILL.md` directly in it."""
    betas: Omittable[List[ga.AnthropicBetaParam]]
    """Beta features to switch on. Sent as the header `anthropic-beta`."""


class VersionListParams(TypedDict, total=False):
    """Parameters of listing the versions of a skill."""

    limit: Omittable[Optional[int]]
    """The most items of one page."""
    page: Omittable[Optional[str]]
    """Where the page begins: `next_page` of the page before."""
    betas: Omittable[List[ga.AnthropicBetaParam]]
    """Beta features to switch on. Sent as the header `anthropic-beta`."""


publish(__name__)
