"""A scripted server in place of the network, and one way to write a test for both clients."""

from __future__ import annotations

import inspect
import json
from typing import Any, AsyncIterator, Awaitable, Callable, Dict, Iterable, Iterator, List, Union

import anyio
import httpx

from anthropic import Anthropic, AsyncAnthropic

MESSAGE: Dict[str, Any] = {
    "id": "msg_1",
    "type": "message",
    "role": "assistant",
    "model": "m",
    "content": [{"type": "text", "text": "hello"}],
    "stop_reason": "end_turn",
    "stop_sequence": None,
    "usage": {"input_tokens": 3, "output_tokens": 2},
}
REQUEST: Dict[str, Any] = {"model": "m", "max_tokens": 8, "messages": [{"role": "user", "content": "hi"}]}


def sse(*events: Dict[str, Any]) -> bytes:
    """Events as a body."""
    return b"".join(f"event: {e['type']}\ndata: {json.dumps(e)}\n\n".encode() for e in events)


def text_events(*pieces: str) -> List[Dict[str, Any]]:
    """The events of a message with one text block."""
    deltas = [
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": piece}} for piece in pieces
    ]
    return [
        {"type": "message_start", "message": {**MESSAGE, "content": [], "stop_reason": None}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        {"type": "ping"},
        *deltas,
        {"type": "content_block_stop", "index": 0},
        {
            "type": "message_delta",
            "delta": {"stop_reason": "end_turn", "stop_sequence": None},
            "usage": {"output_tokens": len(pieces)},
        },
        {"type": "message_stop"},
    ]


def tool_events(*pieces: str, stop_reason: str = "tool_use") -> List[Dict[str, Any]]:
    """The events of a message with one tool call, its input in pieces of JSON."""
    block = {"type": "tool_use", "id": "toolu_1", "name": "get_weather", "input": {}}
    deltas = [
        {"type": "content_block_delta", "index": 0, "delta": {"type": "input_json_delta", "partial_json": piece}}
        for piece in pieces
    ]
    return [
        {"type": "message_start", "message": {**MESSAGE, "content": [], "stop_reason": None}},
        {"type": "content_block_start", "index": 0, "content_block": block},
        *deltas,
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": {"stop_reason": stop_reason}, "usage": {"output_tokens": 9}},
        {"type": "message_stop"},
    ]


class Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body in chunks, which may end in an exception; knows whether it was closed."""

    def __init__(self, chunks: Iterable[Union[bytes, Exception]]) -> None:
        self.chunks = list(chunks)
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self.chunks:
            if isinstance(chunk, Exception):
                raise chunk
            yield chunk

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self.chunks:
            if isinstance(chunk, Exception):
                raise chunk
            yield chunk

    def close(self) -> None:
        self.closed = True

    async def aclose(self) -> None:
        self.closed = True


Answer = Union[httpx.Response, Exception, Dict[str, Any], bytes, Callable[[httpx.Request], httpx.Response]]


class Server:
    """Answers requests from a script, the last answer again and again; remembers what it was asked."""

    def __init__(self, *script: Answer) -> None:
        self.script = list(script)
        self.requests: List[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, dict):
            return reply(answer)
        if isinstance(answer, bytes):
            return stream_reply(answer)
        return answer(request) if callable(answer) else answer

    @property
    def bodies(self) -> List[Any]:
        return [json.loads(request.content) for request in self.requests]


def reply(body: Any, status: int = 200, **headers: str) -> httpx.Response:
    """A JSON answer."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, json=body, headers={"request-id": "req_1", **named})


def error(status: int, kind: str = "api_error", **headers: str) -> httpx.Response:
    """An error as the API shapes it."""
    return reply({"type": "error", "error": {"type": kind, "message": "no"}}, status, **headers)


def stream_reply(*chunks: Union[bytes, Exception]) -> httpx.Response:
    """An event stream in chunks."""
    headers = {"content-type": "text/event-stream", "request-id": "req_1"}
    return httpx.Response(200, headers=headers, stream=Body(chunks))


Use = Callable[[Any], Union[Any, Awaitable[Any]]]


class World:
    """One of the two clients: what a test does with it is written once."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.is_async = kind != "sync"

    def client(self, server: Server, **options: Any) -> Any:
        options.setdefault("api_key", "sk-ant-secret")
        transport = httpx.MockTransport(server)
        if self.is_async:
            return AsyncAnthropic(http_client=httpx.AsyncClient(transport=transport), **options)
        return Anthropic(http_client=httpx.Client(transport=transport), **options)

    def run(self, use: Callable[[], Any]) -> Any:
        """The result of `use()`, awaited in the async worlds."""
        if not self.is_async:
            return use()

        async def main() -> Any:
            result = use()
            return await result if inspect.isawaitable(result) else result

        return anyio.run(main, backend=self.kind)

    def list(self, stream: Any) -> List[Any]:
        """All items of a stream that `run` gave, or of one that has not begun: a function makes it."""
        if not self.is_async:
            return list(stream())

        async def main() -> List[Any]:
            made = stream()
            made = await made if inspect.isawaitable(made) else made
            return [item async for item in made]

        return anyio.run(main, backend=self.kind)

    def in_stream(self, make: Callable[[], Any], use: Callable[[Any], Any]) -> Any:
        """What `use` makes of the stream, inside its block."""
        if not self.is_async:
            with make() as stream:
                return use(stream)

        async def main() -> Any:
            async with make() as stream:
                result = use(stream)
                return await result if inspect.isawaitable(result) else result

        return anyio.run(main, backend=self.kind)

    def collect(self, stream: Any) -> Any:
        """A list of what is left of a stream, or an awaitable of it."""
        if not self.is_async:
            return list(stream)

        async def main() -> List[Any]:
            return [item async for item in stream]

        return main()
