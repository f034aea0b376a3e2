"""Rate limits: counted for each minute of the emulator's clock, told in headers, enforced where asked for."""

from __future__ import annotations

import dataclasses
import math
from typing import Dict

from .clock import timestamp
from .problem import ApiProblem

WINDOW_SECONDS = 60.0


@dataclasses.dataclass(frozen=True)
class RateLimit:
    """What is allowed in a minute."""

    requests: int = 4000
    input_tokens: int = 2_000_000
    output_tokens: int = 400_000


class Meter:
    """Counts what was used in the current minute."""

    def __init__(self, limit: RateLimit | None) -> None:
        self._limit = limit or RateLimit()
        self._enforced = limit is not None
        self._start = -math.inf
        self._used = {"requests": 0, "input": 0, "output": 0}

    def admit(self, now: float) -> None:
        """Count one request. Raises: ApiProblem (429) where a limit is enforced and used up."""
        if now >= self._start + WINDOW_SECONDS:
            self._start = now
            self._used = dict.fromkeys(self._used, 0)
        if self._enforced:
            for kind, limit in self._limits().items():
                if self._used[kind] >= limit:
                    wait = max(math.ceil(self._start + WINDOW_SECONDS - now), 1)
                    message = f"This request would exceed the rate limit of {limit} {kind} per minute."
                    raise ApiProblem(429, message, headers={"retry-after": str(wait), "x-should-retry": "true"})
        self._used["requests"] += 1

    def spend(self, input_tokens: int, output_tokens: int) -> None:
        """Count the tokens of an answer."""
        self._used["input"] += input_tokens
        self._used["output"] += output_tokens

    def headers(self, now: float) -> Dict[str, str]:
        """The `anthropic-ratelimit-*` headers."""
        reset = timestamp(math.ceil(max(self._start, now - WINDOW_SECONDS) + WINDOW_SECONDS))
        limits = self._limits()
        left = {kind: max(limit - self._used[kind], 0) for kind, limit in limits.items()}
        names = {"requests": "requests", "input": "input-tokens", "output": "output-tokens"}
        headers: Dict[str, str] = {}
        for kind, name in names.items():
            headers.update(_three(name, limits[kind], left[kind], reset))
        return {
            **headers,
            **_three("tokens", limits["input"] + limits["output"], left["input"] + left["output"], reset),
        }

    def _limits(self) -> Dict[str, int]:
        limit = self._limit
        return {"requests": limit.requests, "input": limit.input_tokens, "output": limit.output_tokens}


def _three(name: str, limit: int, left: int, reset: str) -> Dict[str, str]:
    start = f"anthropic-ratelimit-{name}"
    return {f"{start}-limit": str(limit), f"{start}-remaining": str(left), f"{start}-reset": reset}
