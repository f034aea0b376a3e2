# ruff: noqa: I001 - one import statement for each module; isort would make one for each name
"""Types of the versions of a skill."""

from typing import TYPE_CHECKING

from anthropic.types._lazy import lazy_package, name_table
from anthropic.types._leaf_modules import register_leaf_modules

if TYPE_CHECKING:
    from anthropic.types.skill import (
        DeletedSkillVersion as DeletedSkillVersion,
        SkillVersion as SkillVersion,
        VersionCreateParams as VersionCreateParams,
        VersionListParams as VersionListParams,
    )

_NAMES = name_table(
    {
        "..skill": "DeletedSkillVersion SkillVersion VersionCreateParams VersionListParams",
    }
)
register_leaf_modules(__name__, _NAMES)

if not TYPE_CHECKING:
    __all__ = list(_NAMES)
    __getattr__, __dir__ = lazy_package(__name__, _NAMES)
