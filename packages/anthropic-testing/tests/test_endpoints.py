"""Models, legacy completions, and what the emulator says about itself."""

from __future__ import annotations

from typing import Any, List

import httpx
import pytest

from anthropic_testing import Emulator, Route
from anthropic_testing.emulator import Context
from anthropic_testing.exchange import Reply

from .conftest import body, parsed


def test_models_in_pages(client: httpx.Client) -> None:
    """Pages follow each other without gap or overlap, forwards and backwards."""
    whole = client.get("/v1/models", params={"limit": 1000}).json()
    assert whole["has_more"] is False
    ids = [model["id"] for model in whole["data"]]
    seen: List[str] = []
    params: Any = {"limit": 5}
    while True:
        page = client.get("/v1/models", params=params).json()
        seen += [model["id"] for model in page["data"]]
        assert (page["first_id"], page["last_id"]) == (page["data"][0]["id"], page["data"][-1]["id"])
        if not page["has_more"]:
            break
        params = {"limit": 5, "after_id": page["last_id"]}
    assert seen == ids
    before = client.get("/v1/models", params={"limit": 2, "before_id": ids[4]}).json()
    assert [model["id"] for model in before["data"]] == ids[2:4]
    assert before["has_more"] is True


def test_model_by_alias(client: httpx.Client) -> None:
    """An alias finds the model; a name that is none does not."""
    assert client.get("/v1/models/claude-haiku-4-5").json()["id"] == "claude-haiku-4-5-20251001"
    response = client.get("/v1/models/claude-unknown")
    assert (response.status_code, response.json()["error"]["message"]) == (404, "model: claude-unknown")


@pytest.mark.parametrize("limit", ["0", "1001", "x"])
def test_bad_limit(client: httpx.Client, limit: str) -> None:
    """A limit outside 1 to 1000 is refused."""
    assert client.get("/v1/models", params={"limit": limit}).status_code == 400


def completion(**more: Any) -> Any:
    return {"model": "claude-2.1", "max_tokens_to_sample": 50, "prompt": "\n\nHuman: Hi you\n\nAssistant:", **more}


def test_completion(client: httpx.Client) -> None:
    """A legacy completion repeats the last human turn, whole and streamed."""
    value = client.post("/v1/complete", json=completion()).json()
    assert (value["type"], value["completion"], value["stop_reason"]) == (
        "completion",
        " You said: Hi you",
        "stop_sequence",
    )
    events = parsed(client.post("/v1/complete", json=completion(stream=True)).text)
    assert "".join(event.get("completion", "") for event in events) == " You said: Hi you"
    assert events[-1]["stop_reason"] == "stop_sequence"
    assert [event["type"] for event in events][:2] == ["completion", "ping"]


def test_completion_limits(client: httpx.Client) -> None:
    """`max_tokens_to_sample` and the model's age are minded."""
    value = client.post("/v1/complete", json=completion(max_tokens_to_sample=2)).json()
    assert (value["completion"], value["stop_reason"]) == (" You sai", "max_tokens")
    refused = client.post("/v1/complete", json=completion(model="claude-sonnet-4-5"))
    assert refused.status_code == 400
    assert "Please use the Messages API" in refused.json()["error"]["message"]
    assert client.post("/v1/complete", json=completion(prompt="Hi")).status_code == 400


def test_root(client: httpx.Client) -> None:
    """`/` answers without a key, so that a caller can see that the emulator runs."""
    client.headers.pop("x-api-key")
    assert client.head("/").status_code == 200
    assert client.get("/").json()["emulator"] == "anthropic-testing"


def test_journal(client: httpx.Client, emulator: Emulator) -> None:
    """Requests are kept with their parsed bodies; credentials are not, only that there were any."""
    client.post("/v1/messages?beta=true", json=body("Note this"), headers={"authorization": "Bearer hidden-token"})
    (entry,) = emulator.requests
    assert (entry.method, entry.path, entry.query, entry.status) == ("POST", "/v1/messages", "beta=true", 200)
    assert entry.json["messages"][0]["content"] == "Note this"
    assert entry.headers["x-api-key"] == entry.headers["authorization"] == "[redacted]"
    assert "test-key" not in repr(entry)
    assert "hidden-token" not in repr(entry)


def test_control_over_http(client: httpx.Client, emulator: Emulator) -> None:
    """Another process can script, read and reset the emulator."""
    script = ["Hi", {"fault": "status; code=503"}, {"type": "error", "error": {"type": "overloaded_error"}}]
    assert client.post("/_emulator/script", json=script).json() == {"scripted": 3}
    answers = [client.post("/v1/messages", json=body()) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 503, 529]
    assert answers[0].json()["content"][0]["text"] == "Hi"
    (first, *_) = client.get("/_emulator/requests").json()["requests"]
    assert first["json"] == body()
    client.post("/_emulator/reset")
    assert list(emulator.requests) == []
    assert client.post("/_emulator/script", json=[3]).status_code == 400


def test_mounted_routes(client: httpx.Client, emulator: Emulator) -> None:
    """More paths can be answered; they may hand on to those that there are."""

    def front_door(context: Context) -> Reply:
        return Reply.of_json({"model": context.path["model"], "rest": context.path["rest"]})

    emulator.mount([Route("GET", "/door/{model}/{rest:path}", front_door)])
    assert client.get("/door/a%3A0/b/c").json() == {"model": "a:0", "rest": "b/c"}
