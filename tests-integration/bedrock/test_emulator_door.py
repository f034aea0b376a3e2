"""The emulator's front door of Bedrock, read by the client that AWS itself wrote."""

from __future__ import annotations

import importlib
import json
from typing import Any, Iterator, List

import pytest
from bedrock.peer import boto3

from anthropic_testing import Emulator, Fault, serve

exceptions: Any = importlib.import_module("botocore.exceptions")  # has no types
pytestmark = pytest.mark.filterwarnings(  # boto3 leaves sockets to the garbage collector
    "ignore::pytest.PytestUnraisableExceptionWarning"
)
MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
BODY: Any = {
    "anthropic_version": "bedrock-2023-05-31",
    "max_tokens": 100,
    "messages": [{"role": "user", "content": "Say hello."}],
}


@pytest.fixture
def emulator() -> Emulator:
    """A fresh emulator."""
    return Emulator()


@pytest.fixture
def runtime(emulator: Emulator) -> Iterator[Any]:
    """A boto3 client of the emulator, over loopback."""
    with serve(emulator) as url:
        session = boto3.Session("AKID", "SECRET", region_name="us-east-1")
        client = session.client("bedrock-runtime", endpoint_url=url)
        yield client
        client.close()


def streamed(runtime: Any) -> List[Any]:
    """The events of one streamed invocation."""
    answer = runtime.invoke_model_with_response_stream(modelId=MODEL, body=json.dumps(BODY))
    return [json.loads(event["chunk"]["bytes"]) for event in answer["body"]]


def test_invoke(runtime: Any) -> None:
    """A whole message."""
    message = json.loads(runtime.invoke_model(modelId=MODEL, body=json.dumps(BODY))["body"].read())
    assert (message["type"], message["model"]) == ("message", "claude-sonnet-4-5-20250929")


def test_stream(runtime: Any) -> None:
    """Frames that botocore takes: lengths, headers, both checksums."""
    events = streamed(runtime)
    assert (events[0]["type"], events[-1]["type"]) == ("message_start", "message_stop")


def test_error_in_a_stream(runtime: Any, emulator: Emulator) -> None:
    """An exception frame is AWS's own exception."""
    emulator.enqueue(None, Fault.error_event("rate_limit_error", events=3))
    with pytest.raises(exceptions.EventStreamError, match="throttlingException"):
        streamed(runtime)


def test_error(runtime: Any, emulator: Emulator) -> None:
    """An error answer has AWS's name."""
    with pytest.raises(runtime.exceptions.ValidationException, match="max_tokens"):
        runtime.invoke_model(modelId=MODEL, body=json.dumps({**BODY, "max_tokens": 0}))


def test_count_tokens(runtime: Any) -> None:
    """The count of a model; for an inference profile there is none."""
    model = MODEL.partition(".")[2]
    wrapped = {"invokeModel": {"body": json.dumps(BODY).encode()}}
    assert runtime.count_tokens(modelId=model, input=wrapped)["inputTokens"] > 0
    with pytest.raises(runtime.exceptions.ValidationException, match="counting tokens"):
        runtime.count_tokens(modelId=MODEL, input=wrapped)
