"""Batches: endpoints beyond what the spec test covers, results by address, waiting, and creating many."""

from __future__ import annotations

import json
from typing import Any, Dict, List

import httpx
import pytest
from batch_results import BODY, results
from scripted import Server, World, error, reply

from anthropic import AnthropicError, APIDeadlineError, InternalServerError, omit
from anthropic._flow import Sleep
from anthropic.resources.messages._batching import Grouping, waiting
from anthropic.types.messages import DeletedMessageBatch, MessageBatch

COUNTS = {"processing": 2, "succeeded": 1, "errored": 0, "canceled": 0, "expired": 0}
RESULTS_URL = "https://api.anthropic.com/v1/messages/batches/b/results"


def batch(status: str = "ended", **fields: Any) -> Dict[str, Any]:
    return {
        "id": "b",
        "type": "message_batch",
        "processing_status": status,
        "request_counts": COUNTS,
        "created_at": "2026-01-01T00:00:00Z",
        "expires_at": "2026-01-02T00:00:00Z",
        "results_url": RESULTS_URL if status == "ended" else None,
        **fields,
    }


def request(name: str, text: str = "hi") -> Any:
    return {
        "custom_id": name,
        "params": {"model": "m", "max_tokens": 1, "messages": [{"role": "user", "content": text}]},
    }


def test_create_takes_any_iterable(world: World) -> None:
    """Requests may come from a generator; the batch is typed, its times are datetimes."""
    server = Server(batch("in_progress"))
    client = world.client(server)
    made = world.run(lambda: client.messages.batches.create(requests=(request(name) for name in "ab")))
    assert isinstance(made, MessageBatch)
    assert made.created_at.year == 2026
    assert made.request_counts.processing == 2
    assert server.bodies == [{"requests": [request("a"), request("b")]}]


def test_cancel_sends_no_body(world: World) -> None:
    server = Server(batch("canceling"))
    client = world.client(server)
    assert world.run(lambda: client.messages.batches.cancel("b")).processing_status == "canceling"
    assert server.requests[0].content == b""
    assert "content-type" not in server.requests[0].headers


def test_delete(world: World) -> None:
    client = world.client(Server({"id": "b", "type": "message_batch_deleted"}))
    assert isinstance(world.run(lambda: client.messages.batches.delete(message_batch_id="b")), DeletedMessageBatch)


def test_an_id_is_one_part_of_the_path(world: World) -> None:
    """An id cannot lead to another path, and must not be empty."""
    server = Server(batch())
    client = world.client(server)
    world.run(lambda: client.messages.batches.retrieve("../models?x"))
    assert server.requests[0].url.raw_path == b"/v1/messages/batches/..%2Fmodels%3Fx"
    with pytest.raises(ValueError, match="message_batch_id"):
        world.run(lambda: client.messages.batches.retrieve(""))


def test_results_ask_the_batch_for_their_address(world: World) -> None:
    """The batch is retrieved first; headers and timeout go with both requests, the query with the second."""
    server = Server(reply(batch()), results(BODY))
    client = world.client(server)
    options: Dict[str, Any] = {"extra_headers": {"x-team": "search"}, "extra_query": {"q": 1}, "timeout": 7}
    found = world.list(lambda: client.messages.batches.results("b", **options))
    assert len(found) == 4
    first, second = server.requests
    assert str(first.url) == "https://api.anthropic.com/v1/messages/batches/b"
    assert str(second.url) == RESULTS_URL + "?q=1"
    assert second.headers["accept"] == "application/binary"
    for sent in server.requests:
        assert sent.headers["x-team"] == "search"
        assert sent.headers["x-api-key"] == "sk-ant-secret"
        assert sent.extensions["timeout"]["read"] == 7


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://storage.example/results",
        "http://api.anthropic.com/results",
        "https://api.anthropic.com:8443/results",
        "https://api.anthropic.com.evil.example/results",
    ],
)
def test_credentials_stay_at_home(world: World, elsewhere: str) -> None:
    """No key, token or secret header goes to another origin than that of the base URL."""
    server = Server(reply(batch(results_url=elsewhere)), results(BODY))
    client = world.client(server, auth_token="tok-secret", default_headers={"cookie": "c-secret"})
    options: Any = {"extra_headers": {"authorization": "Bearer e-secret", "x-team": "search"}}
    assert len(world.list(lambda: client.messages.batches.results("b", **options))) == 4
    first, second = server.requests
    assert "secret" in str(first.headers.raw)
    assert str(second.url) == elsewhere
    assert second.headers["x-team"] == "search"
    assert "secret" not in str(second.headers.raw)


def test_no_results_yet(world: World) -> None:
    """A batch that has not ended has no results, and the error says what to do."""
    server = Server(batch("in_progress"))
    client = world.client(server)
    with pytest.raises(AnthropicError, match="in_progress.*wait"):
        world.list(lambda: client.messages.batches.results("b"))
    assert len(server.requests) == 1


def test_each_request_of_results_is_retried_for_itself(world: World, naps: List[float]) -> None:
    """A failing second request does not start over with the first, nor multiply the attempts."""
    server = Server(reply(batch()), error(500))
    client = world.client(server, max_retries=2)
    with pytest.raises(InternalServerError):
        world.list(lambda: client.messages.batches.results("b"))
    assert [sent.url.path[-7:] for sent in server.requests] == ["tches/b", "results", "results", "results"]


def test_the_deadline_is_for_both_requests(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the first request took is gone for the second."""
    seen: List[float] = []
    client = world.client(Server(reply(batch()), results(BODY)))
    original = type(client).perform

    def perform(self: Any, call: Any) -> Any:
        seen.append(call.deadline)
        return original(self, call)

    monkeypatch.setattr(type(client), "perform", perform)
    world.list(lambda: client.messages.batches.results("b", deadline=5))
    assert seen[0] == 5
    assert 4 < seen[1] < 5


def test_results_await_or_iterate() -> None:
    """In an async client results are awaited for a decoder, or iterated right away; nothing is sent before."""
    world = World("asyncio")
    server = Server(reply(batch()), results(BODY), reply(batch()), results(BODY))
    client = world.client(server)

    async def main() -> Any:
        asked = client.messages.batches.results("b")
        assert server.requests == []
        direct = [value.custom_id async for value in asked]
        awaited = [value.custom_id async for value in await client.messages.batches.results("b")]
        return direct, awaited

    assert world.run(main) == (["a", "b", "c", "d"], ["a", "b", "c", "d"])


def test_raw_and_streamed_results(world: World) -> None:
    """Both faces give the response of the second request; its lines are decoded as they come."""
    client = world.client(Server(reply(batch()), results(BODY), reply(batch()), results(BODY)))
    raw = world.run(lambda: client.messages.batches.with_raw_response.results("b"))
    assert raw.request_id == "req_2"
    assert not raw.is_closed
    assert [value.custom_id for value in world.run(lambda: world.collect(raw.parse()))] == ["a", "b", "c", "d"]

    def use(response: Any) -> Any:
        assert response.request_id == "req_2"
        if not world.is_async:
            return list(response.parse())

        async def main() -> Any:
            return [value async for value in await response.parse()]

        return main()

    found = world.in_stream(lambda: client.messages.batches.with_streaming_response.results("b"), use)
    assert [value.custom_id for value in found] == ["a", "b", "c", "d"]


def test_faces_of_batches(world: World) -> None:
    """`batches` of a faced resource has that face; a resource and its part are made once."""
    client = world.client(Server(batch()))
    raw = world.run(lambda: client.messages.with_raw_response.batches.retrieve("b"))
    assert raw.parse().id == "b"
    assert client.messages.batches is client.messages.batches


# Waiting


def test_wait(world: World, naps: List[float]) -> None:
    """The batch is looked at with growing pauses until it has ended; each look is reported."""
    server = Server(batch("in_progress"), batch("in_progress"), batch("canceling"), batch("ended"))
    client = world.client(server)
    seen: List[str] = []
    ended = world.run(
        lambda: client.messages.batches.wait(
            "b",
            poll_seconds=10,
            max_poll_seconds=20,
            on_progress=lambda seen_batch: seen.append(seen_batch.processing_status),
            extra_headers={"x-team": "search"},
        )
    )
    assert ended.processing_status == "ended"
    assert seen == ["in_progress", "in_progress", "canceling", "ended"]
    assert naps == [10, 15, 20]
    assert all(sent.headers["x-team"] == "search" for sent in server.requests)


def test_wait_awaits_progress() -> None:
    """In an async client the callback may be an async function."""
    world = World("asyncio")
    client = world.client(Server(batch()))
    seen: List[str] = []

    async def progress(seen_batch: MessageBatch) -> None:
        seen.append(seen_batch.id)

    world.run(lambda: client.messages.batches.wait("b", on_progress=progress))
    assert seen == ["b"]


class Clock:
    """A client whose calls take a second each, and what waiting does with it."""

    def __init__(self, status: str) -> None:
        self.now = 0.0
        self.base_url = httpx.URL("https://api.anthropic.com/")
        self.batch = MessageBatch.construct(**batch(status))

    def perform(self, call: Any) -> Any:
        self.now += 1
        return self.batch

    def run(self, **options: Any) -> List[float]:
        slept: List[float] = []
        look: Any = httpx.Request("GET", "https://api.anthropic.com/v1/messages/batches/b")
        look.path = "/v1/messages/batches/b"
        flow = waiting(
            lambda left: look,
            self,
            poll_seconds=4,
            max_poll_seconds=100,
            on_progress=None,
            now=lambda: self.now,
            **options,
        )
        reply = None
        try:
            while True:
                command = flow.send(reply)
                if isinstance(command, Sleep):
                    slept.append(command.seconds)
                    self.now += command.seconds
                    reply = None
                else:
                    reply = command.run(None)  # type: ignore[arg-type]
        except StopIteration:
            return slept
        except APIDeadlineError as caught:
            self.error = caught
            return slept


def test_wait_honours_its_deadline() -> None:
    """The last pause ends at the deadline, with one last look; the error tells how far the batch is."""
    clock = Clock("in_progress")
    assert clock.run(deadline=20.0) == [4, 6, 7]
    assert clock.now == 21  # the last look is made at the deadline
    assert "in_progress" in clock.error.message
    assert "1 of 3 requests" in clock.error.message
    body: Any = clock.error.body
    assert body["id"] == "b"


def test_wait_ends_at_once() -> None:
    """A batch that has ended is not waited for."""
    assert Clock("ended").run(deadline=None) == []


# Many requests


def test_create_many_splits_by_count(world: World) -> None:
    """As many batches as needed, each given as soon as it exists, requests taken as they are needed."""
    ids = iter("xyz")
    server = Server(lambda _: reply(batch("in_progress", id=next(ids))))
    client = world.client(server)
    taken: List[str] = []

    def requests() -> Any:
        for name in "abcde":
            taken.append(name)
            yield request(name)

    def use() -> Any:
        if not world.is_async:
            return [(made.id, len(taken)) for made in client.messages.batches.create_many(requests(), max_requests=2)]

        async def main() -> Any:
            many = client.messages.batches.create_many(requests(), max_requests=2)
            return [(made.id, len(taken)) async for made in many]

        return main()

    assert world.run(use) == [("x", 3), ("y", 5), ("z", 5)]
    assert [[item["custom_id"] for item in body["requests"]] for body in server.bodies] == [
        ["a", "b"],
        ["c", "d"],
        ["e"],
    ]


def test_create_many_keeps_what_exists(world: World, naps: List[float]) -> None:
    """When a later batch fails, the ids of those before it have been given."""
    server = Server(reply(batch(id="x")), error(400, "invalid_request_error"))
    client = world.client(server)
    made: List[str] = []

    def use() -> Any:
        if not world.is_async:
            for one in client.messages.batches.create_many(map(request, "abc"), max_requests=1):
                made.append(one.id)  # noqa: PERF401
            return None

        async def main() -> None:
            async for one in client.messages.batches.create_many(map(request, "abc"), max_requests=1):
                made.append(one.id)  # noqa: PERF401

        return main()

    with pytest.raises(AnthropicError):
        world.run(use)
    assert made == ["x"]
    assert len(server.requests) == 2


def test_create_many_takes_async_iterables() -> None:
    world = World("trio")
    server = Server(batch())
    client = world.client(server)

    async def requests() -> Any:
        for name in "abc":
            yield request(name)

    async def main() -> int:
        return len([made async for made in client.messages.batches.create_many(requests(), user_profile_id=omit)])

    assert world.run(main) == 1
    assert len(server.bodies[0]["requests"]) == 3


@pytest.mark.parametrize("names", ["abcdefgh"])
def test_groups_by_bytes(names: str) -> None:
    """No group's JSON is larger than the limit, and no group could have taken the next request."""
    asked = [request(name, "é" * 10 * place) for place, name in enumerate(names)]
    limit = 700

    def size(group: Any) -> int:
        return len(json.dumps({"requests": group}, separators=(",", ":"), ensure_ascii=False).encode())

    groups = list(Grouping[Any](100, limit).groups(asked))
    assert [item for group in groups for item in group] == asked
    assert len(groups) > 2
    assert all(size(group) <= limit for group in groups)
    assert all(size([*group, after[0]]) > limit - 2 for group, after in zip(groups, groups[1:]))


def test_a_request_that_is_too_large() -> None:
    """A request that no batch can hold is named, after the batch before it."""
    groups = Grouping[Any](100, 300).groups([request("a"), request("big", "x" * 300)])
    assert [item["custom_id"] for item in next(groups)] == ["a"]
    with pytest.raises(ValueError, match="'big'"):
        next(groups)


def test_what_can_be_read_once_is_read_once() -> None:
    """A request with a generator in it is measured and sent alike."""
    once = {"custom_id": "a", "params": {"messages": (m for m in [{"role": "user", "content": "x"}])}}
    (group,) = Grouping[Any](100, 1000).groups([once])
    assert group[0]["params"]["messages"] == [{"role": "user", "content": "x"}]
