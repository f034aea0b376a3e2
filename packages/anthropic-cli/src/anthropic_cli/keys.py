"""`anthropic keys`: API keys in the keyring of the system. No command ever shows one."""

from __future__ import annotations

import sys
from typing import Any

import click

from .failures import Failure, remember_secret
from .settings import KEYRING_SERVICE, key_in_environment, keyring_key, read_profiles


@click.group(short_help="Keep API keys in the system keyring.")
def keys() -> None:
    """Keys in the system's keyring, each under the name of a profile."""


@keys.command("set")
@click.argument("name", default="default")
def set_(name: str) -> None:
    """Keep a key under NAME; it is asked for without being shown, or piped in."""
    key = click.prompt("Key", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline()
    key = key.strip()
    if not key:
        raise Failure("No key was given.", 2)
    remember_secret(key)
    _call("set_password", name, key)
    click.echo(f"Kept as {name!r}.", err=True)


@keys.command()
@click.argument("name", default="default")
def delete(name: str) -> None:
    """Forget the key kept under NAME."""
    if keyring_key(name) is None:
        raise Failure(f"There is no key {name!r} in the keyring.", 4)
    _call("delete_password", name)
    click.echo(f"Forgot {name!r}.", err=True)


@keys.command("list")
def list_() -> None:
    """Which profiles have a key, and where each comes from."""
    variable = key_in_environment()
    for name, profile in read_profiles().items():
        kept = keyring_key(str(profile.get("key", name))) is not None
        if profile.get("key") is None and variable is not None:
            where = f"environment variable {variable}"
        else:
            where = "keyring" if kept else "nowhere"
        click.echo(f"{name}: {where}")


def _call(what: str, *values: str) -> Any:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        raise Failure("The keyring needs one more package: pip install 'anthropic-cli[keyring]'", 10) from None
    try:
        return getattr(keyring, what)(KEYRING_SERVICE, *values)
    except KeyringError as error:
        raise Failure(f"The system's keyring does not work: {error}", 12) from None
