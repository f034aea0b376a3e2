"""What this package offers to `anthropic`: the provider "emulator"."""

from __future__ import annotations

from typing import Mapping

from anthropic.hookspecs import hookimpl


@hookimpl
def anthropic_providers() -> Mapping[str, str]:
    """`Anthropic(provider="emulator")`."""
    return {"emulator": "anthropic_testing.provider:EmulatorProvider"}
