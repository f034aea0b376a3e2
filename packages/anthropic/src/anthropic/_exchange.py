"""One exchange with the server as a flow: adapt, build, middleware, send, read, retry. Every decision, no I/O."""

from __future__ import annotations

import dataclasses
import logging
import math
import time
from typing import TYPE_CHECKING, Any, Iterable, Mapping, Sequence, cast

import httpx
from pydantic_core import from_json

from ._body import encode_json
from ._call import Call, Client, Outcome, Reading, query_items
from ._failures import connection_error
from ._flow import Around, Close, DeadlinePassed, Flow, Read, Send, Sleep, UnsentError, is_late
from ._http import MAX_REDIRECTS, SlicedBody, check_header, is_http_failure, next_hop, same_origin, standard_headers
from ._retry import is_worth_retrying, retry_delay
from ._sse import without_bom
from ._types import NotGiven, Omit
from ._watch import clip_timeouts
from .errors import (
    APIConnectionError,
    APIDeadlineError,
    APIError,
    APIStatusError,
    MissingCredentialsError,
    RetryableError,
    error_from_response,
)

if TYPE_CHECKING:
    from ._streaming import StreamTimeout
    from .provider import GeneratorMiddleware, Provider

log = logging.getLogger("anthropic")
MAX_KEPT_URLS = 64
"""Paths with ids in them never end."""


@dataclasses.dataclass(eq=False, repr=False)  # it holds the user's headers
class Config:
    """What a client has settled for all its calls, prepared once."""

    provider: Provider
    is_async: bool
    middleware: Sequence[GeneratorMiddleware] = ()
    max_retries: int = 2
    timeout: float | httpx.Timeout | None = None
    stream_timeout: StreamTimeout | None = None
    deadline: float | None = None
    headers: Mapping[str, str | Omit] = dataclasses.field(default_factory=lambda: cast("dict[str, str | Omit]", {}))
    query: Mapping[str, object] = dataclasses.field(default_factory=lambda: cast("dict[str, object]", {}))
    own_headers: Mapping[str, str | Omit] = dataclasses.field(default_factory=lambda: cast("dict[str, str | Omit]", {}))
    """Those of `headers` that the user gave, which a provider must see as if they were the call's."""
    http_headers: Mapping[str, str] = dataclasses.field(default_factory=standard_headers)
    """What the HTTP client itself would send, under those of `headers`."""

    def __post_init__(self) -> None:
        sent = {key: value for key, value in self.headers.items() if not isinstance(value, Omit)}
        for key, value in sent.items():
            check_header(key, value)
        self._omitted = frozenset(key.lower() for key, value in self.headers.items() if isinstance(value, Omit))
        self._json_headers = httpx.Headers(self.http_headers)
        self._json_headers.update(sent)
        self._bare_headers = self._json_headers.copy()
        self._bare_headers.pop("content-type", None)
        self._base = self.provider.base_url.rstrip("/")
        self._urls: dict[object, httpx.URL] = {}
        self._timeouts = as_timeouts(self.timeout)
        self._elsewhere: dict[Provider, Config] = {}

    def at(self, provider: Provider) -> Config:
        """The same for another provider, one of those that a composite provider leads to."""
        if provider is self.provider:
            return self
        if provider not in self._elsewhere:
            self._elsewhere[provider] = dataclasses.replace(self, provider=provider)
        return self._elsewhere[provider]

    def asked(self, call: Call[Any, Any]) -> Call[Any, Any]:
        """A call with the headers that the user wants on all calls, under its own."""
        if not self.own_headers:
            return call
        of_call = {"content-type", *(key.lower() for key in call.headers)}
        own = {key: value for key, value in self.own_headers.items() if key.lower() not in of_call}
        return call.replace(headers={**own, **call.headers})

    def build(self, call: Call[Any, Any], content: bytes | None, attempt: int, until: float | None) -> httpx.Request:
        """The HTTP request of one attempt (the first is 1)."""
        headers = httpx.Headers(self._json_headers if content is not None else self._bare_headers)
        omitted = self._omitted
        for key, value in call.headers.items():
            if isinstance(value, Omit):
                headers.pop(key, None)
                omitted |= {key.lower()}
            else:
                check_header(key, value)
                headers[key] = value
        if attempt > 1 and "x-stainless-retry-count" not in call.headers:
            headers["x-stainless-retry-count"] = str(attempt - 1)
        if call.timeout is self.timeout or isinstance(call.timeout, NotGiven):
            timeouts = dict(self._timeouts)
        else:
            timeouts = as_timeouts(call.timeout)
            headers["x-stainless-timeout"] = headers["x-stainless-read-timeout"] = f"{timeouts['read'] or 0:g}"
        if call.stream_timeout is not None and call.stream_timeout.idle is not None:
            timeouts["read"] = call.stream_timeout.idle
        extensions: dict[str, Any] = {"timeout": timeouts, "anthropic.provider": self.provider}
        if omitted:
            extensions["anthropic.omitted"] = omitted
        if until is not None:
            clip_timeouts(timeouts, until)
            extensions["anthropic.until"] = until
            if not self.is_async:  # an async command is cancelled as a whole
                extensions["trace"] = _Clip(timeouts, until)
        if call.files is not None:
            from ._multipart import multipart  # few calls upload

            form, url = multipart(call.body or {}, call.files), self._url(call)
            headers.update({"host": url.netloc.decode("ascii"), **form.headers})
            return httpx.Request(call.method, url, headers=headers, stream=form, extensions=extensions)
        body = content if content is not None else call.content
        request = httpx.Request(call.method, self._url(call), headers=headers, content=body, extensions=extensions)
        if content is not None and len(content) > SlicedBody.SLICE_BYTES:
            request.stream = SlicedBody(content)
        return request

    def is_at_home(self, call: Call[Any, Any], request: httpx.Request) -> bool:
        """Whether a request goes to the provider's own origin: a call may name a whole URL."""
        if not call.path.startswith(("http://", "https://")):
            return True
        return same_origin(request.url, httpx.URL(self._base))

    def _url(self, call: Call[Any, Any]) -> httpx.URL:
        url = self._urls.get(call.path)
        if url is None:
            whole = call.path.startswith(("http://", "https://"))
            url = httpx.URL(call.path if whole else f"{self._base}/{call.path.lstrip('/')}")
            if len(self._urls) < MAX_KEPT_URLS:
                self._urls[call.path] = url
        if self.query or call.query:
            items = tuple(query_items({**self.query, **call.query}))
            if items:
                url = self._with_query(call.path, url, items)
        return url

    def _with_query(self, path: str, url: httpx.URL, items: tuple[tuple[str, str], ...]) -> httpx.URL:
        known = self._urls.get((path, items))
        if known is None:
            known = url.copy_merge_params(httpx.QueryParams(items))
            if len(self._urls) < MAX_KEPT_URLS:
                self._urls[path, items] = known
        return known


class _Clip:
    """An httpcore trace hook that lowers the timeouts to what is left of the deadline, before each step."""

    def __init__(self, timeouts: dict[str, Any], until: float) -> None:
        self._timeouts, self._until = timeouts, until

    def __call__(self, name: str, info: Mapping[str, Any]) -> None:
        clip_timeouts(self._timeouts, self._until)


def as_timeouts(timeout: object) -> dict[str, Any]:
    """A timeout as the four that an HTTP transport knows, in seconds."""
    if timeout is None or isinstance(timeout, (int, float)):
        if timeout is not None and not timeout >= 0:
            raise ValueError(f"timeout must be a number of seconds from 0 on, not {timeout!r}.")
        limit = None if timeout == math.inf else timeout
        return dict.fromkeys(("connect", "read", "write", "pool"), limit)
    if not hasattr(timeout, "as_dict"):
        raise TypeError(f"timeout must be seconds, an httpx.Timeout or None, not {timeout!r}.")
    return cast("dict[str, Any]", cast(httpx.Timeout, timeout).as_dict())


def deadline_of(call: Call[Any, Any], config: Config) -> float | None:
    """Seconds for the whole of a call. Raises: TypeError where that is no number."""
    deadline = config.deadline if isinstance(call.deadline, NotGiven) else call.deadline
    if deadline is not None and (not isinstance(cast(object, deadline), (int, float)) or math.isnan(deadline)):
        raise TypeError(f"deadline must be a number of seconds or None, not {deadline!r}.")
    return deadline


def _retries_of(call: Call[Any, Any], config: Config) -> int:
    """How often a call may be sent again."""
    return config.max_retries if isinstance(call.max_retries, NotGiven) else call.max_retries


def _is_out_of_time(error: Exception, until: float | None) -> bool:
    """Whether a failure is the end of the call's deadline: a timeout of a socket is, near to it."""
    if isinstance(error, DeadlinePassed):
        return True
    return until is not None and time.monotonic() >= until - 0.005 and isinstance(error, APIConnectionError)


def exchange(call: Call[Any, Any], config: Config, client: Client, until: float | None) -> Flow[Any]:
    """Perform a call: its result, after as many attempts as it takes and is allowed, by `until` (monotonic seconds).

    Raises: APIError; TypeError, ValueError and OSError for input that cannot be sent.
    """
    home, asked, attempt = config, config.asked(call), 1
    tried: list[tuple[Provider, Exception]] = []
    deadline = deadline_of(call, config)
    provider = home.provider.route(asked, tried) or home.provider
    if provider is not home.provider and call.body is not None and call.files is None:
        asked = call.replace(body=from_json(encode_json(call.body)))  # an iterator in it gives its items once
    call, content = _prepared(asked, config := home.at(provider))
    while True:
        if config.provider is not provider:
            call, content = _prepared(asked, config := home.at(provider))
        request = config.build(call, content, attempt, until)
        try:
            response = yield from (_through if config.middleware else _send)(request, call, config)
            outcome = Outcome(home.provider, provider)
            reading = Reading(client, call, asked, until, attempt - 1, outcome)
            result = yield from _result(response, reading, config.provider)
        except (DeadlinePassed, APIError, RetryableError, MissingCredentialsError) as error:
            if _is_out_of_time(error, until):
                raise _out_of_time(home, asked, [*tried, (provider, error)], request, deadline) from (
                    None if isinstance(error, DeadlinePassed) else error
                )
            tried.append((provider, error))
            other = home.provider.route(asked, tried)
            if other is not None:
                log.info("Moving on from %s to %s: %s", provider.name, other.name, type(error).__name__)
                provider = other
                continue
            delay = retry_delay(attempt, error)
            too_late = until is not None and time.monotonic() + delay >= until  # the failure itself says most then
            if too_late or attempt > _retries_of(asked, home) or not is_worth_retrying(error):
                tried.clear()  # else the error and this frame would keep each other
                raise
            log.info("Retrying %s %s in %.2f s: %s", request.method, request.url.path, delay, type(error).__name__)
        else:
            outcome.handed_over()
            return result
        yield from _pause(delay, request, deadline)
        attempt += 1
        tried.clear()
        provider = home.provider.route(asked, tried) or home.provider


def _pause(seconds: float, request: httpx.Request, deadline: float | None) -> Flow[None]:
    try:
        yield Sleep(seconds)
    except DeadlinePassed:  # it had time enough, but the event loop was busy
        raise _deadline_error(request, deadline) from None


def _prepared(asked: Call[Any, Any], config: Config) -> tuple[Call[Any, Any], bytes | None]:
    """A call as the provider wants it, and its JSON. Raises: UnsupportedFeatureError."""
    call = config.provider.adapt(asked)
    if call.stream_timeout is None and config.stream_timeout is not None:
        call = call.replace(stream_timeout=config.stream_timeout)
    return call, encode_json(call.body) if call.body is not None and call.files is None else None


def _result(response: httpx.Response, reading: Reading, provider: Provider) -> Flow[Any]:
    """What the reader of the call makes of a response; one that fails leaves no connection behind. Raises: APIError."""
    try:
        if not response.is_success:
            raise (yield from _failure(response, reading.until, provider))
        return (yield from reading.call.into.read(response, reading))
    except GeneratorExit:  # nobody is left to close it
        raise
    except BaseException:  # cancelled, too
        if not response.is_closed:
            yield Close(response)
        raise


def _through(request: httpx.Request, call: Call[Any, Any], config: Config) -> Flow[httpx.Response]:
    """Send a request through the layers of middleware, the outermost first; only the response they give stays open."""
    got: list[httpx.Response] = []
    try:
        response = yield from _layers(config.middleware, request, call, config, got)
    except GeneratorExit:  # nobody is left to close anything
        raise
    except BaseException:  # cancelled, too
        yield from _closed(got)
        raise
    yield from _closed(other for other in got if other is not response)
    try:
        response.request  # noqa: B018  # which httpx refuses where there is none
    except RuntimeError:  # a layer has answered itself
        response.request = request
    return response


def _closed(responses: Iterable[httpx.Response]) -> Flow[None]:
    for response in responses:
        if not response.is_closed:
            yield Close(response)


def _layers(
    middleware: Sequence[GeneratorMiddleware],
    request: httpx.Request,
    call: Call[Any, Any],
    config: Config,
    got: list[httpx.Response],
) -> Flow[httpx.Response]:
    if not middleware:
        response = yield from _send(request, call, config)
        got.append(response)
        return response

    given = request.extensions

    def inner(request: httpx.Request) -> Flow[httpx.Response]:
        if request.extensions is not given:  # a new request, which knows neither provider nor deadline nor timeouts
            request.extensions = {**given, **request.extensions}
        return _layers(middleware[1:], request, call, config, got)

    layer = middleware[0](request)
    try:
        step = next(layer)
        while True:
            try:
                if isinstance(step, httpx.Request):
                    reply: Any = yield from inner(step)
                elif isinstance(step, Around):
                    reply = yield step.replace(inner=inner)
                else:
                    reply = yield step
            except Exception as error:
                step = layer.throw(error)
            else:
                step = layer.send(reply)
    except StopIteration as done:
        return cast(httpx.Response, done.value)


def _send(request: httpx.Request, call: Call[Any, Any], config: Config) -> Flow[httpx.Response]:
    """Send one request and follow its redirects; the answer's body is unread. Raises: APIConnectionError."""
    auth = config.provider.auth if config.is_at_home(call, request) else None
    for _ in range(MAX_REDIRECTS):
        if is_late(request):
            raise UnsentError(request)
        try:
            response: httpx.Response = yield Send(request, auth)
        except Exception as error:
            if is_http_failure(error):
                raise connection_error(error, request) from error
            raise
        log.debug("%s %s: %s", request.method, request.url, response.status_code)
        if is_late(request):  # what blocks took long
            yield Close(response)
            raise APIDeadlineError(request)
        name = config.provider.request_id_header
        if name != "request-id" and name in response.headers:
            response.headers.setdefault("request-id", response.headers[name])
        hop = next_hop(response) if call.follow_redirects and not response.is_success else None
        if hop is None:
            return response
        yield Close(response)
        if not same_origin(hop.url, request.url):
            auth = None  # credentials are for the first host only
        request = hop
    raise APIConnectionError(message=f"More than {MAX_REDIRECTS} redirects.", request=request)


def read_body(response: httpx.Response, until: float | None) -> Flow[bytes]:
    """The whole body. Raises: APIConnectionError."""
    try:
        body: bytes = yield Read(response, until)
    except Exception as error:
        if is_http_failure(error):
            raise connection_error(error, response.request) from error
        raise
    return body


def _failure(response: httpx.Response, until: float | None, provider: Provider) -> Flow[APIStatusError]:
    """The error that a response without success stands for."""
    try:
        content = yield from read_body(response, until)
    except APIConnectionError:
        content = b""  # the status says more than the broken body
    return error_from_response(response, provider.failure(response, decoded(content)))


def decoded(content: bytes) -> object:
    """A body as parsed JSON, else as text; `None` where it is empty."""
    if not content:
        return None
    try:
        return cast(object, from_json(without_bom(content)))
    except ValueError:
        return content.decode("utf-8", errors="replace")


def _out_of_time(
    home: Config,
    asked: Call[Any, Any],
    tried: Sequence[tuple[Provider, Exception]],
    request: httpx.Request,
    deadline: float | None,
) -> APIDeadlineError:
    """The error of a deadline that ran out in the last of the attempts; the provider hears of it."""
    provider, error = tried[-1]
    late = _deadline_error(request, deadline)
    home.provider.route(asked, [*tried[:-1], (provider, error if isinstance(error, UnsentError) else late)])
    return late


def _deadline_error(request: httpx.Request, deadline: float | None) -> APIDeadlineError:
    return APIDeadlineError(request, message=f"The deadline of {deadline or 0:g} s ran out.")
