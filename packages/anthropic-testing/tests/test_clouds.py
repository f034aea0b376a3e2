"""The front doors of Google Cloud and Azure: the API's own answers under other paths, and the refusals of platforms."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from anthropic_testing import Emulator, EmulatorTransport

VERTEX = "/v1/projects/p/locations/us-east5/publishers/anthropic/models/"
WORKSPACE = "/v1alpha/projects/p/locations/global/workspaces/w/invoke"
BODY: Any = {
    "anthropic_version": "vertex-2023-10-16",
    "max_tokens": 16,
    "messages": [{"role": "user", "content": "Hello"}],
}
PLAIN: Any = {"max_tokens": 16, "messages": BODY["messages"], "model": "claude-sonnet-4-5"}
TOKEN = {"authorization": "Bearer t"}
HEADERS = {"anthropic-version": "2023-06-01"}


def send(path: str, body: Any, headers: Any, emulator: Emulator | None = None, method: str = "POST") -> httpx.Response:
    """One request, answered in process."""
    transport = EmulatorTransport(emulator or Emulator(require_key=True))
    with httpx.Client(transport=transport, base_url="https://cloud.invalid") as client:
        return client.request(method, path, json=body, headers=headers)


def test_vertex_message() -> None:
    """The model is named in the path, in Google's spelling."""
    response = send(VERTEX + "claude-sonnet-4-5@20250929:rawPredict", BODY, TOKEN)
    assert response.status_code == 200
    assert (response.json()["type"], response.json()["model"]) == ("message", "claude-sonnet-4-5-20250929")
    assert response.headers["request-id"]


def test_vertex_stream() -> None:
    """Streams are server-sent events, as the API's own."""
    response = send(VERTEX + "claude-sonnet-4-5:streamRawPredict", {**BODY, "stream": True}, TOKEN)
    assert response.headers["content-type"].startswith("text/event-stream")
    assert "event: message_stop" in response.text


def test_vertex_counts_tokens() -> None:
    """The model asked about is in the body."""
    body = {key: value for key, value in BODY.items() if key != "max_tokens"}
    response = send(VERTEX + "count-tokens:rawPredict", {**body, "model": "claude-sonnet-4-5@20250929"}, TOKEN)
    assert response.json()["input_tokens"] > 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"anthropic_version": None}, "anthropic_version"),
        ({"anthropic_version": "2023-06-01"}, "is not a valid version"),
        ({"model": "claude-sonnet-4-5"}, "model: Extra inputs"),
        ({"max_tokens": -1}, "max_tokens"),
    ],
)
def test_vertex_refuses_wrong_bodies(change: Any, message: str) -> None:
    """The version is needed, the model is not wanted, the rest is checked as ever."""
    body = {key: value for key, value in {**BODY, **change}.items() if value is not None}
    response = send(VERTEX + "claude-sonnet-4-5:rawPredict", body, TOKEN)
    assert response.status_code == 400
    assert message in response.json()["error"]["message"]


@pytest.mark.parametrize("path", [VERTEX + "claude-sonnet-4-5:rawPredict", WORKSPACE + "/v1/messages"])
def test_google_wants_a_token(path: str) -> None:
    """Google itself answers, in its own shape; a key of the API is none."""
    response = send(path, BODY, {"x-api-key": "k", **HEADERS})
    assert response.json()["error"]["status"] == "UNAUTHENTICATED"
    assert send(path, BODY, {**TOKEN, **HEADERS}, Emulator(api_keys=["other"])).status_code == 401


@pytest.mark.parametrize("path", [VERTEX + "claude-sonnet-4-5:predict", WORKSPACE + "/v1/complete"])
def test_google_has_not_everything(path: str) -> None:
    """Other verbs and text completions are not found."""
    assert send(path, BODY, {**TOKEN, **HEADERS}).json()["error"]["status"] == "NOT_FOUND"


def test_workspace_has_the_whole_api() -> None:
    """The path below the workspace is the API's."""
    headers = {**TOKEN, **HEADERS}
    assert send(WORKSPACE + "/v1/messages", PLAIN, headers).json()["type"] == "message"
    assert send(WORKSPACE + "/v1/models", None, headers, method="GET").json()["data"]


@pytest.mark.parametrize("headers", [{"api-key": "k"}, {"x-api-key": "k"}, TOKEN])
def test_foundry(headers: Any) -> None:
    """The API below `/anthropic`, with any of three credentials."""
    response = send("/anthropic/v1/messages", PLAIN, {**headers, **HEADERS}, Emulator(api_keys=["k", "t"]))
    assert response.json()["type"] == "message"


def test_foundry_refuses() -> None:
    """No credentials, and what it has not: answers of Azure itself."""
    assert send("/anthropic/v1/messages", PLAIN, HEADERS).status_code == 401
    keyed = {"api-key": "k", **HEADERS}
    assert send("/anthropic/v1/models", None, keyed, method="GET").json()["error"]["code"] == "404"
    assert send("/anthropic/v1/messages/batches", {}, keyed).status_code == 404


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (VERTEX + "claude-sonnet-4-5:rawPredict", BODY),
        (WORKSPACE + "/v1/messages", PLAIN),
        ("/anthropic/v1/messages", PLAIN),
    ],
)
def test_scripts_and_faults_work_at_every_door(path: str, body: Any) -> None:
    """The answer is the emulator's; the journal holds the request in the API's own form."""
    emulator = Emulator()
    emulator.script("Scripted.")
    response = send(path, body, {"authorization": "Bearer secret", **HEADERS}, emulator)
    assert response.json()["content"][0]["text"] == "Scripted."
    assert [seen.path for seen in emulator.requests] == ["/v1/messages"]
    assert json.loads(emulator.requests[0].content)["model"] == "claude-sonnet-4-5"
    assert "secret" not in repr(emulator.requests)
