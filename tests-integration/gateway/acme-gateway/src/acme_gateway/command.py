"""A command: `anthropic --provider acme acme-budget TEAM`."""

from __future__ import annotations

import click

from anthropic_cli.options import client_of, connects

from .budgets import Budgets


@click.command("acme-budget")
@click.argument("team")
@connects
@click.pass_context
def budget(ctx: click.Context, team: str) -> None:
    """Say what a team has left."""
    with client_of(ctx) as client:
        click.echo(f"{Budgets(client).retrieve(team).left_dollars:.2f} USD left")
