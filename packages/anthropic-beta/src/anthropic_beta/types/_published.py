"""Gives types the module that they are public in, by which tools tell beta types from others."""

import sys

from ._names import PACKAGES


def publish(module: str) -> None:
    """Let the public classes of a module say that they are from `anthropic.types.beta` or below."""
    for name, value in vars(sys.modules[module]).items():
        if isinstance(value, type) and value.__module__ == module:
            for package, (names, _) in PACKAGES.items():
                if names.get(name) == module:
                    value.__module__ = package
