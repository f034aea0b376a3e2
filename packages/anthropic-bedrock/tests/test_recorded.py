"""Real traffic of Bedrock, recorded by others: every stream at several chunkings, every whole answer, every count.

The recordings are no part of the project; the variable ANTHROPIC_WIRE_CORPUS names the folder that has them.
"""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import Any, Dict, Iterator, List

import botocore.eventstream
import httpx
import pytest
from standin import REQUEST, Bedrock, World

from anthropic_bedrock import EventStreamDecoder

CORPUS = os.environ.get("ANTHROPIC_WIRE_CORPUS", "")
KEYS = {"aws_access_key": "AKID", "aws_secret_key": "SECRET"}

pytestmark = pytest.mark.skipif(
    not CORPUS, reason="ANTHROPIC_WIRE_CORPUS is not set: the recorded exchanges with the real service are not at hand"
)


def exchanges(format_: str) -> List[Any]:
    """The recorded exchanges with Bedrock whose answer has one form."""
    return list(_exchanges(format_))


def _exchanges(format_: str) -> Iterator[Any]:
    for manifest in sorted(Path(CORPUS).glob("*/manifest.jsonl")) if CORPUS else []:
        for line in manifest.read_text("utf-8").splitlines():
            exchange: Dict[str, Any] = json.loads(line)
            if exchange["service"] == "bedrock" and exchange["response_format"] == format_:
                body = (manifest.parent / exchange["response_file"]).read_bytes()
                yield pytest.param(exchange, body, id=exchange["id"])


def by_botocore(body: bytes) -> List[Dict[str, Any]]:
    """The events of a stream, taken apart without any code of ours."""
    buffer = botocore.eventstream.EventStreamBuffer()
    buffer.add_data(body)
    return [json.loads(base64.b64decode(json.loads(message.payload)["bytes"])) for message in buffer]


STREAMS = exchanges("eventstream")
MESSAGE_STREAMS = [found for found in STREAMS if "completion" not in by_botocore(found.values[1])[0]]
ANSWERS = exchanges("json")


def test_there_are_recordings() -> None:
    """A folder that was moved or emptied is noticed."""
    assert len(MESSAGE_STREAMS) >= 15
    assert len(ANSWERS) >= 15


@pytest.mark.parametrize(("exchange", "body"), STREAMS)
@pytest.mark.parametrize("size", [1, 13, 512, 10**9])
def test_stream_is_decoded_at_any_chunking(exchange: Dict[str, Any], body: bytes, size: int) -> None:
    """The same events as botocore finds, with their names, wherever the bytes are cut."""
    decoder = EventStreamDecoder()
    events = [event for start in range(0, len(body), size) for event in decoder.feed(body[start : start + size])]
    events += decoder.end()
    expected = by_botocore(body)
    assert [json.loads(event.data) for event in events] == expected
    assert [event.name for event in events] == [event.get("type", "completion") for event in expected]


@pytest.mark.parametrize(("exchange", "body"), MESSAGE_STREAMS)
def test_stream_is_typed_and_adds_up(world: World, exchange: Dict[str, Any], body: bytes) -> None:
    """Typed events, every field kept; and the message that they add up to."""
    expected = by_botocore(body)
    headers = {"content-type": "application/vnd.amazon.eventstream"}
    client = world.client(Bedrock(lambda request: httpx.Response(200, headers=headers, content=body)), **KEYS)
    events = world.items(client.messages.create(**REQUEST, stream=True))
    assert [type(event).__name__ for event in events] == [
        "Raw" + "".join(part.title() for part in event["type"].split("_")) + "Event"
        for event in expected
        if event["type"] != "ping"
    ]
    message = world.final_message(client.messages.stream(**REQUEST))
    said: Dict[int, str] = {}
    for event in expected:
        if event["type"] == "content_block_delta" and event["delta"]["type"] in ("text_delta", "input_json_delta"):
            index = event["index"]
            said[index] = said.get(index, "") + (event["delta"].get("text") or event["delta"].get("partial_json", ""))
    for index, text in said.items():
        block = message.content[index]
        assert (block.input == json.loads(text or "{}")) if block.type == "tool_use" else (block.text == text)
    last = [event for event in expected if event["type"] == "message_delta"][-1]
    assert message.stop_reason == last["delta"]["stop_reason"]
    assert message.usage.output_tokens == last["usage"]["output_tokens"]


@pytest.mark.parametrize(("exchange", "body"), ANSWERS)
def test_whole_answer_is_typed_and_loses_nothing(world: World, exchange: Dict[str, Any], body: bytes) -> None:
    """Messages and counts come out as the API's; what Bedrock adds is kept."""
    answer = json.loads(body)
    client = world.client(Bedrock(lambda request: httpx.Response(exchange["status"], json=answer)), **KEYS)
    if exchange["path"].endswith("/count-tokens"):
        counted = client.messages.count_tokens(model=REQUEST["model"], messages=REQUEST["messages"])
        assert world.run(counted).input_tokens == answer["inputTokens"]
    elif answer.get("type") == "message":
        assert world.run(client.messages.create(**REQUEST)).to_dict() == answer
    else:
        assert "completion" in answer, "another kind of answer needs a test of its own"
