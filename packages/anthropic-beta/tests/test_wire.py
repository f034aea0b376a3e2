"""Recorded beta traffic: it parses strictly, comes out as it went in, adds up, and every block can be sent back."""

from __future__ import annotations

import json
from typing import Any, Dict, List

import httpx
import pydantic
import pytest
from scripted import REQUEST, Server

from anthropic import Anthropic
from anthropic.types.beta import BetaDeletedFile, BetaFileMetadata, BetaMessage, BetaMessageTokensCount

from .wire import exchanges

MESSAGES = exchanges("/v1/messages", "json")
STREAMS = exchanges("/v1/messages", "sse")
COUNTS = exchanges("/v1/messages/count_tokens", "json")
UPLOADS = exchanges("/v1/files", "json")


NOT_SENT_ONCE = {("usage", "iterations", "message", "model"), ("usage", "server_tool_use", "web_fetch_requests")}
"""Fields that the API requires of itself now, and left out in the days of some recordings."""


def client(answer: httpx.Response) -> Any:
    """A client with one answer."""
    return Anthropic(api_key="k", http_client=httpx.Client(transport=httpx.MockTransport(Server(answer))))


@pytest.mark.parametrize("exchange", MESSAGES)
def test_a_message_fits_strictly(exchange: Any) -> None:
    """A recorded message has every field of the type, with a value of its type; but for what was once left out."""
    try:
        BetaMessage.model_validate_json(exchange["answer"])
    except pydantic.ValidationError as error:
        problems = [(line["type"], line["loc"]) for line in error.errors()]
        missing = {tuple(part for part in loc if isinstance(part, str)) for kind, loc in problems if kind == "missing"}
        assert len(problems) == len([kind for kind, _ in problems if kind == "missing"])
        assert missing <= NOT_SENT_ONCE


@pytest.mark.parametrize("exchange", MESSAGES)
def test_a_message_comes_out_as_it_went_in(exchange: Any) -> None:
    """A recorded message dumps to just what the server sent."""
    raw = json.loads(exchange["answer"])
    message = client(httpx.Response(200, json=raw)).beta.messages.create(**REQUEST)
    assert type(message) is BetaMessage
    assert json.loads(message.to_json()) == raw


@pytest.mark.parametrize("exchange", MESSAGES)
def test_every_block_can_be_sent_back(exchange: Any) -> None:
    """The blocks of an answer go into the next request as they came, `null` values and unknown fields too."""
    raw = json.loads(exchange["answer"])
    server = Server(httpx.Response(200, json=raw))
    sender = Anthropic(api_key="k", http_client=httpx.Client(transport=httpx.MockTransport(server)))
    message = client(httpx.Response(200, json=raw)).beta.messages.create(**REQUEST)
    sender.beta.messages.create(**{**REQUEST, "messages": [{"role": "assistant", "content": message.content}]})
    assert server.bodies[0]["messages"][0]["content"] == raw["content"]


@pytest.mark.parametrize("exchange", STREAMS)
def test_a_stream_adds_up(exchange: Any) -> None:
    """A recorded stream gives, raw and with helpers, the message that its events add up to without any of our code."""
    wanted = added_up(exchange["answer"])
    headers = {"content-type": "text/event-stream"}

    def answer() -> httpx.Response:
        return httpx.Response(200, headers=headers, content=exchange["answer"])

    with client(answer()).beta.messages.stream(**REQUEST) as stream:
        events = list(stream)
        message = stream.get_final_message()
    assert json.loads(message.to_json()) == wanted
    assert {type(event).__module__.split("._")[0] for event in events} <= {
        "anthropic.types.beta",
        "anthropic.lib.streaming",
    }
    raw = list(client(answer()).beta.messages.create(stream=True, **REQUEST))
    assert [json.loads(event.to_json()) for event in raw] == wire_events(exchange["answer"])


@pytest.mark.parametrize("exchange", COUNTS)
def test_counts(exchange: Any) -> None:
    """A recorded count fits its type, and dumps to just what the server sent."""
    raw = json.loads(exchange["answer"])
    assert BetaMessageTokensCount.model_validate(raw, strict=False).to_dict(mode="json") == raw


@pytest.mark.parametrize("exchange", UPLOADS)
def test_files(exchange: Any) -> None:
    """What the service said of an uploaded file, or of a list of files, fits its type."""
    raw = json.loads(exchange["answer"])
    kind = BetaDeletedFile if raw.get("type") == "file_deleted" else BetaFileMetadata
    for item in raw.get("data", [raw]):
        dumped = kind.model_validate(item).to_dict(mode="json")
        assert {**dumped, "created_at": None} == {**item, "created_at": None}


def wire_events(body: bytes) -> List[Dict[str, Any]]:
    """The events of a body that clients are given, read with nothing but JSON."""
    lines = body.decode("utf-8").splitlines()
    events = [json.loads(line[len("data:") :]) for line in lines if line.startswith("data:")]
    return [event for event in events if event["type"] != "ping"]


def added_up(body: bytes) -> Dict[str, Any]:
    """The message that a stream adds up to, from JSON to JSON."""
    message: Dict[str, Any] = {}
    inputs: Dict[int, str] = {}
    for event in wire_events(body):
        kind = event["type"]
        if kind == "message_start":
            message = event["message"]
        elif kind == "content_block_start":
            message["content"].append(event["content_block"])
        elif kind == "content_block_delta":
            grow(message["content"][event["index"]], event["delta"], inputs, event["index"])
        elif kind == "message_delta":
            message.update(event["delta"])
            message["usage"].update({key: value for key, value in event.get("usage", {}).items() if value is not None})
            message.update({key: value for key, value in event.items() if key not in ("type", "delta", "usage")})
    for index, text in inputs.items():
        message["content"][index]["input"] = json.loads(text) if text else {}
    return message


def grow(block: Dict[str, Any], delta: Dict[str, Any], inputs: Dict[int, str], index: int) -> None:
    kind = delta["type"]
    if kind == "input_json_delta":
        inputs[index] = inputs.get(index, "") + delta["partial_json"]
    elif kind == "citations_delta":
        block["citations"] = [*(block.get("citations") or []), delta["citation"]]
    else:
        for name, value in delta.items():
            if name in ("text", "thinking"):
                block[name] = block.get(name, "") + value
            elif name not in ("type", "estimated_tokens"):
                block[name] = value
