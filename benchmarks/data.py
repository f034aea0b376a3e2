"""What the benchmarks send and receive: fixed, made without any third-party package, the same for every target."""

from __future__ import annotations

import json
from typing import Any

MODEL = "claude-sonnet-4-5"
WORDS = "the quick brown fox jumps over a lazy dog while seven wizards measure every nimbus at dawn".split()
READ_BYTES = 16 * 1024
"""Bytes in one read of the network where the body does not trickle."""


def text(characters: int, seed: int = 0) -> str:
    """Words, cut at a length."""
    made: list[str] = []
    length = 0
    while length < characters:
        word = WORDS[(seed + len(made) * 7) % len(WORDS)]
        made.append(word)
        length += len(word) + 1
    return " ".join(made)[:characters]


def small_request() -> dict[str, Any]:
    """One question."""
    return {"model": MODEL, "max_tokens": 1024, "messages": [{"role": "user", "content": "How tall is a giraffe?"}]}


def answer(content: list[dict[str, Any]], stop_reason: str | None = "end_turn") -> dict[str, Any]:
    """A message as the API answers with."""
    return {
        "id": "msg_01XFDUDYJgAACzvnptvVoYEL",
        "type": "message",
        "role": "assistant",
        "model": MODEL,
        "content": content,
        "stop_reason": stop_reason,
        "stop_sequence": None,
        "usage": {
            "input_tokens": 2095,
            "cache_creation_input_tokens": 0,
            "cache_read_input_tokens": 0,
            "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 0},
            "output_tokens": 503,
            "service_tier": "standard",
        },
    }


def encoded(value: object) -> bytes:
    """JSON as the API writes it."""
    return json.dumps(value, separators=(",", ":")).encode()


def small_answer() -> bytes:
    """An answer of one short text."""
    return encoded(answer([{"type": "text", "text": "About five metres, most of it neck and legs."}]))


def big_answer() -> bytes:
    """An answer of 200 kB: 100 blocks, half of them text and half tool calls with nested input."""
    blocks: list[dict[str, Any]] = []
    for index in range(50):
        blocks.append({"type": "text", "text": text(1800, index)})
        rows = [{"id": row, "name": text(24, row), "tags": ["a", "b"], "score": row / 7} for row in range(24)]
        blocks.append({"type": "tool_use", "id": f"toolu_{index:024}", "name": "store", "input": {"rows": rows}})
    return encoded(answer(blocks, "tool_use"))


def agent_answer(turn: int) -> bytes:
    """One turn of an agent: thinking, a sentence, and a tool call."""
    edits = [{"path": f"src/{text(8, row)}.py", "line": row, "text": text(60, row)} for row in range(8)]
    blocks: list[dict[str, Any]] = [
        {"type": "thinking", "thinking": text(700, turn), "signature": "c2ln" * 60},
        {"type": "text", "text": text(160, turn)},
        {"type": "tool_use", "id": f"toolu_{turn:024}", "name": "edit_files", "input": {"edits": edits}},
    ]
    return encoded(answer(blocks, "tool_use"))


def tool_result(turn: int) -> dict[str, Any]:
    """What the user's side of an agent sends back for a turn."""
    content = [{"type": "text", "text": text(1400, turn)}]
    result = {"type": "tool_result", "tool_use_id": f"toolu_{turn:024}", "content": content}
    return {"role": "user", "content": [result]}


TOOLS = 20


def tool_turn(turn: int) -> bytes:
    """A turn of a tool runner's conversation: a sentence and the call of one of its tools."""
    call = {"type": "tool_use", "id": f"toolu_{turn:024}", "name": f"tool_{turn % TOOLS}", "input": {"query": text(40)}}
    return encoded(answer([{"type": "text", "text": text(160, turn)}, call], "tool_use"))


AGENT_TURNS = 44
"""Turns of the agent's history; the request is then about 170 kB."""


def sse(event: dict[str, Any]) -> bytes:
    """One event as the service writes it, blanks at the end of the data included."""
    return b"event: %s\ndata: %s   \n\n" % (event["type"].encode(), encoded(event))


def _around(block: dict[str, Any], deltas: list[bytes], stop_reason: str) -> list[bytes]:
    return [
        sse({"type": "message_start", "message": answer([], None)}),
        sse({"type": "content_block_start", "index": 0, "content_block": block}),
        sse({"type": "ping"}),
        *deltas,
        sse({"type": "content_block_stop", "index": 0}),
        sse(
            {
                "type": "message_delta",
                "delta": {"stop_reason": stop_reason, "stop_sequence": None},
                "usage": {"output_tokens": len(deltas)},
            }
        ),
        sse({"type": "message_stop"}),
    ]


DELTAS = 10_000
"""Pieces of text in the streams that are measured."""


def text_stream(deltas: int) -> list[bytes]:
    """A stream of one text block, one event in each piece."""
    pieces = [
        sse({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text(12, index)}})
        for index in range(deltas)
    ]
    return _around({"type": "text", "text": ""}, pieces, "end_turn")


def tool_stream(size: int, delta: int = 20) -> list[bytes]:
    """A stream of one tool call whose input is one long string of `size` bytes, in deltas of `delta` bytes."""
    whole = json.dumps({"path": "book.txt", "content": text(size - 40)})
    cut = [whole[start : start + delta] for start in range(0, len(whole), delta)]
    pieces = [
        sse({"type": "content_block_delta", "index": 0, "delta": {"type": "input_json_delta", "partial_json": piece}})
        for piece in cut
    ]
    block = {"type": "tool_use", "id": "toolu_01", "name": "write_file", "input": {}}
    return _around(block, pieces, "tool_use")


def reads(body: bytes, size: int = READ_BYTES) -> list[bytes]:
    """A body in reads of the network."""
    return [body[start : start + size] for start in range(0, len(body), size)]


def batch_results(count: int) -> bytes:
    """The results of a batch, as JSON lines."""
    result = {"type": "succeeded", "message": answer([{"type": "text", "text": text(160)}])}
    return b"".join(encoded({"custom_id": f"request-{index}", "result": result}) + b"\n" for index in range(count))


def batch_line(size: int) -> bytes:
    """One batch result with a text of `size` bytes."""
    result = {"type": "succeeded", "message": answer([{"type": "text", "text": text(size)}])}
    return encoded({"custom_id": "request-0", "result": result}) + b"\n"


def model_page(page: int, pages: int, size: int = 100) -> bytes:
    """One page of the list of models."""
    models = [
        {
            "type": "model",
            "id": f"claude-{page}-{index}",
            "display_name": f"Claude {page}.{index}",
            "created_at": "2025-02-19T00:00:00Z",
        }
        for index in range(size)
    ]
    more = page + 1 < pages
    return encoded({"data": models, "has_more": more, "first_id": models[0]["id"], "last_id": models[-1]["id"]})


def image_request(messages: int = 200, size: int = 5 * 1024 * 1024) -> dict[str, Any]:
    """A conversation with images in base64, `size` bytes of them altogether."""
    images = messages // 2
    image = "iVBORw0KGgoAAAAN" * (size // images // 16)
    turns: list[dict[str, Any]] = []
    for index in range(images):
        source = {"type": "base64", "media_type": "image/png", "data": image}
        turns.append({"role": "user", "content": [{"type": "image", "source": source}]})
        turns.append({"role": "assistant", "content": text(80, index)})
    return {"model": MODEL, "max_tokens": 1024, "messages": turns}
