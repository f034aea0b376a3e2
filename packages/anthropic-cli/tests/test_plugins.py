"""Plug-ins: what they add to the command, and what is told of those that are broken or in each other's way."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Callable, Iterator, List, Optional

import pytest

from anthropic import plugins
from anthropic_cli import completion, fast
from anthropic_cli.plugins_command import inventory
from anthropic_cli.resources import example_client, summary_of

Command = Any
"""The fixture `cli`; see conftest.py."""
MakePlugin = Callable[..., None]


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
        example_client.cache_clear()  # knows the plug-ins of its time

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
    + "from anthropic.endpoint import M, Call, CallOptions, Endpoint, One, Resource, Sync, get\n"
    + "@hookimpl\ndef anthropic_resources():\n    return {'things': 'things_plugin:Things'}\n"
    + "class ThingsEndpoints(Resource[M]):\n"
    + "    @Endpoint\n"
    + "    def retrieve(self, thing_id: str, **options: Unpack[CallOptions]) -> Call[object, object]:\n"
    + "        '''One model under another name. GET /v1/models/{thing_id}.'''\n"
    + "        return get(f'/v1/models/{thing_id}', options, into=One(object))\n"
    + "class Things(ThingsEndpoints[Sync], face='sync'):\n    '''Things of a plug-in.'''\n"
)
PROVIDER = HOOK + "@hookimpl\ndef anthropic_providers():\n    return {'there': 'acme_plugin:hookimpl'}\n"


def test_command_of_a_plugin(cli: Command, make_plugin: MakePlugin) -> None:
    """In the help, with its distribution, and at work."""
    make_plugin("acme", GREET % ("acme", "acme"))
    assert cli.out("greet") == "hello from acme"
    assert "From plug-ins:\n  greet        From acme." in cli.out("--help")


def test_resource_of_a_plugin(cli: Command, make_plugin: MakePlugin) -> None:
    """A plug-in that hangs a resource on the client has its commands by that."""
    make_plugin("things", THINGS)
    assert json.loads(cli.out("things", "retrieve", "claude-opus-5"))["id"] == "claude-opus-5"
    assert "things" in cli.out("--help")


def test_resource_of_a_plugin_says_what_it_is_for(cli: Command, make_plugin: MakePlugin) -> None:
    """In the words of its endpoints, which are those of both worlds; the wire form goes without a trace."""
    told = "    '''What is left of the relay, per team; see GET /relay.'''\n"
    source = THINGS.replace("Resource[M]):\n", "Resource[M]):\n" + told)
    make_plugin("things", source.replace("under another name. GET /v1", "that is left; GET /v1"))
    text = cli.out("things", "--help")
    assert "\n  What is left of the relay, per team; see GET /relay.\n" in text
    assert "\n  retrieve  One model that is left.\n" in cli("things", "--help").stdout + "\n"
    assert "One model that is left; GET /v1/models/{thing_id}." in cli.out("things", "retrieve", "--help")


@pytest.mark.parametrize(
    ("doc", "summary"),
    [
        ("One. GET /v1/a/{id}/b.json.", "One."),
        ("One (GET /v1/a).", "One."),
        ("One — POST /v1/a?x=1, a form.\nOf `two`.", "One. Of two."),
        ("What GET /v1/a answers.", "What GET /v1/a answers."),
        ("What is left", "What is left"),
        ("Is one left? GET /v1/a", "Is one left?"),
        ("", ""),
    ],
)
def test_summary_of_a_docstring(doc: str, summary: str) -> None:
    """It is a sentence, as the one that it was taken from."""
    assert summary_of(doc) == summary


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


@pytest.mark.parametrize(
    ("kind", "source", "used"),
    [
        ("commands", GREET % ("acme", "acme"), ["greet"]),
        ("resources", THINGS.replace("things_", "acme_"), ["things", "retrieve", "claude-opus-5"]),
        ("providers", PROVIDER, ["--provider", "there", "ask", "Hi"]),
        ("exports", PROVIDER.replace("providers", "exports"), None),
    ],
)
def test_two_plugins_with_one_name(
    cli: Command, make_plugin: MakePlugin, kind: str, source: str, used: Optional[List[str]]
) -> None:
    """Help, completion and `plugins` show the conflict; only whoever uses the name gets an error, which names both."""
    make_plugin("acme", source)
    make_plugin("bcme", source.replace("acme", "bcme"))
    name = {"commands": "greet", "resources": "things"}.get(kind, "there")
    text = cli.out("plugins")
    assert f"       conflict: {name} ({kind}), offered by bcme too" in text
    assert f"       conflict: {name} ({kind}), offered by acme too" in text
    rows = {row["name"]: row for row in inventory()}
    assert rows["acme"]["conflicts"] == {kind: {name: ["bcme"]}}
    if kind in ("commands", "resources"):
        assert f"\n  {name.ljust(11)}  In conflict: from acme and bcme.\n" in cli("--help").stdout
        assert f"plain,{name}" in completed(f"anthropic {name[:2]}")
    if used is not None:
        assert cli(*used, code=10).stderr == (
            f"Error: {name!r} is offered by 'acme' and 'bcme'. Leave one out with ANTHROPIC_PLUGINS_DENY.\n"
        )
    assert cli.out("ask", "Hi") == "You said: Hi"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (THINGS.replace("'things_plugin:Things'", "'nowhere:Things'"), "offers 'nowhere:Things', which does not load"),
        (
            THINGS.replace("face='sync'):", "face='sync'):\n    def __init__(self, client): raise OSError('away')\n"),
            "away",
        ),
        (THINGS.replace("'things_plugin:Things'", "'builtins:repr'"), "has no endpoints"),
        (GREET.replace("greet'", "things'") % ("nowhere", ""), "offers 'nowhere_plugin:things', which does not load"),
        (GREET.replace("'greet'", "'things'").replace("%s_plugin:greet", "json:loads") % "", "is no click command"),
    ],
)
def test_what_a_plugin_offers_does_not_work(cli: Command, make_plugin: MakePlugin, source: str, told: str) -> None:
    """Help, completion and `plugins` go on; whoever uses it is told, in one line."""
    make_plugin("things", source)
    assert "\n  things       From things." in cli.out("--help")
    assert "ok     things" in cli.out("plugins")
    assert "plain,things" in completed("anthropic th")
    assert completed("anthropic things ") == ""
    (line,) = cli("things", "--help", code=10).stderr.splitlines()
    assert told in line
    assert "things" in line


def test_plugin_that_fails_while_it_is_looked_at(home: Path, cli: Command, make_plugin: MakePlugin) -> None:
    """Help is made anew each time then, and works."""
    make_plugin("things", THINGS + "    @property\n    def parts(self): raise OSError('away')\n")
    assert "things" in cli.out("--help")
    assert "ok     things" in cli.out("plugins")
    assert not list(home.rglob("help.txt*"))


def completed(line: str) -> str:
    """What bash is told about a line up to the cursor where no answer was saved."""
    environ = {**os.environ, "COMP_WORDS": line, "COMP_CWORD": line.split(" ")[-1], fast.VARIABLE: "bash_complete"}
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        completion.complete(environ)
    return told.getvalue()


MIDDLEWARE = (
    HOOK
    + "@hookimpl\ndef anthropic_middleware():\n    return ['acme_plugin:outer', 'acme_plugin:inner']\n"
    + "def outer(request):\n    return (yield request)\n"
    + "inner = outer\n"
)


def test_middleware_is_listed(cli: Command, make_plugin: MakePlugin) -> None:
    """Of all that a plug-in can bring it reaches furthest: outermost first."""
    make_plugin("acme", MIDDLEWARE.replace("inner = outer", "def inner(request):\n    return (yield request)"))
    assert "       middleware: acme_plugin:outer, acme_plugin:inner\n" in cli("plugins").stdout
    rows = {row["name"]: row for row in json.loads(cli.out("plugins", "--json"))}
    assert rows["acme"]["offers"] == {"middleware": ["acme_plugin:outer", "acme_plugin:inner"]}


def test_middleware_that_does_not_load(cli: Command, make_plugin: MakePlugin) -> None:
    """No request can be sent then, so that the plug-in counts as broken."""
    make_plugin("acme", MIDDLEWARE.replace("plugin:inner", "plugin:gone"))
    text = cli.out("plugins", code=10)
    assert "BROKEN acme" in text
    assert "offers 'acme_plugin:gone', which does not load" in text
    cli("ask", "Hi", code=10)


STATUS = (
    HOOK
    + "import click\nfrom anthropic_cli.options import client_of, connects\n"
    + "@hookimpl\ndef anthropic_commands():\n    return {'status': 'acme_plugin:status', 'own': 'acme_plugin:own'}\n"
    + "def tell(ctx):\n"
    + "    with client_of(ctx) as client:\n"
    + "        click.echo(client.messages.create(model='claude-sonnet-5', max_tokens=9, messages=[\n"
    + "            {'role': 'user', 'content': 'Hi'}]).content[0].text)\n"
    + "        click.echo(f'{client.max_retries} {client.timeout}')\n"
    + "@click.command()\n@click.pass_context\ndef status(ctx):\n    tell(ctx)\n"
    + "@click.group()\n@click.pass_context\ndef own(ctx):\n    ctx.obj = {}\n"
    + "@own.command()\n@connects\n@click.pass_context\ndef show(ctx):\n    tell(ctx)\n"
)


def test_client_of_a_plugins_command(cli: Command, make_plugin: MakePlugin) -> None:
    """The one that the options make which stand before the command; with `@connects`, also those behind it."""
    make_plugin("acme", STATUS)
    script = ("--provider-option", 'script:=["From the option"]')
    few = ("--max-retries", "0", "--timeout", "7")
    assert cli.out("status") == "You said: Hi\n2 Timeout(connect=5.0, read=600, write=600, pool=600)"
    assert cli.out(*script, *few, "status") == "From the option\n0 7.0"
    assert cli.out("--max-retries", "3", "own", "show", *few, *script) == "From the option\n0 7.0"
    assert "--provider-option" in cli("status", *script, code=2).stderr
    assert (
        "127.0.0.1:9"
        in cli("--raw", "--provider", "anthropic", "--base-url", "http://127.0.0.1:9", "status", code=3).stderr
    )


def test_importing_the_options_loads_nothing_of_the_core() -> None:
    """A plug-in's command costs what it does, not what it might."""
    code = "import sys, anthropic_cli.options; print('anthropic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True).stdout == b"False\n"


def test_plugins_that_are_not_allowed(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same lists as for the library."""
    monkeypatch.setenv("ANTHROPIC_PLUGINS", "")
    assert cli.out("plugins") == "There are no plug-ins."
