"""`anthropic doctor`: what works and what does not, from the key to the plug-ins."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys
from typing import Callable, Iterator, List, NamedTuple
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import click

from .failures import Failure, exit_code, failure_of, reason, without_secrets
from .options import connection_of, connects
from .output import write_many
from .paths import config_file
from .settings import Connection, key_in_environment, keyring_key

PROJECT = ("", "-cli", "-testing", "-beta", "-bedrock", "-vertex", "-foundry")


class Finding(NamedTuple):
    """One line of the report."""

    check: str
    ok: bool | None
    """`None` where it is neither right nor wrong."""
    detail: str


Check = Callable[[Connection], Iterator[Finding]]


@click.command(short_help="Check key, network, TLS, proxy, versions and plug-ins.")
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
@connects
def doctor(as_json: bool) -> None:
    """Check versions, settings, key, proxy, TLS, network and plug-ins. No key is shown.

    Exits with 1 where one check fails.
    """
    findings: List[Finding] = []
    checks: List[Check] = CHECKS
    connection = Connection()
    try:
        connection = connection_of(click.get_current_context())
    except (Failure, OSError) as error:
        checks = [versions, _failed(error), plugins]  # the others need to know where requests go
    for check in checks:
        try:
            found = list(check(connection))
        except Exception as error:  # a check that fails is a finding
            found = [Finding(check.__name__, False, failure_of(error).format_message())]
        for finding in found:
            findings.append(finding._replace(detail=without_secrets(finding.detail)))
            if not as_json:
                _show(findings[-1])
    if as_json:
        write_many([finding._asdict() for finding in findings], "json", None)
    if any(finding.ok is False for finding in findings):
        raise click.exceptions.Exit(1)


def _show(finding: Finding) -> None:
    mark, color = {True: ("ok", "green"), False: ("FAILED", "red"), None: ("-", None)}[finding.ok]
    click.echo(f"{click.style(mark.ljust(6), fg=color)} {finding.check}: {finding.detail}")


def _failed(error: Exception) -> Check:
    def settings(_: Connection) -> Iterator[Finding]:
        yield Finding("settings", False, reason(error))

    return settings


def versions(connection: Connection) -> Iterator[Finding]:
    """Python and the packages of the project, which must have one version."""
    found: dict[str, str] = {}
    for suffix in PROJECT:
        try:
            found[f"anthropic{suffix}"] = importlib.metadata.version(f"anthropic{suffix}")
        except importlib.metadata.PackageNotFoundError:
            continue
    yield Finding("python", sys.version_info >= (3, 8), f"{platform.python_version()} on {platform.platform()}")
    told = ", ".join(f"{name} {version}" for name, version in found.items())
    one = len(set(found.values())) == 1
    yield Finding("packages", one, told if one else f"{told}: they must all have one version")
    libraries = ("httpx", "pydantic", "pluggy", "click", "rich")
    yield Finding("libraries", None, ", ".join(f"{name} {importlib.metadata.version(name)}" for name in libraries))


def settings(connection: Connection) -> Iterator[Finding]:
    """Profile, provider and where requests go."""
    path = config_file()
    there = "is there" if path.is_file() else "not there, which is fine"
    yield Finding("profile", True, f"{connection.profile.name} ({path} {there})")
    with connection.client() as client:
        yield Finding("provider", True, f"{connection.provider} at {client.base_url}")


def key(connection: Connection) -> Iterator[Finding]:
    """Where the key comes from."""
    if not connection.is_first_party:
        yield Finding("key", None, f"the provider {connection.provider!r} has credentials of its own")
        return
    variable = key_in_environment()
    name = connection.profile.get("key")
    if variable is not None and name is None:
        yield from _form_of_key(variable, os.environ[variable])
    elif keyring_key(str(name or connection.profile.name)) is not None:
        yield Finding("key", True, "from the system's keyring")
    else:
        yield Finding("key", False, "none: set ANTHROPIC_API_KEY, or run `anthropic keys set`")


def _form_of_key(variable: str, value: str) -> Iterator[Finding]:
    problem = "has blanks or line ends around it" if value != value.strip() else ""
    if not value.isascii():
        problem = "has characters that no header can hold"
    yield Finding("key", not problem, f"from {variable}" + (f", which {problem}" if problem else ""))


def proxy(connection: Connection) -> Iterator[Finding]:
    """The proxy that the environment names for the address."""
    with connection.client() as client:
        url = client.base_url
    found = getproxies().get(url.scheme) or getproxies().get("all")
    if not found or proxy_bypass(url.host):
        yield Finding("proxy", None, "none")
        return
    parts = urlsplit(found if "//" in found else f"http://{found}")
    yield Finding("proxy", None, f"{parts.scheme}://{parts.hostname}:{parts.port or 80}, as the environment says")


def tls(connection: Connection) -> Iterator[Finding]:
    """The certificate of the server, checked as the client does."""
    from .certificates import inspect_tls

    with connection.client() as client:
        url = client.base_url
    if url.scheme != "https" or connection.provider == "emulator":
        yield Finding("tls", None, "not used here")
        return
    found = getproxies().get("https")
    via = None if not found or proxy_bypass(url.host) else found
    ok, detail = inspect_tls(url.host, url.port or 443, via)
    yield Finding("tls", ok, detail)


def network(connection: Connection) -> Iterator[Finding]:
    """One request that costs nothing: the list of models."""
    import anthropic

    with connection.client() as client:
        try:
            models = client.with_options(max_retries=0, timeout=20.0).models.list(limit=1)
        except anthropic.UnsupportedFeatureError as error:
            yield Finding("network", None, str(error))
        except anthropic.AnthropicError as error:
            yield Finding("network", False, f"{failure_of(error).format_message()} (exit code {exit_code(error)})")
        else:
            yield Finding(
                "network", True, f"GET /v1/models answered: {models.data[0].id if models.data else 'no model'}"
            )


def plugins(connection: Connection) -> Iterator[Finding]:
    """Each plug-in, and why it does not work."""
    from .plugins_command import inventory

    for row in inventory():
        name = f"{row['name']} ({row['distribution']} {row['version']})"
        yield Finding("plug-in", row["works"], name if row["works"] else f"{name}: {row['failure']}")


CHECKS: List[Check] = [versions, settings, key, proxy, tls, network, plugins]
