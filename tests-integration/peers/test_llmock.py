"""llmock, a server that breaks answers and grades what its client makes of that, has nothing to say against ours.

The caller here is a plain program: it asks again where an error says `retryable`, as the errors guide recommends.
"""

from __future__ import annotations

import sys
import time
from typing import Any, Callable, Dict, Iterator, List, Tuple, Type

import anyio
import httpx
import pytest
from peers.process import free_port, serving
from workspace import MakeEnvironment

from anthropic import (
    Anthropic,
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APITimeoutError,
    AsyncAnthropic,
    BadRequestError,
    IncompleteStreamError,
    OverloadedError,
    StreamTimeout,
)

pytestmark = pytest.mark.skipif(sys.version_info < (3, 10), reason="llmock runs on Python 3.10 and newer")

REQUEST: Dict[str, Any] = {
    "model": "claude-sonnet-4-5",
    "max_tokens": 100,
    "messages": [{"role": "user", "content": "Tell me about otters."}],
}
Ask = Callable[[str], str]


@pytest.fixture(scope="module")
def server(make_environment: MakeEnvironment, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of a running llmock that pauses 10 ms between the chunks of a stream."""
    python, port = make_environment("llmock", "llmock==0.2.2"), free_port()
    command = [str(python.with_name("llmock")), "serve", "--host", "127.0.0.1", "--port", str(port)]
    log, url = tmp_path_factory.mktemp("llmock") / "log", f"http://127.0.0.1:{port}"
    with serving([*command, "--stream-chunk-delay-ms", "10"], log, ready=f"{url}/health"):
        yield url


@pytest.fixture(params=["sync", "asyncio", "trio"])
def ask(request: pytest.FixtureRequest, server: str) -> Iterator[Ask]:
    """Asks in one of the ways, gives the text of the answer; one client for a test."""
    options: Dict[str, Any] = {
        "base_url": f"{server}/anthropic",
        "api_key": "k",
        "stream_timeout": StreamTimeout(idle=1),
    }
    if request.param == "sync":
        with Anthropic(**options) as client:
            yield lambda way: said(client, way)
    else:

        async def main(way: str) -> str:
            async with AsyncAnthropic(**options) as client:
                return await asaid(client, way)

        yield lambda way: anyio.run(main, way, backend=request.param)


def said(client: Anthropic, way: str) -> str:
    if way == "create":
        return client.messages.create(**REQUEST).content[0].text
    if way == "raw":
        events = list(client.messages.create(**REQUEST, stream=True))
        return "".join(event.delta.text for event in events if event.type == "content_block_delta")
    with client.messages.stream(**REQUEST) as stream:
        return "".join(stream.text_stream)


async def asaid(client: AsyncAnthropic, way: str) -> str:
    if way == "create":
        return (await client.messages.create(**REQUEST)).content[0].text
    if way == "raw":
        events = [event async for event in await client.messages.create(**REQUEST, stream=True)]
        return "".join(event.delta.text for event in events if event.type == "content_block_delta")
    async with client.messages.stream(**REQUEST) as stream:
        return "".join([text async for text in stream.text_stream])


def program(ask: Ask, way: str) -> Tuple[str, List[APIError]]:
    """Ask, and ask again for as long as that may help; gives the answer and the errors that were caught."""
    caught: List[APIError] = []
    for _ in range(3):
        try:
            return ask(way), caught
        except APIError as error:
            caught.append(error)
            if not error.retryable:
                break
    return "", caught


def breaking(server: str, *behaviors: Dict[str, Any]) -> None:
    """Have the next answers broken; what came before is forgotten."""
    httpx.post(f"{server}/_llmock/reset").raise_for_status()
    httpx.post(f"{server}/_llmock/scenario", json={"behaviors": list(behaviors)}).raise_for_status()


def verdict(server: str) -> Dict[str, Any]:
    """What the server has to say; the fault was injected, or the test proves nothing."""
    found: Dict[str, Any] = httpx.get(f"{server}/_llmock/verdict").json()
    assert found["faults_injected"] > 0
    return found


def ended(server: str) -> List[Dict[str, Any]]:
    """The requests that have ended, once there are any; what is asked before the server knows is not a second try."""
    give_up = time.monotonic() + 10
    while time.monotonic() < give_up:
        requests: List[Dict[str, Any]] = httpx.get(f"{server}/_llmock/requests").json()["requests"]
        if requests:
            return requests
        time.sleep(0.01)
    raise AssertionError("No request has ended.")


@pytest.mark.parametrize(
    ("way", "behavior"),
    [
        ("create", {"status": 429, "retry_after": 1, "times": 1}),
        ("create", {"status": 529, "times": 2}),
        ("raw", {"status": 500, "times": 1}),
        ("helper", {"status": 503, "retry_after": 0.5, "times": 1}),
    ],
    ids=["429", "529", "500", "503"],
)
def test_failures_pass_unseen(ask: Ask, server: str, way: str, behavior: Dict[str, Any]) -> None:
    """Retried inside the call, after what the server asks for or a growing pause."""
    breaking(server, {"type": "fail", **behavior})
    answer, caught = program(ask, way)
    assert answer
    assert caught == []
    assert verdict(server)["findings"] == []


@pytest.mark.parametrize(("status", "kind"), [(400, BadRequestError), (529, OverloadedError)])
def test_failures_that_stay(ask: Ask, server: str, status: int, kind: Type[APIError]) -> None:
    """A wrong request is sent once; a server that stays overloaded is asked three times."""
    breaking(server, {"type": "fail", "status": status, "times": None})
    with pytest.raises(kind):
        ask("create")
    found = verdict(server)
    assert found["findings"] == []
    assert found["attempts"] == (1 if status == 400 else 3)


@pytest.mark.parametrize("way", ["raw", "helper"])
@pytest.mark.parametrize(
    ("fault", "kind"),
    [("truncate", IncompleteStreamError), ("disconnect", APIConnectionError), ("stall", APITimeoutError)],
)
def test_streams_that_break(ask: Ask, server: str, way: str, fault: str, kind: Type[APIError]) -> None:
    """Half an answer is an error that says to ask again, and the second answer is whole."""
    stall = {"stall_seconds": 4} if fault == "stall" else {}
    breaking(server, {"type": "stream_fault", "kind": fault, "after_chunks": 4, **stall})
    answer, caught = program(ask, way)
    assert [type(error) for error in caught] == [kind]
    assert caught[0].partial_message is not None
    assert answer
    assert verdict(server)["findings"] == []


@pytest.mark.parametrize("fault", ["truncate", "disconnect"])
def test_streams_that_break_before_anything_came(ask: Ask, server: str, fault: str) -> None:
    """Nothing has been handed out yet: the call itself asks again."""
    breaking(server, {"type": "stream_fault", "kind": fault, "after_chunks": 0})
    answer, caught = program(ask, "helper")
    assert answer
    assert caught == []
    assert verdict(server)["findings"] == []


def test_a_corrupt_chunk(ask: Ask, server: str) -> None:
    """An event that is no JSON ends the stream, at once, with an error of ours; whoever asks again gets it whole."""
    breaking(server, {"type": "stream_fault", "kind": "malformed", "after_chunks": 1})
    with pytest.raises(APIResponseValidationError):
        ask("helper")
    (broken,) = ended(server)
    assert not broken["completed"]  # we hung up
    assert ask("helper")
    assert verdict(server)["findings"] == []
