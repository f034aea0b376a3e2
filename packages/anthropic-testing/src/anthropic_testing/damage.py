"""What each fault does to a reply: pure functions from a reply, its request and the fault's options to a reply."""

from __future__ import annotations

import dataclasses
import re
import zlib
from typing import Any, Dict, Iterator, Mapping
from urllib.parse import urlsplit

from .exchange import Chunk, Cut, Drop, Pause, Reply, Request, Stall, Step
from .problem import STATUSES, ApiProblem, error_body
from .sse import PING, encoded, split_events

Options = Dict[str, Any]

HTML = b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Sign in to continue</h1></body></html>\n"
PING_SECONDS = 3600.0
"""How long pings go on where no end is given."""
ELSEWHERE = "https://elsewhere.invalid"
REDIRECTED = "emulator_redirected=1"
"""In the query of a redirect target, so that it is answered rather than redirected again."""
NEWLINES: Mapping[str, tuple[bytes, ...]] = {"crlf": (b"\r\n",), "cr": (b"\r",), "mixed": (b"\r\n", b"\n", b"\r")}


def status(reply: Reply, request: Request, options: Options) -> Reply:
    """An error answer; options other than `code`, `type` and `message` are headers."""
    headers = {key: str(value) for key, value in options.items() if key not in ("code", "type", "message")}
    problem = ApiProblem(
        int(options["code"]), options.get("message"), type=options.get("type"), headers={**_kept(reply), **headers}
    )
    return problem.reply(reply.headers.get("request-id"))


def error_event(reply: Reply, request: Request, options: Options) -> Reply:
    """An `error` event in place of the rest."""
    type, message = str(options["type"]), options.get("message")
    if not reply.is_stream:
        return status(reply, request, {"code": STATUSES.get(type, 500), "type": type, "message": message})
    kept = _first_events(reply, options.get("events"))
    error = error_body(type, message, reply.headers.get("request-id"))
    return reply.with_chunks([*kept, encoded(error, padding=0)])


def drop(reply: Reply, request: Request, options: Options) -> Reply:
    """A reset connection."""
    return _interrupted(reply, options.get("after"), (Drop(),))


def cut(reply: Reply, request: Request, options: Options) -> Reply:
    """A closed connection."""
    return _interrupted(reply, options.get("after"), (Cut(),))


def end(reply: Reply, request: Request, options: Options) -> Reply:
    """A body without its last events; of JSON, without its last half."""
    if not reply.is_stream:
        return broken_json(reply, request, options)
    return reply.with_chunks(_first_events(reply, options.get("events")))


def stall(reply: Reply, request: Request, options: Options) -> Reply:
    """Silence, or pings, and then the rest where it ends."""
    after, events, seconds = options.get("after"), options.get("events"), options.get("seconds")
    if events is not None:
        after = sum(len(event) for event in split_events(reply.body)[: int(events)])
    wait: tuple[Step, ...] = (Stall(),) if seconds is None else (Pause(float(seconds)),)
    if options.get("pings") is not None:
        every = float(options["pings"])
        count = int((PING_SECONDS if seconds is None else float(seconds)) / every)
        wait = (Pause(every), Chunk(PING)) * count
    if after is None:
        return dataclasses.replace(reply, before=(*reply.before, *wait))
    first, rest = _parted(reply, int(after))
    return reply.with_steps([*first, *wait, *rest])


def drip(reply: Reply, request: Request, options: Options) -> Reply:
    """Small chunks with pauses."""
    small = chunks(reply, request, options)
    pause = Pause(float(options["seconds"]))
    return small.with_steps(step for chunk in small.steps for step in (pause, chunk))


def html(reply: Reply, request: Request, options: Options) -> Reply:
    """A page in place of the answer."""
    return Reply.of_bytes(HTML, "text/html; charset=utf-8", int(options["status"]), _kept(reply))


def empty(reply: Reply, request: Request, options: Options) -> Reply:
    """No body."""
    return dataclasses.replace(reply.with_body(b""), status=int(options["status"]))


def broken_json(reply: Reply, request: Request, options: Options) -> Reply:
    """JSON that ends in its middle."""
    if not reply.is_stream:
        return reply.with_body(reply.body[: len(reply.body) // 2])
    events = split_events(reply.body)
    broken = min(int(options["events"]), len(events) - 1)
    events[broken] = events[broken][: len(events[broken]) // 2].rstrip() + b"\n\n"
    return reply.with_chunks(events)


def cut_utf8(reply: Reply, request: Request, options: Options) -> Reply:
    """Chunks, or a body, that end within a character."""
    body = reply.body
    places = [found.start() + 1 for found in re.finditer(rb"[\xc2-\xf4][\x80-\xbf]+", body)]
    if options.get("truncate"):
        return reply.with_body(body[: places[-1]] if places else body[: len(body) // 2] + b"\xe2\x82")
    ends = [0, *places, len(body)]
    return reply.with_chunks(body[start:stop] for start, stop in zip(ends, ends[1:]))


def chunks(reply: Reply, request: Request, options: Options) -> Reply:
    """The same bytes, cut anew."""
    body, size = reply.body, max(int(options["size"]), 1)
    return reply.with_chunks(body[start : start + size] for start in range(0, len(body), size))


def line_endings(reply: Reply, request: Request, options: Options) -> Reply:
    """Other line endings."""
    kinds = NEWLINES[str(options["kind"])]
    lines = reply.body.split(b"\n")
    joined = b"".join(line + kinds[index % len(kinds)] for index, line in enumerate(lines[:-1])) + lines[-1]
    return reply.with_body(joined)


def bom(reply: Reply, request: Request, options: Options) -> Reply:
    """A byte-order mark."""
    return reply.with_chunks([b"\xef\xbb\xbf", *_chunks_of(reply)])


def giant_line(reply: Reply, request: Request, options: Options) -> Reply:
    """One very long line that means nothing."""
    size = int(options["size"])
    if not reply.is_stream:
        return reply.with_body(reply.body[:-1] + b" " * size + reply.body[-1:])
    events = split_events(reply.body)
    line = b'event: ping\ndata: {"type": "ping"' + b" " * size + b"}\n\n"
    return reply.with_chunks([*events[:1], line, *events[1:]])


def gzip(reply: Reply, request: Request, options: Options) -> Reply:
    """A compressed body."""
    packer = zlib.compressobj(wbits=31)
    packed = [packer.compress(chunk) + packer.flush(zlib.Z_SYNC_FLUSH) for chunk in _chunks_of(reply)]
    return reply.with_chunks([*packed, packer.flush()]).with_headers({"content-encoding": "gzip"})


def content_type(reply: Reply, request: Request, options: Options) -> Reply:
    """Another content type."""
    return reply.with_headers({"content-type": str(options["value"])})


def wrong_length(reply: Reply, request: Request, options: Options) -> Reply:
    """A declared length that is never reached."""
    length = len(reply.body) + int(options["by"])
    return reply.with_headers({"content-length": str(length)}).with_steps([*reply.steps, Cut()])


def redirect(reply: Reply, request: Request, options: Options) -> Reply:
    """A redirect, unless this request has followed one."""
    if REDIRECTED in request.query:
        return reply
    to = options.get("to")
    target = str(to or "") if to not in (None, "elsewhere") else request.path
    if to == "elsewhere":
        parts = urlsplit(request.origin)
        other = request.origin.replace("127.0.0.1", "localhost") if parts.hostname == "127.0.0.1" else ELSEWHERE
        target = f"{other}{request.path}"
    mark = "&" if "?" in target else "?"
    query = f"&{request.query}" if request.query else ""
    headers = {**_kept(reply), "location": f"{target}{mark}{REDIRECTED}{query}"}
    return Reply.of_bytes(b"", "text/plain", int(options["status"]), headers)


def _kept(reply: Reply) -> dict[str, str]:
    return {key: value for key, value in reply.headers.items() if not key.startswith(("content-", "cache-"))}


def _first_events(reply: Reply, count: object) -> list[bytes]:
    return split_events(reply.body)[: -1 if count is None else int(str(count))]


def _chunks_of(reply: Reply) -> Iterator[bytes]:
    return (step.data for step in reply.steps if isinstance(step, Chunk))


def _interrupted(reply: Reply, after: object, steps: tuple[Step, ...]) -> Reply:
    if after is None:
        return dataclasses.replace(reply, before=(*reply.before, *steps))
    first, _ = _parted(reply, int(str(after)))
    return reply.with_steps([*first, *steps])


def _parted(reply: Reply, after: int) -> tuple[list[Step], list[Step]]:
    """The steps up to so many bytes of the body, and those beyond."""
    first: list[Step] = []
    for position, step in enumerate(reply.steps):
        size = len(step.data) if isinstance(step, Chunk) else 0
        if isinstance(step, Chunk) and size > after:
            head: list[Step] = [Chunk(step.data[:after])] if after else []
            return [*first, *head], [Chunk(step.data[after:]), *reply.steps[position + 1 :]]
        if not after:
            return first, list(reply.steps[position:])
        first.append(step)
        after -= size
    return first, []
