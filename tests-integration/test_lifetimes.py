"""One client for a whole process: threads, event loops one after the other, forks, cancelled tasks; nothing is used up.

Everything here is real: sockets on loopback, threads, processes.
"""

from __future__ import annotations

import asyncio
import gc
import os
import pickle
import socket
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Dict, Iterator, List, Tuple

import anyio
import anyio.from_thread
import httpx
import pytest
from loops import ASYNCIO, run_on
from scripted import MESSAGE, sse, text_events

from anthropic import (
    Anthropic,
    APIDeadlineError,
    APITimeoutError,
    AsyncAnthropic,
    DefaultAsyncHttpxClient,
    InternalServerError,
    StreamTimeout,
)

REQUEST: Dict[str, Any] = {"model": "m", "max_tokens": 8, "messages": [{"role": "user", "content": "hi"}]}


class LoopbackServer:
    """A tiny HTTP/1.1 server in threads: it answers by a function of the path, and counts connections."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.connections = 0
        self.open: set[socket.socket] = set()
        self.stopping = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            self.open.add(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        reader = connection.makefile("rb")
        try:
            while True:
                head = b""
                while not head.endswith(b"\r\n\r\n"):
                    line = reader.readline()
                    if not line:
                        return
                    head += line
                if b"content-length: " in head.lower():
                    reader.read(int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]))
                self._answer(connection, head.split(b" ")[1].decode())
        except (OSError, ValueError):
            pass
        finally:
            self.open.discard(connection)
            connection.close()

    def _answer(self, connection: socket.socket, path: str) -> None:
        import json

        if path.startswith("/stream"):
            connection.sendall(
                b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
            )
            for event in text_events(*"abcdefgh"):
                data = sse(event)
                connection.sendall(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            connection.sendall(b"0\r\n\r\n")
            return
        if path.startswith("/drip"):
            kind = b"text/event-stream" if "stream" in path else b"application/json"
            connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: " + kind + b"\r\ncontent-length: 100000\r\n\r\n")
            data = sse({"type": "ping"}) if "stream" in path else b"{ "
            for _ in range(300):
                connection.sendall(data)
                if self.stopping.wait(0.05):
                    return
            return
        if path.startswith("/silent"):
            self.stopping.wait(20)
            return
        if path.startswith(("/early", "/headers")):
            connection.sendall(b"HTTP/1.1 200 OK\r\n" if path.startswith("/headers") else b"")
            for _ in range(300):
                connection.sendall(b"x: y\r\n" if path.startswith("/headers") else b"HTTP/1.1 103 Early Hints\r\n\r\n")
                if self.stopping.wait(0.05):
                    return
            return
        data = json.dumps(MESSAGE).encode()
        connection.sendall(
            f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(data)}\r\n\r\n".encode() + data
        )

    def close(self) -> None:
        self.stopping.set()
        self.listener.close()
        for connection in list(self.open):
            connection.close()


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    made = LoopbackServer()
    yield made
    made.close()


MADE: List[Anthropic] = []


@pytest.fixture(autouse=True)
def nothing_left_open() -> Iterator[None]:
    """Blocking clients are closed; async ones close with their loop."""
    yield
    while MADE:
        MADE.pop().close()
    gc.collect()


def client(server: LoopbackServer, path: str = "", **options: Any) -> Anthropic:
    MADE.append(Anthropic(api_key="k", base_url=server.url + path, **options))
    return MADE[-1]


def async_client(server: LoopbackServer, path: str = "", **options: Any) -> AsyncAnthropic:
    return AsyncAnthropic(api_key="k", base_url=server.url + path, **options)


@pytest.mark.usefixtures("connections")
def test_two_event_loops(server: LoopbackServer) -> None:
    """One async client serves two `asyncio.run` in a row, and trio after them."""
    shared = async_client(server)

    async def ask() -> str:
        return (await shared.messages.create(**REQUEST)).id

    assert asyncio.run(ask()) == "msg_1"
    assert asyncio.run(ask()) == "msg_1"
    assert anyio.run(ask, backend="trio") == "msg_1"


@pytest.mark.usefixtures("connections")
def test_event_loops_in_threads(server: LoopbackServer) -> None:
    shared = async_client(server)

    async def ask() -> str:
        return (await shared.messages.create(**REQUEST)).id

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: asyncio.run(ask()), range(8))) == ["msg_1"] * 8


def test_threads(server: LoopbackServer) -> None:
    """Threads share one client and its connections."""
    with client(server) as shared, ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda _: shared.messages.create(**REQUEST).id, range(64))) == ["msg_1"] * 64
        assert server.connections <= 8


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_fork(server: LoopbackServer) -> None:
    """A forked child opens its own connections and leaves the parent's alone."""
    shared = client(server)
    shared.messages.create(**REQUEST)
    before = server.connections
    child = os.fork()
    if child == 0:
        try:
            os._exit(0 if shared.messages.create(**REQUEST).id == "msg_1" else 1)
        except BaseException:
            os._exit(2)
    _, status = os.waitpid(child, 0)
    assert status == 0
    assert server.connections == before + 1
    assert shared.messages.create(**REQUEST).id == "msg_1"
    assert server.connections == before + 1


def test_pickle(server: LoopbackServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that has worked pickles to one that works, with the key of the new process."""
    shared = client(server)
    shared.messages.create(**REQUEST)
    monkeypatch.setenv("ANTHROPIC_API_KEY", "other")
    again = pickle.loads(pickle.dumps(shared))
    assert again.api_key == "other"
    assert again.messages.create(**REQUEST).id == "msg_1"
    again.close()


def test_connections_are_reused(server: LoopbackServer) -> None:
    with client(server) as shared:
        for _ in range(5):
            shared.messages.create(**REQUEST)
            list(shared.with_options(base_url=server.url + "/stream").messages.create(**REQUEST, stream=True))
        assert server.connections == 1


def pool_of(shared: Any) -> Any:
    return shared._client._transport._pool


def test_streams_left_early_free_their_connections() -> None:
    """A pool of two never runs dry: blocks left, loops left, streams dropped, exceptions."""
    server = LoopbackServer()
    http = httpx.Client(limits=httpx.Limits(max_connections=2), timeout=httpx.Timeout(5, pool=2))
    shared = client(server, "/stream", http_client=http, max_retries=0)
    try:
        for _ in range(4):
            with shared.messages.stream(**REQUEST) as stream:
                next(iter(stream))
            for _ in shared.messages.create(**REQUEST, stream=True):
                break
            shared.messages.create(**REQUEST, stream=True)
            gc.collect()
            with pytest.raises(ZeroDivisionError), shared.messages.stream(**REQUEST) as stream:
                for _ in stream.text_stream:
                    raise ZeroDivisionError
        assert shared.messages.create(**REQUEST, stream=True) is not None
    finally:
        server.close()
        shared.close()


@pytest.mark.usefixtures("connections")
@pytest.mark.parametrize("make", [httpx.AsyncClient, DefaultAsyncHttpxClient])
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_cancelled_tasks_free_their_connections(server: LoopbackServer, backend: str, make: Any) -> None:
    """A task that is cancelled while waiting, or in the middle of a body or stream, gives its connection back."""

    async def main() -> None:
        http = make(limits=httpx.Limits(max_connections=2), timeout=httpx.Timeout(5, pool=2))
        async with async_client(server, http_client=http, max_retries=0) as shared:
            for path in ("/silent", "/drip/stream", "/drip") * 3:
                with anyio.move_on_after(0.05):
                    await shared.with_options(base_url=server.url + path).messages.create(
                        **REQUEST, stream="stream" in path
                    )
                with anyio.move_on_after(0.05):
                    await (await shared.with_options(base_url=server.url + "/drip").files.download("f")).read()
            streaming = shared.with_options(base_url=server.url + "/stream")
            for _ in range(3):
                stream = await streaming.messages.create(**REQUEST, stream=True)
                async for _ in stream:
                    break
            for _ in range(3):
                dropped: Any = await streaming.files.download("f")
                del dropped
                await anyio.sleep(0.05)
            await anyio.sleep(0.05)
            assert (await shared.messages.create(**REQUEST)).id == "msg_1"

    anyio.run(main, backend=backend)


CASES: List[Tuple[str, bool]] = [
    ("/silent", False),
    ("/drip", False),
    ("/silent", True),
    ("/drip/stream", True),
    ("/headers", False),
    ("/early", True),
]


@pytest.mark.usefixtures("connections")
@pytest.mark.parametrize(("path", "stream"), CASES)
@pytest.mark.parametrize("kind", ["sync", *ASYNCIO, "trio"])
def test_deadline(server: LoopbackServer, path: str, stream: bool, kind: str) -> None:
    """A deadline holds against a server that is silent, drips body or headers, or only pings; all retries included."""
    begun = time.monotonic()
    with pytest.raises(APIDeadlineError):
        if kind == "sync":
            list(client(server, path, deadline=0.4).messages.create(**REQUEST, stream=stream))
        else:

            async def main() -> None:
                shared = async_client(server, path, deadline=0.4)
                result: Any = await shared.messages.create(**REQUEST, stream=stream)
                async for _ in result:
                    pass

            run_on(kind, main)
    assert 0.35 < time.monotonic() - begun < 0.8  # on a busy machine; a quiet one takes 0.41


@pytest.mark.parametrize("kind", ["asyncio", "trio"])
def test_deadline_in_a_busy_loop(kind: str) -> None:
    """A wait between attempts that ends in time, but late because of others, is an APIDeadlineError as any lateness."""
    failing = httpx.MockTransport(lambda _: httpx.Response(500, headers={"retry-after": "0.1"}))
    shared = AsyncAnthropic(api_key="k", http_client=httpx.AsyncClient(transport=failing), deadline=0.15)

    async def hog() -> None:
        await anyio.sleep(0.02)
        time.sleep(0.3)  # noqa: ASYNC251  # that is the point

    async def main() -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(hog)
            with pytest.raises((APIDeadlineError, InternalServerError)):
                await shared.messages.create(**REQUEST)

    anyio.run(main, backend=kind)


@pytest.mark.parametrize("way", ["parse", "read", "text", "json", "iter_bytes", "iter_text", "iter_lines", "file"])
@pytest.mark.parametrize("kind", ["sync", *ASYNCIO, "trio"])
def test_deadline_of_an_unread_response(server: LoopbackServer, kind: str, way: str, tmp_path: Any) -> None:
    """The deadline of `with_streaming_response` holds for the body too, however it is read."""
    begun = time.monotonic()
    args = [tmp_path / "file"] if way == "file" else []
    way = "stream_to_file" if way == "file" else way
    with pytest.raises(APIDeadlineError):
        if kind == "sync":
            faced: Any = client(server, "/drip", deadline=0.4).messages.with_streaming_response
            with faced.create(**REQUEST) as response:
                list(getattr(response, way)(*args))
        else:

            async def main() -> None:
                faced: Any = async_client(server, "/drip", deadline=0.4).messages.with_streaming_response
                async with faced.create(**REQUEST) as response:
                    result = getattr(response, way)(*args)
                    if not way.startswith("iter"):
                        await result
                    else:
                        async for _ in result:
                            pass

            run_on(kind, main)
    assert 0.35 < time.monotonic() - begun < 0.8


@pytest.mark.parametrize("kind", ["sync", "asyncio", "trio"])
def test_first_event_clock(server: LoopbackServer, kind: str) -> None:
    """Pings keep a connection alive, but are no progress."""
    limits = StreamTimeout(first_event=0.3)
    begun = time.monotonic()
    with pytest.raises(APITimeoutError, match="first_event"):
        if kind == "sync":
            list(
                client(server, "/drip/stream", stream_timeout=limits, max_retries=0).messages.create(
                    **REQUEST, stream=True
                )
            )
        else:

            async def main() -> None:
                shared = async_client(server, "/drip/stream", stream_timeout=limits, max_retries=0)
                async for _ in await shared.messages.create(**REQUEST, stream=True):
                    pass

            run_on(kind, main)
    assert 0.25 < time.monotonic() - begun < 0.8


def test_clients_share_one_tls_context() -> None:
    """A thousand clients have one TLS context between them."""
    from anthropic import _http

    made = [Anthropic(api_key="k") for _ in range(1000)]
    contexts = {id(client._client._transport._pool._ssl_context) for client in made[:10]}
    assert contexts == {id(_http.shared_tls_context())}
    for each in made:
        each.close()


def test_tls_is_verified(tmp_path: Any) -> None:
    """The shared context trusts the usual authorities and nobody else, until told otherwise."""
    import ssl

    import trustme

    from anthropic import APIConnectionError, DefaultHttpxClient

    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        import json

        data = json.dumps(MESSAGE).encode()
        for _ in range(2):
            connection, _ = listener.accept()
            try:
                with context.wrap_socket(connection, server_side=True) as tls:
                    with tls.makefile("rb") as request:  # all of it: a socket closed with unread data resets
                        fields = dict(
                            line.lower().split(b": ", 1) for line in iter(request.readline, b"\r\n") if b": " in line
                        )
                        request.read(int(fields[b"content-length"]))
                    tls.sendall(f"HTTP/1.1 200 OK\r\ncontent-length: {len(data)}\r\n\r\n".encode() + data)
            except (ssl.SSLError, ConnectionError):
                connection.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    url = f"https://localhost:{listener.getsockname()[1]}"
    with pytest.raises(APIConnectionError, match="certificate verify failed"), Anthropic(
        api_key="k", base_url=url, max_retries=0
    ) as usual:
        usual.messages.create(**REQUEST)
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)
    mine = Anthropic(api_key="k", base_url=url, http_client=DefaultHttpxClient(verify=trusted), max_retries=0)
    assert mine.messages.create(**REQUEST).id == "msg_1"
    mine.close()
    thread.join(5)
    listener.close()


def test_interpreter_exit_is_quiet(server: LoopbackServer) -> None:
    """A script that leaves clients and streams behind ends without a word."""
    import subprocess

    code = f"""
import asyncio, anthropic
r = dict(model="m", max_tokens=8, messages=[{{"role": "user", "content": "hi"}}])
sync = anthropic.Anthropic(api_key="k", base_url="{server.url}/stream")
left = sync.messages.create(**r, stream=True)
next(left)
aclient = anthropic.AsyncAnthropic(api_key="k", base_url="{server.url}/stream")
async def main():
    async for _ in await aclient.messages.create(**r, stream=True):
        break
asyncio.run(main())
print("done")
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, timeout=30, check=False
    )
    assert (done.stdout.strip(), done.stderr.strip()) == ("done", "")
