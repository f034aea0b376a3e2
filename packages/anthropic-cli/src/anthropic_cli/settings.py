"""Profiles, keys and the client that they make. Keys come from environment or keyring, never from a file."""

from __future__ import annotations

import dataclasses
import os
import re
import sys
from typing import TYPE_CHECKING, Any, Mapping, cast

from .failures import Failure, remember_secret
from .paths import config_file

if TYPE_CHECKING:
    from anthropic import Anthropic

DEFAULT_MODEL = "claude-sonnet-5"
KEYRING_SERVICE = "anthropic-cli"
PROFILE_KEYS: Mapping[str, tuple[tuple[type, ...], str]] = {
    "provider": ((str,), "text"),
    "provider_options": ((dict,), "a table"),
    "model": ((str,), "text"),
    "max_tokens": ((int,), "a whole number"),
    "system": ((str, list), "text"),
    "key": ((str,), "text"),
    "base_url": ((str,), "text"),
    "timeout": ((int, float), "a number"),
    "max_retries": ((int,), "a whole number"),
}
"""What each setting may be."""
SECRET_WORDS = ("api_key", "token", "secret", "password")
"""A setting, or an option of a provider, whose name has one of these is a key, and does not belong into a file."""


@dataclasses.dataclass(frozen=True)
class Profile:
    """Settings under one name."""

    name: str = "default"
    values: Mapping[str, Any] = dataclasses.field(default_factory=lambda: cast("dict[str, Any]", {}))

    def get(self, key: str, default: Any = None) -> Any:
        """One setting."""
        return self.values.get(key, default)


def read_profiles() -> dict[str, Profile]:
    """The profiles of `cli.toml`; `default` holds its top level. Raises: Failure for a file that is wrong."""
    path = config_file()
    if not path.is_file():
        return {"default": Profile()}
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib  # only where there is a file
    try:
        top: dict[str, Any] = tomllib.loads(path.read_text("utf-8-sig"))
    except ValueError as error:
        raise Failure(f"{path} is not TOML: {error}", 2) from error
    named: Any = top.pop("profiles", {})
    if not isinstance(named, dict):
        raise Failure(f"{path}: profiles must be tables, [profiles.NAME].", 2)
    tables: dict[str, dict[str, Any]] = {"default": top}
    for name, table in cast("dict[str, Any]", named).items():
        if not isinstance(table, dict):
            raise Failure(f"{path}: the profile {name!r} must be a table, [profiles.{name}].", 2)
        tables[name] = {**top, **cast("dict[str, Any]", table)}
    for name, table in tables.items():
        _check(table, f"{path}: profile {name!r}")
    return {name: Profile(name, table) for name, table in tables.items()}


def _check(table: Mapping[str, Any], where: str) -> None:
    options: Any = table.get("provider_options")
    for name in (*table, *(cast("dict[str, Any]", options) if isinstance(options, dict) else ())):
        if name != "max_tokens" and any(word in name.lower() for word in SECRET_WORDS):
            raise Failure(
                f"{where} has {name!r}. Keys do not belong into files: remove it, and run `anthropic keys set`, "
                "or set the provider's variable of the environment.",
                2,
            )
    unknown = sorted(table.keys() - PROFILE_KEYS)
    if unknown:
        raise Failure(
            f"{where} has the unknown setting {unknown[0]!r}; known are {', '.join(sorted(PROFILE_KEYS))}.", 2
        )
    for key, value in table.items():
        types, form = PROFILE_KEYS[key]
        if not isinstance(value, types) or isinstance(value, bool):
            raise Failure(f"{where}: {key} must be {form}, not {value!r}.", 2)


def profile_named(name: str | None) -> Profile:
    """A profile; the default one where no name is given. Raises: Failure."""
    profiles = read_profiles()
    if name is None:
        return profiles["default"]
    if name not in profiles:
        known = ", ".join(sorted(profiles))
        raise Failure(f"There is no profile {name!r} in {config_file()}; there are: {known}.", 2)
    return profiles[name]


@dataclasses.dataclass(frozen=True)
class Connection:
    """Where a command's requests go, and how."""

    profile: Profile = dataclasses.field(default_factory=Profile)
    provider: str = "anthropic"
    provider_options: Mapping[str, Any] = dataclasses.field(default_factory=lambda: cast("dict[str, Any]", {}))
    base_url: str | None = None
    timeout: float | None = None
    max_retries: int | None = None
    raw: bool = False

    @property
    def is_first_party(self) -> bool:
        """Whether requests go to the API itself, with a key."""
        return self.provider == "anthropic"

    def model(self, given: str | None) -> str:
        """The model to use: what is given, else the profile's, else the default."""
        return given or str(self.profile.get("model", DEFAULT_MODEL))

    def client(self) -> Anthropic:
        """A client. Raises: PluginError for a provider that is not there."""
        import anthropic  # the price of a request, not of --help

        options: dict[str, Any] = {}
        if self.provider != "anthropic":
            options.update(provider=self.provider, provider_options=dict(self.provider_options))
        if self.base_url is not None:
            options["base_url"] = self.base_url
        if self.timeout is not None:
            options["timeout"] = self.timeout
        if self.max_retries is not None:
            options["max_retries"] = self.max_retries
        if self.raw:
            from .raw import shown

            options["middleware"] = [shown]
        if self.is_first_party:
            options.update(self.credentials())
        try:
            return anthropic.Anthropic(**options)
        except TypeError as error:
            wrong = re.search(r"unexpected keyword argument '(\w+)'", str(error))
            if wrong is None or wrong[1] not in self.provider_options:
                raise
            raise Failure(f"The provider {self.provider!r} has no option {wrong[1]!r}.", 2) from error

    def credentials(self) -> dict[str, str]:
        """The keyring's key where it is the one to use; else nothing, as the client reads the environment itself."""
        name = self.profile.get("key")
        if name is None and key_in_environment() is not None:
            return {}
        key = keyring_key(str(name or self.profile.name))
        if key is None and name is not None:
            raise Failure(f"There is no key {name!r} in the keyring: run `anthropic keys set {name}`.", 3)
        return {} if key is None else {"api_key": key}


def key_in_environment() -> str | None:
    """The variable that holds a key or token; `None` where none does."""
    return next((name for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN") if os.environ.get(name)), None)


def keyring_key(name: str) -> str | None:
    """A key of the system keyring; `None` where it has none, or where there is no keyring."""
    try:
        import keyring  # slow, and optional
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        key = keyring.get_password(KEYRING_SERVICE, name)
    except KeyringError:
        return None
    remember_secret(key)
    return key
