"""Packages whose names are imported when they are first used (PEP 562)."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from typing import Any, Callable, Mapping


def name_table(groups: Mapping[str, str]) -> dict[str, str]:
    """Name to module, from module to its names, which stand in one string."""
    return {name: module for module, names in groups.items() for name in names.split()}


def lazy_package(package: str, names: Mapping[str, str]) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """`__getattr__` and `__dir__` of a package.

    `names` tells the module of each name, relative to the package or absolute. Its modules, those of one
    type such as `text_block` among them, are attributes too.
    """

    def getattr_(name: str) -> Any:
        module = names.get(name)
        if module is not None:
            value = getattr(importlib.import_module(module, package), name)
            setattr(sys.modules[package], name, value)
            return value
        if not name.startswith("_") and importlib.util.find_spec(f"{package}.{name}") is not None:
            return importlib.import_module(f"{package}.{name}")
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    def dir_() -> list[str]:
        return sorted({*vars(sys.modules[package]), *names})

    return getattr_, dir_
