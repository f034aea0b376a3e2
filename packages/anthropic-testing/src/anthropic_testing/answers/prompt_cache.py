"""Prompt caching: which part of a prompt was seen before. Only the numbers are kept, as digests.

As with the service, a mark (`cache_control`) caches everything up to it for five minutes or an hour, and each hit
starts that time anew. Unlike it, there is no smallest length: a short prompt is cached too.
"""

from __future__ import annotations

import dataclasses
import hashlib
from typing import Dict, Sequence

from .._json import JsonObject, dumps
from ..tokens import Segment

LIFETIMES = {"5m": 300.0, "1h": 3600.0}
MAX_ENTRIES = 10_000


@dataclasses.dataclass(frozen=True)
class CacheUse:
    """Tokens of one prompt by what caching did with them."""

    uncached: int
    read: int = 0
    written_5m: int = 0
    written_1h: int = 0


class PromptCache:
    """Remembers prompts by digest until they expire."""

    def __init__(self) -> None:
        self._expiry: Dict[str, float] = {}

    def use(self, model: str, prompt: Sequence[Segment], mark_all: JsonObject | None, now: float) -> CacheUse:
        """Look a prompt up and remember it. `mark_all` is the request's own `cache_control`."""
        marks = {index: segment.cache_control for index, segment in enumerate(prompt) if segment.cache_control}
        if mark_all and prompt:
            marks[len(prompt) - 1] = mark_all
        total = sum(segment.tokens for segment in prompt)
        if not marks:
            return CacheUse(total)
        last = max(marks)
        digests = _digests(model, prompt[: last + 1])
        known = [index for index, digest in enumerate(digests) if self._expiry.get(digest, 0.0) > now]
        hit = max(known, default=-1)
        written = {"5m": 0, "1h": 0}
        for index in range(last + 1):
            ttl = _ttl(next(marks[mark] for mark in sorted(marks) if mark >= index))
            if index > hit:
                written[ttl] += prompt[index].tokens
            self._expiry[digests[index]] = now + LIFETIMES[ttl]
        while len(self._expiry) > MAX_ENTRIES:
            self._expiry.pop(next(iter(self._expiry)))
        read = sum(segment.tokens for segment in prompt[: hit + 1])
        rest = sum(segment.tokens for segment in prompt[last + 1 :])
        return CacheUse(rest, read, written["5m"], written["1h"])


def _ttl(mark: JsonObject | None) -> str:
    ttl = (mark or {}).get("ttl", "5m")
    return ttl if ttl in LIFETIMES else "5m"


def _digests(model: str, prompt: Sequence[Segment]) -> list[str]:
    running = hashlib.sha256(model.encode("utf-8"))
    digests: list[str] = []
    for segment in prompt:
        running.update(dumps(segment.content).encode("utf-8", "surrogatepass"))
        digests.append(running.hexdigest())
    return digests
