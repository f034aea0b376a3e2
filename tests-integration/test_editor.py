"""What an editor shows: completion, signature help and go-to-definition, over the language server protocol."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys
from typing import Any, Dict, Iterator

import pytest

SOURCE = """\
from anthropic import Anthropic, AsyncAnthropic

client = Anthropic()
client.messages.create(max_tokens=1, m)
client.messages.
client.messages.stream(max_tokens=1, )
client.messages.create(model="m", max_tokens=1, messages=[]).content[0].
AsyncAnthropic().messages.count_tokens(model="", )
"""


class LanguageServer:
    """pyright's language server on a pipe."""

    def __init__(self, folder: pathlib.Path) -> None:
        command = [sys.executable, "-m", "pyright.langserver", "--stdio"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.count = 0
        self.uri = (folder / "main.py").as_uri()
        (folder / "main.py").write_text(SOURCE)
        settings = {"python": {"pythonPath": sys.executable}}
        (folder / "pyrightconfig.json").write_text("{}")
        self.settings = settings
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": folder.as_uri(),
                "workspaceFolders": [{"uri": folder.as_uri(), "name": "test"}],
                "capabilities": {"workspace": {"configuration": True}},
            },
        )
        self.tell("initialized", {})
        document = {"uri": self.uri, "languageId": "python", "version": 1, "text": SOURCE}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def send(self, message: Dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        self.process.stdin.flush()

    def tell(self, method: str, params: Any) -> None:
        self.send({"method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        self.count += 1
        self.send({"id": self.count, "method": method, "params": params})
        while True:
            message = self.read()
            if message.get("id") == self.count and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            if "id" in message:  # a question of the server
                sections = message["params"].get("items", []) if isinstance(message.get("params"), dict) else []
                answer = [self.settings["python"] if item.get("section") == "python" else {} for item in sections]
                self.send({"id": message["id"], "result": answer or None})

    def read(self) -> Dict[str, Any]:
        assert self.process.stdout is not None
        length = 0
        while True:
            line = self.process.stdout.readline().strip()
            if not line:
                break
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        assert length, "the language server ended"
        return json.loads(self.process.stdout.read(length))

    def at(self, line: int, text: str) -> Dict[str, Any]:
        """The position right behind some text of a line."""
        column = SOURCE.splitlines()[line].index(text) + len(text)
        return {"textDocument": {"uri": self.uri}, "position": {"line": line, "character": column}}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    made = LanguageServer(tmp_path_factory.mktemp("editor"))
    yield made
    made.process.terminate()
    made.process.wait(10)
    for pipe in (made.process.stdin, made.process.stdout):
        assert pipe is not None
        pipe.close()


def labels(server: LanguageServer, line: int, text: str) -> set[str]:
    found = server.ask("textDocument/completion", server.at(line, text))
    return {item["label"] for item in (found["items"] if isinstance(found, dict) else found)}


def test_methods_are_completed(server: LanguageServer) -> None:
    assert {"create", "stream", "parse", "count_tokens", "batches", "with_raw_response"} <= labels(
        server, 4, "client.messages."
    )


def test_parameters_are_completed(server: LanguageServer) -> None:
    assert {"model=", "messages=", "system=", "metadata="} <= labels(server, 3, "max_tokens=1, m")


def test_signature_help(server: LanguageServer) -> None:
    """The parameters with their types, for blocking, streaming and async methods."""
    for line, text in ((3, "max_tokens=1, "), (5, "max_tokens=1, "), (7, 'model="", ')):
        signatures = server.ask("textDocument/signatureHelp", server.at(line, text))["signatures"]
        shown = " ".join(signature["label"] for signature in signatures)
        assert "messages: Iterable[MessageParam]" in shown
        assert "model:" in shown


def test_definition(server: LanguageServer) -> None:
    """Go-to-definition of the method lands in its source."""
    found = server.ask("textDocument/definition", server.at(3, "client.messages.crea"))
    assert any("resources/messages/messages.py" in place.get("uri", place.get("targetUri", "")) for place in found)


def test_fields_are_completed(server: LanguageServer) -> None:
    assert {"type", "text"} <= labels(server, 6, ".content[0].")
