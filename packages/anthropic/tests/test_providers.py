"""What a provider says of its platform: errors of another form, names of requests, secrets; and what copies share."""

from __future__ import annotations

import copy
import inspect
import json
import time
import traceback
from typing import Any, Dict, FrozenSet, List

import httpx
import pytest
from scripted import MESSAGE, REQUEST, Server, World, error, reply, sse, text_events

import anthropic
from anthropic import APIDeadlineError, APIResponseValidationError, RateLimitError
from anthropic.client import Secret, SyncAPIClient, forgets_arguments
from anthropic.endpoint import Endpoint, Resource
from anthropic.provider import Call, Event, HeaderAuth, Provider


class Relay(Provider):
    """A platform with its own errors, names of requests, signatures, and streams of JSON lines."""

    name = "relay"
    request_id_header = "x-relay-request"
    secret_headers: FrozenSet[str] = frozenset({"x-relay-signature"})

    def __init__(self, host: str = "relay.example", source: Any = "token") -> None:
        self.base_url = f"https://{host}/claude"
        self._auth = HeaderAuth({"x-relay-signature": Secret(source)}, missing="no signature")

    @property
    def auth(self) -> httpx.Auth:
        return self._auth

    def adapt(self, call: Call[Any, Any]) -> Call[Any, Any]:
        return call.replace(decoder=Lines)

    def failure(self, response: httpx.Response, body: object) -> object:
        fault: Any = body.get("fault") if isinstance(body, dict) else None
        if not isinstance(fault, dict):
            return body
        return {"type": "error", "error": {"type": fault["kind"], "message": fault["text"]}}


class Lines:
    """Decodes a stream of JSON lines."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, chunk: bytes) -> List[Event]:
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        return [Event(json.loads(line)["type"], line) for line in lines]

    def end(self) -> List[Event]:
        return []


def lines(kind: str) -> httpx.Response:
    """A message as a stream of JSON lines."""
    content = b"".join(json.dumps(event).encode() + b"\n" for event in text_events("Hello"))
    return httpx.Response(200, content=content, headers={"content-type": kind} if kind else {})


def test_errors_of_another_form(world: World) -> None:
    """The class comes from the type that the provider tells, and the message is its text."""
    fault = {"fault": {"kind": "rate_limit_error", "text": "quota of the team"}}
    answer = httpx.Response(429, json=fault, headers={"x-relay-request": "relay_7"})
    client = world.client(Server(answer), provider=Relay(), max_retries=0)
    with pytest.raises(RateLimitError, match="quota of the team") as caught:
        world.run(lambda: client.messages.create(**REQUEST))
    assert (caught.value.type, caught.value.request_id) == ("rate_limit_error", "relay_7")
    assert caught.value.response.json() == fault, "as the platform sent it"


def test_type_says_more_than_the_status(world: World, naps: List[float]) -> None:
    """A platform that answers 424 for a model that is busy: the type that its provider tells makes it worth a retry."""
    busy = httpx.Response(424, json={"fault": {"kind": "overloaded_error", "text": "busy"}})
    server = Server(busy, MESSAGE)
    world.run(lambda: world.client(server, provider=Relay()).messages.create(**REQUEST))
    assert len(server.requests) == 2


def test_name_of_a_request(world: World) -> None:
    """Whatever the platform calls it, it is `request_id` everywhere."""
    answer = httpx.Response(200, json=MESSAGE, headers={"x-relay-request": "relay_7"})
    client = world.client(Server(answer), provider=Relay())
    assert world.run(lambda: client.messages.create(**REQUEST))._request_id == "relay_7"
    assert world.run(lambda: client.messages.with_raw_response.create(**REQUEST)).request_id == "relay_7"


def test_secret_headers_of_a_provider(world: World) -> None:
    """A platform's own credential is taken out of errors like the usual ones."""
    server = Server(error(400))
    client = world.client(server, provider=Relay(source="SEKRET"))
    with pytest.raises(anthropic.BadRequestError) as caught:
        world.run(lambda: client.messages.create(**REQUEST))
    assert server.requests[0].headers["x-relay-signature"] == "SEKRET"
    assert caught.value.request.headers["x-relay-signature"] == "[redacted]"
    assert caught.value.response.request.headers["x-relay-signature"] == "[redacted]"


def renewed(request: httpx.Request) -> Any:
    """Middleware that makes a new request, as one may that signs or rewrites."""
    headers = dict(request.headers)
    return (yield httpx.Request(request.method, request.url, headers=headers, content=request.content))


@pytest.mark.parametrize("middleware", [[], [renewed]])
def test_secret_headers_stay_at_home(world: World, middleware: List[Any]) -> None:
    """A redirect leads to another origin without them, and errors do not show them, whoever made the request."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "relay.example":
            return httpx.Response(307, headers={"location": "https://elsewhere.example/"})
        return reply(MESSAGE)

    server = Server(answer)
    client = world.client(server, provider=Relay(), middleware=middleware)
    world.run(lambda: client.messages.create(**REQUEST))
    assert ["x-relay-signature" in request.headers for request in server.requests] == [True, False]
    with pytest.raises(anthropic.BadRequestError) as caught:
        failing = world.client(Server(error(400)), provider=Relay(), middleware=middleware)
        world.run(lambda: failing.messages.create(**REQUEST))
    assert caught.value.request.headers["x-relay-signature"] == "[redacted]"


@pytest.mark.parametrize("kind", ["application/x-ndjson", "application/stream+json", "text/plain", "application/x", ""])
def test_streams_of_another_format(world: World, kind: str) -> None:
    """Where the provider brings a decoder, it is not for us to say what the platform calls its format."""
    client = world.client(Server(lines(kind)), provider=Relay())
    events = world.list(lambda: client.messages.create(**REQUEST, stream=True))
    assert [event.type for event in events][-1] == "message_stop"


def test_stream_that_is_a_page(world: World) -> None:
    """The page of a proxy is none, whoever decodes."""
    page = httpx.Response(200, content=b"<html>Log in", headers={"content-type": "text/html; charset=utf-8"})
    client = world.client(Server(page), provider=Relay(), max_retries=0)
    with pytest.raises(APIResponseValidationError, match="Log in"):
        world.list(lambda: client.messages.create(**REQUEST, stream=True))


def test_whole_message_for_a_stream(world: World) -> None:
    """A server that does not stream answers with JSON: the events are made of it, in the API's own format."""
    client = world.client(Server(reply(MESSAGE)), provider=Provider())
    events = world.list(lambda: client.messages.create(**REQUEST, stream=True))
    assert [event.type for event in events][0] == "message_start"


def test_another_provider_is_somewhere_else(world: World) -> None:
    """A copy with another provider goes to that one's URL; credentials never go to the first one's."""
    server = Server(MESSAGE)
    client = world.client(server, provider=Relay("one.example"))
    world.run(lambda: client.with_options(provider=Relay("two.example")).messages.create(**REQUEST))
    world.run(lambda: client.with_options(provider="anthropic", api_key="k").messages.create(**REQUEST))
    moved = client.with_options(provider=Relay("two.example"), base_url="https://three.example")
    world.run(lambda: moved.messages.create(**REQUEST))
    world.run(lambda: moved.with_options(provider=Relay("four.example")).messages.create(**REQUEST))
    hosts = [request.url.host for request in server.requests]
    assert hosts == ["two.example", "api.anthropic.com", "three.example", "three.example"], "a URL that was given stays"
    assert "x-relay-signature" not in server.requests[1].headers


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda client: client.with_options(max_retries=1)])
def test_copies_share_the_provider(world: World, copied: Any) -> None:
    """A token that was found counts for all copies."""
    asked: List[int] = []

    def source() -> Any:
        asked.append(1)
        return Token()

    server = Server(MESSAGE)
    client = world.client(server, provider=Relay(source=source))
    for _ in range(3):
        world.run(lambda: copied(client).messages.create(**REQUEST))
    assert len(asked) == 1


class Token:
    """One that lasts for an hour."""

    token = "t"
    expires_at = time.time() + 3600


def test_stream_timeout_can_be_taken_away(world: World) -> None:
    """`None` is no limit, as for the other two."""
    client = world.client(Server(MESSAGE), stream_timeout=anthropic.StreamTimeout(idle=1), timeout=1, deadline=1)
    bare = client.with_options(stream_timeout=None, timeout=None, deadline=None)
    assert (bare.stream_timeout, bare.timeout, bare.deadline) == (None, None, None)


def test_missing_resource_names_itself_and_the_client() -> None:
    """A client that has not all of the API says so, and is still asked with `hasattr`."""

    class Small(SyncAPIClient):
        """A client without resources."""

    client = Small(base_url="https://small.example")
    with pytest.raises(anthropic.MissingResourceError, match="Small has no models"):
        client.models  # type: ignore[attr-defined]  # noqa: B018
    assert not hasattr(client, "models")
    with pytest.raises(AttributeError, match="modells"):
        client.modells  # type: ignore[attr-defined]  # noqa: B018


def test_deadline_reaches_the_source_of_a_token(world: World) -> None:
    """An async call ends in time; a blocking one cannot, but it does not go on either."""

    def slow() -> str:
        time.sleep(0.3)
        return "t"

    server = Server(MESSAGE)
    client = world.client(server, provider=Relay(source=slow), deadline=0.05)
    begun = time.monotonic()
    with pytest.raises(APIDeadlineError):
        world.run(lambda: timed(client, world))
    if world.is_async:
        assert client.took < 0.25
    assert time.monotonic() - begun < 5


def timed(client: Any, world: World) -> Any:
    """A call, and in an async world how long it took; the event loop waits for its threads at the end."""
    begun = time.monotonic()
    if not world.is_async:
        return client.messages.create(**REQUEST)

    async def call() -> Any:
        try:
            return await client.messages.create(**REQUEST)
        finally:
            client.took = time.monotonic() - begun

    return call()


def test_outcome_of_streams(world: World) -> None:
    """A provider hears of a call when its stream has ended, and how."""
    told: List[str] = []

    class Told(Provider):
        def served(self, provider: Provider) -> None:
            told.append("served")

        def broke(self, provider: Provider, failure: Exception) -> None:
            told.append(type(failure).__name__)

    whole, cut = sse(*text_events("a")), sse(*text_events("a")[:3])
    client = world.client(Server(MESSAGE, whole, cut, whole), provider=Told(), max_retries=0)
    world.run(lambda: client.messages.create(**REQUEST))
    world.list(lambda: client.messages.create(**REQUEST, stream=True))
    with pytest.raises(anthropic.IncompleteStreamError):
        world.list(lambda: client.messages.create(**REQUEST, stream=True))
    world.run(lambda: client.messages.create(**{**REQUEST, "max_tokens": 64000}))  # a stream inside
    assert told == ["served", "served", "IncompleteStreamError", "served"]
    told.clear()
    for use in (next_of, closes_within, nothing):
        world.in_stream(lambda: client.messages.stream(**REQUEST), use)
    world.run(lambda: client.messages.with_raw_response.create(**REQUEST, stream=True))
    assert told == ["served"] * 4, "a stream that its user leaves has been served"


def nothing(stream: Any) -> None:
    """Leave the stream alone."""


def next_of(stream: Any) -> Any:
    """Read one event, and leave the rest."""
    return stream.__next__() if hasattr(stream, "__next__") else stream.__anext__()


def closes_within(stream: Any) -> Any:
    """Close the stream in the middle, and go on reading."""
    if hasattr(stream, "__next__"):
        with pytest.raises(anthropic.IncompleteStreamError):
            for _ in stream:
                stream.close()
        return None

    async def use() -> None:
        with pytest.raises(anthropic.IncompleteStreamError):
            async for _ in stream:
                await stream.close()

    return use()


def test_another_provider_has_its_own_transport() -> None:
    """What stands in for the network of one provider does not answer for another."""

    class Canned(Provider):
        base_url = "https://canned.example"

        def transport(self) -> httpx.BaseTransport:
            return httpx.MockTransport(Server(MESSAGE))

    client = anthropic.Anthropic(provider=Canned())
    assert client.messages.create(**REQUEST).id == "msg_1"
    assert client.with_options(timeout=5)._client is client._client
    other = client.with_options(provider="anthropic", api_key="k", max_retries=0)
    assert other._client is not client._client


def test_keys_of_copies_are_not_kept() -> None:
    """One client for many tenants: a copy's key goes with the copy."""
    client = anthropic.Anthropic(api_key="k")
    for tenant in range(5):
        client.with_options(api_key=f"tenant {tenant}")._provider()
    assert client._secrets == {}


def test_postponed_annotations_of_a_resource_are_told() -> None:
    """They cannot be read, and the fault says where it is."""

    class Things(Resource[Any]):
        @Endpoint
        def list(self, **params: Unreadable) -> Call[Any, Any]:  # type: ignore[name-defined]  # noqa: F821
            raise NotImplementedError

    with pytest.raises(TypeError, match=r"test_providers must not have `from __future__ import annotations`.*list"):

        class SyncThings(Things, face="sync"):  # pyright: ignore[reportUnusedClass]
            """The blocking one."""


def test_refused_arguments_are_forgotten() -> None:
    """Nothing that an error reporter finds in a traceback shows a secret."""

    @forgets_arguments
    def sign(key: str, *, strict: bool = True) -> str:
        kept = {"key": key}
        try:
            raise KeyError(len(kept))
        except KeyError as error:
            raise ValueError("no such key") from error

    assert list(inspect.signature(sign).parameters) == ["key", "strict"]
    attempts: Dict[str, Any] = {
        "function": lambda: sign("SEK" + "RET"),
        "client": lambda: anthropic.Anthropic(api_key="SEK" + "RET", base_url="nowhere"),
        "options": lambda: anthropic.Anthropic(api_key="k").with_options(api_key="SEK" + "RET", base_url="nowhere"),
        "copy": lambda: anthropic.Anthropic(api_key="k").copy(api_key="SEK" + "RET", base_url="nowhere"),
        "provider": lambda: anthropic.Anthropic(provider="nobody", provider_options={"token": "SEK" + "RET"}),
    }
    for name, attempt in attempts.items():
        with pytest.raises((ValueError, ImportError)) as caught:
            attempt()
        shown = "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=True).format())
        assert "SEKRET" not in shown, name
    with pytest.raises(ValueError, match="no such key") as caught:
        sign("k")
    assert [frame.name for frame in caught.traceback][-1] == "sign", "where it happened is still told"
