"""What is given before the command, and what a program that calls the command may give."""

from __future__ import annotations

import dataclasses
from typing import Any, Mapping, cast


@dataclasses.dataclass
class Root:
    """What is given before the command, and what a program that calls the command may give."""

    provider: str | None = None
    profile: str | None = None
    debug: bool = False
    provider_options: Mapping[str, Any] = dataclasses.field(default_factory=lambda: cast("dict[str, Any]", {}))
