"""What a program that calls the command may give."""

from __future__ import annotations

import dataclasses
from typing import Any, Mapping, cast


@dataclasses.dataclass
class Root:
    """Defaults of a program that calls `app(obj=Root(…))`; options are over them."""

    provider: str | None = None
    profile: str | None = None
    provider_options: Mapping[str, Any] = dataclasses.field(default_factory=lambda: cast("dict[str, Any]", {}))
