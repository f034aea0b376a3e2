"""Batch runs whose process is killed, for real, before and after requests that change something."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from anthropic_testing import Emulator, Reply, Request, serve

COUNT = 20


class Murderous(Emulator):
    """Kills whoever asks, at one request: before it is carried out, or after, so that the answer is not heard."""

    def __init__(self) -> None:
        super().__init__()
        self.victim: Any = None
        self.at = -1
        self.after = False
        self.count = 0

    def answer(self, request: Request) -> Reply:
        number, self.count = self.count, self.count + 1
        if number == self.at and not self.after:
            os.kill(self.victim.pid, signal.SIGKILL)
            self.victim.wait()
            return Reply.of_json({}, 500)
        reply = super().answer(request)
        if number == self.at:
            os.kill(self.victim.pid, signal.SIGKILL)
            self.victim.wait()
        return reply


def start(url: str, home: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "anthropic_cli", "batches", "run", "q.jsonl", "--size", "8"]
    command += ["--poll", "0.01", "--settle", "0", "--max-retries", "0"]
    env = {**os.environ, "ANTHROPIC_CLI_HOME": str(home), "ANTHROPIC_BASE_URL": url, "ANTHROPIC_API_KEY": "any"}
    return subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.parametrize("after", [False, True])
def test_killed_at_each_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: bool) -> None:
    """One run, killed at its first request, then at the second one of the next attempt, and so on, to its end."""
    monkeypatch.chdir(tmp_path)
    lines = [json.dumps({"custom_id": f"q{n}", "prompt": f"Say {n}"}) for n in range(COUNT)]
    (tmp_path / "q.jsonl").write_text("\n".join(lines), "utf-8")
    emulator = Murderous()
    emulator.after = after
    kills = 0
    with serve(emulator) as url:
        for at in range(1, 40):
            emulator.count, emulator.at = 0, at
            emulator.victim = start(url, tmp_path / "home")
            _, stderr = emulator.victim.communicate(timeout=60)
            if emulator.victim.returncode != -signal.SIGKILL:
                assert emulator.victim.returncode == 0, stderr.decode()
                break
            kills += 1
    assert kills >= 4
    made = [r.json for r in emulator.requests if (r.method, r.path, r.status) == ("POST", "/v1/messages/batches", 200)]
    asked = [item["params"]["messages"][0]["content"] for body in made for item in body["requests"]]
    assert sorted(asked) == sorted(f"Say {n}" for n in range(COUNT))
    results = [json.loads(line) for line in (tmp_path / "q.results.jsonl").read_text("utf-8").splitlines()]
    assert [line["custom_id"] for line in results] == [f"q{n}" for n in range(COUNT)]
    assert [line["result"]["message"]["content"][0]["text"] for line in results] == [
        f"You said: Say {n}" for n in range(COUNT)
    ]
