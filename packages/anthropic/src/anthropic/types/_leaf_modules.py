"""Modules of one type, such as `anthropic.types.text_block`, for software that imports types from there.

None of them is a file. One finder makes a module when it is imported, from the names that its package registered:
`TextBlock` is found in `text_block`. A table tells what a module holds besides. Real modules come first.
"""

from __future__ import annotations

import importlib
import re
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Mapping, Sequence

_WORDS = r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9]{6})"
"""Where a new word begins. Compiled when a module of one type is first imported, which many programs never do."""


def leaf_module_name(name: str) -> str:
    """The module of a type: `WebSearchTool20250305Param` is in `web_search_tool_20250305_param`."""
    return re.sub(_WORDS, "_", name).lower()


def register_leaf_modules(
    package: str, names: Mapping[str, str], extras: Mapping[str, Mapping[str, str]] | None = None
) -> None:
    """Make a module of one type importable below `package` for each of `names`.

    `names` tells the module that really holds each name, absolute or relative to the package. `extras` tells what a
    module holds beside the name that it is called after, as `"module:attribute"`, or just `"attribute"` where that is
    one of `names`.
    """
    _packages[package] = _Leaves(package, names, extras or {})
    if _finder not in sys.meta_path:
        sys.meta_path.append(_finder)


def has_leaf_module(package: str, leaf: str) -> bool:
    """Whether `package` has a module of one type that is called `leaf`."""
    return package in _packages and leaf in _packages[package].modules


class _Leaves:
    """The modules of one type of a package."""

    def __init__(self, package: str, names: Mapping[str, str], extras: Mapping[str, Mapping[str, str]]) -> None:
        self.package = package
        self.names = names
        self._extras = extras
        self._modules: dict[str, dict[str, str]] | None = None

    @property
    def modules(self) -> Mapping[str, Mapping[str, str]]:
        """Module name to what it holds, as name to `"module:attribute"`."""
        if self._modules is None:
            modules: dict[str, dict[str, str]] = {}
            for name, module in self.names.items():
                modules.setdefault(leaf_module_name(name), {})[name] = f"{module}:{name}"
            for leaf, held in self._extras.items():
                for name, target in held.items():
                    where = target if ":" in target else f"{self.names[target]}:{target}"
                    modules.setdefault(leaf, {})[name] = where
            self._modules = modules
        return self._modules

    def resolve(self, target: str) -> Any:
        """What `"module:attribute"` stands for."""
        module, _, attribute = target.partition(":")
        return getattr(importlib.import_module(module, self.package), attribute)


class _Loader:
    """Fills a module of one type."""

    def __init__(self, leaves: _Leaves, leaf: str) -> None:
        self._leaves = leaves
        self._leaf = leaf

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        leaves = self._leaves
        for name, target in leaves.modules[self._leaf].items():
            setattr(module, name, leaves.resolve(target))

        def other_type(name: str) -> Any:
            # Modules of types import each other's types, and some software picks them up from the wrong one.
            if name in leaves.names:
                return leaves.resolve(f"{leaves.names[name]}:{name}")
            raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")

        vars(module)["__getattr__"] = other_type


class _Finder:
    """Finds modules of one type below the packages that registered theirs."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None, /
    ) -> ModuleSpec | None:
        package, _, leaf = fullname.rpartition(".")
        if not has_leaf_module(package, leaf):
            return None
        loader: Any = _Loader(_packages[package], leaf)
        return ModuleSpec(fullname, loader, origin=f"a module of one type in {package}")


_packages: dict[str, _Leaves] = {}
_finder = _Finder()
