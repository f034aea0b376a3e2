"""`anthropic profiles`: what is set, and in which file."""

from __future__ import annotations

import click

from .output import outputs, write_many
from .paths import config_file
from .settings import read_profiles


@click.command(short_help="Show the profiles and where they are set.")
@click.option("--path", is_flag=True, help="Only tell where the file is.")
@outputs
def profiles(path: bool, format_: str, select: str | None) -> None:
    """Show the profiles of cli.toml. Its top level is the default one.

    \b
    model = "claude-sonnet-5"
    [profiles.work]
    provider = "bedrock"
    provider_options = {region = "us-east-1"}
    """
    if path:
        click.echo(str(config_file()))
        return
    write_many([{"name": name, **profile.values} for name, profile in read_profiles().items()], format_, select)
