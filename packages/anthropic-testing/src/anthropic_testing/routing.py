"""Which handler answers which path. Handlers get what they need in one value and return a reply; they do no I/O.

A package that adds a front door of its own (another cloud's paths, say) makes routes and mounts them:

    emulator.mount([Route("POST", "/model/{model}/invoke", invoke)])
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Callable, Iterable, Mapping, Optional
from urllib.parse import unquote

from typing_extensions import TypeAlias

from .exchange import Reply, Request
from .problem import ApiProblem

if TYPE_CHECKING:
    from .emulator import Emulator


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
