"""The event loops that the tests run on."""

from __future__ import annotations

import sys
from typing import Any, Awaitable, Callable, Dict, List, TypeVar

import anyio

R = TypeVar("R")
ASYNCIO: List[str] = ["asyncio"] if sys.platform == "win32" else ["asyncio", "uvloop"]
"""asyncio's own loop, and the one that servers such as uvicorn put in its place."""


def run_on(loop: str, main: Callable[[], Awaitable[R]]) -> R:
    """Run a coroutine function to its end on `asyncio`, `uvloop` or `trio`."""
    options: Dict[str, Any] = {"use_uvloop": True} if loop == "uvloop" else {}
    return anyio.run(main, backend="trio" if loop == "trio" else "asyncio", backend_options=options)
