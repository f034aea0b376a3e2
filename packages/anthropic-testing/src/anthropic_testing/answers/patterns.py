"""A text that matches a regular expression, the same one each time."""

from __future__ import annotations

import importlib
import re
import sys
import warnings
from typing import Any, Iterable

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    # The parser of `re`: the one description of its syntax that is kept up to date. Its name changed in 3.11.
    parser: Any = importlib.import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")

PREFERRED = "a0A_- .@/"
"""Characters tried first where a class of characters allows several."""


def text_matching(pattern: str, min_length: int = 0) -> str | None:
    """A text that matches, at least so long where repetition allows it; `None` where none was found."""
    for more in (0, min_length, 1):
        try:
            text = _sequence(parser.parse(_portable(pattern)), more)
            if len(text) >= min_length and re.search(_portable(pattern), text):
                return text
        except (re.error, ValueError, RecursionError):
            return None
    return None


def _portable(pattern: str) -> str:
    return (
        pattern.replace(r"\p{L}", "[A-Za-z]")
        .replace(r"\p{N}", "[0-9]")
        .replace("(?<", "(?P<")
        .replace("(?P<=", "(?<=")
        .replace("(?P<!", "(?<!")
    )


def _sequence(items: Iterable[Any], more: int) -> str:
    return "".join(_item(str(operator), argument, more) for operator, argument in items)


def _item(operator: str, argument: Any, more: int) -> str:
    if operator == "LITERAL":
        return chr(int(argument))
    if operator == "NOT_LITERAL":
        return next(char for char in PREFERRED if ord(char) != int(argument))
    if operator == "ANY":
        return "a"
    if operator == "IN":
        return _one_of(argument)
    if operator in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        low, high, body = argument
        return _sequence(body, more) * max(int(low), min(int(high), more))
    if operator == "SUBPATTERN":
        return _sequence(argument[-1], more)
    if operator == "BRANCH":
        return _sequence(argument[1][0], more)
    if operator in ("AT", "ASSERT", "ASSERT_NOT"):
        return ""
    raise ValueError(operator)


def _one_of(choices: Any) -> str:
    negated = bool(choices) and str(choices[0][0]) == "NEGATE"
    wanted = choices[1:] if negated else choices
    candidates: list[str] = [*PREFERRED, *(_first(str(kind), value) for kind, value in wanted)]
    for char in candidates:
        if char and any(_accepts(str(kind), value, char) for kind, value in wanted) != negated:
            return char
    raise ValueError("no character fits")


def _first(kind: str, value: Any) -> str:
    return chr(value[0]) if kind == "RANGE" else chr(value) if kind == "LITERAL" else ""


def _accepts(kind: str, value: Any, char: str) -> bool:
    if kind == "LITERAL":
        return ord(char) == int(value)
    if kind == "RANGE":
        return bool(value[0] <= ord(char) <= value[1])
    if kind == "CATEGORY":
        tests = {"DIGIT": r"\d", "WORD": r"\w", "SPACE": r"\s"}
        name = str(value).replace("CATEGORY_", "")
        found = re.match(tests[name.replace("NOT_", "")], char) is not None
        return found != name.startswith("NOT_")
    return False
