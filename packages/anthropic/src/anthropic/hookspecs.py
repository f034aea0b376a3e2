"""The extension contract. Every hook is optional; a plug-in implements any of them in the module of its entry point.

    [project.entry-points.anthropic]
    gateway = "acme_gateway.plugin"

Hooks answer with import paths (`"package.module:Name"`), so that asking who offers a name imports nothing heavy:
keep that module small, and import nothing in it that the answer does not need. Plug-ins run with the rights of the
process: install only those you trust.
"""

from __future__ import annotations

from typing import Mapping, Sequence

import pluggy

hookspec = pluggy.HookspecMarker("anthropic")
hookimpl = pluggy.HookimplMarker("anthropic")


@hookspec
def anthropic_exports() -> Mapping[str, str]:  # type: ignore[empty-body]
    """Names to offer as `anthropic.<Name>`: clients, errors, functions; each with its import path."""


@hookspec
def anthropic_providers() -> Mapping[str, str]:  # type: ignore[empty-body]
    """Providers by short name, for `Anthropic(provider="…")`.

    The path leads to a callable that takes `provider_options` as keywords and returns a `Provider`.
    """


@hookspec
def anthropic_resources() -> Mapping[str, str]:  # type: ignore[empty-body]
    """Resources to hang on every client, as `client.<name>`.

    The path leads to a callable that takes the client and returns the resource. For an async client the path may hold
    a second one behind a comma: `"pkg.mod:Things,pkg.mod:AsyncThings"`.
    """


@hookspec
def anthropic_middleware() -> Sequence[str]:  # type: ignore[empty-body]
    """Middleware for every new client, outermost first, as import paths of generator functions."""


@hookspec
def anthropic_commands() -> Mapping[str, str]:  # type: ignore[empty-body]
    """Commands of the `anthropic` command line by name; the path leads to a click command or group."""
