"""What the emulated model says. The first rule that applies decides:

1. The user's text holds `ANTHROPIC_MAGIC_STRING_TRIGGER_REFUSAL`: no content, stop reason `refusal`.
2. The last turn brings tool results: a text that repeats them (JSON where a schema is asked for).
3. Tools are to be called (see `tool_calls`): `tool_use` blocks.
4. A server tool is declared and the text asks for it (see `server_tools`): its use, its result, a text.
5. A JSON schema is asked for: a value that it accepts, taken from the text where it fits (see `instances`).
6. Otherwise: `You said: …`, and a citation from each document that allows it (see `citations`).

Where thinking is on, a thinking block stands first.
"""

from __future__ import annotations

from .._json import JsonObject, dumps
from ..ids import Ids, digest_base64
from ..tokens import count_text
from .citations import citation_drafts
from .draft import Answer, Draft, text_draft
from .instances import instance
from .server_tools import server_tool_answer
from .tool_calls import tool_call_drafts
from .turn import Turn, text_of

REFUSAL_TRIGGER = "ANTHROPIC_MAGIC_STRING_TRIGGER_REFUSAL"
REDACTED_TRIGGER = "ANTHROPIC_MAGIC_STRING_TRIGGER_REDACTED_THINKING"
SIGNATURE_MARK = "emulator"
"""Starts each signature that the emulator made, so that it can tell when one was changed."""


def composed(turn: Turn, ids: Ids, now: float) -> Answer:
    """The answer to a turn, not yet limited by `max_tokens` or stop sequences."""
    if REFUSAL_TRIGGER in turn.text:
        details: JsonObject = {"type": "refusal", "category": None, "explanation": "The emulator was asked to refuse."}
        return Answer([], "refusal", stop_details=details)
    answer = _said(turn, ids, now)
    if turn.thinking is not None:
        answer.drafts.insert(0, _thought(turn))
    return answer


def signature_of(thinking: str) -> str:
    """The signature of a thinking block."""
    return SIGNATURE_MARK + digest_base64(thinking)


def _said(turn: Turn, ids: Ids, now: float) -> Answer:
    if turn.results:
        return Answer([text_draft(_value(turn) if turn.schema is not None else results_text(turn))])
    calls = tool_call_drafts(turn, ids)
    if calls:
        return Answer(calls, "tool_use")
    served = server_tool_answer(turn, ids, now)
    if served is not None:
        return served
    if turn.schema is not None:
        return Answer([text_draft(_value(turn))])
    drafts = [text_draft(_continued(echo(turn), turn.prefill))]
    return Answer([draft for draft in [*drafts, *citation_drafts(turn)] if draft.block["text"]])


def _thought(turn: Turn) -> Draft:
    thinking = f"The user wrote {count_text(turn.text)} tokens. I answer by the rules of the emulator."
    if REDACTED_TRIGGER in turn.text:
        return Draft({"type": "redacted_thinking", "data": signature_of(thinking)})
    shown = "" if (turn.thinking or {}).get("display") == "omitted" else thinking
    return Draft({"type": "thinking", "thinking": shown, "signature": signature_of(shown)})


def _value(turn: Turn) -> str:
    text = turn.text or "\n".join(text_of(result.get("content")) for result in turn.results)
    return dumps(instance(turn.schema, text))


def echo(turn: Turn) -> str:
    """`You said: …`, with a count of what came along."""
    counts = {kind: turn.attachments.count(kind) for kind in dict.fromkeys(turn.attachments)}
    things = ", ".join(f"{count} {kind.replace('_', ' ')}{'s' if count > 1 else ''}" for kind, count in counts.items())
    if not turn.text:
        return f"You sent {things}." if things else "You said nothing."
    return f"You said: {turn.text}" + (f" (with {things})" if things else "")


def results_text(turn: Turn) -> str:
    """What the tools answered, in order; then the user's text where there is one."""
    lines = [
        f"The tool {'failed' if result.get('is_error') else 'answered'}: {result_text(result)}"
        for result in turn.results
    ]
    return "\n".join([*lines, f"You said: {turn.text}"] if turn.text else lines)


def result_text(result: JsonObject) -> str:
    """The content of one tool result as a text."""
    content = result.get("content")
    return content if isinstance(content, str) else text_of(content) or "nothing"


def _continued(text: str, prefill: str) -> str:
    return text[len(prefill) :] if prefill and text.startswith(prefill) else text
