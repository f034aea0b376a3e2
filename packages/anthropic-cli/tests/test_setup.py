"""Profiles, keys, plug-ins and the doctor."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, Callable, Dict, Iterator

import pytest

from anthropic import plugins
from anthropic_cli import certificates
from anthropic_cli.failures import Failure, failure_of, without_secrets
from anthropic_cli.settings import Connection, Profile, profile_named

Command = Any
"""The fixture `cli`; see conftest.py."""
MakePlugin = Callable[..., None]


@pytest.fixture
def config(home: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = home / "config" / "cli.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.fixture
def make_plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakePlugin]:
    """Installs a distribution with one plug-in, for the length of a test."""
    site = tmp_path / "site"
    monkeypatch.syspath_prepend(str(site))
    made = []

    def make(name: str, source: str) -> None:
        info = site / f"{name}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "entry_points.txt").write_text(f"[anthropic]\n{name} = {name}_plugin\n", "utf-8")
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
        (site / f"{name}_plugin.py").write_text(source, "utf-8")
        made.append(f"{name}_plugin")
        plugins.forget()

    yield make
    for module in made:
        sys.modules.pop(module, None)


HOOK = "from anthropic.hookspecs import hookimpl\n"
GREET = (
    HOOK
    + "import click\n@hookimpl\ndef anthropic_commands():\n    return {'greet': '%s_plugin:greet'}\n"
    + "@click.command()\ndef greet():\n    'Greet.'\n    click.echo('hello from %s')\n"
)
THINGS = (
    HOOK
    + "from typing_extensions import Unpack\n"
    + "from anthropic.endpoint import *\n"
    + "from anthropic.endpoint import Endpoint\n"
    + "@hookimpl\ndef anthropic_resources():\n    return {'things': 'things_plugin:Things'}\n"
    + "class ThingsEndpoints(Resource[M]):\n"
    + "    @Endpoint\n"
    + "    def retrieve(self, thing_id: str, **options: Unpack[CallOptions]) -> Call[object, object]:\n"
    + "        '''One model under another name. GET /v1/models/{thing_id}.'''\n"
    + "        return get(f'/v1/models/{thing_id}', options, into=One(object))\n"
    + "class Things(ThingsEndpoints[Sync], face='sync'):\n    '''Things of a plug-in.'''\n"
)


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


def test_command_of_a_plugin(cli: Command, make_plugin: MakePlugin) -> None:
    """In the help, with its distribution, and at work."""
    make_plugin("acme", GREET % ("acme", "acme"))
    assert cli.out("greet") == "hello from acme"
    assert "From plug-ins:\n  greet        From acme." in cli.out("--help")


def test_resource_of_a_plugin(cli: Command, make_plugin: MakePlugin) -> None:
    """A plug-in that hangs a resource on the client has its commands by that."""
    make_plugin("things", THINGS.replace("import *", "import Resource, M, Call, CallOptions, Sync, One, get"))
    assert json.loads(cli.out("things", "retrieve", "claude-opus-5"))["id"] == "claude-opus-5"
    assert "things" in cli.out("--help")


def test_broken_plugins_break_nothing_else(cli: Command, make_plugin: MakePlugin) -> None:
    """Whatever is wrong with them; `plugins` says what, and exits with 10."""
    make_plugin("one", "raise RuntimeError('at import')")
    make_plugin("two", HOOK + "@hookimpl\ndef anthropic_commands():\n    raise OSError('at the question')\n")
    make_plugin("three", HOOK + "@hookimpl\ndef anthropic_commands():\n    return {'lost': 'nowhere:lost'}\n")
    assert cli.out("ask", "Hi") == "You said: Hi"
    assert "messages" in cli.out("--help")
    rows = {row["name"]: row for row in json.loads(cli.out("plugins", "--json", code=10))}
    assert rows["one"]["failure"] == "RuntimeError: at import"
    assert rows["two"]["failure"] == "OSError: at the question"
    assert rows["three"]["works"]
    assert rows["cli"]["works"]
    assert "nowhere:lost" in cli("lost", code=10).stderr
    text = cli.out("plugins", code=10)
    assert "BROKEN one" in text
    assert "at import" in text


def test_plugins_works_in_strict_mode(cli: Command, make_plugin: MakePlugin, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is what one runs to find out."""
    make_plugin("one", "raise RuntimeError('at import')")
    monkeypatch.setenv("ANTHROPIC_PLUGINS_STRICT", "1")
    assert "at import" in cli.out("plugins", code=10)
    assert os.environ["ANTHROPIC_PLUGINS_STRICT"] == "1"


def test_answer_of_a_plugin_that_is_none(cli: Command, make_plugin: MakePlugin) -> None:
    """Help and completion work; it is left out of them."""
    make_plugin("acme", HOOK + "@hookimpl\ndef anthropic_commands():\n    return 3\n")
    assert "Talk:" in cli.out("--help")
    assert "You said" in cli.out("ask", "Hi")


def test_two_plugins_with_one_command(cli: Command, make_plugin: MakePlugin) -> None:
    """An error that names both, for whoever uses it."""
    make_plugin("acme", GREET % ("acme", "acme"))
    make_plugin("bcme", GREET % ("bcme", "bcme"))
    stderr = cli("greet", code=10).stderr
    assert "acme" in stderr
    assert "bcme" in stderr
    rows = {row["name"]: row for row in json.loads(cli.out("plugins", "--json"))}
    assert rows["acme"]["conflicts"] == ["greet"]


def test_plugins_that_are_not_allowed(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same lists as for the library."""
    monkeypatch.setenv("ANTHROPIC_PLUGINS", "")
    assert cli.out("plugins") == "There are no plug-ins."


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
