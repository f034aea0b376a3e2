"""Recorded traffic of the real API through the client: nothing of it is lost.

The corpus is not part of the project. `ANTHROPIC_WIRE_CORPUS` names the folder that holds it: one folder an origin,
each with a `manifest.jsonl` of exchanges and a file for each body.
"""

from __future__ import annotations

import json
import os
import pathlib
import warnings
from typing import Any, Iterator

import anyio
import httpx
import pytest

from anthropic import Anthropic, APIStatusError, AsyncAnthropic
from anthropic.types import Message, MessageTokensCount

CORPUS = os.environ.get("ANTHROPIC_WIRE_CORPUS", "")
pytestmark = pytest.mark.skipif(
    not CORPUS, reason="ANTHROPIC_WIRE_CORPUS names no folder: recorded traffic was not read"
)

REQUEST: dict[str, Any] = {"model": "m", "max_tokens": 1, "messages": [{"role": "user", "content": "?"}]}


def exchanges(path: str, *formats: str) -> list[Any]:
    """The recorded exchanges of one endpoint that were answered in one of the formats."""
    found: list[Any] = []
    for manifest in sorted(pathlib.Path(CORPUS).glob("*/manifest.jsonl")) if CORPUS else ():
        for line in manifest.read_text("utf-8").splitlines():
            case = json.loads(line)
            url = (case["path"] or "").split("?")
            if url[0] != path or "beta=true" in url[1:] or case["service"] != "anthropic":
                continue
            if case["response_format"] in formats and case["response_file"]:
                body = (manifest.parent / case["response_file"]).read_bytes()
                found.append(pytest.param(case, body, id=case["id"]))
    return found


def client_for(case: dict[str, Any], body: bytes, chunk: int = 0) -> Anthropic:
    """A client to which the network answers with a recorded body, in chunks of a size."""
    kind = {"sse": "text/event-stream"}.get(case["response_format"], "application/json")

    def chunks() -> Iterator[bytes]:
        yield from (body[start : start + chunk] for start in range(0, len(body), chunk))

    def answer(_: httpx.Request) -> httpx.Response:
        headers = {"content-type": kind, "request-id": "req_recorded"}
        return httpx.Response(case["status"], headers=headers, content=chunks() if chunk else body)

    return Anthropic(api_key="k", max_retries=0, http_client=httpx.Client(transport=httpx.MockTransport(answer)))


def without_nulls(value: Any) -> Any:
    """JSON without the keys whose value is null: a null may be dropped, nothing else."""
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    return [without_nulls(item) for item in value] if isinstance(value, list) else value


def dumped(model: Any) -> Any:
    return model.model_dump(mode="json", by_alias=True, exclude_unset=True)


def sse_data(body: bytes) -> list[Any]:
    """The data of all events but pings, by an independent reading of the body."""
    found = []
    for line in body.decode("utf-8").replace("\r\n", "\n").split("\n"):
        if line.startswith("data:"):
            data = json.loads(line[len("data:") :])
            if data["type"] != "ping":
                found.append(data)
    return found


def accumulated(events: list[Any]) -> dict[str, Any]:  # noqa: C901  # one branch for each kind of event
    """The message that raw events add up to, written without any of the library's code."""
    message: dict[str, Any] = {}
    inputs: dict[int, str] = {}
    for event in events:
        kind = event["type"]
        if kind == "message_start":
            message = json.loads(json.dumps(event["message"]))
        elif kind == "content_block_start":
            message["content"].append(json.loads(json.dumps(event["content_block"])))
        elif kind == "content_block_delta":
            block, delta = message["content"][event["index"]], event["delta"]
            if delta["type"] == "text_delta":
                block["text"] += delta["text"]
            elif delta["type"] == "thinking_delta":
                block["thinking"] += delta["thinking"]
            elif delta["type"] == "signature_delta":
                block["signature"] = delta["signature"]
            elif delta["type"] == "citations_delta":
                block["citations"] = [*(block.get("citations") or []), delta["citation"]]
            elif delta["type"] == "input_json_delta":
                inputs[event["index"]] = inputs.get(event["index"], "") + delta["partial_json"]
            else:
                raise AssertionError(f"a delta that this test does not know: {delta}")
        elif kind == "content_block_stop" and inputs.get(event["index"]):
            try:
                message["content"][event["index"]]["input"] = json.loads(inputs[event["index"]])
            except ValueError:
                message["content"][event["index"]].pop("input")  # cut off by max_tokens
        elif kind == "message_delta":
            message.update(event["delta"])
            message["usage"].update({k: v for k, v in (event.get("usage") or {}).items() if v is not None})
    return message


@pytest.mark.parametrize(("case", "body"), exchanges("/v1/messages", "json"))
def test_messages_and_errors(case: dict[str, Any], body: bytes) -> None:
    """A recorded answer dumps back to the JSON that came; a recorded error keeps its body and type."""
    client = client_for(case, body)
    sent = json.loads(body)
    if case["status"] >= 400:
        with pytest.raises(APIStatusError) as caught:
            client.messages.create(**REQUEST)
        assert caught.value.body == sent
        assert caught.value.status_code == case["status"]
        assert caught.value.type == sent["error"]["type"]
        return
    message = client.messages.create(**REQUEST)
    assert isinstance(message, Message)
    assert without_nulls(dumped(message)) == without_nulls(sent)


@pytest.mark.parametrize(("case", "body"), exchanges("/v1/messages/count_tokens", "json"))
def test_count_tokens(case: dict[str, Any], body: bytes) -> None:
    count = client_for(case, body).messages.count_tokens(model="m", messages=[])
    assert isinstance(count, MessageTokensCount)
    assert dumped(count) == json.loads(body)


@pytest.mark.parametrize(("case", "body"), exchanges("/v1/messages", "sse"))
def test_streams(case: dict[str, Any], body: bytes) -> None:
    """Every event dumps back to its JSON, at any chunking; the helper accumulates what an independent reading does."""
    expected = sse_data(body)
    for chunk in (0, 7, 1000):
        events = list(client_for(case, body, chunk).messages.create(**REQUEST, stream=True))
        assert [without_nulls(dumped(event)) for event in events] == without_nulls(expected)
    with client_for(case, body).messages.stream(**REQUEST) as stream:
        message = stream.get_final_message()
    wanted, got = without_nulls(accumulated(expected)), without_nulls(dumped(message))
    for block, other in zip(wanted["content"], got["content"]):
        if "input" not in block:
            other.pop("input", None)
    assert got == wanted


@pytest.mark.parametrize(("case", "body"), exchanges("/v1/messages", "json", "sse"))
def test_blocks_go_back_as_they_came(case: dict[str, Any], body: bytes) -> None:
    """The content of an answer, put into the next request, is on the wire what the server sent."""
    if case["status"] >= 400:
        return
    sent = json.loads(body) if case["response_format"] == "json" else accumulated(sse_data(body))
    if case["response_format"] == "json":
        message = client_for(case, body).messages.create(**REQUEST)
    else:
        with client_for(case, body).messages.stream(**REQUEST) as stream:
            message = stream.get_final_message()
    if any("input" not in block for block in sent["content"] if block["type"] == "tool_use"):
        return  # cut off by max_tokens: there is no input to send back
    bodies: list[Any] = []

    def answer(request: httpx.Request) -> httpx.Response:
        bodies.append(json.loads(request.content))
        return httpx.Response(200, json={"input_tokens": 1})

    client = Anthropic(api_key="k", http_client=httpx.Client(transport=httpx.MockTransport(answer)))
    client.messages.count_tokens(model="m", messages=[{"role": "assistant", "content": message.content}])
    assert without_nulls(bodies[0]["messages"][0]["content"]) == without_nulls(sent["content"])


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_async_streams(backend: str) -> None:
    """All recorded streams through the async client, on both event loops."""
    cases = exchanges("/v1/messages", "sse")

    async def main() -> None:
        for param in cases:
            case, body = param.values

            def answer(_: httpx.Request, body: bytes = body) -> httpx.Response:
                return httpx.Response(200, headers={"content-type": "text/event-stream"}, content=body)

            http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
            async with AsyncAnthropic(api_key="k", http_client=http) as client:
                async with client.messages.stream(**REQUEST) as stream:
                    events = [dumped(event) async for event in stream._raw_stream]
                assert without_nulls(events) == without_nulls(sse_data(body)), case["id"]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        anyio.run(main, backend=backend)


def test_the_corpus_is_there() -> None:
    assert exchanges("/v1/messages", "json")
    assert exchanges("/v1/messages", "sse")
