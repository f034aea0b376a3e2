"""The Tab key in real shells, set up as the guide says: every shell of the guide that is installed is tested."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Callable

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guides" / "cli.md").read_text("utf-8")
SETUP = {shell: line for line, shell in re.findall(r"^\$ (.*\banthropic completion (\w+) .*)$", GUIDE, re.MULTILINE)}
"""The line of the guide for each shell."""
SHELLS = [shell for shell in SETUP if shutil.which(shell)]
SETTINGS = {
    "bash": (".bashrc", "PS1='> '\n"),
    "zsh": (".zshrc", "PS1='> '\n"),
    "fish": (
        ".config/fish/conf.d/settings.fish",
        "set -g fish_greeting\nset -g fish_autosuggestion_enabled 0\nfunction fish_prompt; echo -n '> '; end\n",
    ),
}
"""What a user may have set: here, what makes the screen plain. fish would show more than was typed."""
WORDS = (
    ("anthropic mess", "anthropic messages"),
    ("anthropic messages cr", "anthropic messages create"),
    ("anthropic ask --mod", "anthropic ask --model"),
    ("anthropic ask --mod\tx --tempe", "anthropic ask --model x --temperature"),
    ("anthropic ask --system 'Be brief' --mod", "anthropic ask --system 'Be brief' --model"),
    ("true | anthropic ask --mod", "true | anthropic ask --model"),
    ("true; NAME=1 anthropic ask --mod", "true; NAME=1 anthropic ask --model"),
    ("anthropic ask --effort xh", "anthropic ask --effort xhigh"),
    ("anthropic ask --effort=xh", "anthropic ask --effort=xhigh"),
    ("anthropic messages create -d - --service-tier s", "anthropic messages create -d - --service-tier standard_only"),
)
FILES = (
    ("anthropic ask --attach pl", "anthropic ask --attach plan.pdf"),
    ("anthropic ask --attach=pl", "anthropic ask --attach=plan.pdf"),
    ("anthropic ask -a folder/in", "anthropic ask -a folder/inside.txt"),
    ("anthropic ask --system @ro", "anthropic ask --system @role.md"),
    ("anthropic ask --system=@ro", "anthropic ask --system=@role.md"),
    ("anthropic ask --system @fol\tin", "anthropic ask --system @folder/inside.txt"),
    ("anthropic ask -p metadata=@ro", "anthropic ask -p metadata=@role.md"),
    ("anthropic ask -a 'two w", "anthropic ask -a 'two words.txt'"),
    ("anthropic ask -a two", r"anthropic ask -a two\ words.txt"),
    ("anthropic ask -s @two", r"anthropic ask -s @two\ words.txt"),
    ("anthropic ask -s @two\\ w", r"anthropic ask -s @two\ words.txt"),
    ("anthropic ask -s '@two w", r"anthropic ask -s '@two words.txt'"),
    ("anthropic skills upload fol", "anthropic skills upload folder/"),
)
PROMPT = r"\A>\Z"
CLEAR = "\x15\x0c"
"""Ctrl-U, Ctrl-L."""


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest, env: dict[str, str], tmp_path: Path) -> str:
    """A shell that was set up in a new home."""
    name: str = request.param
    home = tmp_path / "user"
    home.mkdir()
    env.update(HOME=str(home), ANTHROPIC_PLUGINS="", PATH=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    for variable in ("ZDOTDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "PS1", "PROMPT_COMMAND"):
        env.pop(variable, None)
    (home / ".local" / "share" / "fish" / "generated_completions").mkdir(parents=True)  # else fish makes them, from man
    subprocess.run([name, "-c", SETUP[name]], env=env, stdin=subprocess.DEVNULL, check=True)
    path, text = SETTINGS[name]
    (home / path).parent.mkdir(parents=True, exist_ok=True)
    with (home / path).open("a", encoding="utf-8") as file:
        file.write(text)
    return name


class Keys:
    """A shell in a terminal, and someone at its keyboard."""

    def __init__(self, start: Callable[[], Any]) -> None:
        self.start = start
        self.terminal: Any = None

    def type(self, keys: str) -> Any:
        """Type into an empty line, on an empty screen; gives the terminal."""
        if self.terminal is None:
            self.terminal = self.start()
            self.terminal.see(PROMPT)
        self.terminal.process.send(CLEAR)
        self.terminal.see(PROMPT)
        self.terminal.process.send(keys)
        return self.terminal


@pytest.fixture
def keys(shell: str, terminal: Callable[..., Any], tmp_path: Path) -> Keys:
    """Starts the shell when the first key is pressed, in a folder with some files."""
    for name in ("plan.pdf", "role.md", "two words.txt", "folder/inside.txt", "folder/SKILL.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", "utf-8")
    return Keys(lambda: terminal(shell, "-i"))


def test_bash_is_there() -> None:
    """The guide names three shells, of which this machine has at least one; the others are tested where they are."""
    assert sorted(SETUP) == ["bash", "fish", "zsh"]
    assert "bash" in SHELLS


def test_words(keys: Keys) -> None:
    """Commands, options and values, wherever the command stands in the line."""
    for typed, completed in WORDS:
        keys.type(typed + "\t").see(rf"\A> {re.escape(completed)}\Z")


def test_files(keys: Keys) -> None:
    """Where an option or argument takes one: plain, after `=`, after `@`, with blanks."""
    for typed, completed in FILES:
        keys.type(typed + "\t").see(rf"\A> {re.escape(completed)}\Z")


def listed(shell: str, *words: str, described: str) -> str:
    """The pattern of a screen that shows all of these, and what one is for where the shell can show it."""
    return "".join(f"(?=.*{re.escape(word)})" for word in (words if shell == "bash" else (*words, described)))


def test_several_candidates_are_shown(keys: Keys, shell: str) -> None:
    """With what they are for, in shells that can show it; what was typed stays."""
    tabs = "\t\t" if shell == "bash" else "\t"
    commands = listed(shell, "batches", "count-tokens", "stream", described="Create a message")
    keys.type("anthropic messages " + tabs).see(r"\A> anthropic messages" + commands)
    options = listed(
        shell, "--system", "--select", "--show-thinking", described="Instructions: text, @file, or JSON text blocks."
    )
    keys.type("anthropic ask --s" + tabs).see(r"\A> anthropic ask --s" + options)


def test_nothing_to_complete(keys: Keys) -> None:
    """Words of a question are nobody's business; no file is offered for them."""
    keys.type("anthropic ask pl\t?").see(r"\A> anthropic ask pl\?\Z")
    keys.type("anthropic nonsense \t?").see(r"\A> anthropic nonsense \?\Z")


@pytest.mark.parametrize("broken", ["home is a file", "settings are broken", "every plug-in", "nothing may be written"])
def test_whatever_is_broken(keys: Keys, env: dict[str, str], tmp_path: Path, broken: str) -> None:
    """No error lands in the line that is being typed."""
    home = tmp_path / "home"
    del env["ANTHROPIC_PLUGINS"]
    if broken == "home is a file":
        home.write_text("", "utf-8")
    elif broken == "settings are broken":
        (home / "config").mkdir(parents=True)
        (home / "config" / "cli.toml").write_text("[[", "utf-8")
    elif broken == "every plug-in":
        env["PYTHONPATH"] = str(tmp_path / "site")
        info = tmp_path / "site" / "acme-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "entry_points.txt").write_text("[anthropic]\nacme = acme_missing\n", "utf-8")
        (info / "METADATA").write_text("Name: acme\nVersion: 1.0\n", "utf-8")
    else:
        env["ANTHROPIC_CLI_HOME"] = "/proc/nowhere"
    keys.type("anthropic ask --effort xh\t").see(r"\A> anthropic ask --effort xhigh\Z")
    keys.type("anthropic models li\t").see(r"\A> anthropic models list\Z")


@pytest.mark.parametrize("shell", [shell for shell in SHELLS if shell == "zsh"], indirect=True)
def test_folder_of_functions(keys: Keys, shell: str, env: dict[str, str], tmp_path: Path) -> None:
    """The other way that the guide tells for zsh: loaded when it is first needed, by a shell that completes already."""
    script = subprocess.run([shell, "-c", "anthropic completion zsh"], env=env, capture_output=True, check=True).stdout
    (tmp_path / "functions").mkdir()
    (tmp_path / "functions" / "_anthropic").write_bytes(script)
    settings = "fpath=($PWD/functions $fpath)\nautoload -Uz compinit && compinit -i\n" + SETTINGS[shell][1]
    (Path(env["HOME"]) / ".zshrc").write_text(settings, "utf-8")
    keys.type("anthropic ask --mod\t").see(r"\A> anthropic ask --model\Z")
    keys.type("anthropic ask -s @ro\t").see(r"\A> anthropic ask -s @role\.md\Z")


def test_command_that_is_gone(keys: Keys, env: dict[str, str]) -> None:
    """Uninstalled, or in an environment that is not active: Tab does nothing."""
    folders = env["PATH"].split(":")
    env["PATH"] = ":".join(folder for folder in folders if not (Path(folder) / "anthropic").exists())
    keys.type("anthropic mess\t?").see(r"\A> anthropic mess\?\Z")
