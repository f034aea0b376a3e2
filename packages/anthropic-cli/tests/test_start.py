"""Help, version and completion: fast, and the same as click's own; what is generated is up to date."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional

import pytest
from click.shell_completion import get_completion_class

from anthropic_cli import __version__, fast, reference
from anthropic_cli.app import app, keep_snapshot, top_level_help

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
    "environ", [{}, {"_ANTHROPIC_COMPLETE": "bash_complete", "COMP_WORDS": "anthropic m", "COMP_CWORD": "1"}]
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


def completed_by_click(shell: str, environ: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    with monkeypatch.context() as patch:
        for name, value in environ.items():
            patch.setenv(name, value)
        made = get_completion_class(shell)
        assert made is not None
        return made(app, {}, "anthropic", "_ANTHROPIC_COMPLETE").complete() + "\n"


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
]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_the_same_with_and_without_click(
    shell: str, line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """For commands and options, at any depth."""
    words = line.split(" ")
    last = words[-1] if shell == "fish" else str(len(words) - 1)
    environ = {"COMP_WORDS": line, "COMP_CWORD": last}
    assert fast.answer([], {**environ, "_ANTHROPIC_COMPLETE": f"{shell}_complete"})
    by_click = completed_by_click(shell, environ, monkeypatch)
    assert sorted(capsys.readouterr().out.splitlines()) == sorted(by_click.splitlines())


@pytest.mark.parametrize(
    "line", ["anthropic ask --effort ", "anthropic completion ", "anthropic 'x", "anthropic nope x"]
)
def test_values_are_left_to_click(line: str) -> None:
    """Choices and files are not in the saved tree."""
    cword = str(len(line.split(" ")) - 1)
    assert not fast.answer([], {"COMP_WORDS": line, "COMP_CWORD": cword, "_ANTHROPIC_COMPLETE": "bash_complete"})


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(cli: Command, shell: str) -> None:
    """Click's own, for the name of this command."""
    assert "_ANTHROPIC_COMPLETE" in cli.out("completion", shell)


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
