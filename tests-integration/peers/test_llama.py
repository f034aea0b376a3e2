"""llama.cpp's own server with a real model, tiny and of random weights, answers clients: tokens, tools, thoughts."""

from __future__ import annotations

import inspect
import json
import sys
from pathlib import Path
from typing import Any, Dict, Iterator, List

import anyio
import pytest
from peers.process import environ, free_port, serving
from workspace import MakeEnvironment, run

from anthropic import Anthropic, AsyncAnthropic
from anthropic.types import Message

pytestmark = pytest.mark.skipif(sys.version_info < (3, 10), reason="xllamacpp has wheels for Python 3.10 and newer")

HERE = Path(__file__).parent
WEATHER: Dict[str, Any] = {
    "name": "get_weather",
    "description": "The weather in a city.",
    "input_schema": {
        "type": "object",
        "properties": {
            "city": {"type": "string", "enum": ["Paris", "Rome"]},
            "days": {"type": "integer", "enum": [1, 2]},
        },
        "required": ["city", "days"],
    },
}
THINK = {"chat_template_kwargs": {"enable_thinking": True}}
"""The server's own parameter for this."""


def request(**more: Any) -> Dict[str, Any]:
    question = {"role": "user", "content": "Weather in Paris?"}
    return {"model": "tiny", "max_tokens": 200, "temperature": 0, "messages": [question], **more}


@pytest.fixture(scope="module")
def url(make_environment: MakeEnvironment, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of the running server."""
    python, folder, port = make_environment("llama", "xllamacpp", "gguf"), tmp_path_factory.mktemp("llama"), free_port()
    model = folder / "tiny.gguf"
    run(str(python), str(HERE / "tiny_model.py"), str(model), env=environ())
    command = [str(python), str(HERE / "llama_server.py"), str(model), str(port)]
    with serving(command, folder / "log", ready=f"http://127.0.0.1:{port}/health"):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(params=["sync", "asyncio", "trio"])
def world(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def created(url: str, world: str, **more: Any) -> Message:
    """The answer as a whole."""
    if world == "sync":
        with Anthropic(api_key="k", base_url=url) as client:
            return client.messages.create(**request(**more))

    async def main() -> Message:
        async with AsyncAnthropic(api_key="k", base_url=url) as client:
            return await client.messages.create(**request(**more))

    return anyio.run(main, backend=world)


def streamed(url: str, world: str, **more: Any) -> tuple[List[Any], Message]:
    """The events of a streamed answer, and what they come to."""
    if world == "sync":
        with Anthropic(api_key="k", base_url=url) as client, client.messages.stream(**request(**more)) as stream:
            return list(stream), stream.get_final_message()

    async def main() -> tuple[List[Any], Message]:
        async with AsyncAnthropic(api_key="k", base_url=url) as client:
            async with client.messages.stream(**request(**more)) as stream:
                return [event async for event in stream], await stream.get_final_message()

    return anyio.run(main, backend=world)


def contents(message: Message) -> List[Dict[str, Any]]:
    """The content without ids, which are new each time."""
    return [{key: value for key, value in block.to_dict().items() if key != "id"} for block in message.content]


def test_tokens(url: str, world: str) -> None:
    """Token by token the same text as in one piece; with temperature 0 the model repeats itself."""
    whole = created(url, world)
    events, message = streamed(url, world)
    texts = [event.text for event in events if event.type == "text"]
    assert len(texts) > 150
    assert "café" in "".join(texts)
    assert "".join(texts) == whole.content[0].text == message.content[0].text
    assert whole.stop_reason == message.stop_reason == "max_tokens"
    assert whole.usage.output_tokens == message.usage.output_tokens == 200


def test_a_tool_call(url: str, world: str) -> None:
    """The server's grammar leaves no other input than what the schema allows; one call is whole, one cut off."""
    events, message = streamed(url, world, tools=[WEATHER])
    assert [block.type for block in message.content] == ["text", "tool_use", "tool_use"]
    assert message.content[1].input == {"city": "Paris", "days": 1}
    assert message.stop_reason == "max_tokens"
    pieces = [event.delta.partial_json for event in events if event.type == "content_block_delta" and event.index == 1]
    assert len(pieces) > 20
    assert json.loads("".join(pieces)) == message.content[1].input
    assert created(url, world, tools=[WEATHER]).content[1].input == message.content[1].input


def test_an_input_that_is_cut_off(url: str, world: str) -> None:
    """Running out of tokens amid a tool's input is no error: what has come of it can be read."""
    _, message = streamed(url, world, tools=[WEATHER], max_tokens=60)
    assert message.stop_reason == "max_tokens"
    assert message.content[1].type == "tool_use"
    assert set(message.content[1].input) <= {"city", "days"}
    assert created(url, world, tools=[WEATHER], max_tokens=60).content[1].type == "tool_use"


def test_the_next_turn(url: str, world: str) -> None:
    """The answer goes back as it came, with a result for each call, and the server goes on from there."""
    first = created(url, world, tools=[WEATHER], extra_body=THINK, max_tokens=300)
    calls = [block for block in first.content if block.type == "tool_use"]
    assert calls
    results = [{"type": "tool_result", "tool_use_id": call.id, "content": "21 degrees"} for call in calls]
    turns = [
        *request()["messages"],
        {"role": "assistant", "content": first.content},
        {"role": "user", "content": results},
    ]
    second = created(url, world, tools=[WEATHER], messages=turns, max_tokens=20)
    assert second.content
    assert second.usage.input_tokens + (second.usage.cache_read_input_tokens or 0) > first.usage.input_tokens


def test_thinking(url: str, world: str) -> None:
    events, message = streamed(url, world, extra_body=THINK, max_tokens=300)
    assert [block.type for block in message.content] == ["thinking", "text"]
    thoughts = [event.thinking for event in events if event.type == "thinking"]
    assert len(thoughts) > 50
    assert "".join(thoughts) == message.content[0].thinking
    assert contents(created(url, world, extra_body=THINK, max_tokens=300)) == contents(message)


def test_a_stop_sequence(url: str, world: str) -> None:
    message = created(url, world, stop_sequences=["stone"])
    assert message.stop_sequence == "stone"
    assert "stone" not in message.content[0].text


def test_leaving_early(url: str, world: str) -> None:
    """A stream that is not read to its end gives the connection back, and the server's slot with it."""
    for _ in range(6):  # the server has four
        if world == "sync":
            with Anthropic(api_key="k", base_url=url) as client:
                with client.messages.stream(**request(max_tokens=4000)) as stream:
                    assert next(iter(stream.text_stream))
        else:

            async def main() -> None:
                async with AsyncAnthropic(api_key="k", base_url=url) as client:
                    async with client.messages.stream(**request(max_tokens=4000)) as stream:
                        async for text in stream.text_stream:
                            assert text
                            break

            anyio.run(main, backend=world)


def test_counts_and_models(url: str, world: str) -> None:
    async def awaited(value: Any) -> Any:
        return await value if inspect.isawaitable(value) else value

    question = {"model": "tiny", "messages": request()["messages"]}

    async def main() -> tuple[int, int, List[str]]:
        if world == "sync":
            client: Any = Anthropic(api_key="k", base_url=url)
        else:
            client = AsyncAnthropic(api_key="k", base_url=url)
        plain = await awaited(client.messages.count_tokens(**question))
        tools = await awaited(client.messages.count_tokens(**question, tools=[WEATHER]))
        models = await awaited(client.models.list())
        await awaited(client.close())
        return plain.input_tokens, tools.input_tokens, [model.id for model in models.data]

    plain, tools, models = anyio.run(main, backend="asyncio" if world == "sync" else world)
    assert 10 < plain < tools
    assert models == ["tiny"]
