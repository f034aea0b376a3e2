"""The same faults end in the same errors over every transport: our own clients, httpx's, aiohttp's, those of httpx2."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Dict, List, Type

import pytest
from peers.process import needs, talk
from workspace import MakeEnvironment

import anthropic

PROGRAM = Path(__file__).with_name("faults_over.py")
ALIASED = Path(__file__).with_name("aliased.py")
ENDS: Dict[str, Type[anthropic.APIError]] = {
    "drop": anthropic.APIConnectionError,
    "drop_after": anthropic.APIConnectionError,
    "cut_after": anthropic.APIConnectionError,
    "wrong_length": anthropic.APIConnectionError,
    "html": anthropic.APIResponseValidationError,
    "empty": anthropic.APIError,
    "broken_json": anthropic.APIResponseValidationError,
    "status_429": anthropic.RateLimitError,
    "status_529": anthropic.OverloadedError,
    "stall": anthropic.APITimeoutError,
    "stall_first": anthropic.APITimeoutError,
    "error_event": anthropic.OverloadedError,
    "end": anthropic.APIError,
    "deadline": anthropic.APIDeadlineError,
}
"""The other faults do no harm."""
HARMLESS = {("raw", "wrong_length"), ("helper", "wrong_length"), ("upload", "cut_after")}
"""All that matters had come by then."""
WORLDS = {"default": ["sync", "async"], "httpx": ["sync", "async"], "aiohttp": ["async"], "httpx2": ["sync", "async"]}


NEW_ENOUGH = pytest.mark.skipif(sys.version_info < (3, 10), reason="httpx2 runs on Python 3.10 and newer")


@pytest.mark.parametrize(
    ("transport", "requirements"),
    [
        ("default", []),
        pytest.param("default", ["httptools"], id="default-httptools"),
        ("httpx", []),
        ("aiohttp", ["httpx-aiohttp>=0.1.8"]),
        pytest.param("httpx2", ["httpx2"], marks=NEW_ENOUGH),
    ],
)
def test_every_fault(make_environment: MakeEnvironment, transport: str, requirements: List[str]) -> None:
    """Each call ends as it should, and its connection, the only one, serves the next."""
    python = make_environment(transport, *needs(), *requirements)
    check(talk(python, PROGRAM, transport), WORLDS[transport])


@NEW_ENOUGH
def test_every_fault_where_httpx_is_httpx2(make_environment: MakeEnvironment) -> None:
    """httpx2 offers itself under the name of httpx: then the library runs on it alone."""
    python = make_environment("aliased", *needs(), "httpx2")
    check(talk(python, ALIASED, str(PROGRAM), "httpx"), ["sync", "async"])


def check(found: Dict[str, str], worlds: List[str]) -> None:
    """Compare what the calls ended in with what they should."""
    assert found.pop("closed") == "[True, True]", "closing the client closes the HTTP client that it was given"
    for world in worlds:
        assert found.pop(f"{world}/attempts") == "3"
        assert sum(name.startswith(f"{world}/") for name in found) == 4 * 18 + 2
    for name, end in found.items():
        _, way, fault = name.split("/")
        if fault not in ENDS or (way, fault) in HARMLESS:
            assert end == "right", name
        else:
            assert issubclass(getattr(anthropic, end), ENDS[fault]), (name, end)
