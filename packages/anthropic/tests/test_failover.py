"""Several providers as one: who serves, when another takes over, who is left out for how long, and who says so."""

from __future__ import annotations

import logging
import time
from typing import Any, Dict, List, Tuple

import httpx
import pytest
from scripted import MESSAGE, REQUEST, Answer, Body, Server, World, error, sse, stream_reply, text_events

import anthropic
from anthropic.failover import Candidate, Failover, ProviderStatus
from anthropic.provider import Call, Provider


class Place(Provider):
    """A provider with a host of its own, that may lack a feature."""

    def __init__(self, name: str, lacks: Tuple[str, ...] = ()) -> None:
        self.name = name
        self.base_url = f"https://{name}.example/api"
        self.lacks = lacks

    @property
    def auth(self) -> httpx.Auth:
        return Key(self.name)

    def adapt(self, call: Call[Any, Any]) -> Call[Any, Any]:
        if call.path in self.lacks:
            raise anthropic.UnsupportedFeatureError(call.path, self.name)
        return call.replace(headers={**call.headers, "x-adapted-by": self.name})


class Key(httpx.Auth):
    """The key of a place."""

    def __init__(self, key: str) -> None:
        self.key = key

    def auth_flow(self, request: httpx.Request) -> Any:
        if self.key == "keyless":
            raise anthropic.MissingCredentialsError("no key")
        request.headers["x-key"] = f"key of {self.key}"
        yield request


class Clock:
    """Tells the time it was told."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


class Places:
    """Two or more places, each with its answers."""

    def __init__(self, world: World, failover: Failover, **answers: Server) -> None:
        self.answers = answers
        self.asked: List[str] = []
        self.requests: List[httpx.Request] = []
        self.client = world.client(self, provider=failover, max_retries=0, api_key="not used")

    def __call__(self, request: httpx.Request) -> httpx.Response:
        name = request.url.host.split(".")[0]
        self.asked.append(name)
        self.requests.append(request)
        return self.answers[name](request)


def of(*names: str, **options: Any) -> Failover:
    """A failover over places of these names."""
    return Failover([Place(name) for name in names], **options)


def create(world: World, places: Places, **params: Any) -> Any:
    """One message, or all events of a stream."""
    client = places.client
    return world.run(lambda: client.messages.create(**{**REQUEST, **params}))


def test_first_serves_while_it_works(world: World) -> None:
    """The order is the user's wish; host, path, headers and credentials are the provider's own."""
    places = Places(world, of("one", "two"), one=Server(MESSAGE))
    assert create(world, places).content[0].text == "hello"
    (request,) = places.requests
    assert str(request.url) == "https://one.example/api/v1/messages"
    assert (request.headers["x-key"], request.headers["x-adapted-by"]) == ("key of one", "one")


@pytest.mark.parametrize(
    "failure",
    [
        httpx.ConnectError("down"),
        httpx.ReadTimeout("slow"),
        *(lambda _, n=n: error(n) for n in (408, 429, 500, 503, 529)),
    ],
)
def test_next_takes_over(world: World, failure: Answer) -> None:
    """At once, without a wait and without using up a retry."""
    places = Places(world, of("one", "two"), one=Server(failure), two=Server(MESSAGE))
    assert create(world, places).content[0].text == "hello"
    assert places.asked == ["one", "two"]
    assert places.requests[1].headers["x-key"] == "key of two"
    assert "x-stainless-retry-count" not in places.requests[1].headers or (
        places.requests[1].headers["x-stainless-retry-count"] == "0"
    )


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422])
def test_what_is_wrong_everywhere_is_an_error(world: World, status: int) -> None:
    """A request that one refuses is not carried around."""
    places = Places(world, of("one", "two"), one=Server(error(status)), two=Server(MESSAGE))
    with pytest.raises(anthropic.APIStatusError) as caught:
        create(world, places)
    assert caught.value.status_code == status
    assert places.asked == ["one"]


def test_classes_that_move_on_can_be_chosen(world: World) -> None:
    """Whoever has credentials that expire by provider may move on at 401."""
    failover = of("one", "two", moves_on=(anthropic.AuthenticationError,))
    places = Places(world, failover, one=Server(error(401), error(529)), two=Server(MESSAGE))
    create(world, places)
    with pytest.raises(anthropic.OverloadedError):
        create(world, places)
    assert places.asked == ["one", "two", "one"]


def test_last_failure_is_raised_when_all_fail(world: World) -> None:
    """Each is tried once in a round."""
    places = Places(world, of("one", "two"), one=Server(error(529)), two=Server(error(500)))
    with pytest.raises(anthropic.InternalServerError) as caught:
        create(world, places)
    assert caught.value.status_code == 500
    assert places.asked == ["one", "two"]


def test_retries_are_rounds(world: World, naps: List[float]) -> None:
    """The usual wait lies between rounds, not between candidates."""
    places = Places(world, of("one", "two"), one=Server(error(529)), two=Server(error(500), MESSAGE))
    places.client.max_retries = 1
    create(world, places)
    assert places.asked == ["one", "two", "one", "two"]
    assert len(naps) == 1


def test_iterators_reach_every_candidate(world: World) -> None:
    """What can be read once is sent whole to whoever is asked."""
    places = Places(world, of("one", "two"), one=Server(error(529)), two=Server(MESSAGE))
    create(world, places, messages=(message for message in REQUEST["messages"]))
    assert places.requests[0].content == places.requests[1].content
    assert b'"content":"hi"' in places.requests[1].content


def test_models_have_their_own_names(world: World) -> None:
    """The map is the candidate's; a model that is not in it keeps its name."""
    failover = Failover([Candidate(Place("one"), models={"m": "m@1"}), Candidate(Place("two"))])
    places = Places(world, failover, one=Server(error(529)), two=Server(MESSAGE))
    create(world, places)
    sent = [request.content for request in places.requests]
    assert b'"model":"m@1"' in sent[0]
    assert b'"model":"m"' in sent[1]


def test_candidate_that_lacks_the_feature_is_left_out(world: World) -> None:
    """Of those that have it the first serves; where nobody has it, the typed error says so."""
    lacking = Place("one", lacks=("/v1/messages",))
    places = Places(world, Failover([lacking, Place("two")]), two=Server(MESSAGE))
    create(world, places)
    assert places.asked == ["two"]
    alone = Places(world, Failover([lacking]))
    with pytest.raises(anthropic.UnsupportedFeatureError):
        create(world, alone)


def test_candidate_without_credentials_is_passed_over(world: World) -> None:
    """Nothing was sent there."""
    places = Places(world, of("keyless", "two"), two=Server(MESSAGE))
    create(world, places)
    assert places.asked == ["two"]


def test_stream_moves_on_before_its_first_event(world: World) -> None:
    """An `error` event at the beginning is a failure like any other: nothing was delivered."""
    overloaded = {"type": "error", "error": {"type": "overloaded_error", "message": "no"}}
    answers = {"one": Server(sse(overloaded)), "two": Server(sse(*text_events("a", "b")))}
    places = Places(world, of("one", "two"), **answers)
    client = places.client

    seen = world.list(lambda: client.messages.create(**REQUEST, stream=True))
    assert seen[-1].type == "message_stop"
    assert places.asked == ["one", "two"]


def test_stream_that_breaks_later_is_an_error(world: World) -> None:
    """The caller has seen a part: another provider would tell another story."""
    begun = sse(*text_events("a", "b")[:4])
    broken = stream_reply(begun, httpx.ReadError("gone"))
    places = Places(world, of("one", "two"), one=Server(broken), two=Server(sse(*text_events("c"))))
    client = places.client

    with pytest.raises(anthropic.APIConnectionError) as caught:
        world.list(lambda: client.messages.create(**REQUEST, stream=True))
    assert caught.value.partial_message is not None
    assert places.asked == ["one"]


def test_failing_candidate_is_left_out(world: World) -> None:
    """After three failures in a row it is not asked; after the pause one call finds out; a success brings it back."""
    clock = Clock()
    failover = of("one", "two", clock=clock, cooldown_seconds=30)
    one = Server(error(500), error(500), error(500), error(500), MESSAGE)
    places = Places(world, failover, one=one, two=Server(MESSAGE))
    for _ in range(4):
        create(world, places)
    assert places.asked == ["one", "two", "one", "two", "one", "two", "two"]
    assert failover.status() == [ProviderStatus("one", "open", 3, 0), ProviderStatus("two", "closed", 0, 4)]
    clock.now += 31
    assert failover.status()[0].circuit == "half-open"
    places.asked.clear()
    create(world, places)
    create(world, places)
    assert places.asked == ["one", "two", "two"], "the probe failed: closed to callers for another pause"
    clock.now += 31
    places.asked.clear()
    create(world, places)
    create(world, places)
    assert places.asked == ["one", "one"]
    assert failover.status()[0] == ProviderStatus("one", "closed", 0, 2)


def test_one_call_at_a_time_finds_out() -> None:
    """While a half-open candidate is tried, other calls go elsewhere; one that never tells blocks nobody."""
    clock = Clock()
    failover = of("one", "two", clock=clock, failures_to_open=1, cooldown_seconds=30)
    call: Any = Call("POST", "/v1/messages", into=None, body={})  # type: ignore[arg-type]  # never read
    first = failover.route(call, [])
    assert first is not None
    failover.route(call, [(first, anthropic.APIConnectionError(request=httpx.Request("GET", "https://x.example")))])
    clock.now += 31
    assert [_name(failover.route(call, [])) for _ in range(3)] == ["one", "two", "two"]
    clock.now += 31
    assert _name(failover.route(call, [])) == "one"


def _name(provider: Any) -> Any:
    return provider.name


def test_retry_after_is_respected(world: World) -> None:
    """A provider that asks to be left alone for a time is, from the first such answer on."""
    clock = Clock()
    limited = error(429, "rate_limit_error", retry_after="20")
    places = Places(world, of("one", "two", clock=clock), one=Server(limited, MESSAGE), two=Server(MESSAGE))
    create(world, places)
    create(world, places)
    clock.now += 21
    create(world, places)
    assert places.asked == ["one", "two", "two", "one"]


@pytest.mark.parametrize(
    ("headers", "open_for"),
    [
        ({"retry-after-ms": "20000"}, 20),
        ({"retry-after": "Fri, 01 Jan 2100 00:00:00 GMT"}, 60),
        ({"retry-after": "nan"}, 0),
        ({"retry-after": "-3"}, 0),
    ],
)
def test_forms_of_retry_after(world: World, headers: Dict[str, str], open_for: float) -> None:
    """As the client's own retries read it; what is no pause is none."""
    clock = Clock()
    limited = httpx.Response(429, json={}, headers=headers)
    failover = of("one", "two", clock=clock)
    places = Places(world, failover, one=Server(limited, MESSAGE), two=Server(MESSAGE))
    create(world, places)
    assert failover.status()[0].circuit == ("open" if open_for else "closed")
    clock.now += open_for + 1
    create(world, places)
    assert places.asked == ["one", "two", "one"]


def test_streams_that_break_open_the_circuit(world: World) -> None:
    """A candidate whose streams never come to their end has served nobody, and is left out like others that fail."""
    failover = of("one", "two", failures_to_open=2, clock=Clock())
    begun = sse(*text_events("a", "b")[:4])
    places = Places(world, failover, one=Server(begun), two=Server(sse(*text_events("c"))))
    for _ in range(2):
        with pytest.raises(anthropic.IncompleteStreamError):
            world.list(lambda: places.client.messages.create(**REQUEST, stream=True))
    world.list(lambda: places.client.messages.create(**REQUEST, stream=True))
    assert places.asked == ["one", "one", "two"]
    assert failover.status() == [ProviderStatus("one", "open", 2, 0), ProviderStatus("two", "closed", 0, 1)]


def test_deadline_that_one_candidate_used_up_counts_against_it(world: World) -> None:
    """It ends the call, but the next ones should not wait for the same candidate for ever."""

    def hangs(request: httpx.Request) -> httpx.Response:
        time.sleep(0.02)
        raise httpx.ReadTimeout("late")

    failover = of("one", "two", failures_to_open=2, clock=Clock())
    places = Places(world, failover, one=Server(hangs), two=Server(MESSAGE))
    for _ in range(2):
        with pytest.raises(anthropic.APIDeadlineError):
            create(world, places, deadline=0.01)
    create(world, places, deadline=5)
    assert places.asked == ["one", "one", "two"]


def test_deadline_before_anything_was_sent_is_nobodys_failure(world: World) -> None:
    """The time was the caller's, or that of middleware."""
    failover = of("one", "two", failures_to_open=1, clock=Clock())
    places = Places(world, failover, one=Server(MESSAGE), two=Server(MESSAGE))
    with pytest.raises(anthropic.APIDeadlineError):
        create(world, places, deadline=0)
    assert failover.status()[0] == ProviderStatus("one", "closed", 0, 0)
    assert places.asked == []


def test_stream_that_ends_within_the_circuit() -> None:
    """A collector may end a stream at any time: that must not wait for the circuit that is being asked."""
    failover = of("one", failures_to_open=1)
    call: Any = Call("POST", "/v1/messages", into=None, body={})  # type: ignore[arg-type]  # never read
    leg = failover.route(call, [])
    assert leg is not None
    failover = Failover([Place("one")], clock=lambda: failover.served(leg) or time.monotonic())  # type: ignore[func-returns-value]
    leg = failover.route(call, [])
    assert leg is not None
    failover.broke(leg, anthropic.APIConnectionError(request=httpx.Request("GET", "https://x.example")))
    assert failover.status()[0].name == "one"


def test_nothing_shows_the_options_of_a_candidate() -> None:
    """They may hold keys."""
    assert "SEKRET" not in repr(Candidate("vertex", {}, {"access_token": "SEKRET"}))


def test_somebody_is_always_asked(world: World) -> None:
    """When all are left out, the one that is so for the shortest time is asked: it never refuses by itself."""
    failover = of("one", "two", failures_to_open=1)
    places = Places(world, failover, one=Server(error(500), MESSAGE), two=Server(error(500)))
    with pytest.raises(anthropic.InternalServerError):
        create(world, places)
    assert [status.circuit for status in failover.status()] == ["open", "open"]
    assert create(world, places).content[0].text == "hello"
    assert places.asked == ["one", "two", "one"]


def test_it_says_who_served(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """To a callback, in the request that middleware and raw responses hold, in the log, and in the status."""
    told: List[str] = []
    attempts: List[str] = []

    def look(request: httpx.Request) -> Any:
        attempts.append(request.extensions["anthropic.provider"].name)
        return (yield request)

    failover = of("one", "two", on_served=lambda provider: told.append(provider.name))
    places = Places(world, failover, one=Server(error(529)), two=Server(MESSAGE))
    client = places.client.with_middleware(look)
    with caplog.at_level(logging.INFO, logger="anthropic"):
        raw = world.run(lambda: client.messages.with_raw_response.create(**REQUEST))
    assert told == ["two"]
    assert attempts == ["one", "two"]
    assert raw.http_response.request.extensions["anthropic.provider"].name == "two"
    assert "Moving on from one to two: OverloadedError" in caplog.text
    assert [status.served for status in failover.status()] == [0, 1]


def test_copies_share_what_is_known(world: World) -> None:
    """A changed copy of the client does not ask a failing candidate again."""
    failover = of("one", "two", failures_to_open=1)
    places = Places(world, failover, one=Server(error(500)), two=Server(MESSAGE))
    create(world, places)
    copied = places.client.with_options(timeout=3)
    world.run(lambda: copied.messages.create(**REQUEST))
    assert places.asked == ["one", "two", "two"]


def test_candidates_by_name(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The API itself with the key of the environment; any other name is that of a plug-in's provider."""
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-env")
    server = Server(MESSAGE)
    client = world.client(server, provider=Failover(["anthropic"]))
    world.run(lambda: client.messages.create(**REQUEST))
    assert str(server.requests[0].url) == "https://api.anthropic.com/v1/messages"
    assert server.requests[0].headers["x-api-key"] == "sk-ant-env"
    with pytest.raises(anthropic.PluginNotFoundError):
        Failover(["nobody-has-this"])


@pytest.mark.parametrize("candidates", [[], [of("one")]])
def test_wrong_candidates(candidates: List[Any]) -> None:
    """None, or one that chooses itself: said at once."""
    with pytest.raises(ValueError, match="candidate"):
        Failover(candidates)


def test_candidates_with_transports_of_their_own(world: World) -> None:
    """A provider that is no network, such as the emulator, answers its own attempts."""

    class Local(Place):
        def __init__(self, name: str, answers: Dict[str, Any], status: int = 200) -> None:
            super().__init__(name)
            self.answer = lambda request: httpx.Response(status, json=answers, stream=None)

        def transport(self) -> httpx.BaseTransport:
            return httpx.MockTransport(self.answer)

        def async_transport(self) -> httpx.AsyncBaseTransport:
            return httpx.MockTransport(self.answer)

    failover = Failover([Local("one", {}, 529), Local("two", MESSAGE)])
    cls: Any = anthropic.AsyncAnthropic if world.is_async else anthropic.Anthropic
    client = cls(provider=failover, max_retries=0)
    assert world.run(lambda: client.messages.create(**REQUEST)).content[0].text == "hello"


def test_body_is_closed_before_moving_on(world: World) -> None:
    """A failed attempt leaves no connection behind."""
    body = Body([b"{}"])
    broken = httpx.Response(529, stream=body)
    places = Places(world, of("one", "two"), one=Server(broken), two=Server(MESSAGE))
    create(world, places)
    assert body.closed
