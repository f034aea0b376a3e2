"""`anthropic doctor` against real TLS: it names the certificate that is not trusted, also through a proxy."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Callable, Generator

import pytest
import trustme

from anthropic_cli.certificates import inspect_tls


@contextlib.contextmanager
def listening(talk: Callable[[socket.socket], None]) -> Generator[int, None, None]:
    """A server that talks to each connection in a thread of its own; gives its port."""
    sock = socket.create_server(("127.0.0.1", 0))
    threads: list[threading.Thread] = []

    def serve(connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            talk(connection)

    def accept() -> None:
        while True:
            try:
                connection, _ = sock.accept()
            except OSError:
                return
            threads.append(threading.Thread(target=serve, args=(connection,), daemon=True))
            threads[-1].start()

    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield sock.getsockname()[1]
    finally:
        sock.shutdown(socket.SHUT_RDWR)
        sock.close()
        for thread in [accepting, *threads]:
            thread.join(10)


def tls_talk(certificate: trustme.LeafCert) -> Callable[[socket.socket], None]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)  # pyright: ignore[reportUnknownMemberType]  # pyOpenSSL's class

    def talk(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as tls:
            tls.recv(1)

    return talk


def proxy_talk(connection: socket.socket) -> None:
    """A proxy that knows CONNECT."""
    request = b""
    while b"\r\n\r\n" not in request:
        request += connection.recv(4096)
    port = int(request.split()[1].rpartition(b":")[2])

    def pump(source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                data = source.recv(65536)
                if not data:
                    break
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    with socket.create_connection(("127.0.0.1", port)) as other:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        back = threading.Thread(target=pump, args=(other, connection), daemon=True)
        back.start()
        pump(connection, other)
        back.join(10)


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA(organization_name="Corporate Proxy Inspection")


def test_untrusted_certificate_is_named(authority: trustme.CA, env: dict[str, str]) -> None:
    """By the command, as a finding; exit code 1."""
    leaf = authority.issue_cert("localhost", common_name="api.corp.test")
    with listening(tls_talk(leaf)) as port:
        env["ANTHROPIC_BASE_URL"] = f"https://localhost:{port}"
        command = [sys.executable, "-m", "anthropic_cli", "doctor", "--json"]
        done = subprocess.run(command, env=env, capture_output=True, check=False)
    assert done.returncode == 1, done.stderr
    findings: dict[str, Any] = {finding["check"]: finding for finding in json.loads(done.stdout)}
    assert findings["tls"]["ok"] is False
    assert "'api.corp.test', issued by" in findings["tls"]["detail"]
    assert findings["network"]["ok"] is False
    assert b"of-a-test" not in done.stdout + done.stderr


def test_trusted_certificate(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the corporate authority among those that are trusted."""
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with listening(tls_talk(authority.issue_cert("localhost"))) as port:
        ok, detail = inspect_tls("localhost", port, None)
    assert ok, detail
    assert "TLSv1" in detail


def test_wrong_host_is_told(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The certificate says for whom it is."""
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with listening(tls_talk(authority.issue_cert("elsewhere.test"))) as port:
        ok, detail = inspect_tls("localhost", port, None)
    assert not ok
    assert "elsewhere.test" in detail


def test_through_a_proxy(authority: trustme.CA) -> None:
    """The certificate behind it is the one that counts."""
    leaf = authority.issue_cert("localhost", common_name="api.corp.test")
    with listening(tls_talk(leaf)) as port, listening(proxy_talk) as proxy:
        ok, detail = inspect_tls("localhost", port, f"http://127.0.0.1:{proxy}")
    assert not ok
    assert "api.corp.test" in detail


def test_no_tls_at_all() -> None:
    """A plain server on that port."""
    with listening(lambda connection: connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as port:
        ok, detail = inspect_tls("localhost", port, None)
    assert not ok
    assert "TLS" in detail or "reached" in detail
