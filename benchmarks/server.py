"""A small fast HTTP server on loopback in a process of its own: every request gets the same small answer.

python -m benchmarks.server prints its port, and ends when its standard input does.
"""

from __future__ import annotations

import asyncio
import sys

from . import data

ANSWER = data.small_answer()
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nrequest-id: req_1\r\n"
RESPONSE = b"%scontent-length: %d\r\n\r\n%s" % (HEAD, len(ANSWER), ANSWER)


class Answering(asyncio.Protocol):
    """One connection. Requests are counted by their heads and content lengths, nothing else is read."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.rest = b""

    def data_received(self, chunk: bytes) -> None:
        self.rest += chunk
        while True:
            end = self.rest.find(b"\r\n\r\n")
            if end < 0:
                return
            head = self.rest[:end].lower()
            at = head.find(b"\r\ncontent-length:")
            length = int(head[at + 17 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            if len(self.rest) < end + 4 + length:
                return
            self.rest = self.rest[end + 4 + length :]
            self.transport.write(RESPONSE)  # type: ignore[attr-defined]


async def serve() -> None:
    """Answer until standard input ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Answering, "127.0.0.1", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve())
