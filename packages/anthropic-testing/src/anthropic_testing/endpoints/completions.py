"""Legacy text completions: only for the models of their time."""

from __future__ import annotations

from .._json import JsonObject
from ..answers.draft import Answer, text_draft
from ..answers.limits import limited
from ..emulator import Context, Route
from ..exchange import Reply
from ..problem import invalid
from ..scripting import Events
from ..sse import completion_events, encoded, encoded_events
from ..tokens import count_text
from ..validation.body import check_shape, parsed_body
from ..validation.shapes import CreateCompletion

HUMAN, ASSISTANT = "\n\nHuman:", "\n\nAssistant:"


def create(context: Context) -> Reply:
    """POST /v1/complete"""
    body = parsed_body(context.request)
    check_shape(CreateCompletion, body, tolerant=context.request.is_beta or not context.emulator.strict)
    model, prompt = str(body["model"]), str(body["prompt"])
    card = context.emulator.card(model)
    if card is not None and not card.legacy_completions:
        raise invalid(f'"{model}" is not supported on this API. Please use the Messages API instead.')
    if not prompt.lstrip(" ").startswith(HUMAN) or ASSISTANT not in prompt:
        raise invalid(f"prompt: must start with {HUMAN!r} and hold a turn that starts with {ASSISTANT!r}")
    if isinstance(context.scripted, Events):
        return Reply.of_events(encoded(dict(event)) for event in context.scripted.events)
    text = context.scripted if isinstance(context.scripted, str) else _echo(prompt)
    completion = _completion(context, body, text)
    if body.get("stream"):
        return Reply.of_events(encoded_events(completion_events(completion)))
    return Reply.of_json(completion)


def _echo(prompt: str) -> str:
    words, _, started = prompt.rpartition(ASSISTANT)
    said = words.rpartition(HUMAN)[2].strip()
    text = f" You said: {said}"
    return text[len(started) :] if started and text.startswith(started) else text


def _completion(context: Context, body: JsonObject, text: str) -> JsonObject:
    sequences = [str(item) for item in body.get("stop_sequences") or ()]
    answer = limited(Answer([text_draft(text)]), int(body["max_tokens_to_sample"]), [*sequences, HUMAN])
    context.emulator.meter.spend(count_text(str(body["prompt"])), answer.output_tokens)
    id = context.emulator.ids.next("compl")
    return {
        "type": "completion",
        "id": id,
        "completion": "".join(str(draft.block["text"]) for draft in answer.drafts),
        "stop_reason": "max_tokens" if answer.stop_reason == "max_tokens" else "stop_sequence",
        "model": body["model"],
        "stop": None if answer.stop_reason == "max_tokens" else answer.stop_sequence or HUMAN,
        "log_id": id,
    }


ROUTES = (Route("POST", "/v1/complete", create, scriptable=True),)
