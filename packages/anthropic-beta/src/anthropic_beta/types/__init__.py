"""Types of beta: models of what the API answers (pydantic), parameters of what is sent (`TypedDict`).

Public as `anthropic.types.beta`. A type that is the same as without beta is the very same class, under its beta name;
one with more fields extends it. Nothing is imported until a name is used; type checkers read the stub beside this.
"""

import importlib
from typing import Any, List

from ._names import PACKAGES as PACKAGES

_NAMES = {name: module for names, _ in PACKAGES.values() for name, module in names.items()}
__all__ = list(_NAMES)  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> Any:
    if name in _NAMES:
        globals()[name] = value = getattr(importlib.import_module(_NAMES[name]), name)
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> List[str]:
    return sorted({*globals(), *_NAMES})
