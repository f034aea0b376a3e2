"""Requests and replies as plain values. No I/O here: a reply is a list of steps that a transport carries out.

Chunk(data)      these bytes, at once
Pause(seconds)   nothing for a while
Stall()          nothing ever again, the connection stays open
Drop()           the connection is reset
Cut()            the connection is closed in an orderly way, but before the end of the body
"""

from __future__ import annotations

import dataclasses
import json
from typing import Any, Iterable, Mapping, Sequence, Tuple, Union
from urllib.parse import parse_qs

from typing_extensions import TypeAlias

from ._json import dumps


@dataclasses.dataclass(frozen=True)
class Chunk:
    """Bytes that arrive together."""

    data: bytes


@dataclasses.dataclass(frozen=True)
class Pause:
    """Nothing arrives for this long."""

    seconds: float


@dataclasses.dataclass(frozen=True)
class Stall:
    """Nothing arrives any more, and the connection stays open."""


@dataclasses.dataclass(frozen=True)
class Drop:
    """The connection is reset."""


@dataclasses.dataclass(frozen=True)
class Cut:
    """The connection is closed before the body has ended."""


_NO_HEADERS: Mapping[str, str] = {}

Step: TypeAlias = Union[Chunk, Pause, Stall, Drop, Cut]


@dataclasses.dataclass(frozen=True)
class Request:
    """What the emulator is asked. Header names are in lower case."""

    method: str
    path: str
    query: str = ""
    """As sent, without the question mark."""
    headers: Mapping[str, str] = dataclasses.field(default_factory=lambda: _NO_HEADERS)
    body: bytes = b""
    origin: str = ""
    """Scheme, host and port, such as `http://127.0.0.1:8080`."""
    remote: bool = False
    """Whether it came over HTTP rather than from this process."""

    @property
    def params(self) -> Mapping[str, Sequence[str]]:
        """The query, decoded: each name with its values."""
        return parse_qs(self.query, keep_blank_values=True)

    def param(self, name: str) -> str | None:
        """The last value of a query parameter."""
        values = self.params.get(name)
        return values[-1] if values else None

    def json(self) -> Any:
        """The body, parsed. Raises: ValueError where it is no JSON."""
        return json.loads(self.body.decode("utf-8"))

    @property
    def is_beta(self) -> bool:
        """Whether beta features are asked for, by query or by header."""
        return self.param("beta") == "true" or bool(self.headers.get("anthropic-beta"))


@dataclasses.dataclass(frozen=True)
class Reply:
    """What the emulator answers."""

    status: int = 200
    headers: Mapping[str, str] = dataclasses.field(default_factory=lambda: _NO_HEADERS)
    steps: Tuple[Step, ...] = ()
    before: Tuple[Step, ...] = ()
    """What happens before the status line; a `Chunk` has no place here."""

    @classmethod
    def of_json(cls, value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
        """A JSON body of known length."""
        return cls.of_bytes(dumps(value).encode("utf-8"), "application/json", status, headers)

    @classmethod
    def of_bytes(
        cls, body: bytes, content_type: str, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Any body of known length."""
        steps: Tuple[Step, ...] = (Chunk(body),) if body else ()
        return cls(status, {"content-type": content_type, "content-length": str(len(body)), **(headers or {})}, steps)

    @classmethod
    def of_events(cls, events: Iterable[bytes], headers: Mapping[str, str] | None = None) -> Reply:
        """A stream of server-sent events, each in a chunk of its own."""
        steps = tuple(Chunk(event) for event in events)
        head = {"content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache"}
        return cls(200, {**head, **(headers or {})}, steps)

    @property
    def body(self) -> bytes:
        """All bytes that would arrive, were nothing to go wrong."""
        return b"".join(step.data for step in self.steps if isinstance(step, Chunk))

    @property
    def is_stream(self) -> bool:
        """Whether the body is a stream of server-sent events."""
        return self.headers.get("content-type", "").startswith("text/event-stream")

    def with_body(self, body: bytes) -> Reply:
        """The reply with another body, in one chunk; a declared length follows it."""
        return self.with_chunks([body] if body else [])

    def with_chunks(self, chunks: Iterable[bytes]) -> Reply:
        """The reply with another body; a declared length follows it."""
        steps = tuple(Chunk(chunk) for chunk in chunks)
        headers = dict(self.headers)
        if "content-length" in headers:
            headers["content-length"] = str(sum(len(step.data) for step in steps))
        return dataclasses.replace(self, headers=headers, steps=steps)

    def with_steps(self, steps: Iterable[Step]) -> Reply:
        """The reply with other steps; a declared length stays as it was."""
        return dataclasses.replace(self, steps=tuple(steps))

    def with_headers(self, headers: Mapping[str, str]) -> Reply:
        """The reply with more headers, or with other values of those it has."""
        return dataclasses.replace(self, headers={**self.headers, **headers})
