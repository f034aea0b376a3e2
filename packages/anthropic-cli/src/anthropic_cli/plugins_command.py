"""`anthropic plugins`: which plug-ins there are, what they offer, and why one does not work."""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING, Any, Mapping

import click

if TYPE_CHECKING:
    from anthropic.plugins import Offer, Plugin

KINDS: Mapping[str, str] = {
    "exports": "anthropic_exports",
    "providers": "anthropic_providers",
    "resources": "anthropic_resources",
    "commands": "anthropic_commands",
}
"""Hooks that answer with names; middleware has none."""


def inventory() -> list[dict[str, Any]]:
    """Every plug-in with its offers and its failure; never fails because of one of them, strict mode or not."""
    from anthropic import plugins  # finds plug-ins

    strict = os.environ.pop("ANTHROPIC_PLUGINS_STRICT", None)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", plugins.PluginWarning)
            found = plugins.Plugins()
            offered = {kind: found.offers(hook) for kind, hook in KINDS.items()}
            return [_row(plugin, offered) for plugin in found.all()]
    finally:
        if strict is not None:
            os.environ["ANTHROPIC_PLUGINS_STRICT"] = strict


def _row(plugin: Plugin, offered: Mapping[str, Mapping[str, list[Offer]]]) -> dict[str, Any]:
    """`conflicts` has, by kind and name, the other plug-ins that offer the same name."""
    from anthropic import plugins

    offers: dict[str, list[str]] = {}
    conflicts: dict[str, dict[str, list[str]]] = {}
    for kind, names in offered.items():
        for name, by in sorted(names.items()):
            who = {offer.plugin.name for offer in by}
            if plugin.name in who:
                offers.setdefault(kind, []).append(name)
                if plugins.in_conflict(by):
                    conflicts.setdefault(kind, {})[name] = sorted(who - {plugin.name})
    layers, failure = ([], plugin.failure) if plugin.failure else _middleware(plugin)
    return {
        "name": plugin.name,
        "distribution": plugin.distribution,
        "version": plugin.version,
        "works": failure is None,
        "failure": failure,
        "offers": {**offers, **({"middleware": layers} if layers else {})},
        "conflicts": conflicts,
    }


def _middleware(plugin: Plugin) -> tuple[list[str], str | None]:
    """Where the middleware of a plug-in is defined, outermost first; or why it does not load."""
    from anthropic import plugins

    only = plugins.Plugins([plugin.name])  # which tells whose it is
    try:
        layers = only.middleware()
    except plugins.PluginError as error:
        return [], str(error)
    names = [f"{layer.__module__}:{getattr(layer, '__qualname__', type(layer).__qualname__)}" for layer in layers]
    return names, next((found.failure for found in only.all()), None)


@click.command(short_help="List plug-ins, and why one does not work.")
@click.option("--json", "as_json", is_flag=True, help="Everything, as JSON.")
def plugins(as_json: bool) -> None:
    """List the plug-ins that are installed and allowed, and why one does not work.

    ANTHROPIC_PLUGINS and ANTHROPIC_PLUGINS_DENY choose among them. Exits with 10 where one is broken.
    """
    from .app import keep_snapshot

    keep_snapshot()
    rows = inventory()
    if as_json:
        from .output import write_one

        write_one(rows, "json", None)
    elif not rows:
        click.echo("There are no plug-ins.")
    for row in [] if as_json else rows:
        click.echo(f"{'ok    ' if row['works'] else 'BROKEN'} {row['name']}  ({row['distribution']} {row['version']})")
        for kind, names in row["offers"].items():
            click.echo(f"       {kind}: {', '.join(names)}")
        if row["failure"]:
            click.echo(f"       {row['failure']}")
        for kind, conflicts in row["conflicts"].items():
            for name, others in conflicts.items():
                click.echo(f"       conflict: {name} ({kind}), offered by {' and '.join(others)} too")
    if any(not row["works"] for row in rows):
        raise click.exceptions.Exit(10)
