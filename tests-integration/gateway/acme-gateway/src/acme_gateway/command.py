"""A command: `anthropic acme-budget TEAM`."""

from __future__ import annotations

from typing import Any

import click

from anthropic import Anthropic


@click.command("acme-budget")
@click.argument("team")
def budget(team: str) -> None:
    """Say what a team has left."""
    client: Any = Anthropic(provider="acme", provider_options={"team": team})
    click.echo(f"{client.budgets.retrieve(team).left_dollars:.2f} USD left")
