"""Fixtures for pytest, found by themselves once this package is installed. Nothing heavy is imported until one is used.

| fixture | is |
|---|---|
| `anthropic_emulator` | an `Emulator`, a new one for each test |
| `anthropic_client` | an `Anthropic` client of that emulator, in process |
| `async_anthropic_client` | an `AsyncAnthropic` client of it |
| `anthropic_server` | the base URL of an HTTP server of it, on this machine |
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Iterator

import pytest

if TYPE_CHECKING:
    from anthropic import Anthropic, AsyncAnthropic

    from .emulator import Emulator


@pytest.fixture
def anthropic_emulator() -> Emulator:
    """An emulator of the API, with nothing scripted."""
    from .emulator import Emulator  # only for tests that use it

    return Emulator()


@pytest.fixture
def anthropic_client(anthropic_emulator: Emulator) -> Iterator[Anthropic]:
    """A client whose requests go to `anthropic_emulator`, in process."""
    from anthropic import Anthropic  # only for tests that use it

    with Anthropic(provider="emulator", provider_options={"emulator": anthropic_emulator}) as client:
        yield client


@pytest.fixture
def async_anthropic_client(anthropic_emulator: Emulator) -> AsyncAnthropic:
    """An awaiting client whose requests go to `anthropic_emulator`, in process; it holds no connections to close."""
    from anthropic import AsyncAnthropic  # only for tests that use it

    return AsyncAnthropic(provider="emulator", provider_options={"emulator": anthropic_emulator})


@pytest.fixture
def anthropic_server(anthropic_emulator: Emulator) -> Iterator[str]:
    """The base URL of `anthropic_emulator` over HTTP; any key is valid."""
    from .server import serve  # only for tests that use it

    with serve(anthropic_emulator) as base_url:
        yield base_url
