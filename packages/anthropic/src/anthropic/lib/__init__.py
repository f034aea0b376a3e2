"""Paths that other software imports; what they lead to lives elsewhere."""

import importlib
import importlib.util
from typing import Any

from .._uploads import async_files_from_dir as async_files_from_dir
from .._uploads import files_from_dir as files_from_dir

__all__ = ["async_files_from_dir", "files_from_dir"]


def __getattr__(name: str) -> Any:
    if not name.startswith("_") and importlib.util.find_spec(f"{__name__}.{name}") is not None:
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
