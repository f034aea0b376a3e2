"""Leads the public paths of beta to the package that holds what they name, found through the plug-ins."""

from __future__ import annotations

import importlib
from typing import Any, Callable, Sequence

from ..plugins import installed
from ..types._lazy import lazy_package
from ..types._leaf_modules import register_leaf_modules


def offered(name: str) -> Any:
    """What a plug-in offers as `anthropic.<name>`. Raises: PluginNotFoundError (an ImportError) that says what to install."""
    plugins = installed()
    if plugins.find("anthropic_exports", name) is None:
        raise plugins.absent("beta")
    return plugins.load("anthropic_exports", name)


def package_of_types(package: str) -> tuple[Sequence[str], Callable[[str], Any], Callable[[], Sequence[str]]]:
    """`__all__`, `__getattr__` and `__dir__` of a package of beta types, whose modules of one type become importable."""
    names, extras = offered("types.beta").PACKAGES[package]
    register_leaf_modules(package, names, extras)
    return (list(names), *lazy_package(package, names))


def alias(name: str, module: str) -> Callable[[str], Any]:
    """`__getattr__` of the module `module`, which gives what a plug-in offers as `anthropic.<name>`."""

    def getattr_(attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(f"module {module!r} has no attribute {attribute!r}")
        target = offered(name)
        try:
            return getattr(target, attribute)
        except AttributeError:
            if hasattr(target, "__path__"):
                try:
                    return importlib.import_module(f"{target.__name__}.{attribute}")
                except ModuleNotFoundError:
                    pass
            raise AttributeError(f"module {module!r} has no attribute {attribute!r}") from None

    return getattr_
