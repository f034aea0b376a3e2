"""Resources: groups of endpoints, one topic a module. Loaded when first used."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .messages import AsyncMessages as AsyncMessages
    from .messages import Messages as Messages

_HOME = {"Messages": ".messages", "AsyncMessages": ".messages"}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name], __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
