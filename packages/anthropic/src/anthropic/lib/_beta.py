"""Leads the public paths of beta to the package that holds what they name, found through the plug-ins."""

from __future__ import annotations

import importlib
from typing import Any, Callable, Mapping, Sequence

from .. import types
from ..plugins import installed
from ..types._lazy import lazy_package
from ..types._leaf_modules import register_leaf_modules


def offered(name: str) -> Any:
    """What a plug-in offers as `anthropic.<name>`.

    Raises: PluginNotFoundError (an ImportError) that says what to install; PluginError.
    """
    plugins = installed()
    if plugins.find("anthropic_exports", name) is None:
        raise plugins.absent("beta")
    return plugins.load("anthropic_exports", name)


def package_of_types(package: str) -> tuple[Sequence[str], Callable[[str], Any], Callable[[], Sequence[str]]]:
    """`__all__`, `__getattr__` and `__dir__` of a package of beta types, whose modules of one type can be imported.

    What a module of one type holds beside that type elsewhere, its beta counterpart holds too.
    """
    packages = offered("types.beta").PACKAGES
    names, own_extras = packages[package]
    extras: dict[str, Mapping[str, str]] = {}
    for leaf, held in vars(types)["_EXTRAS"].items():
        for beta_leaf in (f"beta_{leaf}", f"beta_request_{leaf}"):
            extras[beta_leaf] = {name: f"anthropic.types.{leaf}:{name}" for name in held}
    for leaf, held in own_extras.items():
        extras[leaf] = {**extras.get(leaf, {}), **held}
    register_leaf_modules(package, names, extras)
    type_or_module, dir_ = lazy_package(package, names)

    def getattr_(name: str) -> Any:
        below = f"{package}.{name}"
        return importlib.import_module(below) if below in packages else type_or_module(name)

    return list(names), getattr_, dir_


def alias(name: str, module: str) -> Callable[[str], Any]:
    """`__getattr__` of the module `module`, which gives what a plug-in offers as `anthropic.<name>`."""

    def getattr_(attribute: str) -> Any:
        found = None if attribute.startswith("__") else getattr(offered(name), attribute, None)
        if found is None:
            raise AttributeError(f"module {module!r} has no attribute {attribute!r}")
        return found

    return getattr_
