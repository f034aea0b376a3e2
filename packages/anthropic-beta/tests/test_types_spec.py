"""Every beta type of the spec exists where it should, with exactly the fields, types and values it should.

The comparison is the core's own (`spec.forms`); it reads this package's spec here.
"""

from __future__ import annotations

import importlib
import json
import pathlib
import pickle
from typing import Any

import pytest
from spec import forms

from anthropic import types
from anthropic.types import beta

TYPES: Any = json.loads((pathlib.Path(__file__).parent / "spec" / "types.json").read_text(encoding="utf-8"))
ELSEWHERE = {
    name: ["types"] for name in ("Model", "ModelParam", "AnthropicBetaParam", "ErrorResponse", "BetaErrorResponse")
}
forms.TYPES = TYPES
forms._PLACES.clear()
forms._PLACES.update({**forms.places(), **ELSEWHERE})


def important(differences: list[str]) -> list[str]:
    """Without the order of fields: what a type has in common with one outside of beta stands first."""
    return [difference for difference in differences if not difference.startswith("the order is")]


@pytest.mark.parametrize("name", TYPES["models"])
def test_model(name: str) -> None:
    """A model has the fields of the spec: their names, types and whether they are required."""
    assert important(forms.model_differences(TYPES["models"][name], forms.named(name))) == []


@pytest.mark.parametrize("name", TYPES["params"])
def test_params(name: str) -> None:
    """A typed dictionary has the keys of the spec."""
    entry = TYPES["params"][name]
    assert important(forms.param_differences(entry, forms.named(name))) == []


@pytest.mark.parametrize("name", TYPES["unions"])
def test_union(name: str) -> None:
    """A union has the members of the spec, and tells them apart by their type where the spec does."""
    entry = TYPES["unions"][name]
    assert forms.form(forms.named(name)) == forms.expected(" | ".join(entry["members"]))
    assert forms.is_tagged(forms.named(name)) or not entry.get("tagged")


@pytest.mark.parametrize("name", TYPES["literals"])
def test_literal(name: str) -> None:
    """A literal has the values of the spec."""
    assert forms.form(forms.named(name)) == forms.expected(f"Literal{TYPES['literals'][name]['values']}")


@pytest.mark.parametrize("name", TYPES["aliases"])
def test_alias(name: str) -> None:
    """An alias is what it is another name of."""
    assert forms.form(forms.named(name)) == forms.expected(TYPES["aliases"][name]["is"])


@pytest.mark.parametrize("package", ["types.beta", "types.beta.messages", "types.beta.skills"])
def test_nothing_else_is_public(package: str) -> None:
    """A package of beta types offers the names of the spec and no other."""
    places = {name: entry["in"] for kind in TYPES.values() for name, entry in kind.items()}
    wanted = {name.rpartition(".")[2] for name, where in places.items() if package in where}
    assert set(importlib.import_module(f"anthropic.{package}").__all__) == wanted


def test_a_changed_field_is_noticed() -> None:
    """The comparison notices a field that is missing, and one that is not in the spec."""
    entry = {"fields": {**TYPES["models"]["BetaMessage"]["fields"], "gone": "str"}}
    del entry["fields"]["usage"]
    assert forms.model_differences(entry, beta.BetaMessage) == ["gone is missing", "usage is not in the spec"]


def test_the_same_type_is_the_same_class() -> None:
    """What does not differ in beta is one class under two names."""
    assert beta.BetaTextBlock is types.TextBlock
    assert beta.BetaRequestDocumentBlockParam is types.DocumentBlockParam
    assert issubclass(beta.BetaUsage, types.Usage)


@pytest.mark.parametrize(
    "name",
    [
        "BetaMessage",
        "BetaRawMessageStartEvent",
        "BetaRawMessageDeltaEvent",
        "BetaRawMessageStopEvent",
        "BetaRawContentBlockStartEvent",
        "BetaRawContentBlockDeltaEvent",
        "BetaRawContentBlockStopEvent",
    ],
)
def test_tools_tell_beta_by_the_module(name: str) -> None:
    """Messages and stream events say that they are beta's, and are not instances of the others' classes by accident."""
    cls = getattr(beta, name)
    assert cls.__module__.startswith("anthropic.types.beta")
    assert not getattr(types, name[4:]).__module__.startswith("anthropic.types.beta")


def test_modules_of_one_type() -> None:
    """A type is found in the module that is called after it, with what else that holds."""
    from anthropic.types.beta.beta_bash_code_execution_tool_result_block import Content
    from anthropic.types.beta.beta_message import BetaMessage
    from anthropic.types.beta.messages.batch_create_params import Request
    from anthropic.types.beta.parsed_beta_message import ParsedBetaMessage

    assert BetaMessage is beta.BetaMessage
    assert issubclass(ParsedBetaMessage, BetaMessage)
    assert Content is not None
    assert Request.__required_keys__ == {"custom_id", "params"}


def test_parameters_of_parsing() -> None:
    """Parameters with a type in place of a format are those of creating a message."""
    from anthropic.types.beta.message_create_params import MessageCreateParamsBase, ParseMessageCreateParamsBase

    assert ParseMessageCreateParamsBase.__annotations__.keys() == MessageCreateParamsBase.__annotations__.keys()
    assert "output_format" in ParseMessageCreateParamsBase.__required_keys__


def test_a_message_pickles() -> None:
    """A message survives pickling under its public path."""
    usage = {"input_tokens": 1, "output_tokens": 2}
    message = beta.BetaMessage.construct(
        id="m", type="message", role="assistant", model="m", content=[{"type": "text", "text": "x"}], usage=usage
    )
    assert pickle.loads(pickle.dumps(message)) == message
