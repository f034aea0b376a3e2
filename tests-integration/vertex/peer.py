"""A Google on loopback: a token server whose checks others wrote (Authlib's), a metadata server, and Vertex AI.

Only tokens that were issued here are taken by the emulator, which stands for Vertex AI.
"""

from __future__ import annotations

import dataclasses
import json
import secrets
import threading
from pathlib import Path
from typing import Any, cast

import flask
from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc7523 import JWTBearerGrant
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from anthropic_testing import Emulator

ACCOUNT = "robot@key-project.iam.gserviceaccount.com"
GOOGLE_AUDIENCE = "https://oauth2.googleapis.com/token"
"""google-auth claims it whatever the file's `token_uri` says."""
PROJECT, SCOPE = "key-project", "https://www.googleapis.com/auth/cloud-platform"
USER = {"client_id": "desktop", "client_secret": "hush", "refresh_token": "rt-1"}
SUBJECT_TOKEN = "subject-token-of-another-cloud"


@dataclasses.dataclass
class Google:
    """What the servers know and have seen."""

    url: str = ""
    lifetime: int = 3600
    """Seconds that a token lives."""
    issued: list[str] = dataclasses.field(default_factory=lambda: cast("list[str]", []))
    """How each token came about."""
    valid: set[str] = dataclasses.field(default_factory=lambda: cast("set[str]", set()))
    scopes: list[str] = dataclasses.field(default_factory=lambda: cast("list[str]", []))
    wait_for: threading.Event | None = None
    """The token server answers when it is set."""
    key: rsa.RSAPrivateKey = dataclasses.field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def issue(self, how: str) -> str:
        """A new token."""
        if self.wait_for is not None and not self.wait_for.wait(10):
            raise TimeoutError("nobody went on while a token was asked for")
        token = f"ya29.{secrets.token_hex(8)}"
        self.issued.append(how)
        self.valid.add(token)
        return token

    def answer(self, how: str) -> dict[str, Any]:
        """A token as OAuth 2 hands it out."""
        return {"access_token": self.issue(how), "expires_in": self.lifetime, "token_type": "Bearer"}

    def key_file(self, path: Path, key: rsa.RSAPrivateKey | None = None) -> Path:
        """A service account's key as Google's console hands it out, its token server being ours."""
        pem = (key or self.key).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        info = {
            "type": "service_account",
            "project_id": PROJECT,
            "private_key_id": "k1",
            "private_key": pem.decode(),
            "client_email": ACCOUNT,
            "client_id": "1",
            "token_uri": f"{self.url}/token",
        }
        path.write_text(json.dumps(info), "utf-8")
        return path

    def workload_file(self, folder: Path) -> Path:
        """Workload identity federation: a token of another cloud, in a file, for one of Google's."""
        (folder / "subject").write_text(SUBJECT_TOKEN, "utf-8")
        info = {
            "type": "external_account",
            "audience": "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/x",
            "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
            "token_url": f"{self.url}/sts",
            "credential_source": {"file": str(folder / "subject")},
        }
        path = folder / "workload.json"
        path.write_text(json.dumps(info), "utf-8")
        return path

    def emulator(self) -> Emulator:
        """Vertex AI, for whoever has a token of ours."""
        return Emulator(api_keys=self.valid, require_key=True)


def google_app(google: Google) -> flask.Flask:
    """The token, exchange and metadata servers."""
    app = flask.Flask(__name__)
    server = _token_server(app, google)

    @app.post("/token")
    def token() -> Any:
        form = flask.request.form
        if form.get("grant_type") != "refresh_token":
            return server.create_token_response()
        if any(form.get(name) != value for name, value in USER.items()):
            return {"error": "invalid_grant", "error_description": "Bad Request"}, 400
        return google.answer("user")

    @app.post("/sts")
    def sts() -> Any:
        form = flask.request.form
        right = form["grant_type"] == "urn:ietf:params:oauth:grant-type:token-exchange"
        if not right or form["subject_token"] != SUBJECT_TOKEN or form["scope"] != SCOPE:
            return {"error": "invalid_request"}, 400
        return {**google.answer("workload"), "issued_token_type": "urn:ietf:params:oauth:token-type:access_token"}

    @app.get("/")
    @app.get("/computeMetadata/v1/<path:what>")
    def metadata(what: str = "") -> Any:
        if flask.request.headers.get("metadata-flavor") != "Google":
            return "Missing Metadata-Flavor:Google header.", 403
        answer = _metadata(what, google)
        return ("not found", 404) if answer is None else (answer, 200, {"metadata-flavor": "Google"})

    return app


def _token_server(app: flask.Flask, google: Google) -> Any:
    class Grant(JWTBearerGrant):
        """A key of a service account for a token (RFC 7523): signature, issuer, audience and times are Authlib's."""

        def get_audiences(self) -> list[str]:
            return [GOOGLE_AUDIENCE]

        def resolve_issuer_client(self, issuer: str) -> Any:
            return _Client() if issuer == ACCOUNT else None

        def resolve_client_key(self, client: Any, headers: Any, payload: Any) -> Any:
            google.scopes.append(payload.get("scope", ""))
            public = google.key.public_key()
            return public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)

        def authenticate_user(self, subject: str) -> Any:
            return subject

        def has_granted_permission(self, client: Any, user: Any) -> bool:
            return True

    def generate(**_: Any) -> dict[str, Any]:
        return google.answer("service account")

    def nothing(*_: Any) -> None:
        """No client is known by an id, no token is kept here."""

    server: Any = AuthorizationServer(app, query_client=nothing, save_token=nothing)
    server.register_grant(Grant)
    server.register_token_generator(Grant.GRANT_TYPE, generate)
    return server


def _metadata(what: str, google: Google) -> Any:
    """What the metadata server of a machine knows; `None` for what it does not."""
    if what.endswith("/token"):
        return google.answer("machine")
    if what.startswith("instance/service-accounts/"):
        return {"email": ACCOUNT, "scopes": [SCOPE], "aliases": ["default"]}
    return {
        "": "computeMetadata/",
        "project/project-id": "machine-project",
        "universe/universe-domain": "googleapis.com",
    }.get(what)


class _Client:
    """The service account, as Authlib asks for it."""

    def check_grant_type(self, grant_type: str) -> bool:
        """Whether it may use this way."""
        return grant_type == JWTBearerGrant.GRANT_TYPE

    def get_allowed_scope(self, scope: str) -> str:
        """All it asks for."""
        return scope
