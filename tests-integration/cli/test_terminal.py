"""What a person sees: Markdown while it comes, folded thinking, Ctrl-C, progress."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Callable

import pytest

from anthropic_cli.history import History
from anthropic_testing import Emulator, Fault

Start = Callable[..., Any]
ANSWER = """\
# A heading

Some **strong words** in a paragraph.

- one
- two

```python
print("code")
```

The end."""


def test_answer_is_rendered(anthropic: Start, emulator: Emulator) -> None:
    """No marks of Markdown are left; what they mean is shown."""
    emulator.script(ANSWER)
    terminal = anthropic("ask", "--no-history", "Hi")
    assert terminal.end() == 0
    screen = terminal.see("The end")
    assert "**" not in screen
    assert "```" not in screen
    assert "• one" in screen
    assert 'print("code")' in screen
    assert "strong words" in terminal.bold()
    assert screen.count("The end.") == 1


def test_long_answer_is_shown_once(anthropic: Start, emulator: Emulator) -> None:
    """Longer than the screen, and slowly: nothing is lost, nothing is left of the drawing."""
    paragraphs = [f"Paragraph {n} has some words in it." for n in range(60)]
    emulator.enqueue("\n\n".join(paragraphs), Fault.drip(size=2000, seconds=0.02))
    terminal = anthropic("ask", "--no-history", "Hi")
    assert terminal.end() == 0
    lines = [line for line in terminal.text().splitlines() if line.strip()]
    assert lines == paragraphs


def test_plain_text_where_it_is_wanted(anthropic: Start, emulator: Emulator) -> None:
    """`--no-markdown`."""
    emulator.script("**bare**")
    terminal = anthropic("ask", "--no-history", "--no-markdown", "Hi")
    assert terminal.end() == 0
    assert "**bare**" in terminal.text()


def test_answer_cannot_steer_the_terminal(anthropic: Start, emulator: Emulator) -> None:
    """Escape sequences of the model are text without their escape."""
    emulator.script("before\x1b[2J\x1b]0;title\x07after")
    terminal = anthropic("ask", "--no-history", "--no-markdown", "Hi")
    assert terminal.end() == 0
    assert "before[2J" in terminal.text()


def test_terminal_that_cannot_draw(anthropic: Start, emulator: Emulator, env: dict[str, str]) -> None:
    """An editor's, for example: the bare text."""
    env["TERM"] = "dumb"
    emulator.script("**bare**")
    terminal = anthropic("ask", "--no-history", "Hi")
    assert terminal.end() == 0
    assert "**bare**" in terminal.text()


def test_thinking_is_folded(anthropic: Start, emulator: Emulator) -> None:
    """One line tells that there was some; `/thinking` unfolds it."""
    thought = {"type": "thinking", "thinking": "A secret deliberation.", "signature": "c2ln"}
    text = {"type": "text", "text": "The answer."}
    emulator.script([thought, text], [thought, text])
    terminal = anthropic("chat", "--thinking", "2000", "-m", "claude-sonnet-4-5")
    terminal.see("❯")
    terminal.type("Hi")
    screen = terminal.see(r"The answer\.\s+❯")
    assert "▸ Thought for" in screen
    assert "deliberation" not in screen
    terminal.type("/thinking")
    terminal.see("shown in full")
    terminal.type("Again")
    terminal.see(r"A secret deliberation.*The answer\.\s+❯")


def test_ctrl_c_stops_the_answer_and_keeps_it(anthropic: Start, emulator: Emulator, env: dict[str, str]) -> None:
    """The conversation goes on with what had come."""
    words = " ".join(f"word{n}" for n in range(400))
    emulator.enqueue(words, Fault.drip(size=200, seconds=0.05))
    terminal = anthropic("chat")
    terminal.see("❯")
    terminal.type("Count")
    terminal.see("word5 ")
    terminal.interrupt()
    terminal.see(r"Stopped; what had come is kept\.\s+❯")
    terminal.type("And then?")
    terminal.see(r"You said: And then\?\s+❯")
    terminal.type("/quit")
    terminal.see("Go on with: anthropic chat --conversation")
    assert terminal.end() == 0
    sent = emulator.requests[-1].json["messages"]
    assert [message["role"] for message in sent] == ["user", "assistant", "user"]
    assert sent[1]["content"][0]["text"].startswith("word0 word1 word2")
    assert "word399" not in sent[1]["content"][0]["text"]
    with contextlib.closing(History(Path(env["ANTHROPIC_CLI_HOME"]) / "data" / "history.db")) as history:
        turns = history.turns(str(history.latest()))
    assert [turn["complete"] for turn in turns] == [1, 0, 1, 1]


def test_ctrl_c_ends_ask_with_130(anthropic: Start, emulator: Emulator) -> None:
    """As a shell expects it; the text stays on the screen."""
    emulator.enqueue(" ".join(f"word{n}" for n in range(400)), Fault.drip(size=200, seconds=0.05))
    terminal = anthropic("ask", "Count")
    terminal.see("word5 ")
    terminal.interrupt()
    assert terminal.end() == 130
    assert "word0 word1" in terminal.text()
    assert "Traceback" not in terminal.text()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end(anthropic: Start, emulator: Emulator, env: dict[str, str], number: int) -> None:
    """As by a terminal that is closed: what had come is kept."""
    emulator.enqueue(" ".join(f"word{n}" for n in range(400)), Fault.drip(size=200, seconds=0.05))
    terminal = anthropic("chat", "Count")
    terminal.see("word5 ")
    terminal.process.kill(number)
    assert terminal.end() == 128 + number
    assert "Traceback" not in terminal.text()
    with contextlib.closing(History(Path(env["ANTHROPIC_CLI_HOME"]) / "data" / "history.db")) as history:
        turns = history.turns(str(history.latest()))
    assert [turn["complete"] for turn in turns] == [1, 0]
    assert turns[1]["text"].startswith("word0 word1")


def test_lines_are_edited_and_dropped(anthropic: Start, emulator: Emulator) -> None:
    """A backslash goes on in the next line, Ctrl-C drops what was typed, Ctrl-D ends."""
    terminal = anthropic("chat", "--no-history")
    terminal.see("❯")
    terminal.process.send("never sent")
    terminal.see("never sent")
    terminal.interrupt()
    terminal.see("❯.*❯")
    terminal.type("first \\")
    terminal.see("…")
    terminal.type("second")
    terminal.see(r"You said: first\s+second\s+❯")
    terminal.process.sendeof()
    assert terminal.end() == 0
    assert [r.json["messages"][-1]["content"] for r in emulator.requests] == ["first \nsecond"]


def test_error_does_not_end_the_conversation(anthropic: Start, emulator: Emulator) -> None:
    """It is told, and the next line is taken."""
    terminal = anthropic("chat", "-m", "claude-nope", "--no-history")
    terminal.see("❯")
    terminal.type("Hi")
    terminal.see("not_found_error.*❯")
    terminal.type("/model claude-sonnet-5")
    terminal.see("claude-sonnet-5.*❯")
    terminal.type("Hi again")
    terminal.see("You said")


def test_key_is_typed_without_being_shown(anthropic: Start, env: dict[str, str], tmp_path: Path) -> None:
    """Into a keyring in a file, as a system's own needs a desktop."""
    (tmp_path / "ring.py").write_text(
        "import keyring.backend, pathlib\n"
        "class Ring(keyring.backend.KeyringBackend):\n"
        "    priority = 1\n"
        "    def get_password(self, service, name):\n"
        "        path = pathlib.Path(name)\n"
        "        return path.read_text() if path.exists() else None\n"
        "    def set_password(self, service, name, key):\n"
        "        pathlib.Path(name).write_text(key)\n",
        "utf-8",
    )
    env.update(PYTHON_KEYRING_BACKEND="ring.Ring", PYTHONPATH=str(tmp_path))
    terminal = anthropic("keys", "set", "work")
    terminal.see("Key:")
    terminal.type("sk-ant-typed-by-hand")
    assert terminal.end() == 0
    assert (tmp_path / "work").read_text("utf-8") == "sk-ant-typed-by-hand"
    assert "typed" not in terminal.text()


def test_table_fits_the_terminal(anthropic: Start) -> None:
    """For people, a list is a table."""
    terminal = anthropic("models", "list", "--select", "[].{id: id, name: display_name}")
    assert terminal.end() == 0
    assert "claude-sonnet-5  " in terminal.text()
    assert "id" in terminal.bold()


def test_progress_of_an_upload(anthropic: Start, tmp_path: Path) -> None:
    """A bar for each file, with its bytes; the result below."""
    (tmp_path / "large.bin").write_bytes(bytes(3_000_000))
    terminal = anthropic("files", "upload", "large.bin", "--select", "[].filename")
    assert terminal.end() == 0
    screen = terminal.text()
    assert "━" in screen
    assert "3.0/3.0 MB" in screen
    assert screen.rstrip().endswith("large.bin")


def test_progress_of_a_batch_run(anthropic: Start, emulator: Emulator, tmp_path: Path) -> None:
    """A bar over all requests; one line at the end."""
    emulator.batch_polls = 3
    (tmp_path / "q.csv").write_text("text\none\ntwo\nthree\n", "utf-8")
    terminal = anthropic("batches", "run", "q.csv", "--prompt", "Say {text}", "--size", "2", "--poll", "0.05")
    assert terminal.end() == 0
    screen = terminal.text()
    assert "━" in screen
    assert "3/3" in screen
    assert "q.results.jsonl: 3 succeeded" in screen


def test_batch_run_is_interrupted_and_goes_on(anthropic: Start, emulator: Emulator, tmp_path: Path) -> None:
    """Ctrl-C while it waits: exit code 130, and the same command sends nothing more."""
    emulator.batch_polls = 30
    (tmp_path / "q.csv").write_text("text\none\ntwo\n", "utf-8")
    command = ("batches", "run", "q.csv", "--prompt", "Say {text}", "--poll", "0.05")
    first = anthropic(*command)
    first.see("waiting")
    first.interrupt()
    assert first.end() == 130
    assert "\nThe same command goes on from here." in first.text()
    second = anthropic(*command)
    assert second.end() == 0
    assert "2 succeeded" in second.text()
    assert len([r for r in emulator.requests if (r.method, r.path) == ("POST", "/v1/messages/batches")]) == 1


def test_emulator_serves_until_it_is_interrupted(terminal: Start, env: dict[str, str]) -> None:
    """Its first line is its address."""
    serving = terminal(sys.executable, "-m", "anthropic_cli", "emulator", "--port", "0")
    address = serving.see(r"http://127\.0\.0\.1:\d+").split()[0]
    command = [sys.executable, "-m", "anthropic_cli", "models", "list", "--base-url", address, "--limit-items", "1"]
    done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    assert b"claude" in done.stdout
    serving.interrupt()
    assert serving.end() == 0


def test_nothing_is_coloured_in_a_pipe(env: dict[str, str], emulator: Emulator) -> None:
    """Not even where a terminal is near."""
    emulator.script(ANSWER)
    env.update(FORCE_COLOR="1", CLICOLOR_FORCE="1")
    command = [sys.executable, "-m", "anthropic_cli", "ask", "--no-history", "Hi"]
    done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    assert done.stdout.decode() == ANSWER + "\n"
    assert done.stderr == b""


@pytest.mark.parametrize("command", ["doctor", "ask --no-history `code`"])
def test_no_color(anthropic: Start, env: dict[str, str], emulator: Emulator, command: str) -> None:
    """`NO_COLOR` holds for everything; without it there is some."""
    emulator.script("`code`", "`code`")
    coloured = anthropic(*command.split())
    coloured.end()
    assert coloured.colors()
    env["NO_COLOR"] = "1"
    plain = anthropic(*command.split())
    plain.end()
    assert plain.text()
    assert plain.colors() == set()


@pytest.mark.parametrize("command", ["ask Hi", "models list", "--help"])
def test_closed_output(env: dict[str, str], command: str) -> None:
    """Nothing is written, and nothing fails."""
    line = f"{sys.executable} -m anthropic_cli {command} < /dev/null >&-"
    done = subprocess.run(["bash", "-c", line], env=env, capture_output=True, check=True)
    assert done.stderr == b""


def test_closed_pipe_is_no_error(env: dict[str, str]) -> None:
    """`anthropic … | head -1`."""
    command = f"{sys.executable} -m anthropic_cli models list | head -1"
    done = subprocess.run(["bash", "-c", command], env=env, capture_output=True, check=True)
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1
