"""Clients in both worlds, with a function in place of the network."""

from __future__ import annotations

from typing import Any, Callable, List

import anyio
import httpx

from anthropic import AsyncStream, Stream

MESSAGE = {
    "id": "msg_1",
    "type": "message",
    "role": "assistant",
    "model": "claude-sonnet-4-5",
    "content": [{"type": "text", "text": "Hello."}],
    "stop_reason": "end_turn",
    "stop_sequence": None,
    "usage": {"input_tokens": 3, "output_tokens": 2},
}
REQUEST: Any = {"model": "claude-sonnet-4-5@20250929", "max_tokens": 8, "messages": [{"role": "user", "content": "Hi"}]}


class World:
    """Blocking, or async on one of two event loops."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.is_async = name != "blocking"

    def http(self, answer: Callable[[httpx.Request], httpx.Response]) -> Any:
        """An HTTP client that asks a function."""
        transport = httpx.MockTransport(answer)
        return httpx.AsyncClient(transport=transport) if self.is_async else httpx.Client(transport=transport)

    def run(self, function: Callable[[], Any]) -> Any:
        """What a call gives; a stream as the list of its events."""
        if not self.is_async:
            value = function()
            return list(value) if isinstance(value, Stream) else value

        async def main() -> Any:
            value = await function()
            return [event async for event in value] if isinstance(value, AsyncStream) else value

        return anyio.run(main, backend=self.name)


class Server:
    """Keeps what it was asked, and answers all of it alike unless it has answers in store."""

    def __init__(self) -> None:
        self.requests: List[httpx.Request] = []
        self.answers: List[httpx.Response] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        seen = httpx.Request(request.method, request.url, headers=request.headers.raw, content=request.content)
        self.requests.append(seen)  # as it was: a second try changes the same request
        return self.answers.pop(0) if self.answers else httpx.Response(200, json=MESSAGE)

    @property
    def authorisations(self) -> List[Any]:
        """The header `authorization` of each request."""
        return [request.headers.get("authorization") for request in self.requests]
