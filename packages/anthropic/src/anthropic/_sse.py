"""Server-sent events: bytes in, events out, at any chunking. No I/O here."""

from __future__ import annotations

import json
from typing import Any, AsyncIterator, Callable, Iterator, NamedTuple

from typing_extensions import Protocol, override

MAX_EVENT_BYTES = 256 * 1024 * 1024
"""A single event larger than this is refused, so that a hostile server cannot fill the memory."""

BOM = b"\xef\xbb\xbf"


def without_bom(text: bytes) -> bytes:
    """UTF-8 without the byte-order mark that some programs begin it with."""
    return text[len(BOM) :] if text.startswith(BOM) else text


class Event(NamedTuple):
    """One event as it came: the name of its `event:` line (empty where there was none) and its data."""

    name: str
    data: bytes


# Nearly all events of a stream begin like this, and are made without looking at their lines one by one.
_DELTA_NAME = "content_block_delta"
_DELTA = b"event: content_block_delta\ndata: "
_DELTA_SIZE = len(_DELTA)
_new_event: Callable[[type[Event], tuple[str, bytes]], Event] = getattr(tuple, "__new__")  # noqa: B009  # untyped


class EventTooLargeError(ValueError):
    """One event is larger than MAX_EVENT_BYTES."""


class EventDecoder(Protocol):
    """Cuts a body into events, chunk by chunk.

    It may name the content types that it reads (`content_types`); else any is taken that is not plainly something else.
    """

    def feed(self, chunk: bytes) -> list[Event]:
        """The events that `chunk` completes. Raises: ValueError where the bytes are no such stream."""
        ...

    def end(self) -> list[Event]:
        """The events that only the end of the body completes."""
        ...


class ServerSentEvent:
    """One event with all its fields, as text."""

    def __init__(
        self,
        *,
        event: str | None = None,
        data: str | None = None,
        id: str | None = None,
        retry: int | None = None,
        raw: list[str] | None = None,
    ) -> None:
        self.event = event
        self.data = "" if data is None else data
        self.id = id
        self.retry = retry
        self.raw = [] if raw is None else raw

    def json(self) -> Any:
        """The data, parsed. Raises: ValueError where it is no JSON."""
        return json.loads(self.data)

    @override
    def __repr__(self) -> str:
        return f"ServerSentEvent(event={self.event!r}, data={self.data!r}, id={self.id!r}, retry={self.retry!r})"


class SSEDecoder:
    """The decoder of `text/event-stream`: lines end in LF, CR LF or CR, a blank line ends an event."""

    def __init__(self, max_event_bytes: int = MAX_EVENT_BYTES) -> None:
        self._max = max_event_bytes
        self._parts: list[bytes] = []  # of the event that is not complete
        self._size = 0
        self._carriage_return = False  # the last chunk ended in one, and a line feed may follow
        self._begun = False
        self._lines: list[str] = []  # of the event that `decode` is collecting

    def feed(self, chunk: bytes) -> list[Event]:
        """The events that `chunk` completes. Raises: EventTooLargeError."""
        if (
            chunk.startswith(_DELTA)
            and chunk.find(b"\n", _DELTA_SIZE) == len(chunk) - 2
            and chunk.endswith(b"\n\n")
            and b"\r" not in chunk
            and not (self._parts or self._carriage_return)
        ):  # one event, whole and alone, as it mostly comes
            self._begun = True
            return [_new_event(Event, (_DELTA_NAME, chunk[_DELTA_SIZE:-2]))]
        if not self._begun:
            chunk = self._without_bom(chunk)
        if b"\r" in chunk or self._carriage_return:
            chunk = self._with_line_feeds(chunk)
        if self._parts:
            if b"\n\n" not in chunk and not (chunk.startswith(b"\n") and self._parts[-1].endswith(b"\n")):
                self._hold(chunk)
                return []
            self._parts.append(chunk)
            chunk = b"".join(self._parts)
            self._parts.clear()
            self._size = 0
        blocks = chunk.split(b"\n\n")
        rest = blocks.pop()
        if rest:
            self._hold(rest)
        events: list[Event] = []
        for block in blocks:
            if block.startswith(_DELTA) and block.find(b"\n", _DELTA_SIZE) < 0:
                events.append(_new_event(Event, (_DELTA_NAME, block[_DELTA_SIZE:])))
            else:
                event = parse_block(block)
                if event is not None:
                    events.append(event)
        return events

    def end(self) -> list[Event]:
        """The last event, where the body ended without the blank line after it."""
        block = b"".join(self._parts)
        self._parts.clear()
        event = parse_block(block)
        return [] if event is None else [event]

    def _hold(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._max:
            raise EventTooLargeError(f"One event is larger than MAX_EVENT_BYTES ({self._max} bytes).")
        if part:
            self._parts.append(part)

    def _without_bom(self, chunk: bytes) -> bytes:
        chunk = b"".join(self._parts) + chunk
        self._parts.clear()
        self._size = 0
        if len(chunk) < len(BOM) and BOM.startswith(chunk):
            self._parts.append(chunk)
            return b""
        self._begun = True
        return without_bom(chunk)

    def _with_line_feeds(self, chunk: bytes) -> bytes:
        if self._carriage_return and chunk.startswith(b"\n"):
            chunk = chunk[1:]
            self._carriage_return = False
        if chunk:
            self._carriage_return = chunk.endswith(b"\r")
        return chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")

    def decode(self, line: str) -> ServerSentEvent | None:
        """Take one line without its ending; the event, when the line is the blank one that ends it."""
        if line:
            self._lines.append(line)
            return None
        lines, self._lines = self._lines, []
        return _server_sent_event(lines) if lines else None

    def iter_bytes(self, iterator: Iterator[bytes]) -> Iterator[ServerSentEvent]:
        """All events of a body, with all their fields."""
        for chunk in iterator:
            for event in self.feed(chunk):
                yield as_server_sent_event(event)
        for event in self.end():
            yield as_server_sent_event(event)

    async def aiter_bytes(self, iterator: AsyncIterator[bytes]) -> AsyncIterator[ServerSentEvent]:
        """All events of a body, with all their fields."""
        async for chunk in iterator:
            for event in self.feed(chunk):
                yield as_server_sent_event(event)
        for event in self.end():
            yield as_server_sent_event(event)


def parse_block(block: bytes) -> Event | None:
    """The event of the lines between two blank ones; `None` where they carry none."""
    if block.startswith(b"event: "):  # what the API sends: one event line, one data line
        end = block.find(b"\n", 7)
        if end > 0 and block.startswith(b"data: ", end + 1) and block.find(b"\n", end + 1) < 0:
            return Event(block[7:end].decode("utf-8", "replace"), block[end + 7 :])
    name = ""
    data: list[bytes] = []
    for line in block.split(b"\n"):
        field, _, value = line.partition(b":")
        value = value[1:] if value.startswith(b" ") else value
        if field == b"event":
            name = value.decode("utf-8", "replace")
        elif field == b"data":
            data.append(value)
    if not data and not name:
        return None
    return Event(name, b"\n".join(data))


def as_server_sent_event(event: Event) -> ServerSentEvent:
    """The same event as text."""
    return ServerSentEvent(event=event.name or None, data=event.data.decode("utf-8", "replace"))


def _server_sent_event(lines: list[str]) -> ServerSentEvent:
    found: dict[str, str] = {}
    data: list[str] = []
    for line in lines:
        field, _, value = line.partition(":")
        value = value[1:] if value.startswith(" ") else value
        if field == "data":
            data.append(value)
        elif field in ("event", "id", "retry") and "\0" not in value:
            found[field] = value
    retry = found.get("retry", "")
    return ServerSentEvent(
        event=found.get("event") or None,
        data="\n".join(data),
        id=found.get("id"),
        retry=int(retry) if retry.isdigit() else None,
        raw=lines,
    )
