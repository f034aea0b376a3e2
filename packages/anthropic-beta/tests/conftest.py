"""Fixtures of the tests of `anthropic_beta`; what they are made of stands in `scripted.py`."""

from __future__ import annotations

import pytest
from scripted import World


@pytest.fixture(params=["sync", "asyncio", "trio"])
def world(request: pytest.FixtureRequest) -> World:
    return World(request.param)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine reaches a test."""
    for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL", "ANTHROPIC_PLUGINS"):
        monkeypatch.delenv(name, raising=False)
