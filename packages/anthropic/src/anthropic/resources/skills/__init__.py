"""Skills and their versions."""

from .skills import AsyncSkills as AsyncSkills
from .skills import Skills as Skills
from .versions import AsyncVersions as AsyncVersions
from .versions import Versions as Versions
