"""The emulator as an HTTP server on this machine."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import TYPE_CHECKING, Any, Generator

import uvicorn
from typing_extensions import override
from uvicorn.protocols.http.h11_impl import H11Protocol

from .asgi import TRANSPORT, application
from .emulator import Emulator

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

BACKLOG = 2048


class EmulatorProtocol(H11Protocol):
    """HTTP/1.1 by h11; the application finds its connection in the scope, so that it can break it."""

    @override
    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        answer: Any = self.app

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            scope[TRANSPORT] = transport
            await answer(scope, receive, send)

        self.app = app


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that takes connections at once. Raises: OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle's algorithm off only on sockets that name their protocol; with it, small chunks come late.
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
        sock.listen(BACKLOG)
    except OSError:
        sock.close()
        raise
    return sock


def url_of(sock: socket.socket) -> str:
    """The base URL of a server that listens there."""
    host, port = sock.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def server_for(emulator: Emulator) -> uvicorn.Server:
    """A server that has yet to be run with a socket."""
    config = uvicorn.Config(
        application(emulator),
        http=EmulatorProtocol,
        loop="asyncio",
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        log_level="critical",
        server_header=False,
        timeout_keep_alive=60,
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)


@contextlib.contextmanager
def serve(emulator: Emulator | None = None, *, host: str = "127.0.0.1", port: int = 0) -> Generator[str, None, None]:
    """Serve in a thread for the length of a `with` block; its value is the base URL. Port 0 is any free one.

    with serve(Emulator()) as base_url:
        client = Anthropic(base_url=base_url, api_key="any")
    """
    sock = listening_socket(host, port)
    server = server_for(emulator if emulator is not None else Emulator())
    thread = threading.Thread(target=server.run, args=([sock],), name="anthropic-emulator", daemon=True)
    thread.start()
    try:
        yield url_of(sock)
    finally:
        server.should_exit = True
        thread.join()
        sock.close()
