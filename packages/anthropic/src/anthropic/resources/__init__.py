"""Resources: groups of endpoints, one topic a module. Loaded when first used."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .completions import AsyncCompletions as AsyncCompletions
    from .completions import Completions as Completions
    from .files import AsyncFiles as AsyncFiles
    from .files import Files as Files
    from .messages import AsyncMessages as AsyncMessages
    from .messages import Messages as Messages
    from .models import AsyncModels as AsyncModels
    from .models import Models as Models
    from .skills import AsyncSkills as AsyncSkills
    from .skills import Skills as Skills

_HOME = {
    name: f".{module}"
    for module in ("completions", "files", "messages", "models", "skills")
    for name in (module.title(), f"Async{module.title()}")
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name], __name__), name)
    if name == "beta" or f".{name}" in _HOME.values():
        return importlib.import_module(f".{name}", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME, *(module[1:] for module in _HOME.values())})
