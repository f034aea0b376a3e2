"""Scripts: what the emulator is told to answer, in order, instead of what its rules say.

An item of a script is any of

- a text, a list of content blocks, a whole message (a `dict`; what it leaves out is filled in);
- an `ApiProblem`, or a `dict` as the API writes errors (`{"type": "error", …}`, with `status` and `headers` if wanted);
- `Events([…])`: server-sent events, each a `dict`; or a list of such dicts;
- bytes: a raw body; or a whole `Reply`;
- a `Fault`, or several in a list: the answer by the rules, damaged; or a pair of any of these and a `Fault`;
- a function of the request that returns one of these.

Texts, contents, messages and events wait for the next request to messages; everything else is for the next request.
"""

from __future__ import annotations

import collections
import dataclasses
import threading
from typing import Any, Callable, Deque, List, Mapping, Sequence, Tuple, Union, cast

from typing_extensions import TypeAlias, TypeGuard

from ._json import JsonObject, as_object, is_list, objects
from .exchange import Reply, Request
from .faults import Fault
from .problem import STATUSES, ApiProblem, error_type_of

EVENT_TYPES = frozenset(
    {
        "message_start",
        "message_delta",
        "message_stop",
        "content_block_start",
        "content_block_delta",
        "content_block_stop",
        "ping",
        "error",
        "completion",
    }
)


@dataclasses.dataclass(frozen=True)
class Events:
    """Server-sent events to answer with, as they are. An event with no `type` is named by `event`."""

    events: Sequence[Mapping[str, Any]]


ScriptItem: TypeAlias = Union[
    str,
    bytes,
    Mapping[str, Any],
    Sequence[object],
    Events,
    Reply,
    ApiProblem,
    Fault,
    Callable[[Request], Any],
]
"""What may stand in a script. Lists and pairs are checked when they are added: their types say little."""


@dataclasses.dataclass(frozen=True)
class Entry:
    """An item as the emulator uses it."""

    content: object = None
    """A text, contents, a message, events, a `Reply`, an `ApiProblem`, a function; `None` for the natural answer."""
    faults: Tuple[Fault, ...] = ()
    path: str | None = None
    """Only for requests whose path starts so."""

    @property
    def for_messages(self) -> bool:
        """Whether it only makes sense as the answer to a request for text."""
        return isinstance(self.content, (str, Events, dict, list))

    def resolved(self, request: Request) -> Entry:
        """With a function's result in its place."""
        if not callable(self.content):
            return self
        made = entry_of(self.content(request))
        return dataclasses.replace(made, faults=(*self.faults, *made.faults))


class Script:
    """Entries in order; each is used once."""

    def __init__(self) -> None:
        self._entries: Deque[Entry] = collections.deque()
        self._lock = threading.Lock()

    def add(self, entry: Entry) -> None:
        """One more, at the end."""
        with self._lock:
            self._entries.append(entry)

    def take(self, request: Request, scriptable: bool) -> Entry | None:
        """The first entry that fits a request; it is gone then."""
        with self._lock:
            for position, entry in enumerate(self._entries):
                fits = entry.path is None or request.path.startswith(entry.path)
                if fits and (scriptable or not entry.for_messages):
                    del self._entries[position]
                    return entry
        return None

    def clear(self) -> None:
        """Forget what was not used."""
        with self._lock:
            self._entries.clear()

    def __len__(self) -> int:
        return len(self._entries)


def entry_of(item: object, *faults: Fault, path: str | None = None) -> Entry:
    """An item of a script. Raises: TypeError for what cannot be an answer."""
    if isinstance(item, Entry):
        return dataclasses.replace(item, faults=(*item.faults, *faults), path=path or item.path)
    if isinstance(item, Fault):
        return Entry(None, (item, *faults), path)
    if _is_tuple(item):
        first, *rest = item
        return entry_of(first, *[fault for fault in rest if isinstance(fault, Fault)], *faults, path=path)
    if isinstance(item, bytes):
        kind = "text/event-stream; charset=utf-8" if item.lstrip().startswith(b"event:") else "application/json"
        return Entry(Reply.of_bytes(item, kind), faults, path)
    if isinstance(item, list):
        return _entry_of_list(cast("List[object]", item), faults, path)
    if isinstance(item, Mapping):
        return _entry_of_object(dict(cast("Mapping[str, Any]", item)), faults, path)
    if item is None or isinstance(item, (str, Events, Reply, ApiProblem)) or callable(item):
        return Entry(item, faults, path)
    raise TypeError(f"a script cannot answer with {type(item).__name__}: {item!r}")


def _is_tuple(item: object) -> TypeGuard[Tuple[Any, ...]]:
    return isinstance(item, tuple)


def _entry_of_list(items: List[object], faults: Tuple[Fault, ...], path: str | None) -> Entry:
    if items and all(isinstance(item, Fault) for item in items):
        return Entry(None, (*[item for item in items if isinstance(item, Fault)], *faults), path)
    if len(objects(items)) != len(items):
        raise TypeError(f"a script cannot answer with this list: {items!r}")
    if items and all(item.get("type") in EVENT_TYPES for item in objects(items)):
        return Entry(Events(objects(items)), faults, path)
    return Entry(items, faults, path)


def _entry_of_object(item: JsonObject, faults: Tuple[Fault, ...], path: str | None) -> Entry:
    """A JSON object: a message or an error as the API writes them, or one of the forms of script files."""
    path = item.pop("path", path)
    if isinstance(item.get("fault"), str):
        faults = (*Fault.parse_all(item.pop("fault")), *faults)
        if not item:
            return Entry(None, faults, path)
    if item.get("type") == "error":
        error = as_object(item.get("error"))
        status = int(item.get("status") or _status_of(str(error.get("type"))))
        kind = error.get("type") or error_type_of(status)
        return Entry(ApiProblem(status, error.get("message"), type=kind, headers=item.get("headers")), faults, path)
    if "text" in item and "type" not in item:
        return Entry(str(item["text"]), faults, path)
    if "events" in item:
        return Entry(Events(objects(item["events"])), faults, path)
    if "body" in item:
        headers = {"content-type": "application/json", **as_object(item.get("headers"))}
        body = str(item["body"]).encode("utf-8")
        return Entry(Reply.of_bytes(body, headers["content-type"], int(item.get("status", 200)), headers), faults, path)
    content = item.get("content")
    if isinstance(content, str):
        content = [{"type": "text", "text": content}]
    if is_list(content):
        return Entry({**item, "content": content}, faults, path)
    raise TypeError(f"a script cannot answer with this object: {item!r}")


def _status_of(type: str) -> int:

    return STATUSES.get(type, 500)
