"""Values made from JSON schemas: valid by an independent validator, taken from the text where they fit."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from anthropic_testing.answers.draft import Answer, use_draft
from anthropic_testing.answers.instances import instance
from anthropic_testing.answers.limits import cut_at_tokens
from anthropic_testing.sse import letters, pieces

TREE = {
    "$defs": {
        "Node": {
            "type": "object",
            "properties": {
                "value": {"type": "integer"},
                "left": {"anyOf": [{"$ref": "#/$defs/Node"}, {"type": "null"}]},
                "children": {"type": "array", "items": {"$ref": "#/$defs/Node"}},
            },
            "required": ["value", "left", "children"],
        }
    },
    "$ref": "#/$defs/Node",
}
SCHEMAS: Any = [
    {},
    {"type": "string"},
    {"type": "string", "minLength": 30},
    {"type": "string", "maxLength": 2},
    {"type": "string", "minLength": 3, "maxLength": 3},
    *[
        {"type": "string", "format": kind}
        for kind in ("date", "date-time", "email", "uuid", "ipv4", "ipv6", "uri", "time")
    ],
    {"type": "string", "pattern": "^[A-Z]{2}[0-9]{4}$"},
    {"type": "string", "pattern": r"^\+?\d{3,5}(-\d+)*$"},
    {"type": "string", "pattern": "^(red|green)$"},
    {"type": "string", "pattern": r"^[^a-z0-9_\-]+\.txt$"},
    {"type": "string", "pattern": "^a+$", "minLength": 4},
    {"type": "integer"},
    {"type": "integer", "minimum": 7, "maximum": 7},
    {"type": "integer", "exclusiveMinimum": 0},
    {"type": "integer", "maximum": -3},
    {"type": "integer", "minimum": 5, "multipleOf": 4},
    {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
    {"type": "number", "multipleOf": 0.5, "minimum": 0.7},
    {"type": "boolean"},
    {"type": "null"},
    {"type": ["null", "string"]},
    {"type": ["string", "integer"]},
    {"const": {"a": 1}},
    {"enum": ["b", 1, None]},
    {"anyOf": [{"type": "null"}, {"type": "integer", "minimum": 3}]},
    {"oneOf": [{"type": "string", "const": "x"}, {"type": "object", "required": ["y"]}]},
    {"allOf": [{"type": "object", "required": ["a"]}, {"properties": {"a": {"type": "integer"}}, "required": ["b"]}]},
    {"type": "array"},
    {"type": "array", "items": {"type": "integer"}, "minItems": 3, "uniqueItems": True},
    {"type": "array", "items": {"type": "string"}, "minItems": 2, "uniqueItems": True},
    {"type": "array", "items": {"type": "string", "format": "date"}, "minItems": 3, "uniqueItems": True},
    {"type": "array", "items": {"enum": ["a", "b", "c"]}, "minItems": 3, "uniqueItems": True},
    {"type": "array", "items": {"type": "string"}, "maxItems": 0},
    {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}], "items": False},
    {"type": "object"},
    {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}},
    {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a", "z"]},
    {"type": "object", "minProperties": 2, "additionalProperties": {"type": "integer"}},
    {"type": "object", "properties": {"a": {"$ref": "#/$defs/A"}}, "required": ["a"], "$defs": {"A": {"enum": [5]}}},
    {"properties": {"a": {"minimum": 3}}, "required": ["a"]},
    TREE,
]


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
@pytest.mark.parametrize("text", ["", "Send 12 to “Ada” in New York by 2026-01-01, or -4.5 or a red z."])
def test_valid(schema: Any, text: str) -> None:
    """The value is accepted, formats included, and the same each time."""
    value = instance(schema, text)
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    checker.validate(value)
    assert instance(schema, text) == value


def test_values_from_the_text() -> None:
    """Quoted texts, names and numbers are used in order; an enum member that is mentioned is chosen."""
    schema = {
        "type": "object",
        "properties": {
            "to": {"type": "string"},
            "city": {"type": "string"},
            "amount": {"type": "number"},
            "unit": {"enum": ["celsius", "fahrenheit"]},
        },
        "required": ["to", "city", "amount", "unit"],
    }
    value = instance(schema, 'Tell "my friend" in New York it is 20.5 Fahrenheit')
    assert value == {"to": "my friend", "city": "New York", "amount": 20.5, "unit": "fahrenheit"}


def test_every_cut_of_an_input() -> None:
    """However early an input is cut, the whole members that are kept are those of the input."""
    value = {"a": "xy", "b": [1, 2], "c": {"d": None}}
    full = use_draft("tool_use", "toolu_1", "t", value)
    for tokens in range(1, full.tokens + 1):
        answer = cut_at_tokens(Answer([full]), tokens)
        draft = answer.drafts[0]
        assert (full.input_json or "").startswith(draft.input_json or "")
        assert list(draft.block["input"].items()) == list(value.items())[: len(draft.block["input"])]
    assert answer.stop_reason == "end_turn"


@pytest.mark.parametrize("text", ["", "a", " a  b\n\nc ", "x" * 500, "äö €\u2028z", "\n\n\n"])
def test_pieces_lose_nothing(text: str) -> None:
    """A text in pieces is the text."""
    assert "".join(pieces(text)) == text
    assert "".join(letters(text)) == text
