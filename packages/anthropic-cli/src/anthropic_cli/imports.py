"""Objects named on a command line as `module:name`."""

from __future__ import annotations

import importlib
import sys
from typing import Any

from .failures import Failure


def imported(path: str, what: str) -> Any:
    """The object at `module:name`; modules of the working folder are found, as with `python -m`. Raises: Failure."""
    module, colon, name = path.partition(":")
    if not colon or not module or not name:
        raise Failure(f"{what} {path!r} is not MODULE:NAME.", 2)
    if "" not in sys.path:
        sys.path.insert(0, "")
    try:
        found: Any = importlib.import_module(module)
        for part in name.split("."):
            found = getattr(found, part)
    except (ImportError, AttributeError) as error:
        raise Failure(f"{what} {path!r} cannot be loaded: {error}", 2) from error
    return found
