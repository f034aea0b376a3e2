"""What this package offers to `anthropic`, as import paths: nothing else is imported to find that out."""

from __future__ import annotations

from typing import Mapping

from anthropic.hookspecs import hookimpl


@hookimpl
def anthropic_exports() -> Mapping[str, str]:
    """Names that `from anthropic import …` finds here."""
    return {"{{ cookiecutter.provider }}": "{{ cookiecutter.package }}.provider:{{ cookiecutter.provider }}"}


@hookimpl
def anthropic_providers() -> Mapping[str, str]:
    """`Anthropic(provider="{{ cookiecutter.short_name }}")` goes through the class here."""
    return {"{{ cookiecutter.short_name }}": "{{ cookiecutter.package }}.provider:{{ cookiecutter.provider }}"}
