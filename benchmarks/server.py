"""A small fast HTTP server on loopback in a process of its own: one small answer, or below `/stream` one stream.

Below `/later` the answer comes after `DELAY_SECONDS`, so that requests that were sent together are in flight together.

python -m benchmarks.server prints its port, and ends when its standard input does.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys

from . import data

ANSWER = data.small_answer()
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nrequest-id: req_1\r\n"
RESPONSE = b"%scontent-length: %d\r\n\r\n%s" % (HEAD, len(ANSWER), ANSWER)
DELAY_SECONDS = 0.05
STREAM = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\nrequest-id: req_1\r\n\r\n%s"
    % (b"".join(b"%x\r\n%s\r\n" % (len(event), event) for event in [*data.text_stream(data.DELTAS), b""]))
)


class Answering(asyncio.Protocol):
    """One connection. Of a request nothing is read but the length of its body."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.head = b""
        self.response, self.is_late = RESPONSE, False
        self.body_bytes = 0
        """Of the body that is arriving; what is still to come."""

    def data_received(self, chunk: bytes) -> None:
        while chunk:
            if self.body_bytes > len(chunk):
                self.body_bytes -= len(chunk)
                return
            if self.body_bytes:
                chunk, self.body_bytes = chunk[self.body_bytes :], 0
                self.answer()
                continue
            head, end, rest = (self.head + chunk).partition(b"\r\n\r\n")
            if not end:
                self.head = head
                return
            self.head, chunk = b"", rest
            self.response = STREAM if head.startswith(b"POST /stream/") else RESPONSE
            self.is_late = head.startswith(b"POST /later/")
            at = head.lower().find(b"\r\ncontent-length:")
            self.body_bytes = int(head[at + 17 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            if not self.body_bytes:
                self.answer()

    def answer(self) -> None:
        """The request is complete."""
        write = self.transport.write  # type: ignore[attr-defined]
        if self.is_late:
            asyncio.get_running_loop().call_later(DELAY_SECONDS, write, self.response)
        else:
            write(self.response)


async def serve() -> None:
    """Answer until standard input ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Answering, "127.0.0.1", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    with contextlib.suppress(ImportError):  # where it is not installed, the client waits more
        import uvloop

        uvloop.install()
    asyncio.run(serve())
