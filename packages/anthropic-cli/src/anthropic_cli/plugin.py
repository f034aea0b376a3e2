"""What this package offers to `anthropic`: its commands, by the same hook that others use."""

from __future__ import annotations

from typing import Mapping

from anthropic.hookspecs import hookimpl

from .table import COMMANDS


@hookimpl
def anthropic_commands() -> Mapping[str, str]:
    """The built-in commands of the command line that are not made from resources."""
    return {name: entry.path for name, entry in COMMANDS.items() if entry.path}
