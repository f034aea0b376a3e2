"""Bodies that stop in the middle, over real sockets: results and downloads keep to the deadline of their call."""

from __future__ import annotations

import json
import socket
import threading
import time
from typing import Any, Callable, Iterator

import anyio
import pytest

from anthropic import Anthropic, APIConnectionError, APIDeadlineError, AsyncAnthropic
from anthropic.types.messages import MessageBatchIndividualResponse

LINE = json.dumps({"custom_id": "a", "result": {"type": "canceled"}}).encode() + b"\n"
DEADLINE_SECONDS = 0.3


class Server:
    """Names itself as the place of all results; sends half of each body, and then nothing, or the end."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.hang_up = False
        self.done = threading.Event()
        self.left = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as reader:
            while True:
                line = reader.readline()
                if not line:
                    self.left.set()
                    return
                for _ in iter(reader.readline, b"\r\n"):
                    pass
                if line.startswith(b"GET /v1/messages/batches/b "):
                    body = json.dumps({"id": "b", "results_url": f"{self.url}/results"}).encode()
                    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(body), body))
                    continue
                connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n" + LINE * 3)
                if self.hang_up:
                    return


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.listener.close()


def read_blocking(url: str, way: str, seen: list[Any], **options: Any) -> None:
    with Anthropic(api_key="k", base_url=url, max_retries=0) as client:
        if way == "results":
            seen.extend(client.messages.batches.results("b", **options))
        elif way == "pieces":
            seen.extend(client.files.download("f", **options).iter_bytes(len(LINE)))
        else:
            client.files.download("f", **options).read()


def read_awaiting(url: str, way: str, seen: list[Any], **options: Any) -> None:
    async def main() -> None:
        async with AsyncAnthropic(api_key="k", base_url=url, max_retries=0) as client:
            if way == "results":
                async for result in client.messages.batches.results("b", **options):
                    seen.append(result)  # noqa: PERF401  # those before the error count
            elif way == "pieces":
                response = await client.files.download("f", **options)
                async for piece in response.iter_bytes(len(LINE)):
                    seen.append(piece)  # noqa: PERF401  # those before the error count
            else:
                await (await client.files.download("f", **options)).read()

    anyio.run(main)


Read = Callable[..., None]


@pytest.mark.parametrize("way", ["results", "pieces", "whole"])
@pytest.mark.parametrize("read", [read_blocking, read_awaiting])
def test_the_deadline_ends_a_silent_body(server: Server, read: Read, way: str) -> None:
    """What came before is given; then the deadline is an APIDeadlineError, in time, and the connection is gone."""
    seen: list[Any] = []
    started = time.monotonic()
    with pytest.raises(APIDeadlineError):
        read(server.url, way, seen, deadline=DEADLINE_SECONDS)
    assert DEADLINE_SECONDS - 0.05 < time.monotonic() - started < DEADLINE_SECONDS + 0.5
    assert len(seen) == (0 if way == "whole" else 3)
    assert server.left.wait(5)


@pytest.mark.parametrize("way", ["results", "pieces", "whole"])
@pytest.mark.parametrize("read", [read_blocking, read_awaiting])
def test_a_body_that_breaks_off(server: Server, read: Read, way: str) -> None:
    """A connection that ends in the middle is an APIConnectionError, also at the end of a line."""
    server.hang_up = True
    seen: list[Any] = []
    with pytest.raises(APIConnectionError):
        read(server.url, way, seen)
    if way == "results":
        assert [type(result) for result in seen] == [MessageBatchIndividualResponse] * 3


def test_leaving_early_frees_the_only_connection(server: Server) -> None:
    """With room for one connection, results that were left do not stand in the way of the next call."""
    import httpx

    http = httpx.Client(limits=httpx.Limits(max_connections=1), timeout=5)
    with Anthropic(api_key="k", base_url=server.url, max_retries=0, http_client=http) as client:
        for _ in range(3):
            for _ in client.messages.batches.results("b"):
                break
            client.files.download("f").close()
            with client.files.with_streaming_response.download("f") as response:
                next(response.iter_bytes())
        assert client.messages.batches.retrieve("b").id == "b"
