"""Help, version and completion: fast, and the same as click's own; what is generated is up to date."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional

import pytest

from anthropic_cli import __version__, completion, fast, reference
from anthropic_cli.app import keep_snapshot, top_level_help

Command = Any
"""The fixture `cli`; see conftest.py."""
PAGE = Path(__file__).parents[3] / "docs" / "reference" / "cli.md"
HEAVY = ("click", "anthropic", "httpx", "pydantic", "rich", "yaml", "re", "importlib.metadata")


@pytest.fixture(autouse=True)
def no_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is packaged is for installations whose plug-ins add nothing; others may be installed beside this one."""
    monkeypatch.setenv("ANTHROPIC_PLUGINS", "")


def run(*args: str, environ: Optional[Mapping[str, str]] = None) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    env = {**os.environ, "PYTHONUTF8": "1", **(environ or {})}
    command = [sys.executable, "-m", "anthropic_cli", *args]
    return subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=True)


def test_saved_text_is_what_click_says() -> None:
    """`python -m anthropic_cli.reference docs/reference/cli.md` brings it up to date."""
    saved = (Path(fast.__file__).parent / "saved.txt").read_bytes().decode()
    assert saved == reference.saved()
    assert saved.endswith(top_level_help())


def test_page_of_the_docs_is_up_to_date() -> None:
    """The same command does it."""
    assert PAGE.read_text("utf-8") == reference.page()


@pytest.mark.parametrize("args", [(), ("--help",), ("-h",)])
def test_help_is_the_same_with_and_without_click(args: List[str]) -> None:
    """A narrow terminal is click's task, a usual one is not."""
    assert run(*args).stdout == top_level_help()
    narrow = run(*args, environ={"COLUMNS": "50"}).stdout
    assert max(map(len, narrow.splitlines())) <= 50


def test_version() -> None:
    """One line."""
    assert run("--version").stdout == f"anthropic, version {__version__}\n"


@pytest.mark.parametrize(
    "environ", [{}, {"_ANTHROPIC_COMPLETE": "bash_complete", "COMP_WORDS": "anthropic m", "COMP_CWORD": "m"}]
)
def test_nothing_heavy_is_imported(environ: Dict[str, str]) -> None:
    """What help and completion cost is what they import."""
    code = (
        "import sys; before = set(sys.modules); sys.argv = ['anthropic', '--help']\n"
        "from anthropic_cli.__main__ import main; main()\n"
        "print('|', *sorted(set(sys.modules) - before))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env={**os.environ, **environ}, capture_output=True, encoding="utf-8", check=True)
    loaded = done.stdout.rpartition("|")[2].split()
    assert "anthropic_cli.fast" in loaded
    assert set(HEAVY).intersection(loaded) == set()


LINES = [
    "anthropic ",
    "anthropic m",
    "anthropic zzz",
    "anthropic -",
    "anthropic --pro",
    "anthropic --provider emulator b",
    "anthropic messages ",
    "anthropic messages batches r",
    "anthropic batches run --s",
    "anthropic batches run --size 3 --s",
    "anthropic batches run -p a=1 -p",
    "anthropic ask --model=x --m",
    "anthropic history search --l",
    "anthropic skills versions ",
    "anthropic --debug --pro",
    "anthropic ask --system 'Be brief' --mod",
    "anthropic ask a\\ b --mod",
]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_the_same_with_and_without_click(
    shell: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """For commands and options, at any depth."""
    environ = {**os.environ, "COMP_WORDS": line, "COMP_CWORD": line.split(" ")[-1]}
    environ["_ANTHROPIC_COMPLETE"] = f"{shell}_complete"
    assert fast.answer([], environ)
    answered = capsys.readouterr().out
    completion.complete(environ)
    by_click = capsys.readouterr().out
    assert sorted(answered.splitlines()) == sorted(by_click.splitlines())


@pytest.mark.parametrize(
    "line",
    ["anthropic ask --effort ", "anthropic ask --effort=l", "anthropic completion "],
)
def test_values_are_left_to_click(line: str) -> None:
    """Choices and files are not in the saved tree."""
    environ = {**os.environ, "COMP_WORDS": line, "_ANTHROPIC_COMPLETE": "bash_complete"}
    assert not fast.answer([], environ)


def test_command_that_there_is_not() -> None:
    """Nothing follows it."""
    assert run(environ={"_ANTHROPIC_COMPLETE": "bash_complete", "COMP_WORDS": "anthropic nonsense "}).stdout == ""


def test_options_of_endpoints_are_described() -> None:
    """As their help describes them."""
    line = {"_ANTHROPIC_COMPLETE": "fish_complete", "COMP_WORDS": "anthropic messages create --mod"}
    assert run(environ=line).stdout == "plain,--model\tThe model that answers.\n"


def test_whole_word_without_its_last_part() -> None:
    """Where a script does not tell what it will replace, it is the whole word."""
    environ = {"_ANTHROPIC_COMPLETE": "bash_complete", "COMP_WORDS": "anthropic mess"}
    assert run(environ=environ).stdout == "plain,messages\n"


def offered(line: str, capsys: pytest.CaptureFixture[str], *, shell: str = "bash", current: str = "") -> List[str]:
    """What a script is told about a line up to the cursor, where values are asked for."""
    environ = {"COMP_WORDS": line, "COMP_CWORD": current, "_ANTHROPIC_COMPLETE": f"{shell}_complete"}
    completion.complete({**os.environ, **environ})
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("line", "prefix"),
    [
        ("anthropic ask --attach pl", ""),
        ("anthropic ask --schema pl", ""),
        ("anthropic ask --system @pl", "@"),
        ("anthropic ask --system '@pl", "@"),
        ("anthropic ask --system=@pl", "--system=@"),
        ("anthropic ask --param metadata=@pl", "metadata=@"),
        ("anthropic messages create --body @", "@"),
        ("anthropic messages create --to=pl", "--to="),
        ("anthropic files upload a.txt pl", ""),
        ("anthropic batches run pl", ""),
    ],
)
def test_files_are_completed_by_the_shell(line: str, prefix: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Which is told what stands before the name."""
    assert offered(line, capsys, shell="fish")[0].startswith(f"file,{prefix},")


@pytest.mark.parametrize(("current", "told"), [("@pl", "file,@"), ("pl", "file,"), ("--system=@pl", "file,--system=@")])
def test_bash_may_have_parted_the_word(current: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """At "@" and "=", which depends on its settings."""
    assert offered("anthropic ask --system=@pl", capsys, current=current) == [told]
    if "=" not in current:
        assert offered("anthropic ask --system @pl", capsys, current=current) == [told]


@pytest.mark.parametrize(("current", "told"), [("", "low"), ("lo", "low"), ("--effort=lo", "--effort=low")])
def test_value_after_an_equals_sign(current: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Bash replaces only what follows the sign; the others replace the whole word."""
    line = "anthropic ask --effort=" + current.rpartition("=")[2]
    assert f"plain,{told}" in offered(line, capsys, current=current)
    assert "plain,--effort=low" in offered(line, capsys, shell="fish")


class Unread(io.BytesIO):
    """Counts how often it is read."""

    reads = 0

    def read(self, size: Optional[int] = -1) -> bytes:
        self.reads += 1
        return super().read(size)


def test_nothing_is_read_while_a_shell_completes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Standard input is the terminal."""
    stdin = Unread(b"{}")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stdin))
    assert "plain,yaml" in offered("anthropic messages create --body - --system @- --output ", capsys)
    assert stdin.reads == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(cli: Command, shell: str) -> None:
    """Each asks by its own name."""
    assert f"_ANTHROPIC_COMPLETE={shell}_complete" in cli.out("completion", shell)


def test_installation_with_plugins_is_saved_too(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """After the first time; a plug-in that comes or goes makes it forgotten."""
    info = tmp_path / "site" / "acme-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "entry_points.txt").write_text("[anthropic]\nacme = acme_plugin\n", "utf-8")
    (info / "METADATA").write_text("Name: acme\nVersion: 1.0\n", "utf-8")
    (tmp_path / "site" / "acme_plugin.py").write_text(
        "from anthropic.hookspecs import hookimpl\n"
        "@hookimpl\ndef anthropic_commands():\n    return {'greet': 'acme_plugin:nowhere'}\n",
        "utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.delenv("ANTHROPIC_PLUGINS")
    assert fast.load(os.environ) is None
    keep_snapshot(os.environ)
    saved = fast.load(os.environ)
    assert saved is not None
    assert "From acme." in saved[1]
    assert any("greet" in line for line in saved[0])
    monkeypatch.setenv("ANTHROPIC_PLUGINS_DENY", "acme")
    assert fast.load(os.environ) is None


def test_a_read_only_home_is_no_error(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Help is slow then, not wrong."""
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("ANTHROPIC_CLI_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(fast, "fingerprint", lambda environ: "something else")
    keep_snapshot(os.environ)
