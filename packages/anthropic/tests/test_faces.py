"""What tools and people expect of endpoints as methods, and the faces: raw and streamed responses."""

from __future__ import annotations

import inspect
import pydoc
from typing import Any
from unittest import mock

import httpx
import pytest
from scripted import MESSAGE, REQUEST, Server, World, error, sse, text_events

import anthropic
from anthropic import APIResponse, AsyncAPIResponse, LegacyAPIResponse
from anthropic.resources import AsyncMessages, Messages
from anthropic.resources.messages import Messages as AlsoMessages
from anthropic.resources.messages.messages import Messages as DeepMessages
from anthropic.types import Message

CLASSES = {"sync": Messages, "asyncio": AsyncMessages, "trio": AsyncMessages}


def test_one_class_under_each_path() -> None:
    assert Messages is AlsoMessages is DeepMessages


def test_signature(world: World) -> None:
    """Bound and unbound methods name their parameters; help has them and the docstring."""
    method = world.client(Server(MESSAGE)).messages.create
    names = list(inspect.signature(method).parameters)
    assert names[:3] == ["max_tokens", "messages", "model"]
    assert {"system", "stream", "extra_headers", "timeout", "deadline"} <= set(names)
    assert next(iter(inspect.signature(CLASSES[world.kind].create).parameters)) == "self"
    text = pydoc.render_doc(method)
    assert "max_tokens" in text
    assert "POST /v1/messages" in text
    assert method.__qualname__ == f"{CLASSES[world.kind].__name__}.create"
    assert method.__module__ == "anthropic.resources.messages.messages"


def test_coroutine_functions() -> None:
    assert inspect.iscoroutinefunction(AsyncMessages.create)
    assert inspect.iscoroutinefunction(AsyncMessages.count_tokens)
    assert not inspect.iscoroutinefunction(Messages.create)
    assert not inspect.iscoroutinefunction(AsyncMessages.stream)
    assert "create" in vars(Messages)


def test_patch_on_the_class(world: World) -> None:
    """As tracing tools do it: existing clients go through the wrapper, even after the method was used."""
    client = world.client(Server(MESSAGE))
    world.run(lambda: client.messages.create(**REQUEST))
    cls, seen = CLASSES[world.kind], []
    original = cls.create

    def wrapper(self: Any, *args: Any, **kwargs: Any) -> Any:
        seen.append(kwargs["model"])
        return original(self, *args, **kwargs)

    with mock.patch.object(cls, "create", wrapper):
        assert world.run(lambda: client.messages.create(**REQUEST)).id == "msg_1"
    assert seen == ["m"]
    world.run(lambda: client.messages.create(**REQUEST))
    assert seen == ["m"]


def test_autospec(world: World) -> None:
    """`autospec` knows the parameters, and whether to be awaited."""
    client = world.client(Server(MESSAGE))
    with mock.patch.object(client.messages, "create", autospec=True) as create:
        create.return_value = "mocked"
        assert world.run(lambda: client.messages.create(**REQUEST)) == "mocked"
        with pytest.raises(TypeError):
            world.run(lambda: client.messages.create(no_such_parameter=1))
    with mock.patch.object(CLASSES[world.kind], "create", autospec=True) as create:
        create.return_value = "mocked"
        assert world.run(lambda: client.messages.create(**REQUEST)) == "mocked"
        assert create.call_args.args[0] is client.messages
    assert mock.create_autospec(client, instance=True).messages is not None


def test_assignment_on_an_instance_wins(world: World) -> None:
    client = world.client(Server(MESSAGE))
    client.messages.create = lambda **_: "own"
    assert world.run(lambda: client.messages.create(**REQUEST)) == "own"
    client.messages = "replaced"
    assert client.messages == "replaced"


def test_subclass_and_unbound_call(world: World) -> None:
    """A subclass may override and call `super()`; the class attribute takes the instance first."""
    base: Any = CLASSES[world.kind]

    class Own(base):  # type: ignore[misc]
        def create(self, **params: Any) -> Any:
            return super().create(**{**params, "max_tokens": 99})

    server = Server(MESSAGE)
    client = world.client(server)
    assert world.run(lambda: Own(client).create(**REQUEST)).id == "msg_1"
    assert server.bodies[0]["max_tokens"] == 99
    assert world.run(lambda: base.create(client.messages, **REQUEST)).id == "msg_1"


def test_same_resource_each_time(world: World) -> None:
    client = world.client(Server(MESSAGE))
    assert client.messages is client.messages


def test_raw_response(world: World) -> None:
    """The response with its value; parsing works awaited and not awaited."""
    server = Server(MESSAGE)
    client = world.client(server)
    raw = world.run(lambda: client.messages.with_raw_response.create(**REQUEST))
    assert isinstance(raw, LegacyAPIResponse)
    assert isinstance(raw.parse(), Message)
    assert raw.parse() is raw.parse()
    assert (raw.status_code, raw.request_id, raw.method, raw.retries_taken) == (200, "req_1", "POST", 0)
    assert raw.headers["request-id"] == "req_1"
    assert raw.http_request.url == raw.url
    assert raw.parse(to=dict)["id"] == "msg_1"
    assert raw.text.startswith('{"id"')
    assert raw.content == raw.text.encode()
    assert raw.is_closed
    assert "[200]" in repr(raw)

    async def awaited() -> Any:
        return await raw.parse()

    if world.is_async:
        assert world.run(awaited).id == "msg_1"
    assert world.run(lambda: client.with_raw_response.messages.create(**REQUEST)).parse().id == "msg_1"


def test_raw_response_counts_retries(world: World, naps: list[float]) -> None:
    client = world.client(Server(error(500), MESSAGE))
    raw = world.run(lambda: client.messages.with_raw_response.create(**REQUEST))
    assert raw.retries_taken == 1


def test_raw_stream(world: World) -> None:
    body = sse(*text_events("a"))
    client = world.client(Server(body))
    if world.is_async:

        async def main() -> Any:
            raw = await client.messages.with_raw_response.create(**REQUEST, stream=True)
            return [event.type async for event in await raw.parse()]

        kinds = world.run(main)
    else:
        raw = client.messages.with_raw_response.create(**REQUEST, stream=True)
        kinds = [event.type for event in raw.parse()]
    assert kinds[-1] == "message_stop"
    long = {**REQUEST, "max_tokens": 64_000}
    raw = world.run(lambda: client.messages.with_raw_response.create(**long))
    assert raw.parse().content[0].text == "a"


def test_raw_stream_has_no_content_yet(world: World) -> None:
    """The error is no exception of the HTTP library, and says what to do."""
    client = world.client(Server(sse(*text_events("a"))))
    response = world.run(lambda: client.messages.with_raw_response.create(**REQUEST, stream=True))
    for name in ("content", "text"):
        with pytest.raises(RuntimeError, match=r"parse\(\)") as caught:
            getattr(response, name)
        assert type(caught.value) is RuntimeError


def test_streamed_response(world: World) -> None:
    """The response before its body is read: parsed, or in pieces."""
    client = world.client(Server(MESSAGE))

    def use(response: Any) -> Any:
        assert isinstance(response, AsyncAPIResponse if world.is_async else APIResponse)
        return response.parse()

    make = lambda: client.messages.with_streaming_response.create(**REQUEST)  # noqa: E731
    assert world.in_stream(make, use).id == "msg_1"
    assert world.in_stream(make, lambda response: response.json())["id"] == "msg_1"
    assert world.in_stream(make, lambda response: response.text()).startswith("{")
    assert world.in_stream(make, lambda response: response.read()).startswith(b"{")
    assert b"".join(world.in_stream(make, lambda response: world.collect(response.iter_bytes(7)))).startswith(b"{")
    assert "".join(world.in_stream(make, lambda response: world.collect(response.iter_text(7)))).startswith("{")
    assert len(world.in_stream(make, lambda response: world.collect(response.iter_lines()))) == 1


def test_streamed_response_to_a_file(world: World, tmp_path: Any) -> None:
    client = world.client(Server(MESSAGE))
    target = tmp_path / "body.json"
    make = lambda: client.messages.with_streaming_response.create(**REQUEST)  # noqa: E731
    world.in_stream(make, lambda response: response.stream_to_file(target))
    assert b"msg_1" in target.read_bytes()


@pytest.mark.parametrize("way", ["read", "iter_bytes", "iter_text", "iter_lines", "parse"])
def test_streamed_response_translates_failures(world: World, way: str) -> None:
    """No exception of the HTTP library crosses, at any moment."""
    from scripted import Body

    response = httpx.Response(200, stream=Body([b"{", httpx.ReadError("cut")]))
    client = world.client(Server(response))
    make = lambda: client.messages.with_streaming_response.create(**REQUEST)  # noqa: E731

    def use(response: Any) -> Any:
        result = getattr(response, way)()
        return world.collect(result) if way.startswith("iter") else result

    with pytest.raises(anthropic.APIConnectionError):
        world.in_stream(make, use)


def test_attributes_that_tools_read(world: World) -> None:
    client = world.client(Server(MESSAGE), default_headers={"X-A": "1"})
    assert str(client.base_url) == str(client._base_url) == "https://api.anthropic.com"
    assert client._client.__class__.__name__ == ("AsyncClient" if world.is_async else "Client")
    assert client._custom_headers == {"X-A": "1"}
    assert client.messages._client is client
    client._is_instrumented = True
    assert client.auth_headers == {"x-api-key": "sk-ant-secret"}
    assert not anthropic.NOT_GIVEN
    assert not anthropic.omit
    assert isinstance(anthropic.NOT_GIVEN, anthropic.NotGiven)
    assert isinstance(anthropic.omit, anthropic.Omit)


@pytest.mark.parametrize(
    "path",
    [
        "anthropic._exceptions:OverloadedError",
        "anthropic._exceptions:RequestTooLargeError",
        "anthropic._base_client:AsyncAPIClient",
        "anthropic._client:Anthropic",
        "anthropic._constants:RAW_RESPONSE_HEADER",
        "anthropic._models:construct_type",
        "anthropic._models:FinalRequestOptions",
        "anthropic._response:ResponseContextManager",
        "anthropic._response:AsyncResponseContextManager",
        "anthropic._streaming:Stream",
        "anthropic._types:NOT_GIVEN",
        "anthropic._types:Body",
        "anthropic._types:Headers",
        "anthropic._types:Query",
        "anthropic._types:ResponseT",
        "anthropic._utils:is_given",
        "anthropic._utils:file_from_path",
        "anthropic.lib._parse._transform:transform_schema",
        "anthropic.lib.streaming:MessageStreamManager",
        "anthropic.lib.streaming._messages:accumulate_event",
        "anthropic.lib.streaming._types:TextEvent",
        "anthropic.lib.streaming._types:RawContentBlockDeltaEvent",
    ],
)
def test_paths_that_other_software_imports(path: str) -> None:
    import importlib

    module, name = path.split(":")
    assert getattr(importlib.import_module(module), name) is not None
