"""Where an answer ends early: at a stop sequence, or at `max_tokens`."""

from __future__ import annotations

import dataclasses

from .._json import JsonObject, as_object, dumps
from ..tokens import count_text, text_of_tokens
from .draft import Answer, Draft


def limited(answer: Answer, max_tokens: int, stop_sequences: list[str]) -> Answer:
    """The answer as far as the request allows it. A stop sequence is not part of the text that it ends."""
    return cut_at_tokens(cut_at_sequence(answer, stop_sequences), max_tokens)


def cut_at_sequence(answer: Answer, stop_sequences: list[str]) -> Answer:
    """The answer up to the first stop sequence in a text block."""
    for position, draft in enumerate(answer.drafts):
        if draft.block.get("type") != "text":
            continue
        text = str(draft.block["text"])
        found = [(text.find(sequence), sequence) for sequence in stop_sequences if sequence and sequence in text]
        if found:
            end, sequence = min(found)
            kept = [Draft({**draft.block, "text": text[:end]})] if end else []
            drafts = [*answer.drafts[:position], *kept]
            return dataclasses.replace(answer, drafts=drafts, stop_reason="stop_sequence", stop_sequence=sequence)
    return answer


def cut_at_tokens(answer: Answer, max_tokens: int) -> Answer:
    """The answer up to `max_tokens` output tokens; a tool input may end in the middle of its JSON."""
    left = max_tokens
    for position, draft in enumerate(answer.drafts):
        if draft.tokens > left:
            drafts = [*answer.drafts[:position], *_cut(draft, left)]
            return dataclasses.replace(answer, drafts=drafts, stop_reason="max_tokens", stop_sequence=None)
        left -= draft.tokens
    return answer


def _cut(draft: Draft, tokens: int) -> list[Draft]:
    block = draft.block
    if draft.input_json is not None:
        part = text_of_tokens(draft.input_json, tokens - count_text(str(block.get("name", ""))))
        return [Draft({**block, "input": _finished(as_object(block.get("input")), part)}, part)] if tokens > 0 else []
    if block.get("type") in ("text", "thinking"):
        key = str(block["type"])
        text = text_of_tokens(str(block[key]), tokens)
        return [Draft({**block, key: text})] if text else []
    return []


def _finished(value: JsonObject, part: str) -> JsonObject:
    """The members of an object that are complete in the start of its JSON."""
    kept: JsonObject = {}
    for key, item in value.items():
        start = dumps({**kept, key: item})[:-1]
        if not part.startswith(start) or len(part) == len(start):
            break
        kept[key] = item
    return kept
