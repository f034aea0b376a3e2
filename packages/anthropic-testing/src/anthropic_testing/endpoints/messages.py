"""Messages and their token counts."""

from __future__ import annotations

from typing import Mapping

from .._json import JsonObject, is_list, is_object, objects
from ..answers.compose import composed
from ..answers.draft import Answer, text_draft
from ..answers.limits import limited
from ..answers.message import answer_of_content, answer_of_message, full_message, message_json
from ..answers.prompt_cache import CacheUse
from ..answers.turn import turn_of
from ..emulator import Context, Route
from ..exchange import Reply
from ..scripting import Events
from ..sse import encoded, encoded_events, message_events
from ..tokens import count_input, segments
from ..validation.body import check_shape, parsed_body
from ..validation.rules import check_rules
from ..validation.shapes import CreateMessage, Prompt
from .files import check_files


def create(context: Context) -> Reply:
    """POST /v1/messages"""
    body = parsed_body(context.request)
    check_create(context, body)
    if isinstance(context.scripted, Events):
        return Reply.of_events(_given_events(context.scripted))
    message, answer = made_message(context, body)
    if body.get("stream"):
        return Reply.of_events(encoded_events(message_events(message, answer)))
    return Reply.of_json(message)


def count_tokens(context: Context) -> Reply:
    """POST /v1/messages/count_tokens"""
    body = parsed_body(context.request)
    tolerant = context.request.is_beta or not context.emulator.strict
    check_shape(Prompt, body, tolerant=tolerant)
    check_rules(body, context.emulator.card(str(body["model"])))
    count: JsonObject = {"input_tokens": count_input(body)}
    if context.request.is_beta and "context_management" in body:
        count["context_management"] = {"original_input_tokens": count["input_tokens"]}
    return Reply.of_json(count)


def check_create(context: Context, body: JsonObject) -> None:
    """Raises: ApiProblem where the API would not take the body."""
    tolerant = context.request.is_beta or not context.emulator.strict
    check_shape(CreateMessage, body, tolerant=tolerant)
    check_rules(body, context.emulator.card(str(body["model"])))
    if context.emulator.strict:
        check_files(context, body)


def made_message(context: Context, body: JsonObject, tier: str = "standard") -> tuple[JsonObject, Answer]:
    """The message for a checked body, by script or by the rules, and the answer that it was made from."""
    emulator, now = context.emulator, context.emulator.clock.now()
    cache = emulator.cache.use(str(body["model"]), list(segments(body)), body.get("cache_control"), now)
    id = emulator.ids.next("msg")
    if is_object(context.scripted):
        message = full_message(context.scripted, id, body, cache)
        answer = answer_of_message(message)
    else:
        answer = _answer(context, body, now)
        message = message_json(answer, id, body, cache, tier=tier)
    emulator.meter.spend(_input_tokens(cache), answer.output_tokens)
    return message, answer


def _answer(context: Context, body: JsonObject, now: float) -> Answer:
    if isinstance(context.scripted, str):
        answer = Answer([text_draft(context.scripted)] if context.scripted else [])
    elif is_list(context.scripted):
        return answer_of_content(objects(context.scripted))
    else:
        answer = composed(turn_of(body), context.emulator.ids, now)
    return limited(answer, int(body["max_tokens"]), [str(item) for item in body.get("stop_sequences") or ()])


def _given_events(events: Events) -> list[bytes]:
    return [_given_event(event) for event in events.events]


def _given_event(event: Mapping[str, object]) -> bytes:
    payload = dict(event)
    name = str(payload.pop("event", payload.get("type", "message")))
    return encoded(payload, name)


def _input_tokens(cache: CacheUse) -> int:
    return cache.uncached + cache.written_5m + cache.written_1h


ROUTES = (
    Route("POST", "/v1/messages", create, scriptable=True),
    Route("POST", "/v1/messages/count_tokens", count_tokens),
)
