"""The floor: httpx and hand-written pydantic models with nothing in between, each request written out by hand."""

from __future__ import annotations

import json
from typing import Any, AsyncIterator, Callable, Iterator, Sequence

import httpx

from . import data
from .floor_message import Message

URL = "https://api.anthropic.com"
HEADERS = {"x-api-key": "sk-ant-benchmark", "anthropic-version": "2023-06-01", "content-type": "application/json"}
Handler = Callable[[httpx.Request], httpx.Response]


def client(handler: Handler | None = None, url: str = URL) -> httpx.Client:
    """A client, over a handler in this process where there is one."""
    transport = None if handler is None else httpx.MockTransport(handler)
    return httpx.Client(transport=transport, timeout=600, headers=HEADERS)


def async_client(handler: Any = None, url: str = URL) -> httpx.AsyncClient:
    """The same, to be awaited; with as many connections as the official releases allow."""
    transport = None if handler is None else httpx.MockTransport(handler)
    limits = httpx.Limits(max_connections=1000, max_keepalive_connections=100)
    return httpx.AsyncClient(transport=transport, timeout=600, headers=HEADERS, limits=limits)


def create(http: httpx.Client, request: dict[str, Any], url: str = URL) -> Message:
    """Create a message."""
    response = http.post(f"{url}/v1/messages", json=request)
    response.raise_for_status()
    return Message.model_validate_json(response.content)


async def acreate(http: httpx.AsyncClient, request: dict[str, Any], url: str = URL) -> Message:
    """Create a message."""
    response = await http.post(f"{url}/v1/messages", json=request)
    response.raise_for_status()
    return Message.model_validate_json(response.content)


def agent_message(content: bytes) -> Message:
    """An answer that has been kept."""
    return Message.model_validate_json(content)


def agent_create(http: httpx.Client, history: Sequence[Any]) -> Message:
    """Create a message after a history that holds answers as models."""
    turns = [
        {"role": turn.role, "content": [block.model_dump(exclude_unset=True) for block in turn.content]}
        if isinstance(turn, Message)
        else turn
        for turn in history
    ]
    return create(http, {"model": data.MODEL, "max_tokens": 1024, "messages": turns})


def _stream(http: httpx.Client) -> Iterator[Any]:
    from .floor_events import EVENT  # not for those that do not stream

    validate = EVENT.validate_json
    with http.stream("POST", f"{URL}/v1/messages", json={**data.small_request(), "stream": True}) as response:
        response.raise_for_status()
        rest = b""
        for chunk in response.iter_bytes():
            *blocks, rest = (rest + chunk).split(b"\n\n")
            for block in blocks:
                yield validate(block[block.index(b"\ndata: ") + 7 :])


async def _astream(http: httpx.AsyncClient, url: str = URL) -> AsyncIterator[Any]:
    from .floor_events import EVENT  # not for those that do not stream

    validate = EVENT.validate_json
    async with http.stream("POST", f"{url}/v1/messages", json={**data.small_request(), "stream": True}) as response:
        response.raise_for_status()
        rest = b""
        async for chunk in response.aiter_bytes():
            *blocks, rest = (rest + chunk).split(b"\n\n")
            for block in blocks:
                yield validate(block[block.index(b"\ndata: ") + 7 :])


def events(http: httpx.Client) -> int:
    """Read all events of a stream; how many there are."""
    count = 0
    for _ in _stream(http):
        count += 1
    return count


async def aevents(http: httpx.AsyncClient, url: str = URL) -> int:
    """Read all events of a stream; how many there are."""
    count = 0
    async for _ in _astream(http, url):
        count += 1
    return count


def texts(http: httpx.Client) -> int:
    """Read the text of a stream; how many pieces there are."""
    count = 0
    for event in _stream(http):
        if event.type == "content_block_delta" and event.delta.type == "text_delta":
            count += len(event.delta.text) > 0
    return count


async def atexts(http: httpx.AsyncClient) -> int:
    """Read the text of a stream; how many pieces there are."""
    count = 0
    async for event in _astream(http):
        if event.type == "content_block_delta" and event.delta.type == "text_delta":
            count += len(event.delta.text) > 0
    return count


def helped(http: httpx.Client) -> int:
    """Every event of a stream, and what they add up to: the length of the text or of the tool's input."""
    pieces: list[str] = []
    for event in _stream(http):
        if event.type == "content_block_delta":
            delta = event.delta
            pieces.append(delta.text if delta.type == "text_delta" else delta.partial_json)
    whole = "".join(pieces)
    return len(json.loads(whole)["content"]) if whole.startswith("{") else len(whole)


def batch_results(http: httpx.Client) -> int:
    """Read the results of a batch; how many there are. First the batch, which tells where its results are."""
    from .floor_lists import Batch, BatchLine  # not for those that want no batch

    described = http.get(f"{URL}/v1/messages/batches/msgbatch_1")
    described.raise_for_status()
    url = Batch.model_validate_json(described.content).results_url
    validate = BatchLine.model_validate_json
    count = 0
    with http.stream("GET", url) as response:
        response.raise_for_status()
        parts: list[bytes] = []
        for chunk in response.iter_bytes():
            if b"\n" not in chunk:
                parts.append(chunk)
                continue
            *lines, rest = (b"".join(parts) + chunk).split(b"\n")
            parts = [rest]
            for line in lines:
                validate(line)
                count += 1
    return count


def models(http: httpx.Client) -> int:
    """Read all models over all pages; how many there are."""
    from .floor_lists import ModelPage  # not for those that want no models

    params: dict[str, Any] = {"limit": 100}
    count = 0
    while True:
        response = http.get(f"{URL}/v1/models", params=params)
        response.raise_for_status()
        page = ModelPage.model_validate_json(response.content)
        for _ in page.data:
            count += 1
        if not page.has_more:
            return count
        params["after_id"] = page.last_id
