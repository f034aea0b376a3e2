"""The emulator as a provider: `Anthropic(provider="emulator")`."""

from __future__ import annotations

from typing import Sequence

import httpx
from typing_extensions import override

from anthropic.provider import Provider

from .emulator import Emulator
from .scripting import ScriptItem
from .transport import AsyncEmulatorTransport, EmulatorTransport


class EmulatorProvider(Provider):
    """Answers every request in process: no socket, no key.

    Anthropic(provider="emulator")
    Anthropic(provider="emulator", provider_options={"emulator": my_emulator})
    Anthropic(provider="emulator", provider_options={"script": ["Hello!"]})
    """

    name = "emulator"
    base_url = "https://emulator.invalid"

    def __init__(self, *, emulator: Emulator | None = None, script: Sequence[ScriptItem] = ()) -> None:
        """emulator: a new one where not given. script: answers to give first."""
        self.emulator = emulator if emulator is not None else Emulator()
        self.emulator.script(*script)

    @override
    def transport(self) -> httpx.BaseTransport:
        return EmulatorTransport(self.emulator)

    @override
    def async_transport(self) -> httpx.AsyncBaseTransport:
        return AsyncEmulatorTransport(self.emulator)
