"""Errors as the API shapes them."""

from __future__ import annotations

from typing import Any, Callable

import httpx
import pytest

from anthropic_testing import Emulator, RateLimit, VirtualClock

from .conftest import HEADERS, MODEL, body


def test_shape(client: httpx.Client) -> None:
    """Body and headers name the type, the message and the request."""
    response = client.post("/v1/messages", json={})
    assert response.status_code == 400
    value = response.json()
    assert value == {
        "type": "error",
        "error": {"type": "invalid_request_error", "message": "model: Field required"},
        "request_id": response.headers["request-id"],
    }
    assert response.headers["x-should-retry"] == "false"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"max_tokens": 0}, "max_tokens: Input should be greater than or equal to 1"),
        ({"max_tokens": "9"}, "max_tokens: Input should be a valid integer"),
        (
            {"max_tokens": 10**6},
            f"max_tokens: 1000000 > 64000, which is the maximum allowed number of output tokens for {MODEL}",
        ),
        ({"messages": []}, "messages: at least one message is required"),
        ({"messages": [{"role": "assistant", "content": "a"}]}, 'messages: first message must use the "user" role'),
        ({"messages": [{"role": "user"}]}, "messages.0.content: Field required"),
        (
            {"messages": [{"role": "bot", "content": "a"}]},
            "messages.0.role: Input should be 'user', 'assistant' or 'system'",
        ),
        ({"messages": [{"role": "user", "content": [{}]}]}, "messages.0.content.0.type: Field required"),
        (
            {"messages": [{"role": "user", "content": [{"type": "text"}]}]},
            "messages.0.content.0.text.text: Field required",
        ),
        (
            {"messages": [{"role": "user", "content": [{"type": "text", "text": "a", "parsed_output": 1}]}]},
            "messages.0.content.0.text.parsed_output: Extra inputs are not permitted",
        ),
        (
            {"messages": [{"role": "user", "content": [{"type": "text", "text": ""}]}]},
            "messages: text content blocks must be non-empty",
        ),
        (
            {"messages": [{"role": "user", "content": [{"type": "image", "source": {"type": "base64", "data": "a"}}]}]},
            "messages.0.content.0.image.source.base64.media_type: Field required",
        ),
        ({"tools": [{"name": "a"}]}, "tools.0.custom.input_schema: Field required"),
        ({"tools": [{"name": "a", "input_schema": {}}]}, "tools.0.custom.input_schema.type: Input should be 'object'"),
        (
            {"tools": [{"name": "a b", "input_schema": {"type": "object"}}]},
            "tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'",
        ),
        ({"tools": [{"name": "a", "input_schema": {"type": "object"}}] * 2}, "tools: Tool names must be unique."),
        ({"tool_choice": {"type": "any"}}, "tool_choice: may only be specified while providing `tools`."),
        ({"temperature": 2}, "temperature: Input should be less than or equal to 1"),
        ({"foo": 1}, "foo: Extra inputs are not permitted"),
        (
            {"thinking": {"type": "enabled", "budget_tokens": 5}},
            "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024",
        ),
        (
            {"thinking": {"type": "enabled", "budget_tokens": 2000}},
            "max_tokens: must be greater than `thinking.budget_tokens`",
        ),
        ({"metadata": {"user": "x"}}, "metadata.user: Extra inputs are not permitted"),
        (
            {"output_config": {"format": {"type": "json_schema", "schema": {"type": "object"}}}},
            "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false",
        ),
    ],
)
def test_invalid_request(error: Callable[..., Any], change: Any, expected: str) -> None:
    """A wrong request is refused with the field's name."""
    assert error({**body(), **change}) == (400, expected)


def test_unknown_block_type(error: Callable[..., Any]) -> None:
    """A type of block that there is not is named, with those that there are."""
    status, message = error(body([{"type": "video"}]))
    assert status == 400
    assert message.startswith("messages.0.content.0: Input tag 'video' found using 'type' does not match")


def test_lenient_emulator_takes_unknown_things(client: httpx.Client, emulator: Emulator) -> None:
    """With `strict=False` unknown parameters and blocks pass; what is missing is still missed."""
    emulator.strict = False
    assert client.post("/v1/messages", json=body([{"type": "video"}], foo=1)).status_code == 200
    assert client.post("/v1/messages", json=body([{"type": "text"}])).status_code == 400


def test_tool_result_without_use(error: Callable[..., Any]) -> None:
    """A result needs the call that it answers right before it."""
    status, message = error(body([{"type": "tool_result", "tool_use_id": "toolu_1"}]))
    assert status == 400
    assert message.startswith("messages.0.content.0: unexpected `tool_use_id` found in `tool_result` blocks: toolu_1.")


def test_tool_use_without_result(error: Callable[..., Any]) -> None:
    """A call needs its result right after it."""
    turns = [
        {"role": "user", "content": "a"},
        {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "a", "input": {}}]},
        {"role": "user", "content": "b"},
    ]
    status, message = error(body(messages=turns))
    assert status == 400
    assert message.startswith(
        "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1."
    )


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff", b"[" * 100_000, b""])
def test_no_json(client: httpx.Client, content: bytes) -> None:
    """A body that is no JSON object is said to be none."""
    response = client.post("/v1/messages", content=content)
    assert response.status_code == 400
    assert response.json()["error"]["message"].startswith("The request body is not valid JSON")


def test_unknown_model(error: Callable[..., Any]) -> None:
    """A model that does not exist is a 404 that names it."""
    assert error({**body(), "model": "claude-unknown"}) == (404, "model: claude-unknown")


def test_unknown_path_and_method(client: httpx.Client) -> None:
    """An unknown path is a 404, a wrong method a 405, both in the API's shape."""
    assert client.get("/v1/nothing").json()["error"]["type"] == "not_found_error"
    response = client.get("/v1/messages")
    assert (response.status_code, response.headers["allow"]) == (405, "POST")
    assert client.get("/v1/messages").json()["type"] == "error"


def test_version_header(client: httpx.Client) -> None:
    """The version header is needed, and must be one that exists."""
    client.headers.pop("anthropic-version")
    assert (
        client.post("/v1/messages", json=body()).json()["error"]["message"] == "anthropic-version: header is required"
    )
    response = client.post("/v1/messages", json=body(), headers={"anthropic-version": "1999-01-01"})
    assert response.status_code == 400


def test_key_needed_over_http_only(client: httpx.Client) -> None:
    """Over HTTP a request needs a key or a token, in process it does not."""
    client.headers.pop("x-api-key")
    remote = client.base_url.scheme == "http"
    response = client.post("/v1/messages", json=body())
    assert response.status_code == (401 if remote else 200)
    if remote:
        assert response.json()["error"] == {"type": "authentication_error", "message": "x-api-key header is required"}
    token = client.post("/v1/messages", json=body(), headers={"authorization": "Bearer token"})
    assert token.status_code == 200


def test_only_given_keys(client: httpx.Client, emulator: Emulator) -> None:
    """Where keys are given, another one is refused in both forms."""
    emulator.api_keys = ["right"]
    response = client.post("/v1/messages", json=body())
    assert (response.status_code, response.json()["error"]["message"]) == (401, "invalid x-api-key")
    assert client.post("/v1/messages", json=body(), headers={"x-api-key": "right"}).status_code == 200


def test_key_can_be_required_in_process() -> None:
    """`require_key` decides for both forms."""
    from anthropic_testing import Request

    emulator = Emulator(require_key=True)
    request = Request("GET", "/v1/models", headers={"anthropic-version": "2023-06-01"})
    assert emulator.answer(request).status == 401


def test_too_large(client: httpx.Client, emulator: Emulator) -> None:
    """A body above the limit is a 413."""
    emulator.max_request_bytes = 100
    response = client.post("/v1/messages", json=body("x" * 200))
    assert (response.status_code, response.json()["error"]["type"]) == (413, "request_too_large")


def test_rate_limit_headers(client: httpx.Client) -> None:
    """Answers tell limits, what is left of them and when they start anew."""
    first, second = (client.post("/v1/messages", json=body()) for _ in range(2))
    for kind in ("requests", "tokens", "input-tokens", "output-tokens"):
        left = [int(answer.headers[f"anthropic-ratelimit-{kind}-remaining"]) for answer in (first, second)]
        assert 0 < left[1] < left[0] < int(first.headers[f"anthropic-ratelimit-{kind}-limit"])
        assert first.headers[f"anthropic-ratelimit-{kind}-reset"] == "2026-01-01T00:01:00Z"
    assert first.headers["anthropic-organization-id"]


def test_rate_limit_enforced() -> None:
    """Above the limit comes a 429 that says how long to wait; after that time requests pass again."""
    from anthropic_testing import EmulatorTransport

    clock = VirtualClock()
    emulator = Emulator(clock=clock, rate_limit=RateLimit(requests=1))
    with httpx.Client(transport=EmulatorTransport(emulator), base_url="https://x.invalid", headers=HEADERS) as http:
        assert http.post("/v1/messages", json=body()).status_code == 200
        clock.advance(20)
        refused = http.post("/v1/messages", json=body())
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "40")
        assert refused.json()["error"]["type"] == "rate_limit_error"
        clock.advance(40)
        assert http.post("/v1/messages", json=body()).status_code == 200
