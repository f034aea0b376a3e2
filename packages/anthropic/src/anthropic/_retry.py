"""Which failures are worth another attempt, and after how long. Pure functions."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

from .errors import APIDeadlineError, APIError, APIStatusError, RetryableError

if TYPE_CHECKING:
    from typing import Mapping

INITIAL_DELAY = 0.5
MAX_DELAY = 8.0
MAX_DELAY_ASKED_FOR = 60.0


def is_worth_retrying(failure: Exception) -> bool:
    """Connection errors, timeouts, 408, 409, 429 and 5xx; the header `x-should-retry` decides over the status."""
    if isinstance(failure, APIStatusError):
        should = failure.response.headers.get("x-should-retry")
        if should in ("true", "false"):
            return bool(should == "true")
    if isinstance(failure, APIDeadlineError):
        return False
    return failure.retryable if isinstance(failure, APIError) else isinstance(failure, RetryableError)


def retry_delay(attempt: int, failure: Exception) -> float:
    """Seconds to wait after failed attempt `attempt` (the first is 1).

    What the server asks for, up to 60; else 0.5 doubling to 8, less up to a quarter at random.
    """
    if isinstance(failure, APIStatusError):
        asked = asked_delay(failure.response.headers)
        if asked is not None and 0 < asked <= MAX_DELAY_ASKED_FOR:
            return asked
    delay = min(INITIAL_DELAY * 2.0 ** min(attempt - 1, 10), MAX_DELAY)
    return delay * (1 - 0.25 * random.random())


def asked_delay(headers: Mapping[str, str]) -> float | None:
    """Seconds that the server asks to wait, if it does. Source: headers `retry-after-ms`, `retry-after`."""
    try:
        return float(headers["retry-after-ms"]) / 1000
    except (KeyError, ValueError):
        pass
    value = headers.get("retry-after")
    if value is None:
        return None
    try:
        return float(value)
    except ValueError:
        return _seconds_until(value)


def _seconds_until(date: str) -> float | None:
    from email.utils import mktime_tz, parsedate_tz  # rarely needed

    parsed = parsedate_tz(date)
    try:
        return None if parsed is None else mktime_tz(parsed) - time.time()
    except (ValueError, OverflowError):  # in a year that no clock knows
        return None
