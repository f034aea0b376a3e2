"""The library, ours or an official release: the same calls in the same words as the floor's, through the public client."""

from __future__ import annotations

from typing import Any, AsyncIterator, Callable, Iterator, Sequence

import anthropic

from . import data

try:
    import httpx
except ImportError:  # newer official releases bring the successor package
    import httpx2 as httpx

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


def create(api: Any, request: dict[str, Any], url: str = URL) -> Any:
    """Create a message. The client knows the URL already."""
    return api.messages.create(**request)


async def acreate(api: Any, request: dict[str, Any], url: str = URL) -> Any:
    """Create a message. The client knows the URL already."""
    return await api.messages.create(**request)


def agent_message(content: bytes) -> Any:
    """An answer that has been kept, as the client gives it."""
    response = client(lambda request: httpx.Response(200, content=content, headers={"content-type": "application/json"}))
    return response.messages.create(**data.small_request())


def agent_create(api: Any, history: Sequence[Any]) -> Any:
    """Create a message after a history that holds answers as models."""
    turns = [turn if isinstance(turn, dict) else {"role": turn.role, "content": turn.content} for turn in history]
    return api.messages.create(model=data.MODEL, max_tokens=1024, messages=turns)


def events(api: Any) -> Iterator[Any]:
    """The events of a stream."""
    return iter(api.messages.create(**data.small_request(), stream=True))


async def aevents(api: Any) -> AsyncIterator[Any]:
    """The events of a stream."""
    async for event in await api.messages.create(**data.small_request(), stream=True):
        yield event


def texts(api: Any) -> Iterator[str]:
    """The text of a stream, piece by piece."""
    with api.messages.stream(**data.small_request()) as stream:
        yield from stream.text_stream


async def atexts(api: Any) -> AsyncIterator[str]:
    """The text of a stream, piece by piece."""
    async with api.messages.stream(**data.small_request()) as stream:
        async for text in stream.text_stream:
            yield text


def helped(api: Any) -> int:
    """Every event of the stream helper, and the final message: the length of the text or of the tool's input."""
    with api.messages.stream(**data.small_request()) as stream:
        for _ in stream:
            pass
        block = stream.get_final_message().content[0]
    return len(block.text if block.type == "text" else block.input["content"])


def batch_results(api: Any) -> Iterator[Any]:
    """The results of a batch."""
    return iter(api.messages.batches.results("msgbatch_1"))


def models(api: Any) -> Iterator[Any]:
    """All models, over all pages."""
    return iter(api.models.list(limit=100))
