"""The servers of `peer.py` on loopback, Entra ID over TLS with an authority of its own; and Azure AI Foundry."""

from __future__ import annotations

import contextlib
import os
import ssl
import threading
from pathlib import Path
from typing import Any, Generator, Iterator

import pytest
import trustme
from foundry.peer import IDENTITY_HEADER, Entra, entra_server

from anthropic_testing import Emulator, serve


@contextlib.contextmanager
def running(entra: Entra, tls: ssl.SSLContext | None) -> Generator[int]:
    """A server for the length of a block; gives its port."""
    server = entra_server(entra, tls)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Who vouches for loopback."""
    return trustme.CA()


@pytest.fixture
def entra(authority: trustme.CA, tmp_path: Path) -> Iterator[Entra]:
    """Entra ID over TLS, and a managed identity without."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate: Any = authority.issue_cert("localhost")
    certificate.configure_cert(tls)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    made = Entra(ca=str(tmp_path / "ca.pem"))
    with running(made, tls) as port, running(made, None) as identity_port:
        made.url = f"https://localhost:{port}"
        made.identity_url = f"http://127.0.0.1:{identity_port}/msi/token"
        yield made


@pytest.fixture
def foundry_url(entra: Entra) -> Iterator[str]:
    """Azure AI Foundry, for whoever has a token of that Entra ID."""
    with serve(Emulator(api_keys=entra.valid, require_key=True)) as url:
        yield f"{url}/anthropic"


@pytest.fixture
def managed_identity(entra: Entra, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine of Azure's."""
    monkeypatch.setenv("IDENTITY_ENDPOINT", entra.identity_url)
    monkeypatch.setenv("IDENTITY_HEADER", IDENTITY_HEADER)


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """No cloud of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith(("ANTHROPIC_", "AZURE_", "IDENTITY_", "MSI_"))]:
        monkeypatch.delenv(name)
