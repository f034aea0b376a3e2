"""Ways in which an answer goes wrong: each `Fault` is a value that turns a good reply into a bad one. No I/O here.

| fault | what the caller sees |
|---|---|
| `status(529, retry_after=1)` | an error answer, with any headers |
| `error_event("overloaded_error", events=3)` | an `error` event in the stream after three events |
| `drop(after=120)`, `cut(after=120)` | connection reset, or closed too early, after so many bytes of the body |
| `end(events=4)` | the stream ends in an orderly way without its last events |
| `stall(after=120, seconds=5, pings=1)` | silence, or nothing but pings; for ever without `seconds` |
| `drip(size=1, seconds=0.1)` | few bytes at a time, slowly |
| `html()`, `empty()`, `broken_json()` | a 200 that is not what was asked for |
| `cut_utf8()`, `cut_utf8(truncate=True)` | chunks that end within a character; a body that does |
| `chunks(size=1)` | the same bytes in chunks of any size |
| `line_endings("cr")`, `bom()`, `giant_line(1_000_000)` | odd but legal framing |
| `gzip()` | a compressed body |
| `content_type("text/plain")`, `wrong_length(10)` | headers that do not fit the body |
| `redirect("https://other.example/v1/messages")` | a redirect, to the same origin or another |

As a header (`x-emulator-fault`) or on the command line: `drop; after=120`, several with commas between them. With
`times=2` only the first two attempts of a call see it, told apart by `x-stainless-retry-count`.
"""

from __future__ import annotations

import dataclasses
import re
from typing import Callable, Dict, Mapping, Tuple, Union

from typing_extensions import TypeAlias

from . import damage
from .exchange import Reply, Request

Value: TypeAlias = Union[str, int, float, bool, None]
HEADER = "x-emulator-fault"


@dataclasses.dataclass(frozen=True)
class Fault:
    """One way to go wrong. Made by the class methods, or from text by `parse`."""

    name: str
    options: Tuple[Tuple[str, Value], ...] = ()
    times: int | None = None
    """How many attempts of a call it hits; all where not given."""

    def apply(self, reply: Reply, request: Request) -> Reply:
        """The reply as the caller gets it."""
        if self.times is not None and int(request.headers.get("x-stainless-retry-count") or 0) >= self.times:
            return reply
        return _DAMAGE[self.name](reply, request, dict(self.options))

    def first(self, times: int) -> Fault:
        """The same fault for the first attempts only; retries beyond them succeed."""
        return dataclasses.replace(self, times=times)

    def __str__(self) -> str:
        times = [] if self.times is None else [f"times={self.times}"]
        return "; ".join([self.name, *(f"{key}={value}" for key, value in self.options if value is not None), *times])

    @classmethod
    def status(
        cls,
        code: int,
        *,
        type: str | None = None,
        message: str | None = None,
        retry_after: float | str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Fault:
        """An error answer of the API with this status."""
        return _fault(
            "status", code=code, type=type, message=message, **{"retry-after": retry_after}, **(headers or {})
        )

    @classmethod
    def error_event(
        cls, type: str = "overloaded_error", *, message: str | None = None, events: int | None = None
    ) -> Fault:
        """An `error` event after so many events (all but the last where not given); an error answer if not streamed."""
        return _fault("error_event", type=type, message=message, events=events)

    @classmethod
    def drop(cls, after: int | None = None) -> Fault:
        """The connection is reset after so many bytes of the body; before the status line where not given."""
        return _fault("drop", after=after)

    @classmethod
    def cut(cls, after: int | None = None) -> Fault:
        """The connection is closed after so many bytes, before the end of the body; at once where not given."""
        return _fault("cut", after=after)

    @classmethod
    def end(cls, events: int | None = None) -> Fault:
        """The stream ends properly after so many events; without its final event only where not given."""
        return _fault("end", events=events)

    @classmethod
    def stall(
        cls,
        after: int | None = None,
        *,
        events: int | None = None,
        seconds: float | None = None,
        pings: float | None = None,
    ) -> Fault:
        """Silence after so many bytes or events (without either, before the status line), for so long or for ever.

        With `pings`, a ping each so many seconds; they go on for an hour where `seconds` is not given.
        """
        return _fault("stall", after=after, events=events, seconds=seconds, pings=pings)

    @classmethod
    def drip(cls, size: int = 1, seconds: float = 0.1) -> Fault:
        """Chunks of so many bytes with a pause before each."""
        return _fault("drip", size=size, seconds=seconds)

    @classmethod
    def html(cls, status: int = 200) -> Fault:
        """A login page, as a proxy would send it."""
        return _fault("html", status=status)

    @classmethod
    def empty(cls, status: int = 200) -> Fault:
        """An answer without a body; the content type stays."""
        return _fault("empty", status=status)

    @classmethod
    def broken_json(cls, events: int = 1) -> Fault:
        """A JSON body that ends in its middle; in a stream, the event after so many others does."""
        return _fault("broken_json", events=events)

    @classmethod
    def cut_utf8(cls, *, truncate: bool = False) -> Fault:
        """Chunks that end within each character of several bytes; with `truncate` the body ends within one."""
        return _fault("cut_utf8", truncate=truncate)

    @classmethod
    def chunks(cls, size: int = 1) -> Fault:
        """The same bytes in chunks of so many."""
        return _fault("chunks", size=size)

    @classmethod
    def line_endings(cls, kind: str = "crlf") -> Fault:
        """Lines end in `crlf`, in `cr`, or in all kinds by turns (`mixed`)."""
        return _fault("line_endings", kind=kind)

    @classmethod
    def bom(cls) -> Fault:
        """A byte-order mark before the body."""
        return _fault("bom")

    @classmethod
    def giant_line(cls, size: int = 1_000_000) -> Fault:
        """A ping with a line of so many bytes; blanks in a JSON body."""
        return _fault("giant_line", size=size)

    @classmethod
    def gzip(cls) -> Fault:
        """The body compressed, each chunk to itself, as the service sends it to those who accept that."""
        return _fault("gzip")

    @classmethod
    def content_type(cls, value: str = "text/plain") -> Fault:
        """Another content type for the same body."""
        return _fault("content_type", value=value)

    @classmethod
    def wrong_length(cls, by: int = 10) -> Fault:
        """A declared length that is greater than the body by so many bytes."""
        return _fault("wrong_length", by=by)

    @classmethod
    def redirect(cls, to: str | None = None, *, status: int = 307) -> Fault:
        """A redirect to a URL; to the same path where not given, to another origin for `to="elsewhere"`."""
        return _fault("redirect", to=to, status=status)

    @classmethod
    def parse(cls, text: str) -> Fault:
        """A fault from its text form. Raises: ValueError that names what is not understood."""
        name, *parts = (part.strip() for part in text.split(";"))
        if name not in _DAMAGE:
            raise ValueError(f"no fault is called {name!r}; there are: {', '.join(_DAMAGE)}")
        options: Dict[str, Value] = {}
        for part in filter(None, parts):
            key, _, value = part.partition("=")
            literal = name == "status" and key.strip() not in (
                "code",
                "times",
            )  # header values stay as they are written
            options[key.strip()] = value.strip() if literal else _value(value.strip())
        times = options.pop("times", None)
        fault = _checked(name, options)
        return fault if times is None else fault.first(int(times))

    @classmethod
    def parse_all(cls, text: str) -> list[Fault]:
        """Several faults, with commas between them. Raises: ValueError."""
        # A comma within a value, such as a date, does not stand before the name of a fault.
        parts = re.split(rf",\s*(?=(?:{'|'.join(_DAMAGE)})\s*(?:[;,]|$))", text)
        return [cls.parse(part) for part in parts if part.strip()]


def _fault(name: str, **options: Value) -> Fault:
    return Fault(name, tuple((key, value) for key, value in options.items() if value is not None))


def _checked(name: str, options: Dict[str, Value]) -> Fault:
    if name == "status":
        return _fault("status", **options)
    try:
        made: Fault = getattr(Fault, name)(**options)
    except TypeError as error:
        raise ValueError(f"fault {name!r}: {error}") from None
    return made


def _value(text: str) -> Value:
    if text.lower() in ("true", "false", ""):
        return text.lower() == "true"
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


Damage: TypeAlias = Callable[[Reply, Request, Dict[str, Value]], Reply]

_DAMAGE: Mapping[str, Damage] = {
    "status": damage.status,
    "error_event": damage.error_event,
    "drop": damage.drop,
    "cut": damage.cut,
    "end": damage.end,
    "stall": damage.stall,
    "drip": damage.drip,
    "html": damage.html,
    "empty": damage.empty,
    "broken_json": damage.broken_json,
    "cut_utf8": damage.cut_utf8,
    "chunks": damage.chunks,
    "line_endings": damage.line_endings,
    "bom": damage.bom,
    "giant_line": damage.giant_line,
    "gzip": damage.gzip,
    "content_type": damage.content_type,
    "wrong_length": damage.wrong_length,
    "redirect": damage.redirect,
}
