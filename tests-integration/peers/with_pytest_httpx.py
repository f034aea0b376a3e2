"""Tests as a user of pytest-httpx writes them, about code that uses our clients. Run in an environment that has it."""

import asyncio

import pytest

from anthropic import Anthropic, AsyncAnthropic, RateLimitError

ANSWER = {
    "id": "msg_1",
    "type": "message",
    "role": "assistant",
    "model": "claude-sonnet-4-5",
    "content": [{"type": "text", "text": "Canned."}],
    "stop_reason": "end_turn",
    "stop_sequence": None,
    "usage": {"input_tokens": 1, "output_tokens": 1},
}
REQUEST = {"model": "claude-sonnet-4-5", "max_tokens": 10, "messages": [{"role": "user", "content": "Hi"}]}


def test_a_canned_answer(httpx_mock):
    httpx_mock.add_response(url="https://api.anthropic.com/v1/messages", method="POST", json=ANSWER)
    assert Anthropic(api_key="k").messages.create(**REQUEST).content[0].text == "Canned."
    (request,) = httpx_mock.get_requests()
    assert request.headers["x-api-key"] == "k"


def test_a_canned_answer_for_the_async_client(httpx_mock):
    httpx_mock.add_response(json=ANSWER)

    async def main():
        async with AsyncAnthropic(api_key="k") as client:
            return await client.messages.create(**REQUEST)

    assert asyncio.run(main()).content[0].text == "Canned."


def test_attempts_are_requests(httpx_mock):
    httpx_mock.add_response(status_code=429, headers={"retry-after-ms": "1"}, json={}, is_reusable=True)
    with pytest.raises(RateLimitError):
        Anthropic(api_key="k").messages.create(**REQUEST)
    assert len(httpx_mock.get_requests()) == 3
