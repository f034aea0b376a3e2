"""Every type of the spec exists wherever it should, with exactly its fields, types and values."""

from __future__ import annotations

import copy
import importlib
from typing import Any, Dict, List, Optional, Union

import pytest
from typing_extensions import Literal, TypedDict, get_args, get_origin

import anthropic.types as types
from anthropic.types import Message

from .spec.forms import (
    TYPES,
    expected,
    form,
    is_tagged,
    model_differences,
    named,
    own_hints,
    param_differences,
    places,
)

PACKAGES = ("types", "types.messages", "types.shared", "types.skills")


@pytest.mark.parametrize("name", TYPES["models"])
def test_model(name: str) -> None:
    """A model has the fields of the spec: their names, order, types and whether they are required."""
    assert model_differences(TYPES["models"][name], named(name)) == []


@pytest.mark.parametrize("name", TYPES["params"])
def test_params(name: str) -> None:
    """A typed dictionary has the keys of the spec, required ones first."""
    assert param_differences(TYPES["params"][name], named(name)) == []


@pytest.mark.parametrize("name", TYPES["unions"])
def test_union(name: str) -> None:
    """A union has the members of the spec, and tells them apart by their type where the spec does."""
    entry = TYPES["unions"][name]
    assert form(named(name)) == expected(" | ".join(entry["members"]))
    assert is_tagged(named(name)) or not entry.get("tagged")


@pytest.mark.parametrize("name", [name for name, entry in TYPES["unions"].items() if "tags" in entry])
def test_tags(name: str) -> None:
    """The literals that tell the members of a union apart are those of its members' `type`."""
    entry = TYPES["unions"][name]
    for tags, member in zip(entry["tags"], entry["members"]):
        hint = form(own_hints(named(member.partition("[")[0]))["type"])
        values = hint[1] if hint[0] == "union" else {hint}
        assert {("literal", tag) for tag in tags.split("|")} == set(values) - {None}


@pytest.mark.parametrize("name", TYPES["literals"])
def test_literal(name: str) -> None:
    """A literal has the values of the spec, those of the older release too, and is open only where the spec is."""
    entry = TYPES["literals"][name]
    expression = f"Literal{entry['values'] + entry.get('older', [])}"
    assert form(named(name)) == expected(f"{expression} | {entry['or']}" if "or" in entry else expression)


@pytest.mark.parametrize("name", TYPES["aliases"])
def test_alias(name: str) -> None:
    """An alias is the very type that it is another name of."""
    assert form(named(name)) == form(named(TYPES["aliases"][name]["is"]))


@pytest.mark.parametrize("name", places())
def test_places(name: str) -> None:
    """A type is the same object in all the places that it is imported from."""
    short = name.rpartition(".")[2]
    found = [getattr(importlib.import_module(f"anthropic.{place}"), short) for place in places()[name]]
    assert found
    assert all(each is found[0] for each in found)


@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_else_is_public(package: str) -> None:
    """A package of types offers the names of the spec and no other."""
    wanted = {name for name, where in places().items() if package in where}
    assert set(importlib.import_module(f"anthropic.{package}").__all__) == wanted


@pytest.mark.parametrize(
    ("change", "difference"),
    [
        ({"fields": {"gone": "str"}}, "gone is missing"),
        ({"fields": {"gone?": "str | None"}}, "gone is missing"),
        ({"fields": {"id": "int"}}, "id is <class 'str'>, not int"),
        ({"fields": {"content": "list[ToolUseBlock]"}}, "not list[ToolUseBlock]"),
        ({"fields": {"role": 'Literal["user"]'}}, 'not Literal["user"]'),
        ({"fields": {"stop_sequence?": "str"}}, "not str"),
        ({"tagged": ["usage"]}, "usage is not told apart by its type"),
        ({"extends": ["ToolUseBlock"]}, "ToolUseBlock is not a base"),
    ],
)
def test_a_changed_model_is_noticed(change: dict[str, Any], difference: str) -> None:
    """The comparison notices what is missing, renamed or retyped."""
    entry = copy.deepcopy(TYPES["models"]["Message"])
    entry["fields"].update(change.pop("fields", {}))
    entry.update(change)
    assert difference in "\n".join(model_differences(entry, Message))


def test_a_renamed_or_optional_field_is_noticed() -> None:
    """The comparison notices both names of a renamed field, and a field that is required on one side only."""
    entry = copy.deepcopy(TYPES["models"]["Message"])
    entry["fields"]["ident"] = entry["fields"].pop("id")
    entry["fields"]["model?"] = entry["fields"].pop("model")
    assert model_differences(entry, Message) == ["ident is missing", "id is not in the spec", "model is required"]


def test_changed_keys_are_noticed() -> None:
    """The comparison notices keys of a typed dictionary that differ, also in their order."""

    class Wrong(TypedDict, total=False):
        type: str
        text: Optional[Literal["text"]]

    assert param_differences({"keys": {"text": "str", "type": 'Literal["text"]'}}, Wrong) == [
        f"text is {Optional[Literal['text']]}, not str",
        "text is optional",
        "type is <class 'str'>, not Literal[\"text\"]",
        "type is optional",
    ]
    assert param_differences({"keys": {"text?": 'Literal["text"] | None', "type?": "str"}}, Wrong) == [
        "the order is ['type', 'text']"
    ]


@pytest.mark.parametrize(
    ("text", "annotation"),
    [
        ("str | None", Optional[str]),
        ("None | str", Optional[str]),
        ("list[int | str]", List[Union[str, int]]),
        ("dict[str, object]", Dict[str, object]),
        ('Literal["a", "b"] | None', Optional[Literal["b", "a"]]),
        ('Literal["a"] | Literal["b"]', Literal["a", "b"]),
        ("TextBlock", types.TextBlock),
    ],
)
def test_forms_that_are_equal(text: str, annotation: Any) -> None:
    """Spelling and order do not matter."""
    assert expected(text) == form(annotation)


@pytest.mark.parametrize(
    ("text", "annotation"),
    [
        ("str", Optional[str]),
        ("list[int]", List[str]),
        ("list[int]", Dict[int, int]),
        ("Iterable[int]", List[int]),
        ('Literal["a", "b"]', Literal["a"]),
        ('Literal["a"]', str),
        ("TextBlock", types.TextBlockParam),
    ],
)
def test_forms_that_differ(text: str, annotation: Any) -> None:
    """What means something else is not equal."""
    assert expected(text) != form(annotation)


def test_public_names_are_not_lost_behind_annotations() -> None:
    """The names that are unions stay usable with `get_args`, as `isinstance` checks of users do."""
    (members, *_) = get_args(types.ContentBlock)
    assert get_origin(members) is Union
    assert types.TextBlock in get_args(members)
