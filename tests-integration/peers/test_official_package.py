"""The existing package, in an environment of its own, gets the same from the emulator as this one does."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys
from typing import Any, Dict

import pytest
from workspace import MakeEnvironment

import anthropic
from anthropic_testing import Emulator, serve

PROGRAM = pathlib.Path(__file__).with_name("conversation.py")
RELEASES = ("0.75.0",)
DIFFERENT = (
    "id",
    "tool_use_id",
    "skill_id",
    "version",
    "latest_version",
    "created_at",
    "expires_at",
    "signature",
    "results_url",
)
"""What differs between any two answers: identifiers, times, the port in an address."""


def talk(python: str, url: str, **environment: str) -> Dict[str, Any]:
    """What the program prints when an interpreter runs it."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("ANTHROPIC_", "PYTHONPATH"))}
    done = subprocess.run(
        [python, "-W", "ignore", str(PROGRAM)],
        env={**kept, "BASE_URL": url, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def comparable(value: Any) -> Any:
    """The same data without what always differs, and without nulls."""
    if isinstance(value, dict):
        return {key: comparable(item) for key, item in value.items() if key not in DIFFERENT and item is not None}
    return [comparable(item) for item in value] if isinstance(value, list) else value


def covers(ours: Any, theirs: Any) -> bool:
    """Whether ours has all that theirs has; a newer field may be missing in theirs."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        return all(key in ours and covers(ours[key], value) for key, value in theirs.items())
    if isinstance(theirs, list) and isinstance(ours, list):
        return len(ours) == len(theirs) and all(map(covers, ours, theirs))
    return bool(ours == theirs)


@pytest.mark.parametrize("release", RELEASES)
def test_same_results(make_environment: MakeEnvironment, release: str) -> None:
    official = make_environment("official", f"anthropic=={release}")
    with serve(Emulator()) as url:
        theirs = talk(str(official), url)
    with serve(Emulator()) as url:
        ours = talk(sys.executable, url, PYTHONPATH=os.environ.get("PYTHONPATH", ""))
    assert theirs["version"] == release
    assert ours["version"] == anthropic.__version__
    for world in ("sync", "async"):
        assert theirs[world].keys() <= ours[world].keys()
        for name, result in theirs[world].items():
            assert covers(comparable(ours[world][name]), comparable(result)), (name, ours[world][name], result)
