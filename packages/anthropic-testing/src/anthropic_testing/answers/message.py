"""The message that an answer becomes: ids, usage, the order of fields that the service has."""

from __future__ import annotations

from typing import Any, Sequence

from .._json import JsonObject, as_object, dumps, objects
from ..tokens import count_block
from .draft import Answer, Draft
from .prompt_cache import CacheUse


def message_json(answer: Answer, id: str, body: JsonObject, cache: CacheUse, *, tier: str = "standard") -> JsonObject:
    """The whole message."""
    message: JsonObject = {
        "model": body.get("model"),
        "id": id,
        "type": "message",
        "role": "assistant",
        "content": [draft.block for draft in answer.drafts],
        "stop_reason": answer.stop_reason,
        "stop_sequence": answer.stop_sequence,
        "stop_details": answer.stop_details,
    }
    if answer.container is not None:
        message["container"] = answer.container
    message["usage"] = usage_json(answer, body, cache, tier)
    return message


def usage_json(answer: Answer, body: JsonObject, cache: CacheUse, tier: str) -> JsonObject:
    """The usage of the whole message."""
    usage: JsonObject = {
        "input_tokens": cache.uncached,
        "cache_creation_input_tokens": cache.written_5m + cache.written_1h,
        "cache_read_input_tokens": cache.read,
        "cache_creation": {
            "ephemeral_5m_input_tokens": cache.written_5m,
            "ephemeral_1h_input_tokens": cache.written_1h,
        },
        "output_tokens": answer.output_tokens,
        "service_tier": tier,
        "inference_geo": body.get("inference_geo") or "not_available",
    }
    if answer.thinking_tokens:
        usage["output_tokens_details"] = {"thinking_tokens": answer.thinking_tokens}
    names = [draft.block.get("name") for draft in answer.drafts if draft.block.get("type") == "server_tool_use"]
    if names:
        usage["server_tool_use"] = {
            "web_search_requests": names.count("web_search"),
            "web_fetch_requests": names.count("web_fetch"),
        }
    return usage


def answer_of_content(content: Sequence[JsonObject], stop_reason: str | None = None) -> Answer:
    """A scripted content as an answer; the stop reason follows from its last block where none is given."""
    drafts = [_draft(block) for block in content]
    calls = any(block.get("type") == "tool_use" for block in content)
    return Answer(drafts, stop_reason or ("tool_use" if calls else "end_turn"))


def answer_of_message(message: JsonObject) -> Answer:
    """The content of a whole scripted message as an answer, for its events."""
    answer = answer_of_content(objects(message.get("content")), message.get("stop_reason"))
    answer.stop_sequence = message.get("stop_sequence")
    answer.stop_details = message.get("stop_details")
    answer.container = message.get("container")
    return answer


def full_message(message: JsonObject, id: str, body: JsonObject, cache: CacheUse) -> JsonObject:
    """A scripted message with all fields that it left out."""
    answer = answer_of_message(message)
    made = message_json(answer, id, body, cache)
    usage = {**made["usage"], **as_object(message.get("usage"))}
    return {**made, **message, "usage": usage}


def _draft(block: JsonObject) -> Draft:
    kind = block.get("type")
    value: Any = block.get("input")
    if kind in ("tool_use", "server_tool_use", "mcp_tool_use") and value is not None:
        return Draft(block, dumps(value))
    written = kind in ("text", "thinking", "redacted_thinking") or count_block(block) == 0
    return Draft(block, written=written)
