"""Why a server's certificate is not trusted, and which certificate that is."""

from __future__ import annotations

import base64
import contextlib
import socket
import ssl
from typing import Any, Generator, Mapping
from urllib.parse import unquote, urlsplit

TIMEOUT_SECONDS = 10.0
NO_CHECK_TIME = 0x200000
PARTIAL_CHAIN = 0x80000
"""Flags of OpenSSL (X509_V_FLAG_…), not all of which have a name in every Python."""


def inspect_tls(host: str, port: int, proxy: str | None) -> tuple[bool, str]:
    """Whether the certificate of a server is trusted, and a sentence about it; no failure of the network is raised."""
    try:
        context = client_context()
        try:
            with _connected(host, port, proxy) as sock, context.wrap_socket(sock, server_hostname=host) as tls:
                return True, f"{tls.version()}, {described(tls.getpeercert())}"
        except ssl.SSLCertVerificationError as error:
            return False, f"{error.verify_message}: {_failing(host, port, proxy)}"
    except ssl.SSLError as error:
        return False, f"{host}:{port} does not speak TLS as it should: {error.reason or error}"
    except OSError as error:
        return False, f"{host}:{port} cannot be reached{' by the proxy' if proxy else ''}: {error}"


def client_context() -> ssl.SSLContext:
    """What the client trusts: httpx decides that for both."""
    import httpx

    return httpx.create_ssl_context()


def described(certificate: Mapping[str, Any] | None) -> str:
    """A certificate in words: whose, by whom, until when."""
    if not certificate:
        return "a certificate that does not show"
    names = [value for kind, value in certificate.get("subjectAltName", ()) if kind in ("DNS", "IP Address")]
    text = f"certificate of {_name(certificate.get('subject', ()))}, issued by {_name(certificate.get('issuer', ()))}"
    return f"{text}, valid until {certificate.get('notAfter')}" + (f", for {', '.join(names[:3])}" if names else "")


def _failing(host: str, port: int, proxy: str | None) -> str:
    """The certificate that the server shows, read by trusting that very one for a moment; nothing is sent."""
    blind = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    blind.check_hostname = False
    blind.verify_mode = ssl.CERT_NONE
    with _connected(host, port, proxy) as sock, blind.wrap_socket(sock, server_hostname=host) as tls:
        der = tls.getpeercert(binary_form=True)
    if der is None:
        return "the server shows no certificate"
    seeing = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    seeing.check_hostname = False
    seeing.verify_flags = ssl.VerifyFlags(seeing.verify_flags | PARTIAL_CHAIN | NO_CHECK_TIME)
    seeing.load_verify_locations(cadata=der)
    try:
        with _connected(host, port, proxy) as sock, seeing.wrap_socket(sock, server_hostname=host) as tls:
            return described(tls.getpeercert())
    except ssl.SSLError:
        return "a certificate that cannot be read"


def _name(parts: Any) -> str:
    """The common name of a subject or issuer, or else all that there is."""
    pairs = [pair for group in parts for pair in group]
    common = [value for key, value in pairs if key == "commonName"]
    return repr(common[0] if common else ", ".join(value for _, value in pairs) or "nobody")


@contextlib.contextmanager
def _connected(host: str, port: int, proxy: str | None) -> Generator[socket.socket, None, None]:
    """A connection, by a proxy (`CONNECT`) where there is one. Raises: OSError."""
    if proxy is None:
        with socket.create_connection((host, port), TIMEOUT_SECONDS) as sock:
            yield sock
        return
    parts = urlsplit(proxy if "//" in proxy else f"http://{proxy}")
    with socket.create_connection((parts.hostname or "", parts.port or 80), TIMEOUT_SECONDS) as sock:
        lines = [f"CONNECT {host}:{port} HTTP/1.1", f"Host: {host}:{port}"]
        if parts.username:
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            lines.append(f"Proxy-Authorization: Basic {base64.b64encode(pair.encode()).decode()}")
        sock.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        answer = b""
        while b"\r\n\r\n" not in answer and len(answer) < 65536:
            piece = sock.recv(4096)
            if not piece:
                break
            answer += piece
        status = answer.split(b"\r\n")[0].decode("latin-1")
        if " 200" not in status:
            raise OSError(f"the proxy answers {status!r}")
        yield sock
