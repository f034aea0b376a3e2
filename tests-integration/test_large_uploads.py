"""A file of two gigabytes goes up and comes down over loopback, in little memory."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Iterator

import pytest

SIZE = 2 * 1024**3
ALLOWED_BYTES = 50 * 1024**2
FILE = (
    b'{"id":"file_1","type":"file","filename":"f","mime_type":"m","size_bytes":1,"created_at":"2026-01-01T00:00:00Z"}'
)

PROGRAM = """
import json, pathlib, resource, sys
import anyio
from anthropic import Anthropic, AsyncAnthropic

url, path, way, target = sys.argv[1:]
scale = 1 if sys.platform == "darwin" else 1024  # macOS tells bytes

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale

def blocking():
    with Anthropic(api_key="k", base_url=url, max_retries=0) as client:
        client.files.upload(file=b"small")
        client.files.download("small").read()
        before = peak()
        if way.endswith("up"):
            client.files.upload(file=pathlib.Path(path))
        else:
            client.files.download("large").write_to_file(target)
        return peak() - before

async def awaiting():
    async with AsyncAnthropic(api_key="k", base_url=url, max_retries=0) as client:
        await client.files.upload(file=b"small")
        await (await client.files.download("small")).read()
        before = peak()
        if way.endswith("up"):
            await client.files.upload(file=pathlib.Path(path))
        else:
            await (await client.files.download("large")).write_to_file(target)
        return peak() - before

print(json.dumps({"grown": blocking() if way.startswith("sync") else anyio.run(awaiting)}))
"""


class Server:
    """Reads uploads and throws them away; answers downloads with zeros."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.received: list[int] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        buffer = bytearray(1024**2)
        with connection, connection.makefile("rb") as reader:
            while True:
                line = reader.readline()
                if not line:
                    return
                length = 0
                for header in iter(reader.readline, b"\r\n"):
                    name, _, value = header.partition(b":")
                    length = int(value) if name.lower() == b"content-length" else length
                left = length
                while left:
                    left -= reader.readinto(memoryview(buffer)[: min(left, len(buffer))])
                self.received.append(length)
                size = 5 if line.startswith(b"GET /v1/files/small") else SIZE
                if line.startswith(b"POST"):
                    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(FILE), FILE))
                else:
                    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % size)
                    zeros = bytes(1024**2)
                    for start in range(0, size, len(zeros)):
                        connection.sendall(zeros[: size - start])


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.listener.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows does not tell the peak of a process's memory in the same way")
@pytest.mark.parametrize("way", ["sync up", "async up", "sync down", "async down"])
def test_memory_does_not_grow_with_the_file(server: Server, tmp_path: Path, way: str) -> None:
    """Whatever the size of a file, an upload from disk and a download to disk take less than 50 MB of memory."""
    source, target = tmp_path / "source", tmp_path / "target"
    with open(source, "wb") as sparse:
        sparse.truncate(SIZE)
    where = os.devnull if way.endswith("down") else str(target)
    program = [sys.executable, "-c", PROGRAM, server.url, str(source), way, where]
    done = subprocess.run(program, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["grown"] < ALLOWED_BYTES
    if way.endswith("up"):
        assert server.received[-1] > SIZE
