"""What the tests are written with: a stand-in for Bedrock, an encoder of frames, one form of test for both worlds."""

from __future__ import annotations

import asyncio
import base64
import json
import struct
import zlib
from typing import Any, Callable, Dict, Iterable, List, Optional

import httpx

import anthropic

REQUEST: Dict[str, Any] = {
    "model": "anthropic.claude-sonnet-4-5-20250929-v1:0",
    "max_tokens": 64,
    "messages": [{"role": "user", "content": "Say hello."}],
}
MESSAGE: Dict[str, Any] = {
    "id": "msg_bdrk_1",
    "type": "message",
    "role": "assistant",
    "model": "claude-sonnet-4-5-20250929",
    "content": [{"type": "text", "text": "Hello."}],
    "stop_reason": "end_turn",
    "stop_sequence": None,
    "usage": {"input_tokens": 3, "output_tokens": 2},
}
EVENTS: List[Dict[str, Any]] = [
    {"type": "message_start", "message": {**MESSAGE, "content": [], "stop_reason": None}},
    {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
    {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Hel"}},
    {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "lo."}},
    {"type": "content_block_stop", "index": 0},
    {
        "type": "message_delta",
        "delta": {"stop_reason": "end_turn", "stop_sequence": None},
        "usage": {"output_tokens": 2},
    },
    {"type": "message_stop", "amazon-bedrock-invocationMetrics": {"inputTokenCount": 3, "outputTokenCount": 2}},
]

Handler = Callable[[httpx.Request], httpx.Response]


def frame(headers: Dict[str, str], payload: bytes) -> bytes:
    """One frame of an AWS event stream, after the published format; all headers are strings."""
    encoded = b"".join(
        bytes([len(name.encode())]) + name.encode() + b"\x07" + struct.pack("!H", len(value.encode())) + value.encode()
        for name, value in headers.items()
    )
    prelude = struct.pack("!II", 16 + len(encoded) + len(payload), len(encoded))
    start = prelude + struct.pack("!I", zlib.crc32(prelude)) + encoded + payload
    return start + struct.pack("!I", zlib.crc32(start))


def chunk(event: Dict[str, Any]) -> bytes:
    """An event as Bedrock frames it."""
    inner = base64.b64encode(json.dumps(event, separators=(",", ":")).encode()).decode()
    headers = {":event-type": "chunk", ":content-type": "application/json", ":message-type": "event"}
    return frame(headers, json.dumps({"bytes": inner, "p": "abcdefgh"}).encode())


def exception(name: str, body: Dict[str, Any]) -> bytes:
    """An error as Bedrock frames it in mid-stream."""
    headers = {":exception-type": name, ":content-type": "application/json", ":message-type": "exception"}
    return frame(headers, json.dumps(body).encode())


def stream_response(parts: Iterable[bytes]) -> httpx.Response:
    """A streamed answer of Bedrock."""
    return httpx.Response(
        200,
        headers={"content-type": "application/vnd.amazon.eventstream", "x-amzn-requestid": "aws-1"},
        content=b"".join(parts),
    )


class Bedrock:
    """Stands for the service: keeps each request, answers with a message unless told otherwise."""

    def __init__(self, answer: Optional[Handler] = None) -> None:
        self.requests: List[httpx.Request] = []
        self._answer = answer

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if self._answer is not None:
            return self._answer(request)
        if request.url.path.endswith("/count-tokens"):
            return httpx.Response(200, json={"inputTokens": 18})
        if request.url.path.endswith("-with-response-stream"):
            return stream_response(map(chunk, EVENTS))
        return httpx.Response(200, json=MESSAGE, headers={"x-amzn-requestid": "aws-1"})

    @property
    def body(self) -> Any:
        """The JSON body of the last request."""
        return json.loads(self.requests[-1].content)


class World:
    """Blocking or async: the same test runs in both."""

    def __init__(self, name: str) -> None:
        self.name = name

    def client(self, service: Handler, cls: str = "AnthropicBedrock", **options: Any) -> Any:
        """A client of this world that speaks to `service`."""
        transport = httpx.MockTransport(service)
        if self.name == "async":
            made = getattr(anthropic, f"Async{cls}")
            return made(http_client=httpx.AsyncClient(transport=transport), **options)
        return getattr(anthropic, cls)(http_client=httpx.Client(transport=transport), **options)

    def run(self, result: Any) -> Any:
        """The value of what a method gave."""
        if self.name == "blocking":
            return result

        async def awaited() -> Any:
            return await result

        return asyncio.run(awaited())

    def items(self, result: Any) -> List[Any]:
        """The items of a stream that a method gave."""
        if self.name == "blocking":
            return list(result)

        async def collected() -> List[Any]:
            return [item async for item in await result]

        return asyncio.run(collected())

    def final_message(self, manager: Any) -> Any:
        """The message of a stream manager."""
        if self.name == "blocking":
            with manager as stream:
                return stream.get_final_message()

        async def read() -> Any:
            async with manager as stream:
                return await stream.get_final_message()

        return asyncio.run(read())
