"""`anthropic --help` and completion take at most three bare starts of Python, and less than `llm --help`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent
ROUNDS = 40
LIMIT = 3.0


def seconds(*command: str, env: dict[str, str] | None = None) -> float:
    """The time of one run."""
    begin = time.perf_counter()
    subprocess.run(command, env={**os.environ, **(env or {})}, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


def test_start(tmp_path: Path) -> None:
    """The best of several rounds, taken in turn, so that a busy machine is busy for all."""
    home = {"ANTHROPIC_CLI_HOME": str(tmp_path)}
    word = {**home, "_ANTHROPIC_COMPLETE": "bash_complete", "COMP_WORDS": "anthropic m", "COMP_CWORD": "m"}
    option = {**word, "COMP_WORDS": "anthropic messages create --mo", "COMP_CWORD": "--mo"}
    anthropic = str(BIN / "anthropic")
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        measured = {
            "bare": seconds(sys.executable, "-c", "pass"),
            "help": seconds(anthropic, "--help", env=home),
            "word": seconds(anthropic, env=word),
            "option": seconds(anthropic, env=option),
        }
        for name, value in measured.items():
            best[name] = min(best.get(name, value), value)
    best["llm"] = min(seconds(str(BIN / "llm"), "--help") for _ in range(3))
    told = {name: f"{value * 1000:.1f} ms" for name, value in best.items()}
    print(told)
    for name in ("help", "word", "option"):
        assert best[name] < LIMIT * best["bare"], told
        assert best[name] < best["llm"], told
