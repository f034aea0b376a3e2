"""The options of a connection, which every command with requests takes: `@connects` adds them, `client_of` uses them.

They may stand before the command, too.
"""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any, Callable, TypeVar, cast

import click

from .failures import remember_secret
from .root import Root
from .settings import Connection, profile_named

if TYPE_CHECKING:
    from anthropic import Anthropic

F = TypeVar("F", bound=Callable[..., Any])


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Keep a value for the command and all below it: the innermost wins, but values of one option add up."""
    given: dict[str, Any] = ctx.meta.setdefault(__name__, {})  # one dictionary for all contexts of a command line
    name = str(param.name)
    if isinstance(value, tuple):
        given[name] = (*given.get(name, ()), *cast("tuple[str, ...]", value))
    elif value is not None and value is not False:
        given[name] = value


_option = functools.partial(click.option, expose_value=False, callback=_keep)
_OPTIONS = (
    _option("--provider", metavar="NAME", help="anthropic, bedrock, vertex, foundry, emulator, or a plug-in's."),
    _option("--provider-option", multiple=True, metavar="KEY=VALUE", help="An option of the provider."),
    _option("--profile", metavar="NAME", help="A profile of cli.toml."),
    _option("--base-url", metavar="URL", help="Send requests there."),
    _option(
        "--timeout", type=click.FloatRange(0, min_open=True), metavar="SECONDS", help="How long each attempt may take."
    ),
    _option("--max-retries", type=click.IntRange(0), metavar="N", help="Attempts after the first one."),
    _option("--raw", is_flag=True, help="Show requests and responses on standard error, without secrets."),
)


def connects(function: F) -> F:
    """Add the options to a command, which need not take them: see `client_of`."""
    decorated: Any = function
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return cast(F, decorated)


def connection_options() -> list[click.Parameter]:
    """The options, for commands that are made of data."""

    @connects
    def nothing() -> None: ...

    return list(reversed(cast("list[click.Parameter]", cast(Any, nothing).__click_params__)))


def client_of(ctx: click.Context) -> Anthropic:
    """The client that `--provider`, `--profile`, `--base-url` and their like make, before the command or behind it.

        @click.command()
        @connects  # without it they stand before the command only
        @click.pass_context
        def status(ctx):
            with client_of(ctx) as client:
                click.echo(client.models.retrieve("claude-sonnet-5").display_name)

    For commands of plug-ins, as for those here; the core is loaded when this is called. Raises: Failure, PluginError.
    """
    return connection_of(ctx).client()


def connection_of(ctx: click.Context) -> Connection:
    """The connection that the options, the program that calls and the profile make, in this order. Raises: Failure."""
    given: dict[str, Any] = ctx.meta.get(__name__, {})
    root = ctx.find_root().obj
    root = root if isinstance(root, Root) else Root()
    profile = profile_named(given.get("profile") or root.profile)
    provider = given.get("provider") or root.provider or str(profile.get("provider", "anthropic"))
    own: dict[str, Any] = profile.get("provider_options", {}) if provider == profile.get("provider") else {}
    return Connection(
        profile=profile,
        provider=provider,
        provider_options={**own, **root.provider_options, **dict(map(_pair, given.get("provider_option", ())))},
        raw=given.get("raw", False),
        **{name: given.get(name, profile.get(name)) for name in ("base_url", "timeout", "max_retries")},
    )


def _pair(text: str) -> tuple[str, Any]:
    """`key=text`, or `key:=JSON`."""
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise click.BadParameter(f"{text!r} is not KEY=VALUE.", param_hint="--provider-option")
    if any(word in key.lower() for word in ("key", "token", "secret", "password")):
        remember_secret(value)
    if key.endswith(":"):
        try:
            return key[:-1], json.loads(value)
        except ValueError as error:
            raise click.BadParameter(f"{value!r} is not JSON: {error}", param_hint="--provider-option") from error
    return key, value
