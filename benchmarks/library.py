"""The library, ours or an official release: the same calls as the floor's, through the public client."""

from __future__ import annotations

import functools
import importlib.util
from typing import Any, Callable, Sequence

import anthropic

from . import data

httpx: Any = importlib.import_module("httpx" if importlib.util.find_spec("httpx") else "httpx2")
"""Newer official releases bring the successor package."""

URL = "https://api.anthropic.com"
Handler = Callable[[Any], Any]


def client(handler: Handler | None = None, url: str = URL) -> Any:
    """A client, over a handler in this process where there is one."""
    http = None if handler is None else anthropic.DefaultHttpxClient(transport=httpx.MockTransport(handler))
    return anthropic.Anthropic(api_key="sk-ant-benchmark", base_url=url, http_client=http)


def async_client(handler: Any = None, url: str = URL) -> Any:
    """The same, to be awaited."""
    http = None if handler is None else anthropic.DefaultAsyncHttpxClient(transport=httpx.MockTransport(handler))
    return anthropic.AsyncAnthropic(api_key="sk-ant-benchmark", base_url=url, http_client=http)


def fastest_async_client(url: str) -> Any:
    """Our default client, which needs no switch; an official release's over aiohttp."""
    http = None if hasattr(anthropic, "StreamTimeout") else anthropic.DefaultAioHttpClient()
    return anthropic.AsyncAnthropic(api_key="sk-ant-benchmark", base_url=url, http_client=http)


def create(api: Any, request: dict[str, Any], url: str = URL) -> Any:
    """Create a message. The client knows the URL already."""
    return api.messages.create(**request)


async def acreate(api: Any, request: dict[str, Any], url: str = URL) -> Any:
    """Create a message. The client knows the URL already."""
    return await api.messages.create(**request)


def agent_message(content: bytes) -> Any:
    """An answer that has been kept, as the client gives it."""
    headers = {"content-type": "application/json"}
    api = client(lambda request: httpx.Response(200, content=content, headers=headers))
    return api.messages.create(**data.small_request())


def agent_create(api: Any, history: Sequence[Any]) -> Any:
    """Create a message after a history that holds answers as models."""
    turns = [turn if isinstance(turn, dict) else {"role": turn.role, "content": turn.content} for turn in history]
    return api.messages.create(model=data.MODEL, max_tokens=1024, messages=turns)


def events(api: Any) -> int:
    """Read all events of a stream; how many there are."""
    count = 0
    for _ in api.messages.create(**data.small_request(), stream=True):
        count += 1
    return count


async def aevents(api: Any, url: str = URL) -> int:
    """Read all events of a stream; how many there are."""
    count = 0
    async for _ in await api.messages.create(**data.small_request(), stream=True):
        count += 1
    return count


def texts(api: Any) -> int:
    """Read the text of a stream; how many pieces there are."""
    count = 0
    with api.messages.stream(**data.small_request()) as stream:
        for _ in stream.text_stream:
            count += 1
    return count


async def atexts(api: Any) -> int:
    """Read the text of a stream; how many pieces there are."""
    count = 0
    async with api.messages.stream(**data.small_request()) as stream:
        async for _ in stream.text_stream:
            count += 1
    return count


def helped(api: Any) -> int:
    """Every event of the stream helper, and the final message: the length of the text or of the tool's input."""
    with api.messages.stream(**data.small_request()) as stream:
        for _ in stream:
            pass
        block = stream.get_final_message().content[0]
    return len(block.text if block.type == "text" else block.input["content"])


@functools.lru_cache(maxsize=None)
def _tools() -> list[Any]:
    def named(number: int) -> Any:
        def tool(query: str, limit: int = 10) -> str:
            return f"{limit} rows of {query}"

        tool.__name__ = f"tool_{number}"
        tool.__doc__ = "Look something up.\n\nArgs:\n    query: What to look for.\n    limit: How many rows at most.\n"
        return anthropic.beta_tool(tool)

    return [named(number) for number in range(data.TOOLS)]


def run_tools(api: Any) -> Any:
    """Let the tool runner hold a conversation to its end."""
    request = {**data.small_request(), "tools": _tools()}
    return api.beta.messages.tool_runner(**request).until_done()


def batch_results(api: Any) -> int:
    """Read the results of a batch; how many there are."""
    count = 0
    for _ in api.messages.batches.results("msgbatch_1"):
        count += 1
    return count


def models(api: Any) -> int:
    """Read all models over all pages; how many there are."""
    count = 0
    for _ in api.models.list(limit=100):
        count += 1
    return count
