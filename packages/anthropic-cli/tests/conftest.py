"""Commands run in this process, against an emulator in this process, in a home of their own."""

from __future__ import annotations

import inspect
import os
from pathlib import Path
from typing import Any, Callable, Iterator, List

import pytest
from click.testing import CliRunner, Result

from anthropic import plugins
from anthropic_cli.app import app
from anthropic_cli.history import History
from anthropic_cli.root import Root
from anthropic_testing import Emulator

OLD_CLICK = "mix_stderr" in inspect.signature(CliRunner.__init__).parameters


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home, and nothing of this machine's settings."""
    for name in os.environ:
        if name.startswith("ANTHROPIC_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("ANTHROPIC_CLI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.chdir(tmp_path)
    plugins.forget()
    yield tmp_path / "home"
    plugins.forget()


@pytest.fixture
def emulator() -> Emulator:
    return Emulator()


@pytest.fixture
def history(home: Path) -> Iterator[Callable[[], History]]:
    """Opens what the commands have kept."""
    opened: List[History] = []

    def open_() -> History:
        opened.append(History())
        return opened[-1]

    yield open_
    for one in opened:
        one.close()


class Command:
    """`anthropic …`, and what it wrote."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator
        self.runner: Any = CliRunner(mix_stderr=False) if OLD_CLICK else CliRunner()  # type: ignore[call-arg]

    def __call__(self, *args: str, stdin: str | bytes | None = None, code: int = 0) -> Result:
        root = Root(provider="emulator", provider_options={"emulator": self.emulator})
        result: Result = self.runner.invoke(app, list(args), input=stdin, obj=root)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.stderr
        return result

    def out(self, *args: str, **how: Any) -> str:
        """Only standard output, without its last line ending."""
        return self(*args, **how).stdout.rstrip("\n")

    def sent(self) -> Any:
        """The body of the last request."""
        return self.emulator.requests[-1].json


@pytest.fixture
def cli(emulator: Emulator) -> Command:
    return Command(emulator)
