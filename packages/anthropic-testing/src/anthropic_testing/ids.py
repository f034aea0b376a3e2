"""Identifiers that look like the service's and are the same in every run."""

from __future__ import annotations

import base64
import hashlib
import itertools
import threading
from typing import Dict, Iterator

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def digest_text(text: str, length: int) -> str:
    """Letters and digits that depend on the text alone."""
    number = int.from_bytes(hashlib.sha512(text.encode("utf-8")).digest(), "big")
    letters: list[str] = []
    for _ in range(length):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def digest_base64(text: str) -> str:
    """Base64 of 48 bytes that depend on the text alone."""
    return base64.b64encode(hashlib.sha384(text.encode("utf-8")).digest()).decode("ascii")


class Ids:
    """Hands out identifiers: `next("msg")` is `msg_01…`, another one each time, in the same order in every run."""

    def __init__(self, seed: str = "") -> None:
        self._seed = seed
        self._counters: Dict[str, Iterator[int]] = {}
        self._lock = threading.Lock()

    def next(self, kind: str) -> str:
        """The next identifier of a kind, which is its prefix."""
        with self._lock:
            number = next(self._counters.setdefault(kind, itertools.count(1)))
        return f"{kind}_01{digest_text(f'{self._seed}:{kind}:{number}', 22)}"
