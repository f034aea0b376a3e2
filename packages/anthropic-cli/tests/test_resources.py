"""Commands made from endpoints: all of them, their options, bodies, pages and forms of output."""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any, Iterator, Tuple

import click
import pytest
import yaml

import anthropic
from anthropic_cli.app import app
from anthropic_cli.parameters import form_of
from anthropic_cli.table import COMMANDS, RESOURCES

Command = Any
"""The fixture `cli`; see conftest.py."""
HELLO = '[{"role": "user", "content": "Hello"}]'
FORMAT = '{"type": "json_schema", "schema": {"type": "object", "additionalProperties": false}}'


def endpoints(resource: Any, path: Tuple[str, ...]) -> Iterator[Tuple[Tuple[str, ...], Any]]:
    """Every endpoint of a client, found without the code under test."""
    for name in dir(type(resource)):
        if name.startswith(("_", "with_")):
            continue
        member = inspect.getattr_static(type(resource), name)
        if hasattr(member, "build"):
            yield (*path, name), getattr(resource, name)
        elif type(member).__name__ == "cached_property":
            yield from endpoints(getattr(resource, name), (*path, name))


def command_at(*names: str) -> click.Command:
    """A command by its names."""
    command: Any = app
    ctx = click.Context(app)
    for name in names:
        command = command.get_command(ctx, name.replace("_", "-"))
        assert command is not None, names
    return command  # type: ignore[no-any-return]


def test_each_endpoint_is_a_command_with_its_parameters() -> None:
    """Nothing is written by hand, so nothing is forgotten; `skills upload` and its like are more, not instead."""
    found = list(endpoints(anthropic.Anthropic(api_key="none"), ()))
    assert len(found) > 20
    for path, method in found:
        if path in (("files", "upload"), ("files", "download")):
            continue  # with progress bars, tested in test_transfer.py
        command = command_at(*path)
        own = {param.name.replace("p_", "", 1) if param.name else "" for param in command.params}
        wanted = {name for name in inspect.signature(method).parameters if not name.startswith("extra_")}
        assert wanted - own - {"self"} == set(), path


def test_table_lists_the_resources_of_the_client() -> None:
    """Help shows them without an import; this keeps it honest. Batches have a place at the top, too."""
    client = anthropic.Anthropic(api_key="none")
    there = {path[0] for path, _ in endpoints(client, ())}
    assert there | {"batches"} == {name for name, entry in COMMANDS.items() if entry.section == RESOURCES}


def test_parameters_from_options(cli: Command) -> None:
    """By the types of the parameters: a number, JSON."""
    result = cli("messages", "create", "--model", "claude-sonnet-5", "--max-tokens", "9", "--messages", HELLO)
    assert json.loads(result.stdout)["role"] == "assistant"
    assert cli.sent() == {"max_tokens": 9, "messages": json.loads(HELLO), "model": "claude-sonnet-5"}


@pytest.mark.parametrize("form", ["outright", "file", "stdin", "yaml"])
def test_body(cli: Command, tmp_path: Path, form: str) -> None:
    """Outright, `@file`, `-`; JSON or YAML. Options win over it."""
    body = {"model": "claude-sonnet-5", "max_tokens": 9, "messages": json.loads(HELLO)}
    text = yaml.safe_dump(body) if form == "yaml" else json.dumps(body)
    (tmp_path / "b").write_text(text, "utf-8")
    given = {"outright": text, "file": "@b", "stdin": "-", "yaml": "@b"}[form]
    cli("messages", "create", "-d", given, "--max-tokens", "5", stdin=text)
    assert cli.sent() == {**body, "max_tokens": 5}


def test_yaml_list_on_the_command_line(cli: Command) -> None:
    """It begins with a dash, as standard input does."""
    messages = "- role: user\n  content: Hi\n"
    cli("messages", "create", "--model", "claude-sonnet-5", "--max-tokens", "9", "--messages", messages)
    assert cli.sent()["messages"] == [{"role": "user", "content": "Hi"}]


def test_missing_parameters_are_named(cli: Command) -> None:
    """As options; nothing is sent."""
    stderr = cli("messages", "create", "--model", "x", code=2).stderr
    assert "--max-tokens, --messages" in stderr
    assert cli.emulator.requests == []


@pytest.mark.parametrize("body", ["[1]", "{", "@nowhere.json"])
def test_wrong_body(cli: Command, body: str) -> None:
    """Exit code 2, before anything is sent."""
    cli("messages", "create", "-d", body, code=2)
    assert cli.emulator.requests == []


def test_unknown_parameter_in_the_body(cli: Command) -> None:
    """Told in the words of the command line."""
    stderr = cli(
        "messages", "create", "-d", '{"modle": "x", "model": "y", "max_tokens": 1, "messages": []}', code=2
    ).stderr
    assert "There is no parameter 'modle' here." in stderr
    assert cli.emulator.requests == []


def test_seconds_are_more_than_none(cli: Command) -> None:
    """Others would fail at once, or wait for ever."""
    for option in ("--timeout", "--deadline"):
        cli("models", "list", option, "0", code=2)
        cli("models", "list", option, "-1", code=2)


def test_pages_are_followed(cli: Command) -> None:
    """A list has all items, whatever the size of a page."""
    lines = cli.out("models", "list", "--limit", "3").splitlines()
    everything = len(cli.emulator.models)
    assert len(lines) == len([card for card in cli.emulator.models if card.listed])
    assert len([r for r in cli.emulator.requests if r.path == "/v1/models"]) > 3
    assert everything >= len(lines)


def test_limit_of_items_stops_early(cli: Command) -> None:
    """No page more than needed is asked for."""
    assert len(cli.out("models", "list", "--limit", "2", "--limit-items", "3").splitlines()) == 3
    assert len(cli.emulator.requests) == 2


def test_forms_of_output(cli: Command) -> None:
    """One list in each form; text is bare where a string was selected."""
    some = ("models", "list", "--limit-items", "2", "--select", "[].{id: id, name: display_name}")
    rows = json.loads(cli.out(*some, "-o", "json"))
    assert [sorted(row) for row in rows] == [["id", "name"]] * 2
    assert [json.loads(line) for line in cli.out(*some, "-o", "jsonl").splitlines()] == rows
    assert yaml.safe_load(cli.out(*some, "-o", "yaml")) == rows
    table = cli.out(*some, "-o", "table").splitlines()
    assert table[0].split() == ["id", "name"]
    assert rows[1]["id"] in table[2]
    assert cli.out("models", "list", "--limit-items", "2", "--select", "[].id").splitlines() == [r["id"] for r in rows]


def test_nothing_in_a_pipe_is_coloured(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even where the environment asks rich for colours."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("CLICOLOR_FORCE", "1")
    written = cli("models", "list", "-o", "table").stdout + cli("ask", "Hi").stdout + cli("plugins").stdout
    assert "\x1b" not in written


def test_wrong_selection(cli: Command) -> None:
    """Exit code 2, with JMESPath's own words."""
    assert "--select" in cli("models", "list", "--select", "[?", code=2).stderr


def test_arguments_of_the_path(cli: Command) -> None:
    """What stands in the path is an argument of the command."""
    assert json.loads(cli.out("models", "retrieve", "claude-opus-5"))["display_name"] == "Claude Opus 5"
    cli("models", "retrieve", "claude-nope", code=4)


def test_stream_is_written_as_it_comes(cli: Command) -> None:
    """One event a line, from `create --stream true` and from `stream`."""
    given = ("--model", "claude-sonnet-5", "--max-tokens", "9", "--messages", HELLO)
    for command in (("create", "--stream", "true"), ("stream",)):
        kinds = [json.loads(line)["type"] for line in cli.out("messages", *command, *given).splitlines()]
        assert (kinds[0], kinds[-1]) == ("message_start", "message_stop")


def test_parse_with_a_schema(cli: Command) -> None:
    """`output_format` is a schema or a type by its name."""
    given = ("--model", "claude-sonnet-5", "--max-tokens", "99", "--messages", HELLO)
    cli("messages", "stream", *given, "--output-format", FORMAT)
    assert cli.sent()["output_config"]["format"]["type"] == "json_schema"


def test_header_and_deadline(cli: Command) -> None:
    """Options of the call."""
    cli("models", "list", "--header", "x-team: search", "--deadline", "9", "--limit-items", "1")
    assert cli.emulator.requests[-1].headers["x-team"] == "search"


def test_raw_shows_the_exchange_on_standard_error(cli: Command) -> None:
    """The result stays alone on standard output; a secret header is hidden."""
    result = cli("models", "retrieve", "claude-opus-5", "--raw", "--header", "authorization: Bearer tiny")
    assert "> GET https://emulator.invalid/v1/models/claude-opus-5" in result.stderr
    assert "< 200" in result.stderr
    assert '"display_name"' in result.stderr
    assert "> authorization: [hidden]" in result.stderr
    assert "tiny" not in result.stderr
    assert json.loads(result.stdout)["id"] == "claude-opus-5"


def test_raw_shows_a_stream_whole(cli: Command) -> None:
    """And does not disturb it."""
    cli.emulator.script("Grüße " * 50)
    result = cli("ask", "--raw", "Hi")
    assert result.stdout.strip() == ("Grüße " * 50).strip()
    assert "event: message_stop" in result.stderr


def test_misspelt_command_gets_a_hint(cli: Command) -> None:
    """At the top level and for options."""
    assert "Did you mean messages?" in cli("mesages", "create", code=2).stderr


def test_forms_of_types() -> None:
    """How each kind of annotation is written on a command line."""
    from typing import Dict, Iterable, List, Optional, Union

    from typing_extensions import Literal

    assert form_of(Optional[int]).type is click.INT
    assert form_of(Union[str, Literal["a"], None]).type is click.STRING
    assert isinstance(form_of(Literal["a", "b"]).type, click.Choice)
    assert form_of(List[str]).many
    assert not form_of(Iterable[Dict[str, Any]]).many
    assert form_of(Literal[True]).type is click.BOOL
    assert form_of(Union[str, Iterable[Dict[str, str]]]).type.name == "text|json"
