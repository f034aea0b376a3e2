"""Each test runs against both forms of the emulator: in process, and over HTTP on loopback."""

from __future__ import annotations

import json
from typing import Any, Callable, Dict, Iterator, List

import httpx
import pytest

from anthropic_testing import Emulator, EmulatorTransport, Reply, Request, serve

HEADERS = {"anthropic-version": "2023-06-01", "x-api-key": "test-key"}
MODEL = "claude-sonnet-4-5"


class Switchboard(Emulator):
    """Hands each request to the emulator of the running test, so that one server serves them all."""

    current: Emulator

    def answer(self, request: Request) -> Reply:
        return self.current.answer(request)


@pytest.fixture(scope="session")
def switchboard() -> Switchboard:
    return Switchboard()


@pytest.fixture(scope="session")
def server_url(switchboard: Switchboard) -> Iterator[str]:
    with serve(switchboard) as url:
        yield url


@pytest.fixture
def emulator() -> Emulator:
    return Emulator()


@pytest.fixture(params=["process", "http"])
def client(request: pytest.FixtureRequest, emulator: Emulator) -> Iterator[httpx.Client]:
    """Plain httpx, connected to `emulator`."""
    if request.param == "process":
        with httpx.Client(transport=EmulatorTransport(emulator), base_url="https://emulator.invalid") as http:
            http.headers.update(HEADERS)
            yield http
        return
    request.getfixturevalue("switchboard").current = emulator
    with httpx.Client(base_url=request.getfixturevalue("server_url"), headers=HEADERS, timeout=5) as http:
        yield http


def body(content: Any = "Hello", **more: Any) -> Dict[str, Any]:
    """A messages request with one user message."""
    return {"model": MODEL, "max_tokens": 1000, "messages": [{"role": "user", "content": content}], **more}


@pytest.fixture
def create(client: httpx.Client) -> Callable[..., Any]:
    """POST /v1/messages, parsed; the status must be 200."""

    def call(content: Any = "Hello", **more: Any) -> Any:
        response = client.post("/v1/messages", json=body(content, **more))
        assert response.status_code == 200, response.text
        return response.json()

    return call


@pytest.fixture
def stream(client: httpx.Client) -> Callable[..., Any]:
    """POST /v1/messages with `stream`, as a list of events."""

    def call(content: Any = "Hello", **more: Any) -> List[Dict[str, Any]]:
        response = client.post("/v1/messages", json=body(content, stream=True, **more))
        assert response.status_code == 200, response.text
        return parsed(response.text)

    return call


@pytest.fixture
def error(client: httpx.Client) -> Callable[..., Any]:
    """POST any body to /v1/messages; the status and the error's message."""

    def call(request_body: Any, path: str = "/v1/messages") -> Any:
        response = client.post(path, json=request_body)
        return response.status_code, response.json()["error"]["message"]

    return call


def parsed(text: str) -> List[Dict[str, Any]]:
    """Server-sent events as the data they carry."""
    events: List[Dict[str, Any]] = []
    for part in text.strip().split("\n\n"):
        name, data = part.split("\n")
        value = json.loads(data[len("data: ") :])
        assert name == f"event: {value['type']}"
        events.append(value)
    return events


def accumulated(events: List[Dict[str, Any]]) -> Dict[str, Any]:
    """The message that the events of a stream add up to."""
    message: Dict[str, Any] = {}
    inputs: Dict[int, str] = {}
    for event in events:
        kind = event["type"]
        if kind == "message_start":
            message = event["message"]
        elif kind == "content_block_start":
            assert event["index"] == len(message["content"])
            message["content"].append(event["content_block"])
        elif kind == "content_block_delta":
            block, delta = message["content"][event["index"]], event["delta"]
            if delta["type"] == "input_json_delta":
                inputs[event["index"]] = inputs.get(event["index"], "") + delta["partial_json"]
            elif delta["type"] == "citations_delta":
                block.setdefault("citations", []).append(delta["citation"])
            elif delta["type"] == "signature_delta":
                block["signature"] = delta["signature"]
            else:
                key = delta["type"].split("_")[0]
                block[key] += delta[key]
        elif kind == "content_block_stop" and event["index"] in inputs:
            message["content"][event["index"]]["input"] = json.loads(inputs[event["index"]] or "{}")
        elif kind == "message_delta":
            message.update(event["delta"])
            message["usage"].update(event["usage"])
    assert events[-1]["type"] == "message_stop"
    return message
