"""`anthropic completion`: the script that teaches a shell to complete this command."""

from __future__ import annotations

import click


@click.command(short_help="Print the completion script of a shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a SHELL, to be put where it looks for it.

    \b
    bash:  anthropic completion bash >> ~/.bash_completion
    zsh:   anthropic completion zsh > "${fpath[1]}/_anthropic"
    fish:  anthropic completion fish > ~/.config/fish/completions/anthropic.fish
    """
    from click.shell_completion import get_completion_class

    from .app import app

    made = get_completion_class(shell)
    assert made is not None
    click.echo(made(app, {}, "anthropic", "_ANTHROPIC_COMPLETE").source())
