"""What a well-formed messages request must also hold to: turns, tool pairs, thinking, limits of the model."""

from __future__ import annotations

from typing import Iterator

from .._json import JsonObject, as_object, is_list, objects
from ..answers.compose import SIGNATURE_MARK, signature_of
from ..answers.turn import blocks_of, is_custom
from ..catalogue import ModelCard
from ..problem import invalid


def check_rules(body: JsonObject, card: ModelCard | None) -> None:
    """Raises: ApiProblem for the first rule that a request breaks."""
    _check_turns(body)
    _check_tool_pairs(body)
    _check_tools(body)
    _check_thinking(body)
    _check_format(body)
    limit = card.max_tokens if card is not None else None
    if limit is not None and body.get("max_tokens", 1) > limit:
        raise invalid(
            f"max_tokens: {body['max_tokens']} > {limit}, which is the maximum allowed number of output tokens for "
            f"{body['model']}"
        )


def _check_turns(body: JsonObject) -> None:
    messages = objects(body.get("messages"))
    if not messages:
        raise invalid("messages: at least one message is required")
    if messages[0].get("role") == "assistant":
        raise invalid('messages: first message must use the "user" role')
    if messages[0].get("role") == "system":
        raise invalid('messages.0.role: the first message cannot have the role "system"; use the parameter `system`')
    for index, message in enumerate(messages):
        content = message.get("content")
        last = index == len(messages) - 1
        if not content and not (last and message.get("role") == "assistant"):
            raise invalid(f"messages.{index}: all messages must have non-empty content")
        for block in blocks_of(content):
            if block.get("type") == "text" and not str(block.get("text", "")) and isinstance(content, list):
                raise invalid("messages: text content blocks must be non-empty")
            if block.get("type") == "text" and not str(block.get("text", "")).strip() and message["role"] == "user":
                raise invalid("messages: text content blocks must contain non-whitespace text")
    text = [str(block.get("text", "")) for block in blocks_of(messages[-1].get("content"))]
    if messages[-1].get("role") == "assistant" and text and text[-1] != text[-1].rstrip():
        raise invalid("messages: final assistant content cannot end with trailing whitespace")


def _check_tool_pairs(body: JsonObject) -> None:
    messages = objects(body.get("messages"))
    for index, message in enumerate(messages):
        before = _uses(messages, index - 1)
        for position, block in enumerate(objects(message.get("content"))):
            if block.get("type") == "tool_result" and block.get("tool_use_id") not in before:
                raise invalid(
                    f"messages.{index}.content.{position}: unexpected `tool_use_id` found in `tool_result` blocks: "
                    f"{block.get('tool_use_id')}. Each `tool_result` block must have a corresponding `tool_use` block "
                    "in the previous message."
                )
        after = _results(messages, index + 1)
        missing = [id for id in _use_ids(message) if id not in after] if index < len(messages) - 1 else []
        if message.get("role") == "assistant" and missing and messages[index + 1].get("role") != "assistant":
            raise invalid(
                f"messages.{index}: `tool_use` ids were found without `tool_result` blocks immediately after: "
                f"{', '.join(missing)}. Each `tool_use` block must have a corresponding `tool_result` block in the "
                "next message."
            )


def _use_ids(message: JsonObject) -> list[str]:
    return [str(block.get("id")) for block in objects(message.get("content")) if block.get("type") == "tool_use"]


def _uses(messages: list[JsonObject], index: int) -> set[str]:
    """Ids of the tool uses in the assistant turn that ends at or before `index`; earlier user messages are skipped."""
    found: set[str] = set()
    while index >= 0 and messages[index].get("role") != "assistant":
        index -= 1
    while index >= 0 and messages[index].get("role") != "user":
        found.update(_use_ids(messages[index]))
        index -= 1
    return found


def _results(messages: list[JsonObject], index: int) -> set[str]:
    found: set[str] = set()
    while index < len(messages) and messages[index].get("role") != "assistant":
        for block in objects(messages[index].get("content")):
            if block.get("type") == "tool_result":
                found.add(str(block.get("tool_use_id")))
        index += 1
    return found


def _check_tools(body: JsonObject) -> None:
    tools = objects(body.get("tools"))
    names = [str(tool.get("name")) for tool in tools if tool.get("name")]
    if len(names) != len(set(names)):
        raise invalid("tools: Tool names must be unique.")
    for index, tool in enumerate(tools):
        if is_custom(tool) and as_object(tool.get("input_schema")).get("type") != "object":
            raise invalid(f"tools.{index}.custom.input_schema.type: Input should be 'object'")
    choice = as_object(body.get("tool_choice"))
    if choice.get("type") in ("any", "tool") and not tools:
        raise invalid("tool_choice: may only be specified while providing `tools`.")
    if choice.get("type") == "tool" and choice.get("name") not in names:
        raise invalid(f"tool_choice.name: Tool '{choice.get('name')}' not found in provided tools")


def _check_thinking(body: JsonObject) -> None:
    config = as_object(body.get("thinking"))
    on = config.get("type") in ("enabled", "adaptive")
    if config.get("type") == "enabled" and "max_tokens" in body and body["max_tokens"] <= config["budget_tokens"]:
        raise invalid("max_tokens: must be greater than `thinking.budget_tokens`")
    if on and as_object(body.get("tool_choice")).get("type") in ("any", "tool"):
        raise invalid("thinking: may not be enabled when `tool_choice` forces tool use.")
    if on and body.get("temperature") not in (None, 1):
        raise invalid("temperature: may only be set to 1 when thinking is enabled.")
    for index, position, block in _blocks(body):
        signature = str(block.get("signature", ""))
        ours = block.get("type") == "thinking" and signature.startswith(SIGNATURE_MARK)
        if ours and signature != signature_of(str(block.get("thinking", ""))):
            raise invalid(f"messages.{index}.content.{position}: Invalid `signature` in `thinking` block")


def _blocks(body: JsonObject) -> Iterator[tuple[int, int, JsonObject]]:
    for index, message in enumerate(objects(body.get("messages"))):
        for position, block in enumerate(objects(message.get("content"))):
            yield index, position, block


def _check_format(body: JsonObject) -> None:
    for name, format in (
        ("output_config.format", as_object(body.get("output_config")).get("format")),
        ("output_format", body.get("output_format")),
    ):
        if format is not None:
            _check_closed(as_object(format).get("schema"), f"{name}.schema")
    for index, tool in enumerate(objects(body.get("tools"))):
        if tool.get("strict"):
            _check_closed(tool.get("input_schema"), f"tools.{index}.custom")


def _check_closed(schema: object, place: str) -> None:
    """Constrained output needs objects that say that they have no other keys."""
    if is_list(schema):
        for item in schema:
            _check_closed(item, place)
        return
    rule = as_object(schema)
    if rule.get("type") == "object" and rule.get("additionalProperties") is not False:
        raise invalid(f"{place}: For 'object' type, 'additionalProperties' must be explicitly set to false")
    for key, value in rule.items():
        if key in ("properties", "$defs", "definitions"):
            for member in as_object(value).values():
                _check_closed(member, place)
        elif key in ("items", "anyOf", "allOf", "oneOf"):
            _check_closed(value, place)
