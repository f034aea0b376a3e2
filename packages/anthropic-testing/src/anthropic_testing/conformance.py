"""What every provider must do, as tests: subclass `ProviderConformance` in a test module and say how yours is made.

    class TestGateway(ProviderConformance):
        secrets = ("hush",)

        def make_provider(self):
            return Gateway(base_url="https://gateway.invalid", token="hush")

        def routes(self):
            return [Route("POST", "/claude/{rest:path}", front_door, public=True)]

The emulator stands behind the provider; `routes` gives it your platform's own paths, each handing the request on in the
API's form with `context.emulator.answer(request)`. Every test runs blocking, under asyncio and, where trio is
installed, under trio; no socket is opened and nothing waits. Needs pytest.
"""

from __future__ import annotations

import functools
import importlib.util
import inspect
from typing import TYPE_CHECKING, Any, Callable, Generator, Iterator, Sequence

import anyio
import anyio.lowlevel
import httpx
import pytest

import anthropic

from .emulator import Emulator
from .faults import Fault
from .problem import ApiProblem
from .transport import AsyncEmulatorTransport, EmulatorTransport

if TYPE_CHECKING:
    from anthropic.provider import Provider

    from .emulator import Route

WORLDS = ("blocking", "asyncio", *(("trio",) if importlib.util.find_spec("trio") else ()))
TOOL = {"name": "get_weather", "description": "Weather of a city.", "input_schema": {"type": "object"}}
CALL = {"type": "tool_use", "id": "toolu_1", "name": "get_weather", "input": {"city": "Lisbon"}}
STATUSES = {
    400: anthropic.BadRequestError,
    403: anthropic.PermissionDeniedError,
    404: anthropic.NotFoundError,
    413: anthropic.RequestTooLargeError,
    429: anthropic.RateLimitError,
    500: anthropic.InternalServerError,
    529: anthropic.OverloadedError,
}
ENDPOINTS: dict[tuple[str, str], Callable[[Any, dict[str, Any]], Any]] = {
    ("GET", "/v1/models"): lambda client, params: client.models.list(limit=1),
    ("POST", "/v1/messages/batches"): lambda client, params: client.messages.batches.create(
        requests=[{"custom_id": "a", "params": params}]
    ),
    ("GET", "/v1/files"): lambda client, params: client.files.list(limit=1),
    ("GET", "/v1/skills"): lambda client, params: client.skills.list(limit=1),
    ("POST", "/v1/complete"): lambda client, params: client.completions.create(
        model="claude-2.1", max_tokens_to_sample=5, prompt="\n\nHuman: Hello\n\nAssistant:"
    ),
}
"""One call of each resource beside messages."""


class World:
    """A client of the provider, in one of the ways to use it, and the emulator behind it."""

    def __init__(self, kind: str, suite: ProviderConformance) -> None:
        self.kind = kind
        self.is_async = kind != "blocking"
        self.suite = suite
        self.emulator = suite.make_emulator()
        self.emulator.mount(suite.routes())
        self.client = self.make_client(max_retries=0)

    def make_client(self, **options: Any) -> Any:
        """Another client of the same provider."""
        transport: Any = (AsyncEmulatorTransport if self.is_async else EmulatorTransport)(self.emulator)
        http: Any = (httpx.AsyncClient if self.is_async else httpx.Client)(transport=transport)
        return self.suite.make_client(self.is_async, http_client=http, **options)

    def params(self, text: str = "Hello", **more: Any) -> dict[str, Any]:
        """The parameters of a message."""
        messages = [{"role": "user", "content": text}]
        return {"model": self.suite.model, "max_tokens": 64, "messages": messages, **more}

    def run(self, function: Callable[[], Any]) -> Any:
        """What a call gives."""
        if not self.is_async:
            return function()

        async def main() -> Any:
            value = function()
            return await value if inspect.isawaitable(value) else value

        return anyio.run(main, backend=self.kind)

    def events(self, **params: Any) -> list[Any]:
        """All events of a streamed message."""
        if not self.is_async:
            return list(self.client.messages.create(**self.params(**params), stream=True))

        async def main() -> list[Any]:
            stream = await self.client.messages.create(**self.params(**params), stream=True)
            return [event async for event in stream]

        return anyio.run(main, backend=self.kind)

    def helper(self, **params: Any) -> tuple[str, Any]:
        """The texts that the stream helper gives, together, and its final message."""
        if not self.is_async:
            with self.client.messages.stream(**self.params(**params)) as stream:
                return "".join(stream.text_stream), stream.get_final_message()

        async def main() -> tuple[str, Any]:
            async with self.client.messages.stream(**self.params(**params)) as stream:
                text = "".join([piece async for piece in stream.text_stream])
                return text, await stream.get_final_message()

        return anyio.run(main, backend=self.kind)

    def left(self) -> None:
        """Read one event of a stream, and leave."""
        if not self.is_async:
            with self.client.messages.create(**self.params(), stream=True) as stream:
                next(iter(stream))
            return

        async def main() -> None:
            async with await self.client.messages.create(**self.params(), stream=True) as stream:
                await stream.__anext__()

        anyio.run(main, backend=self.kind)

    def cancelled(self) -> None:
        """Cancel a call whose answer does not come; a blocking one runs into its timeout."""
        if not self.is_async:
            with pytest.raises(anthropic.APITimeoutError):
                self.client.messages.create(**self.params(), stream=True, timeout=1.0)
            return

        async def main() -> None:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(lambda: self.client.messages.create(**self.params(), stream=True, timeout=None))
                while not self.emulator.requests:
                    await anyio.lowlevel.checkpoint()
                tasks.cancel_scope.cancel()

        anyio.run(main, backend=self.kind)


class ProviderConformance:
    """The suite. A subclass overrides what is different for its provider."""

    # trio minds how httpx leaves the generators of a body that is closed before its end.
    pytestmark = pytest.mark.filterwarnings("ignore:Async generator:ResourceWarning")

    model = "claude-sonnet-4-5"
    """A model of the platform that the emulator knows."""
    secrets: Sequence[str] = ()
    """What must never be shown."""
    refreshes = True
    """Whether a 401 makes the provider ask for new credentials, once."""
    counts_tokens = True
    """Whether the platform counts tokens."""
    lacks: Sequence[tuple[str, str]] = ()
    """What the platform has not: method and path of the API."""

    def make_provider(self) -> Provider:
        """The provider under test, new each time."""
        raise NotImplementedError("Say how your provider is made.")

    def make_client(self, is_async: bool, **options: Any) -> Any:
        """A client of the provider; override it where the package has client classes of its own."""
        cls: Any = anthropic.AsyncAnthropic if is_async else anthropic.Anthropic
        return cls(provider=self.make_provider(), **options)

    def make_emulator(self) -> Emulator:
        """What stands behind the provider."""
        return Emulator()

    def routes(self) -> Sequence[Route]:
        """The platform's own paths; none where it has those of the API."""
        return ()

    @pytest.fixture(params=WORLDS)
    def world(self, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
        """One way of using the provider after the other; no key of the first party is at hand."""
        for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL"):
            monkeypatch.delenv(name, raising=False)
        made = World(request.param, self)
        yield made
        assert made.emulator.open_replies == 0, "a response was neither read to its end nor closed"

    def test_message(self, world: World) -> None:
        """A message comes back, from one request that has all parameters."""
        world.emulator.script("Good morning.")
        message = world.run(lambda: world.client.messages.create(**world.params(temperature=0.5, system="Be brief.")))
        assert (message.content[0].text, message.stop_reason) == ("Good morning.", "end_turn")
        (request,) = world.emulator.requests
        assert (request.method, request.path) == ("POST", "/v1/messages")
        sent: Any = request.json
        assert sent["messages"] == [{"role": "user", "content": "Hello"}]
        assert (sent["max_tokens"], sent["temperature"], sent["system"]) == (64, 0.5, "Be brief.")
        assert message._request_id

    def test_stream(self, world: World) -> None:
        """The events of a message, in order, to the last."""
        world.emulator.script("One two three.")
        events = world.events()
        assert (events[0].type, events[-1].type) == ("message_start", "message_stop")
        pieces = [event.delta.text for event in events if event.type == "content_block_delta"]
        assert "".join(pieces) == "One two three."

    def test_stream_helper(self, world: World) -> None:
        """The helper adds them up."""
        world.emulator.script("One two three.")
        text, message = world.helper()
        assert text == message.content[0].text == "One two three."
        assert message.usage.output_tokens > 0

    def test_small_chunks(self, world: World) -> None:
        """However the bytes of a stream arrive."""
        world.emulator.enqueue("Grüße, 世界!", Fault.chunks(3), path="/v1/messages")
        assert world.helper()[0] == "Grüße, 世界!"

    def test_tools(self, world: World) -> None:
        """A call of a tool comes, its result goes back, in both forms."""
        world.emulator.script([CALL], "It is sunny.", [CALL])
        first = world.run(lambda: world.client.messages.create(**world.params(tools=[TOOL])))
        assert first.stop_reason == "tool_use"
        assert first.content[0].input == {"city": "Lisbon"}
        turns = [
            {"role": "user", "content": "Weather?"},
            {"role": "assistant", "content": first.content},
            {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "sunny"}]},
        ]
        second = world.run(lambda: world.client.messages.create(**world.params(tools=[TOOL], messages=turns)))
        assert second.content[0].text == "It is sunny."
        assert world.helper(tools=[TOOL])[1].content[0].input == {"city": "Lisbon"}

    def test_count_tokens(self, world: World) -> None:
        """A number, or the typed error of a platform that does not count."""
        params = {key: value for key, value in world.params().items() if key != "max_tokens"}
        if self.counts_tokens:
            assert world.run(lambda: world.client.messages.count_tokens(**params)).input_tokens > 0
            assert world.emulator.requests[-1].path == "/v1/messages/count_tokens"
        else:
            with pytest.raises(anthropic.UnsupportedFeatureError):
                world.run(lambda: world.client.messages.count_tokens(**params))

    def test_what_the_platform_lacks(self, world: World) -> None:
        """One typed error that names feature and platform, before anything is sent."""
        for method, path in self.lacks:
            call = functools.partial(getattr(world.client, method.lower()), path, cast_to=object)
            with pytest.raises(anthropic.UnsupportedFeatureError) as caught:
                world.run(call)
            assert caught.value.feature
            assert caught.value.platform
        assert not world.emulator.requests

    @pytest.mark.filterwarnings("ignore::DeprecationWarning")
    @pytest.mark.parametrize("endpoint", ENDPOINTS, ids=" ".join)
    def test_other_endpoints(self, world: World, endpoint: tuple[str, str]) -> None:
        """Each answers, or is among what the platform lacks; then a client class may be without the resource."""
        call = functools.partial(ENDPOINTS[endpoint], world.client, world.params())
        if endpoint in self.lacks:
            with pytest.raises((anthropic.UnsupportedFeatureError, AttributeError)):
                world.run(call)
        else:
            assert world.run(call)._request_id
            assert world.emulator.requests[-1].path == endpoint[1]

    @pytest.mark.parametrize("status", sorted(STATUSES))
    @pytest.mark.parametrize("streamed", [False, True])
    def test_errors(self, world: World, status: int, streamed: bool) -> None:
        """The class of each status, with its id, and without a secret."""
        world.emulator.enqueue(ApiProblem(status, "as told"), path="/v1/messages")
        with pytest.raises(STATUSES[status]) as caught:
            world.run(lambda: world.client.messages.create(**world.params(), stream=streamed))
        error: Any = caught.value
        assert (error.status_code, "as told" in str(error)) == (status, True)
        assert error.request_id
        self._shows_no_secret(repr(error), str(error), str(error.request.headers.raw), str(error.response.headers.raw))

    def test_retry(self, world: World) -> None:
        """What is worth a retry is sent again, with fresh authorisation."""
        world.emulator.enqueue(ApiProblem(529, headers={"retry-after-ms": "1"}), path="/v1/messages")
        client = world.make_client(max_retries=1)
        assert world.run(lambda: client.messages.create(**world.params())).type == "message"
        assert len(world.emulator.requests) == 2

    def test_refused_credentials(self, world: World) -> None:
        """A 401 is answered with new credentials once where the provider can have them, and is an error where not."""
        world.emulator.enqueue(ApiProblem(401), path="/v1/messages")
        if self.refreshes:
            assert world.run(lambda: world.client.messages.create(**world.params())).type == "message"
            world.emulator.enqueue(ApiProblem(401), path="/v1/messages")
            world.emulator.enqueue(ApiProblem(401), path="/v1/messages")
        with pytest.raises(anthropic.AuthenticationError) as caught:
            world.run(lambda: world.client.messages.create(**world.params()))
        self._shows_no_secret(repr(caught.value), str(caught.value))

    def test_lost_connection(self, world: World) -> None:
        """A connection error of ours, for a message that never came."""
        world.emulator.enqueue(None, Fault.drop(), path="/v1/messages")
        with pytest.raises(anthropic.APIConnectionError):
            world.run(lambda: world.client.messages.create(**world.params()))

    def test_stream_that_breaks(self, world: World) -> None:
        """What came so far is in the error: a stream that ends early is never taken for a whole one."""
        for fault in (Fault.end(events=4), Fault.cut(after=700), Fault.drop(after=700)):
            world.emulator.enqueue("One two three four five six.", fault, path="/v1/messages")
            with pytest.raises(anthropic.APIConnectionError) as caught:
                world.events()
            assert caught.value.partial_message is not None

    def test_error_in_a_stream(self, world: World) -> None:
        """An error event is the error of its type."""
        world.emulator.enqueue("One two three.", Fault.error_event("overloaded_error", events=4), path="/v1/messages")
        with pytest.raises(anthropic.OverloadedError):
            world.events()

    def test_stream_left_early(self, world: World) -> None:
        """Leaving its block gives the connection back, and the client goes on."""
        world.left()
        assert world.emulator.open_replies == 0
        assert world.run(lambda: world.client.messages.create(**world.params())).type == "message"

    def test_cancel(self, world: World) -> None:
        """A call that is cancelled, or runs out of time, gives the connection back, and the client goes on."""
        world.emulator.enqueue(None, Fault.stall(after=0), path="/v1/messages")
        world.cancelled()
        assert world.emulator.open_replies == 0
        assert world.run(lambda: world.client.messages.create(**world.params())).type == "message"

    def test_middleware(self, world: World) -> None:
        """Middleware sees each attempt, and no credential."""
        seen: list[str] = []

        def look(request: httpx.Request) -> Generator[httpx.Request, httpx.Response, httpx.Response]:
            seen.append(f"{request.url} {request.headers.raw}")
            return (yield request)

        client = world.client.with_middleware(look)
        world.run(lambda: client.messages.create(**world.params()))
        assert len(seen) == 1
        self._shows_no_secret(*seen)

    def test_copy(self, world: World) -> None:
        """A changed copy of the client goes the same way."""
        copied = world.client.with_options(max_retries=3)
        assert world.run(lambda: copied.messages.create(**world.params())).type == "message"
        assert copied.max_retries == 3

    def test_nothing_secret_is_shown(self, world: World) -> None:
        """Client, provider and journal may be printed."""
        world.run(lambda: world.client.messages.create(**world.params()))
        shown = [repr(world.client), repr(self.make_provider()), repr(world.client.default_headers)]
        self._shows_no_secret(*shown, *(repr(request) for request in world.emulator.requests))

    def _shows_no_secret(self, *texts: str) -> None:
        """Fails without the text itself, which holds a secret then."""
        for text in texts:
            assert not any(secret in text for secret in self.secrets), "a secret is shown"
