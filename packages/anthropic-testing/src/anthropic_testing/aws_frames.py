"""Server-sent events as an AWS event stream: frames with checksums, written here after the published format.

A reply keeps its shape: where it was cut, paused or broken off within an event, it is so within the frame.
"""

from __future__ import annotations

import base64
import bisect
import json
import struct
import zlib
from typing import Callable, Iterable, Mapping

from ._json import JsonObject, as_object, dumps
from .exchange import Chunk, Step
from .sse import split_events

PADDING = "abcdefghijklmnopqrstuvwxyz"
STRING = 7
"""The type of a header whose value is text."""


def frame(headers: Mapping[str, str], payload: bytes) -> bytes:
    """One frame: two lengths and their checksum, headers, payload, and a checksum over all of it."""
    encoded = b"".join(_header(name.encode("utf-8"), value.encode("utf-8")) for name, value in headers.items())
    lengths = struct.pack(">II", 12 + len(encoded) + len(payload) + 4, len(encoded))
    body = lengths + struct.pack(">I", zlib.crc32(lengths)) + encoded + payload
    return body + struct.pack(">I", zlib.crc32(body))


def framed_events(steps: Iterable[Step], exception_of: Callable[[str], str]) -> tuple[Step, ...]:
    """The steps of a body of server-sent events as those of an AWS event stream.

    exception_of: what AWS calls an error of the API, by its type.
    """
    steps = tuple(steps)
    text = b"".join(step.data for step in steps if isinstance(step, Chunk))
    if b"\r" in text:  # frames have no lines, so where these end does not matter
        text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        steps = (Chunk(text), *(step for step in steps if not isinstance(step, Chunk)))
    ends, frames, usage = [0], [b""], {"inputTokenCount": 0, "outputTokenCount": 0}
    for event in split_events(text):
        ends.append(ends[-1] + len(event))
        frames.append(_framed(event, exception_of, usage))
    starts = [0]
    for made in frames:
        starts.append(starts[-1] + len(made))
    body, position, sent = b"".join(frames), 0, 0
    found: list[Step] = []
    for step in steps:
        if not isinstance(step, Chunk):
            found.append(step)
            continue
        position += len(step.data)
        index = bisect.bisect_left(ends, position)
        share = (position - ends[index - 1]) / (ends[index] - ends[index - 1]) if index else 1
        until = starts[index] + int(share * len(frames[index]))
        if index and index == len(ends) - 1 and not text.endswith(b"\n\n"):
            until = min(until, starts[index + 1] - 1)  # the last event is not whole, nor is its frame
        if until > sent:
            found.append(Chunk(body[sent:until]))
            sent = until
    return tuple(found)


def _framed(event: bytes, exception_of: Callable[[str], str], usage: dict[str, int]) -> bytes:
    """The frame of one event, if it holds data; `usage` is brought up to date with it."""
    data = b"\n".join(line[5:].strip() for line in event.split(b"\n") if line.startswith(b"data:"))
    if not data:
        return b""
    try:
        parsed: JsonObject = as_object(json.loads(data))
    except ValueError:
        parsed = {}
    if parsed.get("type") == "error":
        error = as_object(parsed.get("error"))
        kinds = {
            ":exception-type": exception_of(str(error.get("type"))),
            ":content-type": "application/json",
            ":message-type": "exception",
        }
        return frame(kinds, dumps({"message": error.get("message")}).encode("utf-8"))
    if parsed:
        _count(parsed, usage)
        if parsed.get("type") == "message_stop":
            parsed = {**parsed, "amazon-bedrock-invocationMetrics": dict(usage)}
        data = dumps(parsed).encode("utf-8", "surrogatepass")
    inner = base64.b64encode(data).decode("ascii")
    payload = dumps({"bytes": inner, "p": PADDING[: 1 + len(data) % len(PADDING)]})
    kinds = {":event-type": "chunk", ":content-type": "application/json", ":message-type": "event"}
    return frame(kinds, payload.encode("ascii"))


def _count(event: JsonObject, usage: dict[str, int]) -> None:
    for counts in (as_object(as_object(event.get("message")).get("usage")), as_object(event.get("usage"))):
        for name, key in (("inputTokenCount", "input_tokens"), ("outputTokenCount", "output_tokens")):
            if isinstance(counts.get(key), int):
                usage[name] = counts[key]


def _header(name: bytes, value: bytes) -> bytes:
    return struct.pack(">B", len(name)) + name + struct.pack(">BH", STRING, len(value)) + value
