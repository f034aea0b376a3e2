"""The small parts by themselves: bodies, server-sent events, schemas, lenient models, clocks, HTTP clients."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime
import importlib
import inspect
import json
import pickle
import socket
import threading
import time
from typing import Any, AsyncIterator, Dict, List, Optional, Union

import httpx
import pydantic
import pytest
import trio
from scripted import Body
from typing_extensions import Annotated, Literal, TypedDict

import anthropic
from anthropic import OutputParseError, plugins, transform_schema
from anthropic._body import LONG_TEXT, encode_json
from anthropic._call import Call, path_part, query_items
from anthropic._chunks import close_later
from anthropic._http import HttpClients, SharedTLSContext, current_loop, redacted_request
from anthropic._models import BaseModel, UnknownModel, construct_type, parse, stream_buffers, validator_of
from anthropic._sse import SSEDecoder
from anthropic._structured import output_config, parse_output
from anthropic._types import is_given
from anthropic._watch import Clocks, clip_timeouts, watched
from anthropic.message_events import TextEvent
from anthropic.types import ContentBlock, Message, TextBlock, Usage


def compact(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


@pytest.mark.parametrize("size", [10, LONG_TEXT - 1, LONG_TEXT, LONG_TEXT * 3 + 7])
def test_long_texts_are_encoded_like_short_ones(size: int) -> None:
    """Bodies with files in them are written part by part, to the same bytes."""
    text = ('é"\\\n😀' * size)[:size]
    body = {"a": 1, "text": text, "list": [{"data": text}, [text, None], 2.5], "empty": {}, "t": (text, True)}
    assert encode_json(body) == compact(body)


def test_what_has_no_json_form() -> None:
    for body in ({"x": object()}, {"text": "a" * LONG_TEXT, "x": object()}):
        with pytest.raises(TypeError, match="no JSON form"):
            encode_json(body)


def test_models_in_bodies() -> None:
    """Only what the server sent goes back; a mapping that is no dict is one too."""
    block = TextBlock.model_validate_json('{"type": "text", "text": "a", "new": 1}')
    unknown = construct_type(value={"type": "hologram", "x": None}, type_=ContentBlock)
    assert json.loads(encode_json({"content": [block, unknown], "m": httpx.Headers({"a": "b"})})) == {
        "content": [{"type": "text", "text": "a", "new": 1}, {"type": "hologram", "x": None}],
        "m": {"a": "b"},
    }


def test_queries() -> None:
    query = {"a": [1, 2], "d": {"x": 1, "y": None}, "t": True, "f": False, "n": None, "o": anthropic.omit, "s": "b c+d"}
    expected = [("a[]", "1"), ("a[]", "2"), ("d[x]", "1"), ("t", "true"), ("f", "false"), ("s", "b c+d")]
    assert query_items(query) == expected


def test_path_parts() -> None:
    assert path_part("a/b c:d", "id") == "a%2Fb%20c%3Ad"
    for wrong in ("", " ", ".", ".."):
        with pytest.raises(ValueError, match="id must name"):
            path_part(wrong, "id")
    with pytest.raises(TypeError, match="id must be a string"):
        path_part(7, "id")  # type: ignore[arg-type]


LINES = [": comment", "id: 7", "retry: 30", "event: greeting", "data: {", "data:  1}", ""]


def test_events_line_by_line() -> None:
    decoder = SSEDecoder()
    events = [event for event in map(decoder.decode, LINES) if event is not None]
    assert [(e.event, e.data, e.id, e.retry) for e in events] == [("greeting", "{\n 1}", "7", 30)]
    assert events[0].raw == LINES[:-1]
    assert "greeting" in repr(events[0])
    assert decoder.decode("") is None


def test_events_of_a_body() -> None:
    body = "\n".join(LINES).encode() + b"\n\ndata: last"

    async def chunks() -> AsyncIterator[bytes]:
        yield body

    async def collect() -> List[Any]:
        return [event async for event in SSEDecoder().aiter_bytes(chunks())]

    for events in (list(SSEDecoder().iter_bytes(iter([body]))), asyncio.run(collect())):
        assert [(event.event, event.data) for event in events] == [("greeting", "{\n 1}"), (None, "last")]


class Address(TypedDict):
    city: str


@dataclasses.dataclass
class Person:
    name: str
    age: int
    address: Optional[Address] = None


class Strict(pydantic.BaseModel):
    """A model."""

    size: int = pydantic.Field(ge=1, le=5, description="Its size.")
    tags: List[str] = pydantic.Field(min_length=2)
    one: List[int] = pydantic.Field(min_length=1, max_length=3)
    when: datetime.datetime
    kind: Literal["a", "b"]


@pytest.mark.parametrize("endings", [b"\r\n\n", b"\n\r\n", b"\r\n\r", b"\r\r\n", b"\r\r", b"\n\r"])
@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_mixed_line_endings(endings: bytes, size: int) -> None:
    """A blank line ends an event whatever the endings of the two lines are, and wherever a chunk ends."""
    body, decoder = b"data: a" + endings + b"data: b" + endings, SSEDecoder()
    events = [event for start in range(0, len(body), size) for event in decoder.feed(body[start : start + size])]
    assert [event.data for event in [*events, *decoder.end()]] == [b"a", b"b"]


def test_schemas() -> None:
    """Objects are closed, what the API does not enforce is told in words, references stay."""
    schema = transform_schema(Strict)
    assert schema["additionalProperties"] is False
    assert schema["properties"]["size"] == {
        "title": "Size",
        "type": "integer",
        "description": "Its size.\n\n{maximum: 5, minimum: 1}",
    }
    assert schema["properties"]["tags"]["description"] == "{minItems: 2}"
    assert schema["properties"]["one"]["minItems"] == 1
    assert schema["properties"]["when"]["format"] == "date-time"
    assert schema["properties"]["kind"]["enum"] == ["a", "b"]
    person = transform_schema(Person)
    assert person["$defs"]["Address"]["additionalProperties"] is False
    assert {"$ref": "#/$defs/Address"} in person["properties"]["address"]["anyOf"]
    either = {"oneOf": [{"type": "string", "format": "odd"}, {"type": "object"}]}
    assert transform_schema(either) == {
        "anyOf": [
            {"type": "string", "description": "{format: odd}"},
            {"type": "object", "properties": {}, "additionalProperties": False},
        ]
    }
    for no_type in (threading.Lock, object()):
        with pytest.raises(TypeError, match="no JSON schema"):
            transform_schema(no_type)  # type: ignore[arg-type]


class Folder(pydantic.BaseModel):
    name: str
    folders: List[Folder] = []


def test_schema_of_a_type_that_holds_itself() -> None:
    schema = transform_schema(Folder)
    head = schema if "$ref" in schema else schema["allOf"][0]  # before pydantic 2.9
    assert head["$ref"] == "#/$defs/Folder"
    folder = schema["$defs"]["Folder"]
    assert folder["additionalProperties"] is False
    assert folder["properties"]["folders"]["items"] == {"$ref": "#/$defs/Folder"}


def test_output_formats() -> None:
    format_ = {"type": "json_schema", "schema": {"type": "object"}}
    assert output_config(format_, {"effort": "low"}) == {"effort": "low", "format": format_}
    assert output_config(None, {"effort": "low"}) == {"effort": "low"}
    assert output_config(anthropic.omit, None) is None
    with pytest.raises(TypeError, match="not in both"):
        output_config(Person, {"format": format_})
    assert parse_output(Person, '{"name": "A", "age": 3}') == Person("A", 3)
    with pytest.raises(OutputParseError, match="^The text is not a valid Person") as caught:
        parse_output(Person, "no")
    assert pickle.loads(pickle.dumps(caught.value)).text == "no"


class Leaf(BaseModel):
    type: Literal["leaf"]
    at: Optional[datetime.datetime] = None
    size: float = 0.0


class Branch(BaseModel):
    type: Literal["branch"]
    leaves: List[Leaf]
    named: Dict[str, Leaf]
    either: Union[str, List[Leaf]]
    plain: Union[Leaf, None] = None


Node = Annotated[Union[Leaf, Branch], pydantic.Field(discriminator="type")]


def test_lenient_construction() -> None:
    """Whatever comes is kept: known parts typed, unknown ones as they are."""
    leaf = {"type": "leaf", "at": "2026-01-02T03:04:05Z", "size": "3.5", "new": 1}
    value = {
        "type": "branch",
        "leaves": [leaf, 7],
        "named": {"a": leaf},
        "either": [leaf],
        "plain": {"type": "other"},
        "new": [],
    }
    branch: Branch = construct_type(value=value, type_=Node)
    assert type(branch) is Branch
    assert branch.leaves[0].at == datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)
    assert branch.leaves[0].size == 3.5
    assert branch.leaves[1] == 7
    assert branch.named["a"].type == "leaf"
    assert branch.either[0].new == 1  # type: ignore[union-attr]
    assert branch.model_extra == {"new": []}
    unknown: Any = construct_type(value={"type": "flower", "petals": 5}, type_=Node)
    assert type(unknown) is UnknownModel
    assert unknown.petals == 5
    assert construct_type(value={"type": "leaf", "at": "noon"}, type_=Node).at == "noon"
    assert construct_type(value="text", type_=Union[str, int]) == "text"
    assert construct_type(value=None, type_=Node) is None
    assert construct_type(value=[1], type_=Dict[str, int]) == [1]


def test_parsing() -> None:
    assert parse(Leaf, b'{"type": "leaf", "size": 2}').size == 2
    assert parse(Leaf, '{"type": "grown"}').type == "grown"
    with pytest.raises(pydantic.ValidationError):
        parse(Leaf, '{"type": "grown"}', strict=True)
    with pytest.raises(ValueError, match="JSON"):
        parse(Leaf, "{")
    assert validator_of(List[int]).validate_json("[1]") == [1]


def test_model_construct() -> None:
    message = Message.model_construct(id="m", content=[{"type": "text", "text": "a"}], usage={"input_tokens": 1})
    assert type(message.content[0]) is TextBlock
    assert type(message.usage) is Usage
    assert Usage.construct(_fields_set={"input_tokens"}, input_tokens=1, output_tokens=2).to_dict() == {
        "input_tokens": 1
    }
    assert json.loads(message.to_json())["id"] == "m"
    assert stream_buffers(message) is stream_buffers(message)
    with pytest.raises(AttributeError):
        importlib.import_module("anthropic._models").nothing  # noqa: B018


def test_helper_events_by_hand() -> None:
    """Events that users make for their tests behave like those of a stream."""
    event = TextEvent(type="text", text="b", snapshot='{"a": 1, "b')
    assert event.parsed_snapshot() == {"a": 1}
    assert json.loads(event.model_dump_json())["text"] == "b"
    assert pickle.loads(pickle.dumps(event)) == event
    with pytest.raises(AttributeError):
        event.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_sentinels() -> None:
    assert not is_given(anthropic.omit)
    assert not is_given(anthropic.NOT_GIVEN)
    assert is_given(None)
    assert repr(anthropic.omit) == "omit"
    assert repr(anthropic.NOT_GIVEN) == "NOT_GIVEN"
    assert pickle.loads(pickle.dumps([anthropic.omit, anthropic.not_given])) == [anthropic.omit, anthropic.not_given]


def test_clocks_run_out() -> None:
    clocks = Clocks(until=time.monotonic() + 100, first_event=0.0)
    assert clocks.expired() == "first_event"
    with clocks.paused():
        assert clocks.expired() is None
    assert Clocks().next() is None
    timeouts: Dict[str, Any] = {"read": None, "connect": 1000.0, "write": 1.0}
    clip_timeouts(timeouts, time.monotonic() + 10)
    assert timeouts["write"] == 1.0
    assert 9 < timeouts["read"] <= 10
    assert timeouts["connect"] <= 10


def test_a_watched_socket_is_woken() -> None:
    """A reader that waits for bytes which never come is woken by the clock."""
    ours, theirs = socket.socketpair()

    class Stream:
        def get_extra_info(self, name: str) -> socket.socket:
            return ours

    response = httpx.Response(200, extensions={"network_stream": Stream()})
    with watched(response, Clocks(until=time.monotonic() + 0.05)):
        assert ours.recv(1) == b""
    ours.close()
    theirs.close()
    with watched(httpx.Response(200), Clocks(until=0.0)):
        pass


def test_http_clients_of_loops() -> None:
    """One for each event loop, made again when it was closed."""
    made: List[httpx.Client] = []

    def make() -> httpx.Client:
        made.append(httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200))))
        return made[-1]

    class Loop:
        pass

    clients: HttpClients[httpx.Client] = HttpClients(make)
    one, other = Loop(), Loop()
    assert clients.current(one) is clients.current(one)
    assert clients.current(one) is not clients.current(other)
    assert clients.open_clients() == made
    clients.current(one).close()
    assert not clients.current(one).is_closed
    assert asyncio.get_event_loop_policy() is not None
    assert current_loop() is current_loop()


def test_tls_context_trusts_nobody_before_it_is_used() -> None:
    context = SharedTLSContext()
    assert context.cert_store_stats()["x509_ca"] == 0
    assert context.check_hostname
    with pytest.raises(TypeError):
        context.wrap_bio(None, None)  # type: ignore[arg-type]
    assert context.cert_store_stats()["x509_ca"] > 0


def test_response_that_is_dropped_while_trio_begins() -> None:
    """A collector may run there: the response is closed once the loop can, and the loop is none the worse."""
    body = Body([])
    response = httpx.Response(200, stream=body)

    class Clock(trio.abc.Clock):
        """One that a loop asks before it has a task."""

        def start_clock(self) -> None:
            close_later(response)

        def current_time(self) -> float:
            return time.monotonic()

        def deadline_to_sleep_time(self, deadline: float) -> float:
            return max(0.0, deadline - time.monotonic())

    async def main() -> None:
        while not body.closed:
            await trio.lowlevel.checkpoint()

    trio.run(main, clock=Clock())
    assert body.closed


def test_values_know_their_fields() -> None:
    """A name that is none is a mistake, in the constructor and in a changed copy; `help` shows them."""
    call: Any = Call("GET", "/v1/things", None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="Call has no field 'pth'"):
        call.replace(pth="/x")
    with pytest.raises(TypeError, match="Call has no field 'bod'"):
        Call("GET", "/v1/things", None, bod={})  # type: ignore[arg-type,call-arg]
    assert list(inspect.signature(Call).parameters)[:4] == ["method", "path", "into", "body"]


def test_redaction() -> None:
    request = httpx.Request("GET", "https://x.example", headers={"X-Api-Key": "s", "a": "b"})
    assert dict(redacted_request(request).headers) == {"host": "x.example", "x-api-key": "[redacted]", "a": "b"}


def test_closed_client_says_so() -> None:
    client = anthropic.Anthropic(api_key="k", http_client=httpx.Client(transport=httpx.MockTransport(lambda _: None)))  # type: ignore[arg-type,return-value]
    assert not client.is_closed()
    with client:
        pass
    assert client.is_closed()


def test_bodies_of_tests_close() -> None:
    body = Body([b"a"])
    body.close()
    assert body.closed


SIBLING_PATHS = {
    "anthropic.lib.bedrock:AnthropicBedrock": "bedrock",
    "anthropic.lib.aws:AnthropicAWS": "bedrock",
    "anthropic.lib.vertex:AnthropicVertex": "vertex",
    "anthropic.lib.google_cloud:AnthropicGoogleCloud": "vertex",
    "anthropic.lib.foundry:AnthropicFoundry": "foundry",
    "anthropic.lib.streaming:BetaMessageStream": "beta",
}


@pytest.mark.parametrize("path", SIBLING_PATHS)
def test_paths_of_siblings(path: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """Where the package is not installed, the path says how to get it."""
    monkeypatch.setattr(plugins, "_search_path", lambda: [str(tmp_path)])
    plugins.forget()
    module, name = path.split(":")
    try:
        with pytest.raises(ImportError, match=rf"anthropic\[{SIBLING_PATHS[path]}\]"):
            getattr(importlib.import_module(module), name)
        with pytest.raises(AttributeError):
            importlib.import_module(module)._nothing  # noqa: B018
    finally:
        plugins.forget()


def test_cookies_of_a_default_client() -> None:
    """Cookies that a server sets are kept and sent back, like any HTTP client of httpx does."""
    seen: List[Any] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("cookie"))
        return httpx.Response(200, headers={} if seen[1:] else {"set-cookie": "a=b"})

    with anthropic.DefaultHttpxClient(transport=httpx.MockTransport(answer), cookies={"c": "d"}) as client:
        client.get("https://x.test")
        client.get("https://x.test")
    assert seen == ["c=d", "c=d; a=b"]
