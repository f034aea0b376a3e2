"""A call: what to send and how to read the answer. Values only, no I/O here."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Callable, Generic, Iterable, Mapping, TypeVar, cast

from typing_extensions import Protocol

from ._sse import EventDecoder, SSEDecoder
from ._types import NotGiven, Omit, RequestFiles, TimeoutTypes, not_given
from ._value import Value

if TYPE_CHECKING:
    import httpx

    from ._flow import Flow
    from ._streaming import StreamTimeout

S = TypeVar("S")
A = TypeVar("A")
S_co = TypeVar("S_co", covariant=True)
A_co = TypeVar("A_co", covariant=True)

OPTIONS = ("extra_headers", "extra_query", "extra_body", "timeout", "deadline")


class Client(Protocol):
    """What a reader may use of the client that performs its call."""

    @property
    def is_async(self) -> bool: ...
    @property
    def strict(self) -> bool: ...
    def perform(self, call: Call[Any, Any]) -> Any:
        """Perform one more call in the client's own way; a page needs it to fetch the next one."""
        ...


class Platform(Protocol):
    """What a call's outcome needs of a provider."""

    def served(self, provider: Any) -> None: ...
    def broke(self, provider: Any, failure: Exception) -> None: ...


class Outcome:
    """How a call ends, told to its provider once: with its result or, where that is a stream, when the stream ends."""

    def __init__(self, home: Platform, provider: object) -> None:
        self._home, self._provider = home, provider
        self._handed_over = self._streams = self._told = False

    def stream_begins(self) -> None:
        """The result is a stream, which may still break."""
        self._streams = True

    def stream_ends(self, failure: Exception | None) -> None:
        """It is over. One that ends within the call is part of it."""
        self._streams = False
        if self._handed_over:
            self._tell(failure)

    def handed_over(self) -> None:
        """The caller gets the result."""
        self._handed_over = True
        if not self._streams:
            self._tell(None)

    def _tell(self, failure: Exception | None) -> None:
        if self._told:
            return
        self._told = True
        if failure is None:
            self._home.served(self._provider)
        else:
            self._home.broke(self._provider, failure)


class Reading(Value):
    """What a reader knows beside the response."""

    client: Client
    call: Call[Any, Any]
    """As the provider adapted it."""
    asked: Call[Any, Any]
    """As it was before."""
    until: float | None = None
    """When the deadline of the call runs out, in seconds of the monotonic clock."""
    retries_taken: int = 0
    outcome: Outcome | None = None


class Reader(Protocol[S_co, A_co]):
    """Turns a successful response into the result: `S_co` in a blocking client, `A_co` in an awaiting one."""

    def read(self, response: httpx.Response, reading: Reading) -> Flow[Any]:
        """A flow that ends with the result. Raises: APIError."""
        ...


class Call(Value, Generic[S, A]):
    """A request that has not been sent, and the reader of its answer."""

    method: str
    path: str
    """Below the base URL, or a whole URL."""
    into: Reader[S, A]
    body: Mapping[str, Any] | None = None
    """A JSON object; with `files`, the fields of a multipart form."""
    content: Any = None
    """A body of bytes (or an iterable of them) in place of JSON."""
    files: RequestFiles | None = None
    query: Mapping[str, object] = MappingProxyType({})
    headers: Mapping[str, str | Omit] = MappingProxyType({})
    timeout: TimeoutTypes | NotGiven = not_given
    stream_timeout: StreamTimeout | None = None
    deadline: float | None | NotGiven = not_given
    max_retries: int | NotGiven = not_given
    follow_redirects: bool = True
    decoder: Callable[[], EventDecoder] = SSEDecoder
    """Makes the decoder of an event stream in the answer."""

    def replace(self, **changes: Any) -> Call[Any, Any]:
        """The same call with some fields changed."""
        return super().replace(**changes)


def get(path: str, params: Mapping[str, Any], into: Reader[S, A], **fields: Any) -> Call[S, A]:
    """A GET whose parameters go into the query."""
    return _call("GET", path, params, into, "query", fields)


def delete(path: str, params: Mapping[str, Any], into: Reader[S, A], **fields: Any) -> Call[S, A]:
    """A DELETE; parameters, if any, go into the query."""
    return _call("DELETE", path, params, into, "query", fields)


def post(path: str, params: Mapping[str, Any], into: Reader[S, A], **fields: Any) -> Call[S, A]:
    """A POST whose parameters are the JSON body, in the order of `params`."""
    return _call("POST", path, params, into, "body", fields)


def _call(
    method: str, path: str, params: Mapping[str, Any], into: Reader[S, A], place: str, fields: dict[str, Any]
) -> Call[S, A]:
    """Sort options, header parameters and the rest into a call.

    `fields` may hold `headers` and `header_params` (parameter name to header name), else fields of `Call`.
    """
    header_params: Mapping[str, str] = fields.pop("header_params", {})
    headers: dict[str, str | Omit] = dict(fields.pop("headers", {}))
    rest: dict[str, Any] = {}
    for key, value in params.items():
        if isinstance(value, (Omit, NotGiven)):
            continue
        if key in header_params:
            headers[header_params[key]] = (
                ",".join(cast("list[str]", value)) if isinstance(value, (list, tuple)) else str(value)
            )
        elif key not in OPTIONS:
            rest[key] = value
    headers.update(params.get("extra_headers") or {})
    fields[place] = rest
    extra_query, extra_body = params.get("extra_query"), params.get("extra_body")
    if extra_query:
        fields["query"] = {**fields.get("query", {}), **extra_query}
    if extra_body:
        fields["body"] = {**(fields.get("body") or {}), **extra_body}
    if "timeout" in params:
        fields["timeout"] = params["timeout"]
    if "deadline" in params:
        fields["deadline"] = params["deadline"]
    return Call(method, path, into, headers=headers, **fields)


def path_part(value: str, name: str) -> str:
    """`value` made safe as one part of a path. Raises: ValueError where it is empty, TypeError where no string."""
    from urllib.parse import quote  # few calls have such a part

    if not isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not type-check
        raise TypeError(f"{name} must be a string, not {type(value).__name__}.")
    if not value.strip() or value in (".", ".."):
        raise ValueError(f"{name} must name something, not {value!r}.")
    return quote(value, safe="")


def query_items(query: Mapping[str, object]) -> list[tuple[str, str]]:
    """A query in the API's encoding: lists as `a[]=1`, nested objects as `d[x]=1`, nothing for `None`."""
    return [item for key, value in query.items() for item in _flattened(key, value)]


def _flattened(key: str, value: object) -> Iterable[tuple[str, str]]:
    if value is None or isinstance(value, (Omit, NotGiven)):
        return
    if isinstance(value, Mapping):
        for name, item in cast("Mapping[str, object]", value).items():
            yield from _flattened(f"{key}[{name}]", item)
    elif isinstance(value, (list, tuple)):
        for item in cast("list[object]", value):
            yield from _flattened(f"{key}[]", item)
    elif isinstance(value, bool):
        yield key, "true" if value else "false"
    else:
        yield key, str(value)
