"""What goes over the wire: options, bodies, headers, retries, deadlines, redirects."""

from __future__ import annotations

import dataclasses
import gc
import io
import json
import pathlib
import pickle
import time
import weakref
from typing import Any, Callable, Dict, Iterator, List

import httpx
import pytest
from scripted import MESSAGE, REQUEST, Server, World, error, reply, sse, stream_reply, text_events

from anthropic import (
    NOT_GIVEN,
    Anthropic,
    APIConnectionError,
    APIDeadlineError,
    APIStatusError,
    APITimeoutError,
    AsyncAnthropic,
    BadRequestError,
    MissingCredentialsError,
    RateLimitError,
    omit,
)
from anthropic.provider import Call, Provider

TEXT = sse(*text_events("a"))


def test_create(world: World) -> None:
    """A message is created; the key is in its header, the body in the documented order."""
    server = Server(MESSAGE)
    client = world.client(server)
    message = world.run(lambda: client.messages.create(**REQUEST, temperature=0.5, stop_sequences=["x"], system="s"))
    assert message.content[0].text == "hello"
    assert message._request_id == "req_1"
    request = server.requests[0]
    assert request.headers["x-api-key"] == "sk-ant-secret"
    assert request.headers["anthropic-version"] == "2023-06-01"
    assert request.headers["x-stainless-retry-count"] == "0"
    assert str(request.url) == "https://api.anthropic.com/v1/messages"
    assert request.content == (
        b'{"max_tokens":8,"messages":[{"role":"user","content":"hi"}],"model":"m",'
        b'"stop_sequences":["x"],"system":"s","temperature":0.5}'
    )


def test_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Arguments win over the environment; an empty variable counts as unset."""
    monkeypatch.setenv("ANTHROPIC_API_KEY", "key-of-environment")
    monkeypatch.setenv("ANTHROPIC_AUTH_TOKEN", "")
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://gateway/prefix")
    monkeypatch.setenv("ANTHROPIC_CUSTOM_HEADERS", "X-Team: search\nX-Cost: 7")
    client = Anthropic()
    assert client.api_key == "key-of-environment"
    assert client.auth_token is None
    assert str(client.base_url) == "http://gateway/prefix/"
    assert client.default_headers["X-Team"] == "search"
    monkeypatch.setenv("ANTHROPIC_WEBHOOK_SIGNING_KEY", "whsec")
    assert Anthropic().webhook_key == "whsec"
    assert Anthropic(api_key="own").api_key == "own"
    assert Anthropic(auth_token="own").api_key is None
    assert str(Anthropic(base_url="http://other").base_url) == "http://other"


def test_missing_key(world: World) -> None:
    """The first request says what to set; nothing is sent."""
    server = Server(MESSAGE)
    client = world.client(server, api_key=None)
    with pytest.raises(MissingCredentialsError, match="ANTHROPIC_API_KEY") as caught:
        world.run(lambda: client.messages.create(**REQUEST))
    assert isinstance(caught.value, TypeError)
    assert server.requests == []


def test_own_authorization_header(world: World) -> None:
    """A call or client that brings a credential of its own needs no key."""
    server = Server(MESSAGE)
    client = world.client(server, api_key=None)
    world.run(lambda: client.messages.create(**REQUEST, extra_headers={"Authorization": "Bearer x"}))
    assert server.requests[0].headers["authorization"] == "Bearer x"
    omitting = world.client(server, api_key=None, default_headers={"X-Api-Key": omit})
    world.run(lambda: omitting.messages.create(**REQUEST))
    assert "x-api-key" not in server.requests[1].headers


def test_both_credentials(world: World) -> None:
    server = Server(MESSAGE)
    client = world.client(server, api_key="k", auth_token="t")
    world.run(lambda: client.messages.create(**REQUEST))
    assert server.requests[0].headers["x-api-key"] == "k"
    assert server.requests[0].headers["authorization"] == "Bearer t"


def test_call_options(world: World) -> None:
    """Headers, query, body keys and timeout of one call; a header may be taken away."""
    server = Server(MESSAGE)
    client = world.client(server, default_headers={"X-A": "1", "X-B": "2"}, default_query={"q": "d"})
    world.run(
        lambda: client.messages.create(
            **REQUEST,
            extra_headers={"X-A": omit, "X-C": "3"},
            extra_query={"a": [1, 2], "d": {"x": True}, "n": None},
            extra_body={"new": {"y": 1}},
            timeout=7,
        )
    )
    request = server.requests[0]
    assert "x-a" not in request.headers
    assert (request.headers["x-b"], request.headers["x-c"]) == ("2", "3")
    assert list(request.url.params.multi_items()) == [("q", "d"), ("a[]", "1"), ("a[]", "2"), ("d[x]", "true")]
    assert json.loads(request.content)["new"] == {"y": 1}
    assert request.extensions["timeout"] == {"connect": 7, "read": 7, "write": 7, "pool": 7}


def test_provider_sees_all_headers_of_the_user(world: World) -> None:
    """A provider may have another place for a header, whether the client or the call brings it; the call's wins."""

    class Moving(Provider):
        def adapt(self, call: Call[Any, Any]) -> Call[Any, Any]:
            moved = {key: value for key, value in call.headers.items() if key.lower().startswith("x-")}
            return call.replace(body={**(call.body or {}), "moved": moved}, headers=dict.fromkeys(moved, omit))

    server = Server(MESSAGE)
    client = world.client(server, provider=Moving(), default_headers={"X-A": "1", "X-B": "2"})
    world.run(lambda: client.messages.create(**REQUEST, extra_headers={"x-a": "3"}))
    assert json.loads(server.requests[0].content)["moved"] == {"X-B": "2", "x-a": "3"}
    assert not {"x-a", "x-b"} & set(server.requests[0].headers)


def test_omitted_parameters(world: World) -> None:
    """`omit` and `NOT_GIVEN` leave a parameter out, in nested objects too."""
    server = Server(MESSAGE)
    client = world.client(server)
    block = {"type": "text", "text": "x", "cache_control": omit}
    world.run(lambda: client.messages.create(**REQUEST, temperature=NOT_GIVEN, system=[block], top_k=omit))
    assert server.bodies[0] == {**REQUEST, "system": [{"type": "text", "text": "x"}]}


@pytest.mark.parametrize("wrong", [{"max_token": 1}, {"model": omit}])
def test_wrong_parameter(world: World, wrong: Any) -> None:
    """A wrong or missing parameter is a TypeError that names it; nothing is sent."""
    server = Server(MESSAGE)
    client = world.client(server)
    with pytest.raises(TypeError, match="max_token|model"):
        world.run(lambda: client.messages.create(**{**REQUEST, **wrong}))
    assert server.requests == []


@pytest.mark.parametrize(
    ("wrong", "error", "words"),
    [
        ({"timeout": "10"}, TypeError, "timeout must be seconds.*'10'"),
        ({"timeout": float("nan")}, ValueError, "timeout must be a number of seconds"),
        ({"timeout": -1}, ValueError, "timeout must be a number of seconds"),
        ({"deadline": "10"}, TypeError, "deadline must be a number of seconds.*'10'"),
        ({"deadline": float("nan")}, TypeError, "deadline must be a number of seconds"),
    ],
)
def test_wrong_option(world: World, wrong: Any, error: type[Exception], words: str) -> None:
    """So are seconds that are none, for a call and for a client."""
    server = Server(MESSAGE)
    client = world.client(server)
    with pytest.raises(error, match=words):
        world.run(lambda: client.messages.create(**REQUEST, **wrong))
    with pytest.raises(error, match=words):
        world.run(lambda: world.client(server, **wrong).messages.create(**REQUEST))
    assert server.requests == []


def test_endless_timeout(world: World) -> None:
    server = Server(MESSAGE)
    world.run(lambda: world.client(server).messages.create(**REQUEST, timeout=float("inf")))
    assert server.requests[0].extensions["timeout"] == dict.fromkeys(("connect", "read", "write", "pool"))


@pytest.mark.parametrize("value", [1, None])
def test_header_that_is_no_text(world: World, value: Any) -> None:
    server = Server(MESSAGE)
    client = world.client(server)
    with pytest.raises(TypeError, match=f"'x-team' must be a string, not {type(value).__name__}"):
        world.run(lambda: client.messages.create(**REQUEST, extra_headers={"x-team": value}))
    assert server.requests == []


def test_too_many_positions(world: World) -> None:
    client = world.client(Server(MESSAGE))
    with pytest.raises(TypeError, match=r"Messages.create\(\) got 1 positional arguments"):
        world.run(lambda: client.messages.create("hi"))
    with pytest.raises(TypeError, match=r"Models.retrieve\(\) got 2 positional arguments; it takes 'model_id'"):
        world.run(lambda: client.models.retrieve("a", "b"))


CYCLE: List[Any] = []
CYCLE.append(CYCLE)


@pytest.mark.parametrize("value", [object(), object, float("nan"), [{"x": float("-inf")}], CYCLE, "\ud800", b"\xff"])
def test_unserialisable_parameter(world: World, value: Any) -> None:
    server = Server(MESSAGE)
    client = world.client(server)
    with pytest.raises(TypeError, match="no JSON form"):
        world.run(lambda: client.messages.create(**{**REQUEST, "metadata": {"user_id": value}}))
    assert server.requests == []


class Conversation:
    def __iter__(self) -> Iterator[Any]:
        return iter(REQUEST["messages"])


@pytest.mark.parametrize("messages", [Conversation(), dict(enumerate(REQUEST["messages"])).values()])
def test_any_iterable(world: World, messages: Any) -> None:
    server = Server(MESSAGE)
    client = world.client(server)
    world.run(lambda: client.messages.create(**{**REQUEST, "messages": messages}))
    assert server.bodies == [REQUEST]


def test_files_in_content(world: World, tmp_path: pathlib.Path) -> None:
    """A path or an open file in an image source becomes base64; a missing file is an OSError, and nothing is sent."""
    picture = tmp_path / "p.png"
    picture.write_bytes(b"\x89PNG")
    server = Server(MESSAGE)
    client = world.client(server)

    def ask(data: Any) -> Any:
        source = {"type": "base64", "media_type": "image/png", "data": data}
        content = [{"type": "image", "source": source}]
        return client.messages.create(**{**REQUEST, "messages": [{"role": "user", "content": content}]})

    world.run(lambda: ask(picture))
    world.run(lambda: ask(io.BytesIO(b"\x89PNG")))
    for body in server.bodies:
        assert body["messages"][0]["content"][0]["source"]["data"] == "iVBORw=="
    with pytest.raises(FileNotFoundError):
        world.run(lambda: ask(tmp_path / "absent.png"))
    with pytest.raises(OSError, match="directory"):
        world.run(lambda: ask(tmp_path))
    assert len(server.requests) == 2


def test_iterators_survive_retries(world: World, naps: list[float]) -> None:
    """A generator of messages is read once, and sent again as it was."""
    server = Server(error(500), MESSAGE)
    client = world.client(server)
    messages = ({"role": "user", "content": text} for text in ("a", "b"))
    world.run(lambda: client.messages.create(**{**REQUEST, "messages": messages}))
    assert server.bodies[0] == server.bodies[1]
    assert len(server.bodies[0]["messages"]) == 2


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504, 529])
def test_retried_statuses(world: World, naps: list[float], status: int) -> None:
    """Two retries by default, counted in a header, after a growing wait."""
    server = Server(error(status), error(status), MESSAGE)
    client = world.client(server)
    assert world.run(lambda: client.messages.create(**REQUEST)).id == "msg_1"
    assert [request.headers["x-stainless-retry-count"] for request in server.requests] == ["0", "1", "2"]
    assert 0.375 <= naps[0] <= 0.5
    assert 0.75 <= naps[1] <= 1.0


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 413, 422])
def test_statuses_that_are_final(world: World, status: int) -> None:
    server = Server(error(status))
    client = world.client(server)
    with pytest.raises(APIStatusError):
        world.run(lambda: client.messages.create(**REQUEST))
    assert len(server.requests) == 1


def test_max_retries_zero(world: World) -> None:
    """`max_retries=0` sends exactly one request."""
    server = Server(error(500))
    client = world.client(server, max_retries=0)
    with pytest.raises(APIStatusError):
        world.run(lambda: client.messages.create(**REQUEST))
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry_after": "30"}, 30),
        ({"retry_after": "1.5"}, 1.5),
        ({"retry_after_ms": "1500", "retry_after": "30"}, 1.5),
        ({"retry_after": "61"}, 0.5),
        ({"retry_after": "0"}, 0.5),
        ({"retry_after": "soon"}, 0.5),
        ({"retry_after": "Fri, 31 Dec 9999999 23:59:59 GMT"}, 0.5),
        ({"retry_after": "Fri, 31 Dec 99999999999 23:59:59 GMT"}, 0.5),
    ],
)
def test_retry_after(world: World, naps: list[float], headers: dict[str, str], wait: float) -> None:
    """The server's wish decides over the back-off, up to a minute."""
    client = world.client(Server(error(429, **headers), MESSAGE))
    world.run(lambda: client.messages.create(**REQUEST))
    assert wait * 0.75 <= naps[0] <= wait


def test_retry_after_date(naps: list[float]) -> None:
    import email.utils

    world = World("sync")
    date = email.utils.formatdate(time.time() + 20, usegmt=True)
    world.client(Server(error(429, retry_after=date), MESSAGE)).messages.create(**REQUEST)
    assert 17 < naps[0] < 21


@pytest.mark.parametrize(("status", "should", "requests"), [(400, "true", 3), (500, "false", 1)])
def test_x_should_retry(world: World, naps: list[float], status: int, should: str, requests: int) -> None:
    """The header decides over the status."""
    server = Server(error(status, x_should_retry=should))
    client = world.client(server)
    with pytest.raises(APIStatusError):
        world.run(lambda: client.messages.create(**REQUEST))
    assert len(server.requests) == requests


@pytest.mark.parametrize("failure", [httpx.ConnectError("x"), httpx.ReadTimeout("x"), httpx.RemoteProtocolError("x")])
def test_connection_failures(world: World, naps: list[float], failure: Exception) -> None:
    """They are retried; in the end the error is ours, not the HTTP library's."""
    server = Server(failure, failure, MESSAGE)
    client = world.client(server)
    world.run(lambda: client.messages.create(**REQUEST))
    with pytest.raises(APIConnectionError) as caught:
        world.run(lambda: world.client(Server(failure)).messages.create(**REQUEST))
    assert isinstance(caught.value, APITimeoutError) == isinstance(failure, httpx.TimeoutException)
    assert isinstance(caught.value.__cause__, httpx.HTTPError)


@pytest.mark.parametrize("deadline", [{"client": 5}, {"call": 5}])
def test_deadline_bounds_waits(world: World, naps: list[float], deadline: dict[str, float]) -> None:
    """No wait goes beyond the deadline: the failure is raised at once."""
    server = Server(error(429, retry_after="30"))
    client = world.client(server, deadline=deadline.get("client"))
    options = {"deadline": deadline["call"]} if "call" in deadline else {}
    with pytest.raises(RateLimitError):
        world.run(lambda: client.messages.create(**REQUEST, **options))
    assert naps == []
    assert len(server.requests) == 1


def test_deadline_lowers_timeouts(world: World) -> None:
    server = Server(MESSAGE)
    client = world.client(server)
    world.run(lambda: client.messages.create(**REQUEST, deadline=3))
    assert all(0 < value <= 3 for value in server.requests[0].extensions["timeout"].values())


def test_deadline_error(world: World) -> None:
    """A timeout at the deadline is a deadline error, and is not retried."""

    def late(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("late", request=request)

    server = Server(late)
    client = world.client(server)
    with pytest.raises(APIDeadlineError, match="0.001 s"):
        world.run(lambda: client.messages.create(**REQUEST, deadline=0.001))
    assert len(server.requests) == 1


def test_deadline_error_is_freed_at_once() -> None:
    """It and the frames of its call do not keep each other until a collection."""
    client = World("sync").client(Server(MESSAGE))
    gc.collect()
    gc.disable()
    try:
        try:
            client.messages.create(**REQUEST, deadline=0)
        except APIDeadlineError as error:
            kept = weakref.ref(error)
        assert kept() is None
    finally:
        gc.enable()


@pytest.mark.parametrize("deadline", [0, -2.5])
def test_deadline_that_has_passed(world: World, deadline: float) -> None:
    """A caller whose own time is up, and who passes on what is left of it, sends nothing."""
    server = Server(MESSAGE)
    client = world.client(server)
    with pytest.raises(APIDeadlineError, match=rf"{deadline:g} s"):
        world.run(lambda: client.messages.create(**REQUEST, deadline=deadline))
    assert server.requests == []


def test_redirect_keeps_credentials_at_home(world: World) -> None:
    """A redirect within the origin is followed with the key; one to another origin without it."""

    def answer(request: httpx.Request) -> httpx.Response:
        places = {"/v1/messages": "/moved", "/moved": "https://elsewhere.test/v1"}
        if request.url.path in places:
            return httpx.Response(307, headers={"location": places[request.url.path]})
        return reply(MESSAGE)

    server = Server(answer)
    client = world.client(server, auth_token="t")
    world.run(lambda: client.messages.create(**REQUEST))
    assert [request.headers.get("x-api-key") for request in server.requests] == ["sk-ant-secret"] * 2 + [None]
    assert [request.headers.get("authorization") for request in server.requests] == ["Bearer t"] * 2 + [None]
    assert server.bodies[2] == REQUEST


def test_endless_redirects(world: World) -> None:
    client = world.client(Server(httpx.Response(307, headers={"location": "/v1/messages"})), max_retries=0)
    with pytest.raises(APIConnectionError, match="redirects"):
        world.run(lambda: client.messages.create(**REQUEST))


def test_long_request_is_streamed_inside(world: World) -> None:
    """More tokens than ten minutes may bring are streamed; the caller gets the same message."""
    server = Server(TEXT)
    client = world.client(server)
    message = world.run(lambda: client.messages.create(**{**REQUEST, "max_tokens": 64_000}))
    assert server.bodies[0]["stream"] is True
    assert message.content[0].text == "a"
    assert message._request_id == "req_1"


def test_long_request_refused_or_sent(world: World) -> None:
    """Whoever wants the refusal, or a plain request, asks for it."""
    server = Server(MESSAGE)
    long = {**REQUEST, "max_tokens": 64_000}
    refusing = world.client(server, long_requests="refuse")
    with pytest.raises(ValueError, match="10 minutes"):
        world.run(lambda: refusing.messages.create(**long))
    world.run(lambda: world.client(server, long_requests="send").messages.create(**long))
    world.run(lambda: world.client(server).messages.create(**long, timeout=3600))
    assert ["stream" in body for body in server.bodies] == [False, False]


def test_deprecated_model(world: World) -> None:
    client = world.client(Server(MESSAGE))
    with pytest.warns(DeprecationWarning, match="2025-07-21"):
        world.run(lambda: client.messages.create(**{**REQUEST, "model": "claude-2.1"}))


def test_structured_output(world: World) -> None:
    """A type becomes a schema in the request, and the text its value."""

    @dataclasses.dataclass
    class Point:
        x: int

    server = Server({**MESSAGE, "content": [{"type": "text", "text": '{"x": 4}'}]}, {"input_tokens": 1})
    client = world.client(server)
    message = world.run(lambda: client.messages.parse(**REQUEST, output_format=Point))
    assert message.parsed_output == Point(4)
    schema = server.bodies[0]["output_config"]["format"]["schema"]
    assert schema["properties"] == {"x": {"title": "X", "type": "integer"}}
    assert schema["additionalProperties"] is False
    world.run(
        lambda: client.messages.count_tokens(
            model="m", messages=[{"role": "assistant", "content": message.content}], output_format=Point
        )
    )
    assert server.bodies[1]["messages"][0]["content"] == [{"type": "text", "text": '{"x": 4}'}]


def test_copies_share_connections(world: World) -> None:
    """Changed options, the same pool; headers are added or replaced."""
    client = world.client(Server(MESSAGE), default_headers={"a": "1"}, max_retries=5)
    copy = client.with_options(timeout=3, default_headers={"b": "2"})
    assert (copy.timeout, copy.max_retries, copy.api_key) == (3, 5, client.api_key)
    assert copy._http is client._http
    assert {"a": "1", "b": "2"}.items() <= copy.default_headers.items()
    assert "a" not in client.copy(set_default_headers={"c": "3"}).default_headers
    assert client.messages.with_options(max_retries=1)._client.max_retries == 1
    assert client.copy(timeout=None).timeout is None
    with pytest.raises(ValueError, match="not both"):
        client.copy(default_headers={}, set_default_headers={})


def test_settings_take_effect(world: World) -> None:
    """An attribute that is set later counts from the next call."""
    server = Server(MESSAGE)
    client = world.client(server)
    world.run(lambda: client.messages.create(**REQUEST))
    client.api_key = "other"
    client.base_url = "http://new.test/x"
    world.run(lambda: client.messages.create(**REQUEST))
    assert server.requests[1].headers["x-api-key"] == "other"
    assert str(server.requests[1].url) == "http://new.test/x/v1/messages"


def test_pickle_without_secrets(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client pickles to one with the same options; the key stays behind."""
    client = world.client(
        Server(MESSAGE), auth_token="t0ken", max_retries=7, default_headers={"X-A": "1", "api-key": "k3y"}
    )
    data = pickle.dumps(client)
    assert not any(secret in data for secret in (b"sk-ant-secret", b"t0ken", b"k3y"))
    monkeypatch.setenv("ANTHROPIC_API_KEY", "key-of-environment")
    again = pickle.loads(data)
    assert (again.max_retries, again.api_key, type(again)) == (7, "key-of-environment", type(client))


def test_repr_has_no_secret(world: World) -> None:
    assert "secret" not in repr(world.client(Server(MESSAGE)))


def test_repr_has_no_password() -> None:
    assert repr(Anthropic(base_url="https://me:secret@gateway.test/")) == "<Anthropic https://gateway.test/>"


WRONG_URLS = [
    "api.anthropic.com",
    "ftp://x",
    "http://",
    "http://x:y",
    "http://[::1",
    "http://a..b",
    f"http://{'a' * 64}",
]


@pytest.mark.parametrize("url", WRONG_URLS)
def test_wrong_base_url(url: str) -> None:
    with pytest.raises(ValueError, match="base_url"):
        Anthropic(api_key="k", base_url=url)


def test_wrong_client_kind() -> None:
    with pytest.raises(TypeError, match="AsyncClient"):
        Anthropic(api_key="k", http_client=httpx.AsyncClient())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="httpx.Client"):
        AsyncAnthropic(api_key="k", http_client=httpx.Client())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="max_retries"):
        Anthropic(api_key="k", max_retries=None)  # type: ignore[arg-type]


def test_escape_hatch(world: World) -> None:
    """Endpoints that the library does not know: paths, bodies, bytes, forms; read as any type."""
    server = Server({"a": 1})
    client = world.client(server)
    assert world.run(lambda: client.get("/v1/new", cast_to=object, options={"params": {"q": 1}})) == {"a": 1}
    assert world.run(lambda: client.post("/v1/new", cast_to=httpx.Headers, body={"x": 1})) == {"a": 1}
    options = {"headers": {"X-A": "1"}, "extra_json": {"y": 2}, "idempotency_key": "i", "timeout": 3, "max_retries": 0}
    world.run(lambda: client.put("/v1/new", cast_to=object, body={"x": 1}, options=options))
    world.run(lambda: client.patch("/v1/new", cast_to=object, content=b"raw"))
    world.run(lambda: client.delete("https://other.test/v1/new", cast_to=object))
    world.run(lambda: client.post("/v1/up", cast_to=object, body={"a": ["b"]}, files={"file": ("n.txt", b"content")}))
    response = world.run(lambda: client.get("/v1/new", cast_to=httpx.Response))
    assert (type(response), response.json()) == (httpx.Response, {"a": 1})
    get, _, put, patch, delete, form, _ = server.requests
    assert str(get.url) == "https://api.anthropic.com/v1/new?q=1"
    assert json.loads(put.content) == {"x": 1, "y": 2}
    assert (put.headers["x-a"], put.headers["idempotency-key"]) == ("1", "i")
    assert patch.content == b"raw"
    assert delete.url.host == "other.test"
    assert form.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'name="a[]"' in form.content
    assert b"content" in form.content


def test_escape_hatch_stream(world: World) -> None:
    server = Server(TEXT)
    client = world.client(server)
    events = world.list(lambda: client.post("/v1/messages", cast_to=object, body={}, stream=True))
    assert events[0]["type"] == "message_start"


def test_strict_validation(world: World) -> None:
    """By default an answer that does not fit is kept as it came; on request it is an error."""
    from anthropic import APIResponseValidationError

    grown = {**MESSAGE, "usage": {"input_tokens": "many"}, "role": "new"}
    message = world.run(lambda: world.client(Server(grown)).messages.create(**REQUEST))
    assert (message.role, message.usage.input_tokens) == ("new", "many")
    strict = world.client(Server(grown), _strict_response_validation=True)
    with pytest.raises(APIResponseValidationError):
        world.run(lambda: strict.messages.create(**REQUEST))


def test_bad_request_names_what_the_api_said(world: World) -> None:
    client = world.client(Server(error(400, "invalid_request_error")))
    with pytest.raises(BadRequestError, match="invalid_request_error"):
        world.run(lambda: client.messages.create(**REQUEST))


def test_the_http_clients_own_settings_count(world: World) -> None:
    """Headers, parameters and cookies of the HTTP client that a user passes go along, under those of the API client."""
    server = Server(MESSAGE)
    http: Any = httpx.AsyncClient if world.is_async else httpx.Client
    own = http(
        transport=httpx.MockTransport(server),
        headers={"x-proxy": "1", "user-agent": "mine"},
        params={"tenant": "7"},
        cookies={"a": "b"},
    )
    cls: Any = AsyncAnthropic if world.is_async else Anthropic
    client = cls(api_key="k", http_client=own)
    world.run(lambda: client.messages.create(**REQUEST))
    request = server.requests[0]
    assert request.headers["x-proxy"] == "1"
    assert request.headers["user-agent"].startswith(cls.__name__)
    assert "gzip" in request.headers["accept-encoding"]
    assert request.headers["cookie"] == "a=b"
    assert request.url.params["tenant"] == "7"


def test_credentials_stay_at_home(world: World) -> None:
    """A whole URL of another origin gets no credential."""
    server = Server({})
    client = world.client(server)
    world.run(lambda: client.get("https://elsewhere.test/x", cast_to=object))
    world.run(lambda: client.get("https://api.anthropic.com/x", cast_to=object))
    assert ["x-api-key" in request.headers for request in server.requests] == [False, True]


def test_pickle_of_a_provider(world: World) -> None:
    """Options of a named provider go along unless they may be secret; a provider object does not pickle."""
    from anthropic.provider import Provider

    client = world.client(Server(MESSAGE), provider=Provider())
    with pytest.raises(TypeError, match="by its name"):
        pickle.dumps(client)


@pytest.mark.parametrize("kind", ["create", "events", "helper"])
def test_a_request_leaves_nothing_to_the_garbage_collector(world: World, kind: str) -> None:
    """A response that was read to its end goes at once; else many in flight would cost more collections than work."""
    made: List[Any] = []

    def serve(request: httpx.Request) -> httpx.Response:
        response = reply(MESSAGE) if kind == "create" else stream_reply(TEXT)
        made.append(weakref.ref(response))
        return response

    messages = world.client(serve).messages
    calls: Dict[str, Callable[[], Any]] = {
        "create": lambda: world.run(lambda: messages.create(**REQUEST)),
        "events": lambda: world.list(lambda: messages.create(**REQUEST, stream=True)),
        "helper": lambda: world.in_stream(lambda: messages.stream(**REQUEST), lambda stream: stream.get_final_text()),
    }
    gc.disable()
    try:
        calls[kind]()
        assert [response() for response in made] == [None]
    finally:
        gc.enable()


@pytest.mark.parametrize(
    "headers", [{"x-a": "1\r\nx-evil: 1"}, {"x-a": "1\n"}, {"x-a": " 1"}, {"x-a": "é"}, {"x a": "1"}, {"": "1"}]
)
@pytest.mark.parametrize("of", ["call", "client"])
def test_impossible_headers(world: World, headers: Dict[str, str], of: str) -> None:
    """Refused before anything is sent, by name; a value may be a secret."""
    server = Server(MESSAGE)
    client = world.client(server, default_headers=headers if of == "client" else None)
    with pytest.raises(ValueError, match="header") as caught:
        world.run(lambda: client.messages.create(**REQUEST, extra_headers=headers if of == "call" else None))
    assert "evil" not in str(caught.value)
    assert server.requests == []


def test_a_header_that_the_transport_refuses_is_not_shown(world: World) -> None:
    """Something behind our checks, such as a provider's `auth`, may have put it there."""

    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.LocalProtocolError("Illegal header value b'secret\\n'")

    client = world.client(Server(refuse), max_retries=0)
    with pytest.raises(APIConnectionError, match="Illegal header value") as caught:
        world.run(lambda: client.messages.create(**REQUEST))
    assert "secret" not in f"{caught.value} {caught.value.__cause__}"
