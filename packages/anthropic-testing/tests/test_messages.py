"""What the emulated model says, in both forms, whole and streamed."""

from __future__ import annotations

import json
from typing import Any, Callable

import httpx
import jsonschema
import pytest

from anthropic_testing import Emulator

from .conftest import accumulated, body, parsed

WEATHER = {
    "name": "get_weather",
    "description": "Tells the weather in a city.",
    "input_schema": {
        "type": "object",
        "properties": {"city": {"type": "string"}, "days": {"type": "integer", "minimum": 1}},
        "required": ["city", "days"],
    },
}
MAIL = {
    "name": "send_mail",
    "description": "Sends a letter to a person.",
    "input_schema": {"type": "object", "properties": {"to": {"type": "string", "format": "email"}}},
}


def used(message: Any) -> Any:
    """The tools that a message calls, with their inputs."""
    return [(block["name"], block["input"]) for block in message["content"] if block["type"] == "tool_use"]


def test_echo(create: Callable[..., Any]) -> None:
    """Without anything else the answer repeats the last user text, and has the fields of a message."""
    message = create("Hello, Claude")
    assert message["content"] == [{"type": "text", "text": "You said: Hello, Claude"}]
    assert (message["type"], message["role"], message["stop_reason"]) == ("message", "assistant", "end_turn")
    assert message["id"].startswith("msg_01")
    assert message["model"] == "claude-sonnet-4-5"


def test_same_in_every_run(client: httpx.Client, emulator: Emulator) -> None:
    """Two emulators answer the same requests with the same bytes, ids included."""
    first = [client.post("/v1/messages", json=body()).content for _ in range(2)]
    other = Emulator()
    from anthropic_testing import EmulatorTransport

    with httpx.Client(transport=EmulatorTransport(other), headers=client.headers) as http:
        second = [http.post("https://x.invalid/v1/messages", json=body()).content for _ in range(2)]
    assert first == second
    assert first[0] != first[1]


def test_attachments_and_system(create: Callable[..., Any]) -> None:
    """Images and documents are told of; they and the system prompt count as input."""
    image = {"type": "image", "source": {"type": "url", "url": "https://example.com/a.png"}}
    plain = create("Look")["usage"]["input_tokens"]
    message = create([{"type": "text", "text": "Look"}, image, image], system="Be brief, please.")
    assert message["content"][0]["text"] == "You said: Look (with 2 images)"
    assert message["usage"]["input_tokens"] == plain + 2 * 1500 + 5


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"tools": [WEATHER, MAIL]},
        {"thinking": {"type": "adaptive"}},
        {"max_tokens": 3},
        {"tools": [{"type": "web_search_20250305", "name": "web_search"}]},
        {"tools": [{"type": "code_execution_20250825", "name": "code_execution"}]},
        {"stop_sequences": ["Par"]},
        {"output_config": {"format": {"type": "json_schema", "schema": {"type": "string"}}}},
    ],
    ids=lambda more: "-".join(more) or "plain",
)
def test_stream_adds_up(emulator: Emulator, client: httpx.Client, more: Any) -> None:
    """The events of a stream add up to the message that the same request gets unstreamed."""
    question = "Search for, run and tell me the weather in “Paris”, dürfte gehen"
    whole = client.post("/v1/messages", json=body(question, **more)).json()
    events = parsed(client.post("/v1/messages", json={**body(question, **more), "stream": True}).text)
    summed = accumulated(events)
    for message in (whole, summed):
        message["id"] = "msg"
        for block in message["content"]:
            block.pop("id", None)
            block.pop("tool_use_id", None)
        message.get("container", {})["id"] = "container"
    summed.setdefault("container", {"id": "container"})
    whole.setdefault("container", {"id": "container"})
    assert summed == whole


def test_frames(client: httpx.Client) -> None:
    """Framing is the service's: padded data lines, a ping after the first start, several text pieces."""
    text = client.post("/v1/messages", json={**body("one two three four five six"), "stream": True}).text
    events = parsed(text)
    assert [event["type"] for event in events][:3] == ["message_start", "content_block_start", "ping"]
    assert sum(event["type"] == "content_block_delta" for event in events) > 2
    assert 'data: {"type": "ping"}\n' in text
    assert "  }\n\n" in text


def test_tool_is_called_and_result_used(create: Callable[..., Any]) -> None:
    """A tool is called with an input that its schema accepts; its result is then told."""
    first = create("What is the weather in New York for 3 days?", tools=[WEATHER])
    assert first["stop_reason"] == "tool_use"
    assert used(first) == [("get_weather", {"city": "New York", "days": 3})]
    call = first["content"][-1]
    assert call["id"].startswith("toolu_01")
    turns = [
        {"role": "user", "content": "What is the weather in New York for 3 days?"},
        {"role": "assistant", "content": first["content"]},
        {"role": "user", "content": [{"type": "tool_result", "tool_use_id": call["id"], "content": "20 degrees"}]},
    ]
    second = create(tools=[WEATHER], messages=turns)
    assert second["stop_reason"] == "end_turn"
    assert second["content"] == [{"type": "text", "text": "The tool answered: 20 degrees"}]


@pytest.mark.parametrize(
    ("text", "choice", "expected"),
    [
        ("Write a letter to Ada", {"type": "auto"}, ["send_mail"]),
        ("Nothing that fits", {"type": "auto"}, ["get_weather"]),
        ("get_weather and send mail", {"type": "auto"}, ["get_weather", "send_mail"]),
        ("get_weather and send mail", {"type": "auto", "disable_parallel_tool_use": True}, ["get_weather"]),
        ("Write a letter", {"type": "tool", "name": "get_weather"}, ["get_weather"]),
        ("Write a letter", {"type": "any"}, ["send_mail"]),
        ("get_weather", {"type": "none"}, []),
    ],
)
def test_tool_choice(create: Callable[..., Any], text: str, choice: Any, expected: Any) -> None:
    """Which tools are called follows from the choice, then from the user's words."""
    message = create(text, tools=[WEATHER, MAIL], tool_choice=choice)
    assert [name for name, _ in used(message)] == expected
    introduced = message["content"][0]["type"] == "text"
    assert introduced == (choice["type"] in ("auto", "none"))


def test_failed_tool(create: Callable[..., Any]) -> None:
    """A result that is an error is told as one."""
    turns = [
        {"role": "user", "content": "Go"},
        {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "get_weather", "input": {}}]},
        {
            "role": "user",
            "content": [
                {
                    "type": "tool_result",
                    "tool_use_id": "toolu_1",
                    "is_error": True,
                    "content": [{"type": "text", "text": "no such city"}],
                }
            ],
        },
    ]
    assert create(tools=[WEATHER], messages=turns)["content"][0]["text"] == "The tool failed: no such city"


def test_api_tools(create: Callable[..., Any]) -> None:
    """Tools that the API defines and the caller runs are called too."""
    message = create("List the files", tools=[{"type": "bash_20250124", "name": "bash"}])
    assert used(message) == [("bash", {"command": "echo hello"})]


def test_deferred_tool_is_searched(create: Callable[..., Any]) -> None:
    """A deferred tool is found by the tool search first."""
    search = {"type": "tool_search_tool_bm25_20251119", "name": "tool_search_tool_bm25"}
    message = create("The weather, please", tools=[search, {**WEATHER, "defer_loading": True}])
    kinds = [block["type"] for block in message["content"]]
    assert kinds == ["text", "server_tool_use", "tool_search_tool_result", "tool_use"]
    references = message["content"][2]["content"]["tool_references"]
    assert references == [{"type": "tool_reference", "tool_name": "get_weather"}]


@pytest.mark.parametrize("config", [{"type": "enabled", "budget_tokens": 1024}, {"type": "adaptive"}])
def test_thinking(create: Callable[..., Any], config: Any) -> None:
    """A thinking block with a signature stands first, and can be sent back unchanged only."""
    message = create("Think", thinking=config, max_tokens=2000)
    thought, text = message["content"]
    assert thought["type"] == "thinking"
    assert thought["thinking"]
    assert thought["signature"]
    assert text["type"] == "text"
    assert message["usage"]["output_tokens_details"]["thinking_tokens"] > 0


def test_thinking_round_trip(client: httpx.Client) -> None:
    """A thinking block that came back changed is refused, as by the service."""
    thought = client.post("/v1/messages", json=body("Think", thinking={"type": "adaptive"})).json()["content"]
    turns = [
        {"role": "user", "content": "Think"},
        {"role": "assistant", "content": thought},
        {"role": "user", "content": "On"},
    ]
    assert client.post("/v1/messages", json=body(messages=turns)).status_code == 200
    thought[0]["thinking"] += "!"
    response = client.post("/v1/messages", json=body(messages=turns))
    assert response.status_code == 400
    assert "messages.1.content.0: Invalid `signature`" in response.json()["error"]["message"]


def test_hidden_thinking(create: Callable[..., Any]) -> None:
    """Thinking may be omitted or redacted."""
    omitted = create("Think", thinking={"type": "adaptive", "display": "omitted"})["content"][0]
    assert omitted["thinking"] == ""
    assert omitted["signature"]
    redacted = create("ANTHROPIC_MAGIC_STRING_TRIGGER_REDACTED_THINKING_46C9", thinking={"type": "adaptive"})
    assert redacted["content"][0]["type"] == "redacted_thinking"


def test_refusal(create: Callable[..., Any]) -> None:
    """The service's magic string brings a refusal."""
    message = create("ANTHROPIC_MAGIC_STRING_TRIGGER_REFUSAL_1FAE")
    assert message["stop_reason"] == "refusal"
    assert message["content"] == []
    assert message["stop_details"]["type"] == "refusal"


@pytest.mark.parametrize("place", ["output_config", "output_format"])
def test_structured_output(create: Callable[..., Any], place: str) -> None:
    """The text is JSON that the schema accepts, with values from the user's text."""
    schema = {
        "type": "object",
        "properties": {"name": {"type": "string"}, "age": {"type": "integer"}, "tags": {"type": "array"}},
        "required": ["name", "age", "tags"],
        "additionalProperties": False,
    }
    format = {"type": "json_schema", "schema": schema}
    more = {"output_config": {"format": format}} if place == "output_config" else {"output_format": format}
    value = json.loads(create("This is Ada, aged 36.", **more)["content"][0]["text"])
    jsonschema.validate(value, schema)
    assert (value["name"], value["age"]) == ("Ada", 36)


def test_stop_sequence(create: Callable[..., Any]) -> None:
    """The text ends before the first stop sequence."""
    message = create("one two three", stop_sequences=["three", "two"])
    assert message["content"][0]["text"] == "You said: one "
    assert (message["stop_reason"], message["stop_sequence"]) == ("stop_sequence", "two")


def test_max_tokens(create: Callable[..., Any]) -> None:
    """The text ends at four bytes for each token."""
    message = create("Hello, world", max_tokens=4)
    assert message["content"][0]["text"] == "You said: Hello,"
    assert (message["stop_reason"], message["usage"]["output_tokens"]) == ("max_tokens", 4)


def test_truncated_tool_input(create: Callable[..., Any], stream: Callable[..., Any]) -> None:
    """At `max_tokens` a tool input ends in the middle; whole members are kept where it is not streamed."""
    more = {"tools": [WEATHER], "tool_choice": {"type": "any"}, "max_tokens": 8}
    message = create("Weather in “Rome” for 2 days", **more)
    assert message["stop_reason"] == "max_tokens"
    assert used(message) == [("get_weather", {"city": "Rome"})]
    pieces = [event["delta"]["partial_json"] for event in stream("Weather in “Rome” for 2 days", **more)[3:-3]]
    assert "".join(pieces) == '{"city":"Rome","days'


@pytest.mark.parametrize(
    ("type", "text", "kinds"),
    [
        ("web_search_20250305", "Search for cats", ["server_tool_use", "web_search_tool_result"]),
        ("web_fetch_20250910", "Read https://example.com/cats.", ["server_tool_use", "web_fetch_tool_result"]),
        ("code_execution_20250522", "Run this", ["server_tool_use", "code_execution_tool_result"]),
        ("code_execution_20250825", "Run this", ["server_tool_use", "bash_code_execution_tool_result"]),
    ],
)
def test_server_tools(create: Callable[..., Any], type: str, text: str, kinds: Any) -> None:
    """A server tool that the text asks for is used, and its result follows; one that it does not ask for is not."""
    tools = [{"type": type, "name": type[:-9]}]
    message = create(text, tools=tools)
    blocks = message["content"]
    assert [block["type"] for block in blocks] == ["text", *kinds, "text"]
    assert blocks[1]["id"] == blocks[2]["tool_use_id"]
    assert blocks[1]["id"].startswith("srvtoolu_")
    assert "server_tool_use" in message["usage"]
    assert message["stop_reason"] == "end_turn"
    assert [block["type"] for block in create("Hello", tools=tools)["content"]] == ["text"]


def test_citations(create: Callable[..., Any]) -> None:
    """Each source that allows citations is quoted, with its place."""
    documents = [
        {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "Not me."}},
        {
            "type": "document",
            "title": "Facts",
            "source": {"type": "text", "media_type": "text/plain", "data": "Water is wet. Fire is hot."},
            "citations": {"enabled": True},
        },
        {
            "type": "search_result",
            "source": "https://example.com",
            "title": "Found",
            "content": [{"type": "text", "text": "Ice is cold."}],
            "citations": {"enabled": True},
        },
    ]
    blocks = create([*documents, {"type": "text", "text": "What?"}])["content"]
    assert [block.get("citations", [{}])[0].get("type") for block in blocks] == [
        None,
        "char_location",
        "search_result_location",
    ]
    quote = blocks[1]["citations"][0]
    assert quote["cited_text"] == "Water is wet. "
    assert (quote["document_index"], quote["document_title"], quote["end_char_index"]) == (1, "Facts", 14)


def test_prefill_is_continued(create: Callable[..., Any]) -> None:
    """A text that the last assistant turn began is gone on with."""
    turns = [{"role": "user", "content": "Hi there"}, {"role": "assistant", "content": "You said: Hi"}]
    assert create(messages=turns)["content"][0]["text"] == " there"


def test_cache_usage(create: Callable[..., Any]) -> None:
    """What is marked is written to the cache once, and read from it then; the rest is input."""
    marked = [
        {"type": "text", "text": "x" * 400, "cache_control": {"type": "ephemeral"}},
        {"type": "text", "text": "y" * 40},
    ]
    first, second = create(marked)["usage"], create(marked)["usage"]
    assert (first["cache_creation_input_tokens"], first["cache_read_input_tokens"], first["input_tokens"]) == (
        103,
        0,
        10,
    )
    assert (second["cache_creation_input_tokens"], second["cache_read_input_tokens"], second["input_tokens"]) == (
        0,
        103,
        10,
    )
    hour = create("z" * 400, cache_control={"type": "ephemeral", "ttl": "1h"})["usage"]
    assert hour["cache_creation"] == {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 103}


def test_count_tokens(client: httpx.Client) -> None:
    """Counting is the rule behind `usage`: four bytes a token, three a message."""
    prompt = {"model": "claude-sonnet-4-5", "messages": [{"role": "user", "content": "Hello"}]}
    assert client.post("/v1/messages/count_tokens", json=prompt).json() == {"input_tokens": 5}
    tools = {**prompt, "tools": [WEATHER], "system": "Be kind"}
    counted = client.post("/v1/messages/count_tokens", json=tools).json()["input_tokens"]
    usage = client.post("/v1/messages", json={**tools, "max_tokens": 10}).json()["usage"]
    assert counted == usage["input_tokens"] > 30


@pytest.mark.parametrize("version", ["2023-06-01", "2026-10-21"])
def test_versions_and_betas(client: httpx.Client, version: str) -> None:
    """Both API versions are taken, and any beta, by header and by query."""
    headers = {"anthropic-version": version, "anthropic-beta": "some-beta-2030-01-01,other"}
    response = client.post("/v1/messages?beta=true", json=body(future=1), headers=headers)
    assert response.status_code == 200
