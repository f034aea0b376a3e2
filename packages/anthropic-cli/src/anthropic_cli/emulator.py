"""`anthropic emulator`: the offline emulator of `anthropic-testing`, as a server on this machine."""

from __future__ import annotations

import importlib.util
import runpy
import sys

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
    if importlib.util.find_spec("anthropic_testing") is None:
        raise Failure("The emulator needs one more package: pip install 'anthropic[testing]'", 10)
    before = sys.argv
    sys.argv = ["anthropic_testing", *args]
    try:
        runpy.run_module("anthropic_testing", run_name="__main__", alter_sys=True)
    finally:
        sys.argv = before
