"""Fixtures of the core's tests; what they are made of stands in `scripted.py`."""

from __future__ import annotations

import time
from typing import List

import anyio
import pytest
from scripted import World


@pytest.fixture(params=["sync", "asyncio", "trio"])
def world(request: pytest.FixtureRequest) -> World:
    return World(request.param)


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> List[float]:
    """Seconds of the waits between attempts, none of which takes any time."""
    waited: List[float] = []

    async def asleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(time, "sleep", waited.append)
    monkeypatch.setattr(anyio, "sleep", asleep)
    return waited


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine reaches a test."""
    for name in (
        "ANTHROPIC_API_KEY",
        "ANTHROPIC_AUTH_TOKEN",
        "ANTHROPIC_BASE_URL",
        "ANTHROPIC_CUSTOM_HEADERS",
        "ANTHROPIC_LOG",
        "ANTHROPIC_PLUGINS",
        "ANTHROPIC_PLUGINS_DENY",
        "ANTHROPIC_PLUGINS_STRICT",
    ):
        monkeypatch.delenv(name, raising=False)
