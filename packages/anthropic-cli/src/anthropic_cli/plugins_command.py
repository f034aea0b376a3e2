"""`anthropic plugins`: which plug-ins there are, what they offer, and why one does not work."""

from __future__ import annotations

import os
import warnings
from typing import Any, Mapping

import click

HOOKS: Mapping[str, str] = {
    "anthropic_exports": "exports",
    "anthropic_providers": "providers",
    "anthropic_resources": "resources",
    "anthropic_commands": "commands",
}


def inventory() -> list[dict[str, Any]]:
    """Every plug-in with its offers and its failure; never fails because of one of them, strict mode or not."""
    from anthropic import plugins  # finds plug-ins

    strict = os.environ.pop("ANTHROPIC_PLUGINS_STRICT", None)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", plugins.PluginWarning)
            found = plugins.Plugins()
            offered: dict[str, dict[str, list[str]]] = {}
            conflicts: dict[str, list[str]] = {}
            for hook, kind in HOOKS.items():
                for name, offers in found.offers(hook).items():
                    for offer in offers:
                        offered.setdefault(offer.plugin.name, {}).setdefault(kind, []).append(name)
                        if len({other.path for other in offers}) > 1:
                            conflicts.setdefault(offer.plugin.name, []).append(name)
            return [_row(plugin, offered, conflicts) for plugin in found.all()]
    finally:
        if strict is not None:
            os.environ["ANTHROPIC_PLUGINS_STRICT"] = strict


def _row(plugin: Any, offered: Mapping[str, Any], conflicts: Mapping[str, list[str]]) -> dict[str, Any]:
    return {
        "name": plugin.name,
        "distribution": plugin.distribution,
        "version": plugin.version,
        "works": plugin.failure is None,
        "failure": plugin.failure,
        "offers": offered.get(plugin.name, {}),
        "conflicts": conflicts.get(plugin.name, []),
    }


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
            click.echo(f"       {kind}: {', '.join(sorted(names))}")
        if row["failure"]:
            click.echo(f"       {row['failure']}")
        if row["conflicts"]:
            click.echo(f"       offered by another plug-in too: {', '.join(sorted(row['conflicts']))}")
    if any(not row["works"] for row in rows):
        raise click.exceptions.Exit(10)
