"""Types of beta: models of what the API answers (pydantic), parameters of what is sent (`TypedDict`).

Public as `anthropic.types.beta`. A type that is the same as without beta is the very same class, under its beta name;
one with more fields extends it. Nothing is imported until a name is used: those of the core each for itself, those of
this package all together. Type checkers read the stub beside this.
"""

import importlib
from typing import Any, Dict, List

from ._names import MODULES, OWN, SAME
from ._names import PACKAGES as PACKAGES

__all__ = [*OWN, *SAME]  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> Any:
    if name in SAME:
        package, plain = SAME[name]
        globals()[name] = getattr(package, plain)
    elif name in OWN:
        _load()
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return globals()[name]


def _load() -> None:
    """Import all types of this package. They say that they are from where they are public: by that tools know them."""
    found: Dict[str, Any] = {}
    for module in MODULES:
        found.update(vars(importlib.import_module(f"{__name__}.{module}")))
    for name, package in OWN.items():
        globals()[name] = value = found[name]
        if isinstance(value, type) and value.__module__.startswith(__name__):
            value.__module__ = package


def __dir__() -> List[str]:
    return sorted({*globals(), *__all__})
