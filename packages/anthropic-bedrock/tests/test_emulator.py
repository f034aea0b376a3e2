"""The emulator's front door of Bedrock, and this client before it: messages, streams, tools, errors and faults."""

from __future__ import annotations

from typing import Any, List

import httpx
import pytest
from standin import World

import anthropic
from anthropic_testing import AsyncEmulatorTransport, Emulator, EmulatorTransport, Fault

KEYS = {"aws_access_key": "AKID", "aws_secret_key": "SECRET"}
MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
REQUEST: Any = {"model": MODEL, "max_tokens": 200, "messages": [{"role": "user", "content": "Say hello."}]}
TOOL: Any = {
    "name": "get_weather",
    "description": "The weather of a city.",
    "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
}


def client(world: World, emulator: Emulator, **options: Any) -> Any:
    """A client that speaks to an emulator in this process."""
    options = {"max_retries": 0, **({} if "api_key" in options else KEYS), **options}
    if world.name == "async":
        http: Any = httpx.AsyncClient(transport=AsyncEmulatorTransport(emulator))
        return anthropic.AsyncAnthropicBedrock(http_client=http, **options)
    return anthropic.AnthropicBedrock(http_client=httpx.Client(transport=EmulatorTransport(emulator)), **options)


def texts(message: Any) -> List[str]:
    """What a message says, block by block."""
    return [block.text for block in message.content]


def test_whole_and_streamed_are_the_same_message(world: World) -> None:
    """One conversation, two forms of the answer."""
    emulator = Emulator()
    whole = world.run(client(world, emulator).messages.create(**REQUEST))
    streamed = world.final_message(client(world, emulator).messages.stream(**REQUEST))
    assert texts(whole) == texts(streamed) != []
    assert whole.usage.output_tokens == streamed.usage.output_tokens
    assert [request.path for request in emulator.requests] == ["/v1/messages"] * 2
    assert emulator.requests[0].headers["x-api-key"] != "SECRET"


def test_stream_ends_with_what_bedrock_counts(world: World) -> None:
    """The last event carries the platform's own metrics."""
    events = world.items(client(world, Emulator()).messages.create(**REQUEST, stream=True))
    metrics = events[-1].to_dict()["amazon-bedrock-invocationMetrics"]
    assert metrics["inputTokenCount"] > 0
    assert metrics["outputTokenCount"] > 0


def test_tool_call_in_a_stream(world: World) -> None:
    """Tool input comes in pieces of JSON, and adds up."""
    request = {**REQUEST, "tools": [TOOL], "tool_choice": {"type": "tool", "name": "get_weather"}}
    message = world.final_message(client(world, Emulator()).messages.stream(**request))
    assert message.stop_reason == "tool_use"
    assert set(message.content[-1].input) == {"city"}


def test_count_tokens(world: World) -> None:
    """The count is that of the same conversation on the API itself."""
    emulator = Emulator()
    params: Any = {"messages": REQUEST["messages"], "system": "Be kind."}
    counted = world.run(client(world, emulator).messages.count_tokens(model=MODEL, **params))
    direct = anthropic.Anthropic(provider="emulator", provider_options={"emulator": emulator})
    assert counted.input_tokens == direct.messages.count_tokens(model="claude-sonnet-4-5", **params).input_tokens


def test_bearer_token(world: World) -> None:
    """A token does in place of a signature; nothing at all does not."""
    assert world.run(client(world, Emulator(), api_key="T").messages.create(**REQUEST)).content
    with pytest.raises(anthropic.PermissionDeniedError, match="Missing Authentication Token"):
        unsigned = client(world, Emulator())
        world.run(unsigned.messages.create(**REQUEST, extra_headers={"authorization": anthropic.omit}))


def test_betas_arrive(world: World) -> None:
    """The list in the body is what counts."""
    emulator = Emulator()
    headers = {"anthropic-beta": "context-1m-2025-08-07"}
    world.run(client(world, emulator).messages.create(**REQUEST, extra_headers=headers))
    assert emulator.requests[0].headers["anthropic-beta"] == "context-1m-2025-08-07"


@pytest.mark.parametrize(
    ("fault", "cls"),
    [
        (Fault.status(429), anthropic.RateLimitError),
        (Fault.status(503), anthropic.ServiceUnavailableError),
        (Fault.status(529), anthropic.OverloadedError),
        (Fault.status(400, message="too long"), anthropic.BadRequestError),
        (Fault.html(), anthropic.APIResponseValidationError),
        (Fault.empty(), anthropic.APIResponseValidationError),
        (Fault.broken_json(), anthropic.APIResponseValidationError),
        (Fault.drop(after=20), anthropic.APIConnectionError),
    ],
    ids=str,
)
def test_fault_in_a_whole_answer(world: World, fault: Fault, cls: type) -> None:
    """The same classes as on the API itself."""
    with pytest.raises(cls):
        world.run(client(world, Emulator(faults=[fault])).messages.create(**REQUEST))


@pytest.mark.parametrize(
    ("fault", "cls"),
    [
        (Fault.error_event("overloaded_error", events=4), anthropic.OverloadedError),
        (Fault.error_event("rate_limit_error", events=4), anthropic.RateLimitError),
        (Fault.error_event("timeout_error", events=4), anthropic.DeadlineExceededError),
        (Fault.end(events=4), anthropic.IncompleteStreamError),
        (Fault.end(), anthropic.IncompleteStreamError),
        (Fault.drop(after=700), anthropic.APIConnectionError),
        (Fault.cut(after=700), anthropic.APIConnectionError),
        (Fault.broken_json(events=4), anthropic.APIResponseValidationError),
    ],
    ids=str,
)
def test_fault_in_a_stream(world: World, fault: Fault, cls: type) -> None:
    """The same classes as on the API itself, with the message as far as it came."""
    with pytest.raises(anthropic.APIError) as caught:
        world.items(client(world, Emulator(faults=[fault])).messages.create(**REQUEST, stream=True))
    assert isinstance(caught.value, cls)
    assert caught.value.partial_message is not None


@pytest.mark.parametrize(
    "fault",
    [Fault.chunks(1), Fault.chunks(7), Fault.line_endings("cr"), Fault.bom(), Fault.gzip(), Fault.giant_line()],
    ids=str,
)
def test_odd_but_legal_framing(world: World, fault: Fault) -> None:
    """Any chunking gives the same message."""
    message = world.final_message(client(world, Emulator(faults=[fault])).messages.stream(**REQUEST))
    assert texts(message) == texts(world.run(client(world, Emulator()).messages.create(**REQUEST)))


def test_retry_succeeds(world: World) -> None:
    """A fault of the first attempt is retried; each attempt is signed and answered anew."""
    emulator = Emulator(faults=[Fault.status(429, headers={"retry-after-ms": "1"}).first(1)])
    assert world.run(client(world, emulator, max_retries=2).messages.create(**REQUEST)).content
    assert [request.status for request in emulator.requests] == [429, 200]


def test_completion_stream(world: World) -> None:
    """The old text completions are streamed in frames too."""
    import json

    emulator = Emulator(any_model=True)
    body = {"model": "anthropic.claude-v2:1", "prompt": "\n\nHuman: Hi\n\nAssistant:", "max_tokens_to_sample": 10}
    speaker = client(world, emulator)
    whole = world.run(speaker.post("/v1/complete", cast_to=object, body=body))
    assert json.loads(json.dumps(whole))["type"] == "completion"
    assert emulator.requests[0].path == "/v1/complete"


def test_unknown_model_is_not_found(world: World) -> None:
    """The error is AWS's, with AWS's name for the request."""
    with pytest.raises(anthropic.NotFoundError) as caught:
        world.run(client(world, Emulator()).messages.create(**{**REQUEST, "model": "anthropic.claude-0-v1:0"}))
    assert caught.value.request_id is not None
    assert caught.value.response.headers["x-amzn-errortype"] == "ResourceNotFoundException"
