"""Messages as server-sent events, framed as the service frames them.

The service puts blanks before the closing brace of each data line, so that lengths tell nothing; so does the emulator.
A `ping` follows the first `content_block_start`. Texts come in pieces of a few words, tool inputs in pieces of JSON.
"""

from __future__ import annotations

import re
from typing import Any, Iterable, Iterator

from ._json import JsonObject, as_list, as_object, dumps
from .answers.draft import Answer, Draft
from .ids import digest_text

PING = b'event: ping\ndata: {"type": "ping"}\n\n'
PIECE = re.compile(r"\s*\S{1,40}\s?|\s+")
WORDS_PER_PIECE = (1, 3, 2, 4)
LETTERS_PER_PIECE = (5, 9, 3, 14)
MAX_PADDING = 16
EMPTY_FIELDS = {"text": "text", "thinking": "thinking"}


def encoded(event: JsonObject, name: str | None = None, padding: int | None = None) -> bytes:
    """One event as bytes; `padding` blanks stand before the closing brace (a number that depends on the event)."""
    text = dumps(event)
    if padding is None:
        padding = ord(digest_text(text[-64:], 1)) % MAX_PADDING
    if text.endswith("}"):
        text = f"{text[:-1]}{' ' * padding}}}"
    return f"event: {name or event.get('type', 'message')}\ndata: {text}\n\n".encode("utf-8", "surrogatepass")


def encoded_events(events: Iterable[JsonObject]) -> Iterator[bytes]:
    """Events as bytes; pings in the service's own spelling."""
    for event in events:
        yield PING if event == {"type": "ping"} else encoded(event)


def message_events(message: JsonObject, answer: Answer) -> Iterator[JsonObject]:
    """The events of a message, in order."""
    usage = as_object(message.get("usage"))
    start: JsonObject = {**message, "content": [], "stop_reason": None, "stop_sequence": None, "stop_details": None}
    start.pop("container", None)
    hidden = ("server_tool_use", "output_tokens_details")
    start["usage"] = {key: value for key, value in usage.items() if key not in hidden}
    start["usage"]["output_tokens"] = min(1, usage.get("output_tokens", 1))
    yield {"type": "message_start", "message": start}
    for index, draft in enumerate(answer.drafts):
        for event in block_events(index, draft):
            yield event
            if index == 0 and event["type"] == "content_block_start":
                yield {"type": "ping"}
    delta = {"stop_reason": message.get("stop_reason"), "stop_sequence": message.get("stop_sequence")}
    delta["stop_details"] = message.get("stop_details")
    if message.get("container") is not None:
        delta["container"] = message["container"]
    counts = {key: value for key, value in usage.items() if key.endswith("_tokens") or key in hidden}
    yield {"type": "message_delta", "delta": delta, "usage": counts}
    yield {"type": "message_stop"}


def block_events(index: int, draft: Draft) -> Iterator[JsonObject]:
    """The events of one content block."""
    block = draft.block
    yield {"type": "content_block_start", "index": index, "content_block": _opening(draft)}
    for delta in _deltas(draft, block):
        yield {"type": "content_block_delta", "index": index, "delta": delta}
    yield {"type": "content_block_stop", "index": index}


def _opening(draft: Draft) -> JsonObject:
    block = dict(draft.block)
    if block.get("type") == "text":
        block["text"] = ""
        if block.get("citations"):
            block["citations"] = []
    elif block.get("type") == "thinking":
        block.update(thinking="", signature="")
    elif draft.input_json is not None:
        block["input"] = {}
    return block


def _deltas(draft: Draft, block: JsonObject) -> Iterator[JsonObject]:
    if block.get("type") == "text":
        for citation in as_list(block.get("citations")):
            yield {"type": "citations_delta", "citation": citation}
        for piece in pieces(str(block.get("text", ""))):
            yield {"type": "text_delta", "text": piece}
    elif block.get("type") == "thinking":
        for piece in pieces(str(block.get("thinking", ""))):
            yield {"type": "thinking_delta", "thinking": piece}
        if block.get("signature"):
            yield {"type": "signature_delta", "signature": block["signature"]}
    elif draft.input_json is not None:
        yield {"type": "input_json_delta", "partial_json": ""}
        for piece in letters(draft.input_json if draft.input_json != "{}" else ""):
            yield {"type": "input_json_delta", "partial_json": piece}


def pieces(text: str) -> Iterator[str]:
    """A text in pieces of one to four words."""
    words: list[str] = PIECE.findall(text)
    position = turn = 0
    while position < len(words):
        count = WORDS_PER_PIECE[turn % len(WORDS_PER_PIECE)]
        yield "".join(words[position : position + count])
        position, turn = position + count, turn + 1


def letters(text: str) -> Iterator[str]:
    """A text in pieces of a few letters, whatever they are."""
    position = turn = 0
    while position < len(text):
        count = LETTERS_PER_PIECE[turn % len(LETTERS_PER_PIECE)]
        yield text[position : position + count]
        position, turn = position + count, turn + 1


def split_events(body: bytes) -> list[bytes]:
    """A body of events in one piece each, blank line included."""
    return [event for event in re.split(rb"(?<=\n\n)", body) if event]


def completion_events(completion: JsonObject) -> Iterator[Any]:
    """The events of a legacy text completion."""
    first = True
    for piece in pieces(str(completion["completion"])):
        yield {**completion, "completion": piece, "stop_reason": None}
        if first:
            yield {"type": "ping"}
        first = False
    yield {**completion, "completion": ""}
