"""A Microsoft Entra ID and a managed identity on loopback, shaped as azure-identity wants them."""

from __future__ import annotations

import dataclasses
import json
import secrets
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

TENANT = "11111111-2222-4333-8444-555555555555"
CLIENT = {"client_id": "66666666-7777-4888-8999-000000000000", "client_secret": "hush"}
SCOPE = "https://ai.azure.com/.default"
IDENTITY_HEADER = "identity-header"


@dataclasses.dataclass
class Entra:
    """What the servers know and have seen."""

    url: str = ""
    ca: str = ""
    """Path of the authority that vouches for the server."""
    identity_url: str = ""
    """Where the managed identity is."""
    lifetime: int = 3600
    """Seconds that a token lives."""
    issued: list[str] = dataclasses.field(default_factory=lambda: cast("list[str]", []))
    """How each token came about."""
    valid: set[str] = dataclasses.field(default_factory=lambda: cast("set[str]", set()))
    wait_for: threading.Event | None = None
    """The token server answers when it is set."""

    def issue(self, how: str) -> str:
        """A new token."""
        if self.wait_for is not None and not self.wait_for.wait(10):
            raise TimeoutError("nobody went on while a token was asked for")
        token = f"eyJ.{secrets.token_hex(8)}"
        self.issued.append(how)
        self.valid.add(token)
        return token

    def token(self, form: dict[str, str]) -> tuple[int, Any]:
        """POST /{tenant}/oauth2/v2.0/token"""
        wanted = {"grant_type": "client_credentials", "scope": SCOPE, **CLIENT}
        wrong = sorted(name for name, value in wanted.items() if form.get(name, "").split(" ")[0] != value)
        if wrong:
            code = "AADSTS7000215: Invalid client secret provided." if wrong == ["client_secret"] else "AADSTS900144"
            return 401, {"error": "invalid_client", "error_description": f"{code} {', '.join(wrong)}"}
        expiry = {"expires_in": self.lifetime, "ext_expires_in": self.lifetime}
        return 200, {"token_type": "Bearer", **expiry, "access_token": self.issue("secret")}

    def identity(self, query: dict[str, str], header: str | None) -> tuple[int, Any]:
        """GET of the managed identity, as App Service has it."""
        if header != IDENTITY_HEADER or query.get("resource") != "https://ai.azure.com":
            return 400, {"message": f"not {query} with {header}"}
        ends = str(int(time.time()) + self.lifetime)
        token = self.issue("identity")
        return 200, {"access_token": token, "expires_on": ends, "resource": query["resource"], "token_type": "Bearer"}

    def configuration(self) -> Any:
        """GET /{tenant}/v2.0/.well-known/openid-configuration"""
        base = f"{self.url}/{TENANT}"
        return {
            "issuer": f"{base}/v2.0",
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
            "token_endpoint": f"{base}/oauth2/v2.0/token",
            "device_authorization_endpoint": f"{base}/oauth2/v2.0/devicecode",
        }


def entra_server(entra: Entra, tls: ssl.SSLContext | None) -> ThreadingHTTPServer:
    """A server of all of it, on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """The configuration and the managed identity."""
            parts = urlsplit(self.path)
            if parts.path.endswith("/.well-known/openid-configuration"):
                return self.answer(200, entra.configuration())
            query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
            return self.answer(*entra.identity(query, self.headers.get("X-IDENTITY-HEADER")))

        def do_POST(self) -> None:
            """The token server."""
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            form = {name: values[-1] for name, values in parse_qs(body).items()}
            known = urlsplit(self.path).path == f"/{TENANT}/oauth2/v2.0/token"
            return self.answer(*(entra.token(form) if known else (404, {"error": "not_found"})))

        def answer(self, status: int, value: Any) -> None:
            """Send JSON."""
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    return server
