"""The command as people and scripts meet it: a process of its own, in a terminal of its own."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any, Callable, Iterator

import pexpect
import pyte
import pytest

from anthropic_testing import Emulator, RealClock, serve

COLUMNS, ROWS = 80, 24
PATIENCE_SECONDS = 20


class Terminal:
    """A program in a pseudo-terminal, and the screen that a person would see."""

    def __init__(self, *command: str, env: dict[str, str]) -> None:
        self.screen = pyte.HistoryScreen(COLUMNS, ROWS, history=1000)
        self.stream = pyte.ByteStream(self.screen)
        self.process: Any = pexpect.spawn(command[0], list(command[1:]), env=env, dimensions=(ROWS, COLUMNS), timeout=1)
        self.process.ptyproc.delayafterclose = self.process.ptyproc.delayafterterminate = 0.01  # of 0.1 s

    def see(self, pattern: str) -> str:
        """Wait until the screen shows a pattern; gives the screen."""
        for _ in range(PATIENCE_SECONDS * 50):
            if re.search(pattern, self.text(), re.DOTALL):
                return self.text()
            if not self._read(0.02) and not self.process.isalive():
                break
        while self._read(0.02):
            pass
        assert re.search(pattern, self.text(), re.DOTALL), f"{pattern!r} is not on the screen:\n{self.text()}"
        return self.text()

    def type(self, text: str) -> None:
        """Type a line."""
        self.process.send(text + "\r")

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        self.process.sendintr()

    def end(self) -> int:
        """Wait for the end; gives the exit code."""
        for _ in range(PATIENCE_SECONDS * 50):
            if not self._read(0.02) and not self.process.isalive():
                break
        self.process.close()
        return int(self.process.exitstatus)

    def text(self) -> str:
        """What the screen shows, with what has scrolled off it."""
        above = ["".join(line[x].data for x in range(COLUMNS)).rstrip() for line in self.screen.history.top]
        return "\n".join([*above, *(line.rstrip() for line in self.screen.display)]).rstrip()

    def bold(self) -> str:
        """The characters on the screen that are bold."""
        rows = (self.screen.buffer[y] for y in range(ROWS))
        return "".join(row[x].data for row in rows for x in range(COLUMNS) if row[x].bold)

    def colors(self) -> set[str]:
        """The colours of what is on the screen."""
        rows = (self.screen.buffer[y] for y in range(ROWS))
        return {row[x].fg for row in rows for x in range(COLUMNS)} - {"default"}

    def _read(self, seconds: float) -> bool:
        try:
            self.stream.feed(self.process.read_nonblocking(65536, seconds))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        return True


@pytest.fixture
def emulator() -> Emulator:
    """An emulator on the real clock, so that a slow stream is slow."""
    return Emulator(clock=RealClock())


@pytest.fixture
def env(tmp_path: Path, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """The surroundings of someone whose API is the emulator."""
    monkeypatch.chdir(tmp_path)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANTHROPIC_", "COV_"))}
    with serve(emulator) as url:
        yield {
            **kept,
            "ANTHROPIC_CLI_HOME": str(tmp_path / "home"),
            "ANTHROPIC_API_KEY": "sk-ant-of-a-test",
            "ANTHROPIC_BASE_URL": url,
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PYTHONUTF8": "1",
        }


@pytest.fixture
def terminal(env: dict[str, str]) -> Iterator[Callable[..., Terminal]]:
    """Starts a program in a terminal."""
    started: list[Terminal] = []

    def start(*command: str) -> Terminal:
        started.append(Terminal(*command, env=env))
        return started[-1]

    yield start
    for program in started:
        program.process.close(force=True)


@pytest.fixture
def anthropic(terminal: Callable[..., Terminal]) -> Callable[..., Terminal]:
    """Starts `anthropic …` in a terminal."""
    return lambda *args: terminal(sys.executable, "-m", "anthropic_cli", *args)
