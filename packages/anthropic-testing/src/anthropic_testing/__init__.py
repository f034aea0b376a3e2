"""An offline emulator of the Claude API, in process and over HTTP, with faults on request.

Names load when they are first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from ._version import __version__ as __version__

if TYPE_CHECKING:
    from .catalogue import ModelCard as ModelCard
    from .clock import RealClock as RealClock
    from .clock import VirtualClock as VirtualClock
    from .conformance import ProviderConformance as ProviderConformance
    from .emulator import Context as Context
    from .emulator import Emulator as Emulator
    from .emulator import Route as Route
    from .exchange import Chunk as Chunk
    from .exchange import Cut as Cut
    from .exchange import Drop as Drop
    from .exchange import Pause as Pause
    from .exchange import Reply as Reply
    from .exchange import Request as Request
    from .exchange import Stall as Stall
    from .faults import Fault as Fault
    from .journal import RecordedRequest as RecordedRequest
    from .problem import ApiProblem as ApiProblem
    from .provider import EmulatorProvider as EmulatorProvider
    from .rate_limits import RateLimit as RateLimit
    from .scripting import Events as Events
    from .server import serve as serve
    from .transport import AsyncEmulatorTransport as AsyncEmulatorTransport
    from .transport import EmulatorTransport as EmulatorTransport

_MODULES = {
    "ApiProblem": "problem",
    "AsyncEmulatorTransport": "transport",
    "Chunk": "exchange",
    "Context": "emulator",
    "Cut": "exchange",
    "Drop": "exchange",
    "Emulator": "emulator",
    "EmulatorProvider": "provider",
    "EmulatorTransport": "transport",
    "Events": "scripting",
    "Fault": "faults",
    "ModelCard": "catalogue",
    "Pause": "exchange",
    "ProviderConformance": "conformance",
    "RateLimit": "rate_limits",
    "RealClock": "clock",
    "RecordedRequest": "journal",
    "Reply": "exchange",
    "Request": "exchange",
    "Route": "emulator",
    "Stall": "exchange",
    "VirtualClock": "clock",
    "serve": "server",
}

__all__ = [
    "ApiProblem",
    "AsyncEmulatorTransport",
    "Chunk",
    "Context",
    "Cut",
    "Drop",
    "Emulator",
    "EmulatorProvider",
    "EmulatorTransport",
    "Events",
    "Fault",
    "ModelCard",
    "Pause",
    "ProviderConformance",
    "RateLimit",
    "RealClock",
    "RecordedRequest",
    "Reply",
    "Request",
    "Route",
    "Stall",
    "VirtualClock",
    "__version__",
    "serve",
]


def __getattr__(name: str) -> object:
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(importlib.import_module(f"{__name__}.{module}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
