"""The servers of `peer.py` on loopback, and an environment without a cloud."""

from __future__ import annotations

import importlib
import os
import threading
import warnings
from pathlib import Path
from typing import Iterator

import pytest
from werkzeug.serving import make_server

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Authlib and google-auth announce changes of their own
    for name in ("google.auth.transport.requests", "google.oauth2.service_account"):
        importlib.import_module(name)
    from vertex.peer import Google, google_app

from anthropic_testing import serve


@pytest.fixture
def google_cloud() -> Iterator[Google]:
    """Google's token, exchange and metadata servers."""
    google = Google()
    server = make_server("127.0.0.1", 0, google_app(google), threaded=True)
    google.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield google
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def vertex_url(google_cloud: Google) -> Iterator[str]:
    """Vertex AI, for whoever has a token of that Google."""
    with serve(google_cloud.emulator()) as url:
        yield url


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No cloud, and no files of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith(("ANTHROPIC_", "CLOUD", "GCE_", "GOOGLE_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path / "gcloud"))
    monkeypatch.setenv("NO_GCE_CHECK", "true")
