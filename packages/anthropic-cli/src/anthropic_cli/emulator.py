"""`anthropic emulator`: the offline emulator of `anthropic-testing`, as a server on this machine."""

from __future__ import annotations

import importlib

import click

from .failures import Failure


@click.command(
    short_help="Serve an offline emulator of the API.",
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("args", nargs=-1, type=click.UNPROCESSED)
def emulator(args: tuple[str, ...]) -> None:
    """Serve an offline emulator of the API until interrupted; --help tells its options.

    The first line written is its address, for ANTHROPIC_BASE_URL or --base-url.
    """
    try:
        module = importlib.import_module("anthropic_testing.__main__")  # what `python -m anthropic_testing` runs
    except ImportError as error:
        raise Failure(f"The emulator needs one more package: pip install 'anthropic[testing]' ({error})", 10) from None
    raise click.exceptions.Exit(module.main(list(args), prog="anthropic emulator"))
