"""Profiles, keys and the doctor."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Callable, Dict

import pytest

from anthropic_cli import certificates
from anthropic_cli.failures import Failure, failure_of, without_secrets
from anthropic_cli.settings import Connection, Profile, profile_named

Command = Any
"""The fixture `cli`; see conftest.py."""


@pytest.fixture
def config(home: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = home / "config" / "cli.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return write


def test_profile_sets_what_options_do_not(cli: Command, config: Any) -> None:
    """Its top level is for all; a named table is over it; an option is over both."""
    config(
        'model = "claude-opus-5"\nmax_tokens = 7\n[profiles.work]\nsystem = "Be brief."\nmodel = "claude-sonnet-4-5"\n'
    )
    cli("ask", "Hi")
    assert (cli.sent()["model"], cli.sent()["max_tokens"]) == ("claude-opus-5", 7)
    cli("ask", "--profile", "work", "--max-tokens", "8", "Hi")
    assert (cli.sent()["model"], cli.sent()["max_tokens"], cli.sent()["system"]) == (
        "claude-sonnet-4-5",
        8,
        "Be brief.",
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('api_key = "sk-ant-x"', "Keys do not belong into files"),
        ('[profiles.x]\nauth_token = "t"', "Keys do not belong into files"),
        ("[profiles.x.provider_options]\naws_secret_key = 'sk-ant-x'", "has 'aws_secret_key'. Keys do not belong"),
        ("modle = 1", "unknown setting 'modle'"),
        ("= 1", "is not TOML"),
        ("profiles = 1", "must be tables"),
        ("[profiles]\nwork = 1", "the profile 'work' must be a table, [profiles.work]"),
        ("model = 3", "model must be text, not 3"),
        ('max_tokens = "many"', "max_tokens must be a whole number, not 'many'"),
        ("timeout = true", "timeout must be a number"),
        ('provider_options = "region"', "provider_options must be a table"),
    ],
)
def test_wrong_profile_is_told(cli: Command, config: Any, text: str, told: str) -> None:
    """With the file; a key is not repeated."""
    config(text)
    stderr = cli("ask", "Hi", code=2).stderr
    assert told in stderr
    assert "sk-ant-x" not in stderr


def test_unknown_profile(cli: Command) -> None:
    """With those that there are."""
    assert "there are: default" in cli("ask", "--profile", "nope", "Hi", code=2).stderr


def test_profiles_are_listed(cli: Command, config: Any) -> None:
    """And the file is told."""
    path = config('[profiles.work]\nprovider = "bedrock"\nprovider_options = {region = "eu-west-1"}\n')
    assert json.loads(cli.out("profiles").splitlines()[1])["provider_options"] == {"region": "eu-west-1"}
    assert cli.out("profiles", "--path") == str(path)
    profile = profile_named("work")
    assert profile.get("provider") == "bedrock"


def test_options_of_the_provider(cli: Command) -> None:
    """Text, or JSON after `:=`; what the provider does not know is told."""
    assert "nonsense" in cli("models", "list", "--provider-option", "nonsense=1", code=2).stderr
    cli("models", "list", "--provider-option", "nonsense", code=2)
    cli("models", "list", "--provider-option", "x:={", code=2)
    cli.emulator.script("unused")
    cli("ask", "--provider-option", 'script:=["From the option"]', "Hi")


def test_options_of_a_connection_stand_before_or_behind(cli: Command, config: Any) -> None:
    """The command, or both: what stands behind wins, options of the provider add up."""
    config('[profiles.work]\nsystem = "Be brief."\nmax_retries = 4\n[profiles.rest]\nsystem = "Rest."\n')
    cli("--provider", "nope", "--profile", "rest", "ask", "--profile", "work", "--provider", "emulator", "Hi")
    assert cli.sent()["system"] == "Be brief."
    assert "nonsense" in cli("--provider-option", "nonsense=1", "models", "list", code=2).stderr
    both = ("--provider-option", "nonsense=1", "models", "list", "--provider-option", 'script:=["x"]')
    assert "nonsense" in cli(*both, code=2).stderr
    assert "KEY=VALUE" in cli("--provider-option", "nonsense", "models", "list", code=2).stderr
    assert "> GET" in cli("--raw", "models", "list", "--limit-items", "1").stderr


class Safe:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.kept: Dict[Any, str] = {}

    def install(self, monkeypatch: pytest.MonkeyPatch) -> Safe:
        import keyring

        monkeypatch.setattr(keyring, "get_password", lambda service, name: self.kept.get((service, name)))
        monkeypatch.setattr(
            keyring, "set_password", lambda service, name, key: self.kept.update({(service, name): key})
        )
        monkeypatch.setattr(keyring, "delete_password", lambda service, name: self.kept.pop((service, name)))
        return self


def test_option_that_the_provider_has_not(cli: Command) -> None:
    """Told by its name; what is missing is told by the way to give it."""
    stderr = cli("ask", "--provider-option", "regoin=x", "Hi", code=2).stderr
    assert "The provider 'emulator' has no option 'regoin'." in stderr
    error = ValueError("No region: pass region= or set CLOUD_ML_REGION.")
    assert "--provider-option NAME=VALUE" in failure_of(error).format_message()


def test_key_is_kept_in_the_keyring(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set by a pipe, used by a client, listed without being shown, deleted."""
    safe = Safe().install(monkeypatch)
    written = cli("keys", "set", stdin="sk-ant-from-the-keyring\n")
    assert safe.kept == {("anthropic-cli", "default"): "sk-ant-from-the-keyring"}
    assert Connection().credentials() == {"api_key": "sk-ant-from-the-keyring"}
    listed = cli("keys", "list")
    assert listed.stdout == "default: keyring\n"
    assert "from-the-keyring" not in written.output + listed.output
    cli("keys", "delete")
    assert safe.kept == {}
    cli("keys", "delete", code=4)
    cli("keys", "set", stdin="\n", code=2)


def test_environment_is_before_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless the profile names its key."""
    safe = Safe().install(monkeypatch)
    safe.kept["anthropic-cli", "work"] = "kept"
    monkeypatch.setenv("ANTHROPIC_API_KEY", "from-the-environment")
    assert Connection().credentials() == {}
    assert Connection(profile=Profile("x", {"key": "work"})).credentials() == {"api_key": "kept"}
    with pytest.raises(Failure, match="no key 'gone'"):
        Connection(profile=Profile("x", {"key": "gone"})).credentials()


def test_missing_keyring_is_told(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to install."""
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert "anthropic-cli[keyring]" in cli("keys", "set", stdin="key-to-keep\n", code=10).stderr
    assert Connection().credentials() == {}


def test_doctor_finds_nothing_wrong(cli: Command) -> None:
    """With the emulator, all is well."""
    findings = {f["check"]: f for f in json.loads(cli.out("doctor", "--json"))}
    assert findings["network"]["ok"] is True
    assert findings["packages"]["ok"] is True
    assert not [f for f in findings.values() if f["ok"] is False]


@pytest.mark.parametrize("content", [b"[[", b"\xff\xfe", b'model = "\x00"'])
def test_doctor_finds_broken_settings(cli: Command, config: Any, content: bytes) -> None:
    """Which is a finding; what does not depend on them is checked all the same."""
    config("").write_bytes(content)
    findings = {finding["check"]: finding for finding in json.loads(cli.out("doctor", "--json", code=1))}
    assert "is not TOML" in findings["settings"]["detail"]
    assert findings["packages"]["ok"]
    assert findings["plug-in"]["ok"]


def test_doctor_finds_a_missing_key(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no connection, without a traceback; exit code 1."""
    text = cli.out("doctor", "--provider", "anthropic", "--base-url", "http://127.0.0.1:9", code=1)
    assert "FAILED key: none: set ANTHROPIC_API_KEY" in text
    assert "FAILED network" in text
    assert "ok     plug-in: cli" in text


def test_doctor_shows_no_key(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only where it comes from, and what is wrong with its form."""
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-very-secret \n")
    text = cli.out("doctor", "--provider", "anthropic", "--base-url", "http://127.0.0.1:9", code=1)
    assert "from ANTHROPIC_API_KEY, which has blanks" in text
    assert "very-secret" not in text


def test_address_is_shown_without_its_password(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the doctor, by --raw, and by errors; nor is a token in the query."""
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://ann:hunter2@127.0.0.1:9/p?access_token=hunter3&x=1")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-of-a-test")
    shown = cli("doctor", "--provider", "anthropic", code=1).output
    shown += cli("ask", "--raw", "--provider", "anthropic", "--max-retries", "0", "Hi", code=8).stderr
    assert "http://[secret]@127.0.0.1:9/p?access_token=[secret]&x=1" in shown
    assert "hunter" not in shown
    assert without_secrets("mail me@example.com, https://example.com/a?b=c") == (
        "mail me@example.com, https://example.com/a?b=c"
    )


def test_doctor_names_the_proxy_without_its_password(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment's, for the address in question."""
    monkeypatch.setenv("ANTHROPIC_API_KEY", "key-of-a-test")
    monkeypatch.setenv("http_proxy", "http://me:hidden-word@127.0.0.1:9")
    text = cli.out("doctor", "--provider", "anthropic", "--base-url", "http://elsewhere.invalid", code=1)
    assert "proxy: http://127.0.0.1:9" in text
    assert "hidden-word" not in text


def test_certificate_in_words() -> None:
    """Whose, by whom, until when."""
    certificate = {
        "subject": ((("commonName", "api.test"),),),
        "issuer": ((("organizationName", "Corp"),), (("commonName", "Corp CA"),)),
        "notAfter": "Jan  1 00:00:00 2030 GMT",
        "subjectAltName": (("DNS", "api.test"),),
    }
    told = certificates.described(certificate)
    assert told == "certificate of 'api.test', issued by 'Corp CA', valid until Jan  1 00:00:00 2030 GMT, for api.test"


def test_emulator_command_tells_its_options(cli: Command, capfd: pytest.CaptureFixture[str]) -> None:
    """Those of `python -m anthropic_testing`."""
    told = cli("emulator", "--help").output
    assert "usage: anthropic emulator" in told
    assert "--port" in told
