"""Recorded beta traffic of the API, from the folder that `ANTHROPIC_WIRE_CORPUS` names."""

from __future__ import annotations

import json
import os
import pathlib
from typing import Any, Dict, Iterator, List

import pytest

CORPUS = os.environ.get("ANTHROPIC_WIRE_CORPUS", "")
needs_corpus = pytest.mark.skipif(not CORPUS, reason="ANTHROPIC_WIRE_CORPUS names no folder of recorded traffic")


def exchanges(path: str, format: str) -> List[Any]:
    """Successful exchanges with a beta endpoint, as test parameters; the answer's body is under `answer`."""
    return [pytest.param(entry, id=entry["id"]) for entry in _entries(path, format)] or [
        pytest.param(None, id="no corpus", marks=needs_corpus)
    ]


def _entries(path: str, format: str) -> Iterator[Dict[str, Any]]:
    for manifest in sorted(pathlib.Path(CORPUS).glob("*/manifest.jsonl")) if CORPUS else ():
        for line in manifest.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            address, _, query = (entry["path"] or "").partition("?")
            wanted = "beta=true" in query and address.endswith(path) and entry["response_format"] == format
            if wanted and entry["status"] == 200:
                entry["answer"] = (manifest.parent / entry["response_file"]).read_bytes()
                yield entry
