"""Everything that can go wrong with an answer, at every byte that matters, for both clients, plain and streamed.

A call ends in the right result or in one of the library's errors, never in a silent success; no connection is left
open.
"""

from __future__ import annotations

import inspect
from typing import Any, Awaitable, Callable, Dict, Iterator, List, Tuple, Type, Union

import anyio
import pytest
from loops import ASYNCIO, run_on

from anthropic import (
    Anthropic,
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    AsyncAnthropic,
    IncompleteStreamError,
    InternalServerError,
    OverloadedError,
    RateLimitError,
    StreamTimeout,
)
from anthropic_testing import Emulator, Fault, serve

REQUEST: Dict[str, Any] = {
    "model": "claude-sonnet-4-5",
    "max_tokens": 200,
    "messages": [{"role": "user", "content": "What is the weather in Zürich, in Köln and in 東京?"}],
    "tools": [
        {
            "name": "get_weather",
            "description": "The weather in a city.",
            "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
        }
    ],
}
WAYS = ("create", "raw", "helper", "text", "long")


def ask(client: Any, way: str) -> Any:
    """The final message as plain data (or an awaitable of it), got in one of the ways."""
    return _ask(client, way) if isinstance(client, Anthropic) else _aask(client, way)


def _ask(client: Anthropic, way: str) -> Any:
    if way == "create":
        return client.messages.create(**REQUEST).to_dict()
    if way == "long":
        return client.messages.create(**{**REQUEST, "max_tokens": 30_000}).to_dict()
    if way == "raw":
        return [event.to_dict() for event in client.messages.create(**REQUEST, stream=True)]
    with client.messages.stream(**REQUEST) as stream:
        if way == "text":
            for _ in stream.text_stream:
                pass
        else:
            for _ in stream:
                pass
        return stream.get_final_message().to_dict()


async def _aask(client: AsyncAnthropic, way: str) -> Any:
    if way == "create":
        return (await client.messages.create(**REQUEST)).to_dict()
    if way == "long":
        return (await client.messages.create(**{**REQUEST, "max_tokens": 30_000})).to_dict()
    if way == "raw":
        return [event.to_dict() async for event in await client.messages.create(**REQUEST, stream=True)]
    async with client.messages.stream(**REQUEST) as stream:
        if way == "text":
            async for _ in stream.text_stream:
                pass
        else:
            async for _ in stream:
                pass
        return (await stream.get_final_message()).to_dict()


def without_ids(value: Any) -> Any:
    """The same data without what is new in every answer."""
    if isinstance(value, dict):
        return {key: without_ids(item) for key, item in value.items() if key != "id"}
    return [without_ids(item) for item in value] if isinstance(value, list) else value


Outcome = Union[Any, APIError]


def outcome(kind: str, way: str, emulator: Emulator, **options: Any) -> Outcome:
    """What a call ends in; the emulator's replies must all be closed then."""
    options = {"max_retries": 0, "provider": "emulator", "provider_options": {"emulator": emulator}, **options}
    try:
        if kind == "sync":
            with Anthropic(**options) as client:
                result = ask(client, way)
        else:

            async def main() -> Any:
                async with AsyncAnthropic(**options) as client:
                    made = ask(client, way)
                    return await made if inspect.isawaitable(made) else made

            result = run_on(kind, main)
    except APIError as error:
        result = error
    assert emulator.open_replies == 0
    return result if isinstance(result, APIError) else without_ids(result)


@pytest.fixture(scope="module")
def expected() -> Dict[str, Any]:
    return {way: outcome("sync", way, Emulator()) for way in WAYS}


def body_of(stream: bool) -> bytes:
    """The bytes of an answer, as the emulator sends them."""
    import httpx

    from anthropic_testing import EmulatorTransport

    with httpx.Client(transport=EmulatorTransport(Emulator())) as http:
        headers = {"anthropic-version": "2023-06-01"}
        return http.post("https://x/v1/messages", json={**REQUEST, "stream": stream}, headers=headers).content


def positions(body: bytes) -> Iterator[int]:
    """Every byte around the end of a line or a character of several bytes, and every thirteenth."""
    matter = {0, 1, len(body) - 1}
    for at, byte in enumerate(body):
        if byte in b"\n{}" or byte > 127 or at % 13 == 0:
            matter.update((at, at + 1))
    return iter(sorted(position for position in matter if position < len(body)))


@pytest.mark.parametrize("kind", ["sync", "asyncio"])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["drop", "cut"])
def test_the_connection_breaks_at_any_byte(kind: str, way: str, name: str, expected: Dict[str, Any]) -> None:
    body = body_of(stream=way != "create")
    done = body.rindex(b"message_stop") + len(b'message_stop"}') if way != "create" else len(body)
    for position in positions(body):
        emulator = Emulator(faults=[getattr(Fault, name)(after=position)])
        result = outcome(kind, way, emulator)
        if isinstance(result, APIError):
            assert isinstance(result, APIConnectionError), (position, result)
            assert result.retryable
        else:
            assert result == expected[way], position
            assert position >= done, "a success without the final event"


@pytest.mark.parametrize("kind", ["sync", "asyncio", "trio"])
@pytest.mark.parametrize("way", ["raw", "helper", "text", "long"])
def test_the_stream_ends_or_errs_after_any_event(kind: str, way: str, expected: Dict[str, Any]) -> None:
    count = body_of(stream=True).count(b"event: ")
    for events in range(count):
        ended = outcome(kind, way, Emulator(faults=[Fault.end(events=events)]))
        assert isinstance(ended, IncompleteStreamError), events
        erring = outcome(kind, way, Emulator(faults=[Fault.error_event("overloaded_error", events=events)]))
        assert isinstance(erring, OverloadedError), events
        broken = outcome(kind, way, Emulator(faults=[Fault.broken_json(events=events)]))
        assert isinstance(broken, APIResponseValidationError) or broken == expected[way], events


SAME: List[Fault] = [
    Fault.chunks(size=1),
    Fault.chunks(size=7),
    Fault.drip(size=20, seconds=0.1),
    Fault.cut_utf8(),
    Fault.line_endings("crlf"),
    Fault.line_endings("cr"),
    Fault.line_endings("mixed"),
    Fault.bom(),
    Fault.giant_line(3_000_000),
    Fault.gzip(),
    Fault.stall(events=2, seconds=30),
    Fault.stall(events=2, seconds=300, pings=5),
]


@pytest.mark.parametrize("kind", ["sync", "asyncio", "trio"])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("fault", SAME, ids=str)
def test_odd_but_right(kind: str, way: str, fault: Fault, expected: Dict[str, Any]) -> None:
    """Framing, chunking and slowness that the client must not notice."""
    if way == "create" and fault.name in ("line_endings", "bom", "stall"):
        return  # of event streams
    assert outcome(kind, way, Emulator(faults=[fault])) == expected[way]


WRONG: List[Tuple[Fault, Type[APIError]]] = [
    (Fault.html(), APIResponseValidationError),
    (Fault.empty(), APIError),
    (Fault.broken_json(), APIError),
    (Fault.cut_utf8(truncate=True), APIError),
    (Fault.content_type("text/html"), APIError),
    (Fault.wrong_length(10), APIConnectionError),
    (Fault.stall(), APITimeoutError),
    (Fault.stall(after=20), APITimeoutError),
    (Fault.drop(), APIConnectionError),
    (Fault.status(429), RateLimitError),
    (Fault.status(529), OverloadedError),
    (Fault.status(500), InternalServerError),
    (Fault.status(418), APIStatusError),
    (Fault.html(status=502), InternalServerError),
]


@pytest.mark.parametrize("kind", ["sync", "asyncio"])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("fault", "error"), WRONG, ids=lambda value: str(value))
def test_wrong_answers(kind: str, way: str, fault: Fault, error: Type[APIError], expected: Dict[str, Any]) -> None:
    options = {"stream_timeout": StreamTimeout(idle=5)} if fault.name == "stall" else {}
    result = outcome(kind, way, Emulator(faults=[fault]), **options)
    harmless = fault.name == "wrong_length" if way != "create" else fault.name == "content_type"
    if harmless and not isinstance(result, APIError):
        assert result == expected[way]  # all of it had come; JSON under another name is JSON
        return
    assert isinstance(result, error), result


@pytest.mark.parametrize("kind", ["sync", "asyncio", "trio"])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "fault", [Fault.status(529), Fault.status(500), Fault.drop(), Fault.cut(), Fault.error_event(events=0)], ids=str
)
def test_two_failures_and_then_success(
    kind: str, way: str, fault: Fault, expected: Dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Retries heal what passes, without the caller seeing it."""
    import time

    async def asleep(seconds: float) -> None:
        pass

    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    monkeypatch.setattr(anyio, "sleep", asleep)
    emulator = Emulator(faults=[fault.first(2)])
    assert outcome(kind, way, emulator, max_retries=2) == expected[way]
    assert len(emulator.requests) == 3


Call = Callable[[], Union[Any, Awaitable[Any]]]


@pytest.mark.usefixtures("connections")
@pytest.mark.parametrize("kind", ["sync", *ASYNCIO])
@pytest.mark.parametrize("way", WAYS)
def test_over_http(kind: str, way: str, expected: Dict[str, Any]) -> None:
    """The same over real sockets: every fault once, at a few places."""
    emulator = Emulator()
    faults: List[Tuple[Union[Fault, None], Union[Type[APIError], None]]] = [
        (None, None),
        (Fault.chunks(size=3), None),
        (Fault.gzip(), None),
        (Fault.drop(), APIConnectionError),
        (Fault.drop(after=100), APIConnectionError),
        (Fault.cut(after=300), APIConnectionError),
        (Fault.wrong_length(10), APIConnectionError),
        (Fault.html(), APIResponseValidationError),
        (Fault.empty(), APIError),
        (Fault.status(429, retry_after=1), RateLimitError),
        (Fault.stall(after=20, seconds=5), APITimeoutError),
    ]
    with serve(emulator) as url:
        for fault, error in faults:
            options = {"provider": None, "provider_options": None, "base_url": url, "api_key": "k"}
            headers = {"x-emulator-fault": str(fault)} if fault is not None else {}
            if fault is not None and fault.name == "stall":
                options["stream_timeout"] = StreamTimeout(idle=0.2)
            result = outcome(kind, way, Emulator(), default_headers=headers, **options)
            complete = fault is not None and fault.name == "wrong_length" and way != "create"
            if error is None or (complete and not isinstance(result, APIError)):
                assert result == expected[way], fault
            else:
                assert isinstance(result, error), (fault, result)
