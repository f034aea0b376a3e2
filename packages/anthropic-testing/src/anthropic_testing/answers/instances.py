"""A JSON value that a JSON schema accepts, the same one each time: tool inputs and structured outputs.

Values are taken from the user's text where they fit (see `Hints`), so that an answer means something: "What is the
weather in Paris?" calls `get_weather(location="Paris")`. Otherwise a text is the name of its property, a number the
smallest that is allowed. Required properties are filled; all of them where none is required.
"""

from __future__ import annotations

import math
import re
from typing import Any, Mapping

from .._json import JsonObject, as_list, as_object, is_list, is_object, objects
from .patterns import text_matching

DEEP = 6
"""From this depth on nothing is made that may be left out, so that recursive schemas end."""
TOO_DEEP = 40

FORMATS: Mapping[str, str] = {
    "date": "2026-01-01",
    "date-time": "2026-01-01T00:00:00Z",
    "time": "00:00:00Z",
    "duration": "P1D",
    "email": "ada@example.com",
    "idn-email": "ada@example.com",
    "hostname": "example.com",
    "idn-hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/",
    "url": "https://example.com/",
    "iri": "https://example.com/",
    "uri-reference": "/",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "json-pointer": "/a",
    "regex": "a",
    "byte": "YQ==",
    "binary": "a",
}
TYPE_BY_KEYWORD: Mapping[str, str] = {
    "properties": "object",
    "required": "object",
    "additionalProperties": "object",
    "minProperties": "object",
    "items": "array",
    "prefixItems": "array",
    "minItems": "array",
    "pattern": "string",
    "format": "string",
    "minLength": "string",
    "maxLength": "string",
    "minimum": "number",
    "maximum": "number",
    "exclusiveMinimum": "number",
    "exclusiveMaximum": "number",
    "multipleOf": "number",
}
_MISSING = object()


class Hints:
    """What a text offers as values: quoted texts, then capitalised names; numbers. Each is used once, in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        quoted = [found.group(1) or found.group(2) for found in re.finditer(r"\"([^\"]+)\"|“([^”]+)”", text)]
        names: list[str] = re.findall(r"(?<=[a-z0-9,;:] )((?:[A-Z][\w'-]*)(?: [A-Z][\w'-]*)*)", text)
        self.texts: list[str] = quoted + [name for name in names if name != "I"]
        self.numbers = [float(number) for number in re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w])", text)]

    def mentions(self, value: object) -> bool:
        """Whether the text names a value."""
        return isinstance(value, str) and value.lower() in self.text.lower()


def instance(schema: object, text: str = "") -> Any:
    """A value that the schema accepts; `text` is where values are taken from."""
    return _Maker(schema, Hints(text)).value(schema, "value")


class _Maker:
    def __init__(self, root: object, hints: Hints) -> None:
        self.root = root
        self.hints = hints

    def value(self, schema: object, name: str, depth: int = 0, index: int = 0) -> Any:
        """`index` tells apart the items of an array that must differ."""
        if not is_object(schema) or depth > TOO_DEEP:
            return None if schema is False or depth > TOO_DEEP else name
        rule = self.resolved(schema)
        if "const" in rule:
            return rule["const"]
        if "enum" in rule:
            return self.chosen(as_list(rule["enum"]), index)
        for key in ("anyOf", "oneOf"):
            if key in rule:
                rest = {other: item for other, item in rule.items() if other != key}
                return self.value(merged(rest, self.branch(as_list(rule[key]), depth, index)), name, depth, index)
        kind = type_of(rule)
        if kind == "object":
            return self.object(rule, depth)
        if kind == "array":
            return self.array(rule, name, depth)
        if kind == "string":
            return self.string(rule, name, index)
        if kind in ("integer", "number"):
            return self.number(rule, kind == "integer", index)
        if kind == "boolean":
            return index % 2 == 0
        return None if kind == "null" else name

    def resolved(self, rule: JsonObject) -> JsonObject:
        """The rule with references followed and `allOf` merged in."""
        for _ in range(TOO_DEEP):
            if "$ref" in rule:
                rest = {key: item for key, item in rule.items() if key != "$ref"}
                rule = merged(self.target(str(rule["$ref"])), rest)
            elif "allOf" in rule:
                parts = [self.resolved(part) for part in objects(rule["allOf"])]
                rule = {key: item for key, item in rule.items() if key != "allOf"}
                for part in parts:
                    rule = merged(rule, part)
            else:
                break
        return rule

    def target(self, reference: str) -> JsonObject:
        found: Any = self.root
        for part in reference.lstrip("#").strip("/").split("/") if reference not in ("#", "") else ():
            key = part.replace("~1", "/").replace("~0", "~")
            found = found[int(key)] if is_list(found) else as_object(found).get(key, {})
        return as_object(found)

    def chosen(self, choices: list[Any], index: int) -> Any:
        mentioned = [choice for choice in choices if self.hints.mentions(choice)]
        order = mentioned + [choice for choice in choices if choice not in mentioned]
        return order[index % len(order)] if order else None

    def branch(self, branches: list[Any], depth: int, index: int) -> JsonObject:
        rules = [self.resolved(as_object(branch)) for branch in branches if branch is not False]
        nulls = [rule for rule in rules if type_of(rule) == "null"]
        others = [rule for rule in rules if type_of(rule) != "null"]
        if depth >= DEEP:
            flat = [rule for rule in others if type_of(rule) not in ("object", "array")]
            others = nulls + flat + others
        order = others or nulls
        return order[index % len(order)] if order else {}

    def object(self, rule: JsonObject, depth: int) -> JsonObject:
        properties = as_object(rule.get("properties"))
        names = [str(key) for key in as_list(rule.get("required"))]
        if not names and depth < DEEP:
            names = list(properties)
        for name in list(names):
            names += [str(key) for key in as_list(as_object(rule.get("dependentRequired")).get(name))]
        names += list(properties)[: max(int(rule.get("minProperties", 0)) - len(set(names)), 0)]
        order = [name for name in properties if name in names] + [name for name in names if name not in properties]
        other = rule.get("additionalProperties", {})
        made = {name: self.value(properties.get(name, other), name, depth + 1) for name in order}
        for number in range(1, int(rule.get("minProperties", 0)) - len(made) + 1):
            made[f"key{number}"] = self.value(other, f"key{number}", depth + 1)
        return made

    def array(self, rule: JsonObject, name: str, depth: int) -> list[Any]:
        fixed = as_list(rule.get("prefixItems"))
        least = max(int(rule.get("minItems", 0)), 0 if depth >= DEEP else 1)
        count = min(max(least, len(fixed)), int(rule.get("maxItems", max(least, len(fixed)))))
        items = rule.get("items", {})
        if items is False:
            count = min(count, len(fixed))
        made: list[Any] = []
        for index in range(count):
            item = fixed[index] if index < len(fixed) else items
            made.append(self.value(item, name, depth + 1, index))
        return made

    def string(self, rule: JsonObject, name: str, index: int) -> str:
        low, high = int(rule.get("minLength", 0)), int(rule.get("maxLength", 1 << 30))
        if "format" in rule and rule["format"] in FORMATS:
            return _numbered(FORMATS[str(rule["format"])], str(rule["format"]), index)
        if "pattern" in rule:
            return self.matching(str(rule["pattern"]), low, high, name)
        for text in self.hints.texts:
            if low <= len(text) <= high and not index:
                self.hints.texts.remove(text)
                return text
        text = name if not index else f"{name} {index + 1}"
        text = text[-high:] if len(text) > high else text
        return text.ljust(low, "x")

    def matching(self, pattern: str, low: int, high: int, name: str) -> str:
        for text in (*self.hints.texts, name):
            if low <= len(text) <= high and _searches(pattern, text):
                return text
        return text_matching(pattern, low) or name

    def number(self, rule: JsonObject, whole: bool, index: int) -> float | int:
        for number in self.hints.numbers:
            if _fits(rule, number, whole) and not index:
                self.hints.numbers.remove(number)
                return int(number) if whole or number.is_integer() else number
        value = _smallest(rule, whole) + index * (rule.get("multipleOf") or 1)
        return int(value) if whole or float(value).is_integer() else value


def type_of(rule: JsonObject) -> str:
    """The type that a rule asks for, the first but null where it names several; "" where any will do."""
    kind = rule.get("type")
    if is_list(kind):
        kinds = [str(item) for item in kind]
        return next((item for item in kinds if item != "null"), "null")
    if isinstance(kind, str):
        return kind
    return next((found for keyword, found in TYPE_BY_KEYWORD.items() if keyword in rule), "")


def merged(first: JsonObject, second: JsonObject) -> JsonObject:
    """Both rules in one: properties and required names are joined, of bounds the narrower counts."""
    result = dict(first)
    for key, value in second.items():
        old = result.get(key, _MISSING)
        if old is _MISSING:
            result[key] = value
        elif key in ("properties", "$defs", "definitions"):
            result[key] = {**as_object(old), **as_object(value)}
        elif key == "required":
            result[key] = [*as_list(old), *(item for item in as_list(value) if item not in as_list(old))]
        elif key == "enum":
            result[key] = [item for item in as_list(old) if item in as_list(value)]
        elif key.startswith(("min", "exclusiveMin")):
            result[key] = max(old, value)
        elif key.startswith(("max", "exclusiveMax")):
            result[key] = min(old, value)
        else:
            result[key] = value
    return result


def _bounds(rule: JsonObject) -> tuple[float, bool, float, bool]:
    low, high = float(rule.get("minimum", -math.inf)), float(rule.get("maximum", math.inf))
    open_low, open_high = rule.get("exclusiveMinimum") is True, rule.get("exclusiveMaximum") is True
    above, below = rule.get("exclusiveMinimum"), rule.get("exclusiveMaximum")
    if above is not None and not isinstance(above, bool) and above >= low:
        low, open_low = float(above), True
    if below is not None and not isinstance(below, bool) and below <= high:
        high, open_high = float(below), True
    return low, open_low, high, open_high


def _fits(rule: JsonObject, number: float, whole: bool) -> bool:
    low, open_low, high, open_high = _bounds(rule)
    if whole and not number.is_integer():
        return False
    if number < low or number > high or (open_low and number == low) or (open_high and number == high):
        return False
    step = rule.get("multipleOf")
    return not step or abs(number / step - round(number / step)) < 1e-9


def _smallest(rule: JsonObject, whole: bool) -> float:
    low, _, high, _ = _bounds(rule)
    step = float(rule.get("multipleOf") or 1)
    start = low if low > -math.inf else min(high, 1.0)
    grid = math.ceil(start / step) * step
    candidates = [start, math.ceil(start), grid, grid + step, start + step, (low + high) / 2, grid - step, start - 1]
    for value in candidates:
        if math.isfinite(value) and _fits(rule, float(value), whole):
            return float(value)
    return start


def _numbered(text: str, kind: str, index: int) -> str:
    if not index:
        return text
    if kind in ("date", "date-time"):
        return text.replace("-01", f"-{index % 27 + 2:02d}", 2).replace(f"-{index % 27 + 2:02d}", "-01", 1)
    if kind == "uuid":
        return text[:-4] + f"{index:04x}"
    return re.sub(r"ada|example(?=\.)", lambda found: f"{found.group()}{index + 1}", text, count=1)


def _searches(pattern: str, text: str) -> bool:
    try:
        return re.search(pattern, text) is not None
    except re.error:
        return False
