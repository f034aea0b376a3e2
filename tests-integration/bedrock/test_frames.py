"""Event streams made by an encoder of others, read by our decoder."""

from __future__ import annotations

import base64
import importlib
import json
from typing import Any

import pytest

from anthropic_bedrock import EventStreamDecoder

EventStreamEncoder: Any = importlib.import_module("moto.core.eventstream").EventStreamEncoder  # has no types
KINDS: Any = {":event-type": "chunk", ":content-type": "application/json", ":message-type": "event"}
EVENTS: Any = [
    {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Grüße, 世界 🌍"}},
    {"type": "ping"},
    {"type": "message_stop"},
]


def framed(event: object) -> bytes:
    """An event as Bedrock sends it, by moto's encoder."""
    inner = base64.b64encode(json.dumps(event).encode()).decode()
    return bytes(EventStreamEncoder().encode_message(KINDS, json.dumps({"bytes": inner, "p": "abc"}).encode()))


@pytest.mark.parametrize("size", [1, 7, 100, 10**6])
def test_frames_of_another_encoder(size: int) -> None:
    """Whatever the chunking, the events come out."""
    body = b"".join(map(framed, EVENTS))
    decoder = EventStreamDecoder()
    events = [event for start in range(0, len(body), size) for event in decoder.feed(body[start : start + size])]
    assert [(event.name, json.loads(event.data)) for event in events] == [(event["type"], event) for event in EVENTS]


def test_headers_of_every_type() -> None:
    """A frame may have headers of other types than strings."""
    kinds = {**KINDS, "flag": True, "off": False, "number": 7, "bytes": b"\0\1"}
    body = EventStreamEncoder().encode_message(kinds, json.dumps({"bytes": "eyJ0eXBlIjoicGluZyJ9"}).encode())
    assert [event.name for event in EventStreamDecoder().feed(bytes(body))] == ["ping"]


def test_every_flipped_bit_is_noticed() -> None:
    """No damage to a frame passes as content, wherever it is."""
    body = framed(EVENTS[0])
    for position in range(len(body)):
        damaged = bytearray(body)
        damaged[position] ^= 1
        decoder = EventStreamDecoder()
        try:
            events = decoder.feed(bytes(damaged)) + decoder.end()
        except ValueError:
            continue
        assert events == [], f"byte {position}"
