"""The emulator: state and settings behind one function from a request to a reply, and the routes to its handlers.

Handlers get what they need in one value and return a reply. No I/O here. A package that adds a front door of its own
(another cloud's paths, say) makes routes and mounts them:

    emulator.mount([Route("POST", "/model/{model}/invoke", invoke)])
"""

from __future__ import annotations

import collections
import dataclasses
import importlib
import re
import threading
from typing import Any, Callable, Collection, Deque, Iterable, Mapping, Optional, Sequence
from urllib.parse import unquote

from typing_extensions import TypeAlias

from .answers.prompt_cache import PromptCache
from .catalogue import MODELS, ModelCard, by_name
from .clock import Clock, VirtualClock
from .exchange import Reply, Request
from .faults import HEADER, Fault
from .ids import Ids
from .journal import RecordedRequest, recorded
from .problem import ApiProblem, invalid
from .rate_limits import Meter, RateLimit
from .scripting import Entry, Script, ScriptItem, entry_of

ENDPOINTS = "anthropic_testing.endpoints.table"
"""Found by name, because endpoints are written against the emulator, as those that other packages mount are."""
VERSIONS = ("2023-06-01", "2026-10-21", "2023-01-01")
MAX_REQUEST_BYTES = 32 * 1024 * 1024
JOURNAL_BYTES = 64 * 1024 * 1024
ORGANIZATION = "00000000-0000-4000-8000-000000000000"


@dataclasses.dataclass(frozen=True)
class Context:
    """What a handler works with."""

    emulator: Emulator
    request: Request
    path: Mapping[str, str]
    """The variable parts of the path, decoded."""
    request_id: str
    scripted: Optional[object] = None
    """What a script says instead of the natural answer; only routes with `scriptable` get it."""


Handler: TypeAlias = Callable[[Context], Reply]


class Route:
    """One method and path. `{name}` stands for one part of the path, `{name:path}` for one or more."""

    def __init__(
        self,
        method: str,
        pattern: str,
        handler: Handler,
        *,
        scriptable: bool = False,
        public: bool = False,
        max_bytes: int | None = None,
    ) -> None:
        self.method = method
        self.pattern = pattern
        self.handler = handler
        self.scriptable = scriptable
        """Whether scripted texts and messages are for this route."""
        self.public = public
        """Whether it needs neither a key nor a version header."""
        self.max_bytes = max_bytes
        """The greatest body that it takes; the emulator's limit where not given."""
        expression = re.sub(r"\\{(\w+):path\\}", r"(?P<\1>.+)", re.escape(pattern).replace(r"\:", ":"))
        self._match = re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", expression)).fullmatch

    def match(self, path: str) -> Mapping[str, str] | None:
        """The variable parts where the path fits."""
        found = self._match(path)
        return None if found is None else {key: unquote(value) for key, value in found.groupdict().items()}


class Routes:
    """Routes in order; the first that fits answers."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._routes = list(routes)

    def add(self, routes: Iterable[Route]) -> None:
        """More routes, before those that are there."""
        self._routes[:0] = routes

    def find(self, request: Request) -> tuple[Route, Mapping[str, str]]:
        """The route for a request. Raises: ApiProblem (404, 405)."""
        allowed: list[str] = []
        for route in self._routes:
            parts = route.match(request.path)
            if parts is not None and route.method == request.method:
                return route, parts
            if parts is not None:
                allowed.append(route.method)
        if allowed:
            raise ApiProblem(405, "Method Not Allowed", headers={"allow": ", ".join(allowed)})
        raise ApiProblem(404, f"Not found: {request.method} {request.path}")


class Emulator:
    """An offline stand-in for the API: the same requests give the same answers, in every run.

        emulator = Emulator()
        emulator.script("Hello!", Fault.status(529))
        client = Anthropic(provider="emulator", provider_options={"emulator": emulator})

    It may be used from several threads.
    """

    def __init__(
        self,
        *,
        clock: Clock | None = None,
        seed: str = "",
        api_keys: Collection[str] | None = None,
        require_key: bool | None = None,
        strict: bool = True,
        any_model: bool = False,
        models: Iterable[ModelCard] = MODELS,
        rate_limit: RateLimit | None = None,
        faults: Sequence[Fault] = (),
        max_request_bytes: int = MAX_REQUEST_BYTES,
        journal_length: int = 1000,
        batch_polls: int = 0,
        download_uploads: bool = True,
    ) -> None:
        """All settings are optional.

        clock: tells the time and waits; virtual by default, so that no pause takes time in process.
        seed: changes all identifiers.
        api_keys: the keys that are valid; any, where not given.
        require_key: whether a key is needed; over HTTP only, where not given.
        strict: refuse unknown parameters, keys and blocks outside beta requests, as the service does.
        any_model: answer for any model name, not only those of the catalogue.
        rate_limit: enforce these limits on the emulator's clock.
        faults: damage every answer so.
        journal_length: how many requests `requests` keeps, as long as their bodies stay below 64 MB together.
        batch_polls: how many looks at a batch show it in progress before one shows it ended.
        download_uploads: let uploaded files be downloaded, which the service does not.
        """
        self.clock: Clock = clock or VirtualClock()
        self.ids = Ids(seed)
        self.api_keys = api_keys
        self.require_key = require_key
        self.strict = strict
        self.any_model = any_model
        self.models = tuple(models)
        self.faults = tuple(faults)
        self.max_request_bytes = max_request_bytes
        self.cache = PromptCache()
        self.meter = Meter(rate_limit)
        self.stores: dict[str, Any] = {}
        """What endpoints keep between requests, each under its own name."""
        self.open_replies = 0
        """Replies whose bodies are being read; zero once all are finished or closed."""
        self.lock = threading.RLock()
        self._cards = by_name(self.models)
        self.batch_polls = batch_polls
        self.download_uploads = download_uploads
        self._journal: Deque[RecordedRequest] = collections.deque(maxlen=journal_length)
        self._script = Script()
        self._routes = Routes(importlib.import_module(ENDPOINTS).routes())

    @property
    def requests(self) -> Sequence[RecordedRequest]:
        """The requests to the API so far, oldest first, without credentials."""
        return list(self._journal)

    @property
    def scripted(self) -> int:
        """How many scripted answers are left."""
        return len(self._script)

    def script(self, *items: ScriptItem) -> None:
        """Answer with these in turn, and then by the rules again. `anthropic_testing.scripting` lists the forms."""
        for entry in [entry_of(item) for item in items]:
            self._script.add(entry)

    def enqueue(self, item: ScriptItem | None, *faults: Fault, path: str | None = None) -> None:
        """One more scripted answer, damaged by faults; `None` is the answer by the rules.

        path: only for requests whose path starts so.
        """
        self._script.add(entry_of(item, *faults, path=path))

    def add_entry(self, entry: Entry) -> None:
        """One more scripted answer, made by `anthropic_testing.scripting.entry_of`."""
        self._script.add(entry)

    def mount(self, routes: Iterable[Route]) -> None:
        """Answer more paths."""
        self._routes.add(routes)

    def reset(self) -> None:
        """Forget requests, scripts and all state; settings stay."""
        with self.lock:
            self._journal.clear()
            self._script.clear()
            self.stores.clear()
            self.cache = PromptCache()

    def card(self, model: str) -> ModelCard | None:
        """What is known of a model. Raises: ApiProblem (404) for a model that does not exist."""
        card = self._cards.get(model)
        if card is None and not self.any_model:
            raise ApiProblem(404, f"model: {model}")
        return card

    def answer(self, request: Request) -> Reply:
        """The reply to a request; never raises for what the request holds."""
        with self.lock:
            try:
                return self._answer(request)
            except ApiProblem as problem:
                return problem.reply()

    def take(self, request: Request, scriptable: bool = True) -> Entry:
        """What the script says about a request; it is used up then. Empty where it says nothing."""
        entry = self._script.take(request, scriptable)
        return Entry() if entry is None else entry.resolved(request)

    def dispatch(self, request: Request, request_id: str) -> Reply:
        """Route a request and handle it, without keys, journal or headers: what front doors hand on to."""
        route, path = self._routes.find(request)
        entry = Entry() if route.public else self.take(request, route.scriptable)
        reply = self._content(entry, route, Context(self, request, path, request_id))
        return self._damaged(reply, request, request_id, entry.faults) if entry.faults else reply

    def _answer(self, request: Request) -> Reply:
        request_id = self.ids.next("req")
        own: Sequence[Fault] = ()
        try:
            own = Fault.parse_all(request.headers.get(HEADER, ""))
            route, _ = self._routes.find(request)
            if route.public:
                return self.dispatch(request, request_id)
            self._admit(request, route)
            reply = self.dispatch(request, request_id)
        except ValueError as error:
            reply = invalid(f"{HEADER}: {error}").reply(request_id)
        except ApiProblem as problem:
            reply = problem.reply(request_id)
        reply = self._damaged(reply, request, request_id, [*self.faults, *own])
        self._note(recorded(request, request_id, reply.status))
        return reply

    def _note(self, entry: RecordedRequest) -> None:
        self._journal.append(entry)
        if len(entry.content) > JOURNAL_BYTES // 1000:  # small bodies are few enough by number
            while len(self._journal) > 1 and sum(len(kept.content) for kept in self._journal) > JOURNAL_BYTES:
                self._journal.popleft()

    def _admit(self, request: Request, route: Route) -> None:
        self._check_key(request.headers, request.remote)
        version = request.headers.get("anthropic-version")
        if not version:
            raise invalid("anthropic-version: header is required")
        if version not in VERSIONS:
            raise invalid(f'anthropic-version: "{version}" is not a valid version')
        limit = route.max_bytes or self.max_request_bytes
        if len(request.body) > limit:
            raise ApiProblem(413, f"Request exceeds the maximum size of {limit} bytes")
        self.meter.admit(self.clock.now())

    def _check_key(self, headers: Mapping[str, str], remote: bool) -> None:
        scheme, _, token = headers.get("authorization", "").partition(" ")
        key = headers.get("x-api-key") or (token.strip() if scheme.lower() == "bearer" else "")
        needed = remote if self.require_key is None else self.require_key
        if needed and not key:
            raise ApiProblem(401, "x-api-key header is required")
        if self.api_keys is not None and key not in self.api_keys and (key or needed):
            token_was_sent = not headers.get("x-api-key")
            raise ApiProblem(401, "invalid bearer token" if token_was_sent else "invalid x-api-key")

    def _content(self, entry: Entry, route: Route, context: Context) -> Reply:
        content = entry.content
        if isinstance(content, Reply):
            return content
        if isinstance(content, ApiProblem):
            return content.reply(context.request_id)
        if content is not None and route.scriptable:
            context = dataclasses.replace(context, scripted=content)
        return route.handler(context)

    def _damaged(self, reply: Reply, request: Request, request_id: str, faults: Iterable[Fault]) -> Reply:
        reply = reply.with_headers(self._headers(request_id, reply))
        for fault in faults:
            reply = fault.apply(reply, request)
        return reply.with_headers(self._headers(request_id, reply))

    def _headers(self, request_id: str, reply: Reply) -> dict[str, str]:
        head = {"request-id": request_id, "anthropic-organization-id": ORGANIZATION}
        limits = self.meter.headers(self.clock.now()) if reply.status != 401 else {}
        if reply.status >= 400:
            head["x-should-retry"] = "true" if reply.status in (408, 409, 429) or reply.status >= 500 else "false"
        return {**head, **limits, **reply.headers}
