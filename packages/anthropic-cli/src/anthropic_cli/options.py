"""The options that every command with requests takes: `@connects` adds them and hands over a `Connection`."""

from __future__ import annotations

import functools
import json
from typing import Any, Callable, TypeVar, cast

import click

from .failures import remember_secret
from .root import Root
from .settings import Connection, profile_named

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--provider", metavar="NAME", help="anthropic, bedrock, vertex, foundry, emulator, or a plug-in's."),
    click.option(
        "--provider-option", "provider_pairs", multiple=True, metavar="KEY=VALUE", help="An option of the provider."
    ),
    click.option("--profile", metavar="NAME", help="A profile of cli.toml."),
    click.option("--base-url", metavar="URL", help="Send requests there."),
    click.option(
        "--timeout", type=click.FloatRange(0, min_open=True), metavar="SECONDS", help="How long each attempt may take."
    ),
    click.option("--max-retries", type=click.IntRange(0), metavar="N", help="Attempts after the first one."),
    click.option("--raw", is_flag=True, help="Show requests and responses on standard error, without secrets."),
)
NAMES = ("provider", "provider_pairs", "profile", "base_url", "timeout", "max_retries", "raw")


def connects(function: F) -> F:
    """Add the options; the function gets the keyword `connection` in their place."""

    @functools.wraps(function)
    def wrapped(*args: Any, **values: Any) -> Any:
        values["connection"] = connection_of({name: values.pop(name) for name in NAMES})
        return function(*args, **values)

    return with_options(cast(F, wrapped))


def with_options(function: F) -> F:
    """Add the options; the function gets each of them."""
    decorated: Any = function
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return cast(F, decorated)


def connection_options() -> list[click.Parameter]:
    """The options, for commands that are made of data."""

    @connects
    def nothing() -> None: ...

    return list(reversed(cast("list[click.Parameter]", cast(Any, nothing).__click_params__)))


def connection_of(values: dict[str, Any]) -> Connection:
    """The connection that the options, the profile and the top level make, in this order. Raises: Failure."""
    root = click.get_current_context().obj
    root = root if isinstance(root, Root) else Root()
    profile = profile_named(values["profile"] or root.profile)
    provider = values["provider"] or root.provider or str(profile.get("provider", "anthropic"))
    own: dict[str, Any] = profile.get("provider_options", {}) if provider == profile.get("provider") else {}
    return Connection(
        profile=profile,
        provider=provider,
        provider_options={**own, **root.provider_options, **dict(map(_pair, values["provider_pairs"]))},
        base_url=values["base_url"] or profile.get("base_url"),
        timeout=values["timeout"] if values["timeout"] is not None else profile.get("timeout"),
        max_retries=values["max_retries"] if values["max_retries"] is not None else profile.get("max_retries"),
        raw=values["raw"],
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
