"""Clients for node that others wrote hold their conversations with the emulator."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, Dict, List

import pytest
from peers.npm.conftest import Install
from peers.process import environ

from anthropic_testing import Emulator, serve

PROGRAM = Path(__file__).with_name("conversation.mjs")


def run(command: List[str], folder: Path, env: dict[str, str]) -> Any:
    """The JSON at the end of what a command prints."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return json.loads(done.stdout)


def test_the_typescript_client(node: str, npm_install: Install) -> None:
    """Messages, streams, tools, thinking, models, batches, files and errors."""
    folder = npm_install("typescript", "@anthropic-ai/sdk@1")
    program = shutil.copy(PROGRAM, folder)
    with serve(Emulator()) as url:
        found: Dict[str, Any] = run([node, "--no-warnings", str(program)], folder, environ(BASE_URL=url))
    assert found["text"] == "You said: Hello"
    assert found["events"][0] == "message_start"
    assert found["events"][-1] == "message_stop"
    assert found["call"] == {"city": "Paris"}
    assert found["loop"] == "The tool answered: 21 degrees"
    assert found["thinking"] == ["thinking", "text"]
    assert found["tokens"] > 5
    assert len(found["models"]) > 5
    assert found["batch"] == "ended"
    assert found["results"] == ["succeeded"]
    assert found["file"] == ["a.txt", 7]
    kinds = ["BadRequestError", "AuthenticationError", "PermissionDeniedError", "NotFoundError", "RateLimitError"]
    assert list(found["errors"].values()) == [[kind, True] for kind in [*kinds, "InternalServerError"]]


@pytest.mark.parametrize("ask", ["plain", "tool"])
def test_claude_code(node: str, npm_install: Install, tmp_path: Path, ask: str) -> None:
    """The command-line agent streams an answer; with a tool, it runs a command and sends back what that printed."""
    folder = npm_install("claude-code", "@anthropic-ai/claude-code@2")
    emulator = Emulator(any_model=True)
    if ask == "tool":
        command = {"command": "echo seven otters", "description": "Count"}
        emulator.script([{"type": "tool_use", "id": "toolu_1", "name": "Bash", "input": command}], "There are seven.")
    else:
        emulator.script("There are seven.")
    agent = str(folder / "node_modules" / ".bin" / "claude")
    options = ["--output-format", "json", "--model", "claude-opus-4-8", "--tools", "Bash", "--allowedTools", "Bash"]
    quiet = {"CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1", "DISABLE_AUTOUPDATER": "1", "DISABLE_TELEMETRY": "1"}
    with serve(emulator) as url:
        env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "ANTHROPIC_BASE_URL": url, "ANTHROPIC_API_KEY": "k"}
        found = run([agent, "-p", "How many otters?", *options], tmp_path, {**env, **quiet})
    assert found["result"] == "There are seven."
    assert not found["is_error"]
    assert {request.status for request in emulator.requests} == {200}
    sent = "".join(request.content.decode() for request in emulator.requests)
    assert ("seven otters" in sent) == (ask == "tool")
    results = [block for request in emulator.requests for block in tool_results(request.json)]
    assert [str(block["content"]) for block in results] == (["seven otters"] if ask == "tool" else [])


def tool_results(body: Any) -> List[Dict[str, Any]]:
    """The results of tools in the last turn of a request."""
    content = body["messages"][-1]["content"] if body else []
    return [block for block in content if isinstance(block, dict) and block.get("type") == "tool_result"]
