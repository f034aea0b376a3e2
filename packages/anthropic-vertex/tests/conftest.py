"""Fixtures: both worlds, a server, and an environment that names nothing."""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parent))

from google_world import Server, World  # noqa: E402  # only now it is found

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # google-auth and cryptography mention the age of old Pythons
    import google.auth
    import google.auth.transport.requests
    import google.oauth2.service_account  # noqa: F401


@pytest.fixture(params=["blocking", "asyncio", "trio"])
def world(request: Any) -> World:
    """One world after the other."""
    return World(request.param)


@pytest.fixture
def server() -> Server:
    """A server that answers with a message."""
    return Server()


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is configured; and nobody looks for a metadata server."""
    for name in list(os.environ):
        if name.startswith(("ANTHROPIC_", "GOOGLE_", "CLOUD_ML_", "CLOUDSDK_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("NO_GCE_CHECK", "true")
