"""One program for any package named `anthropic`: it talks to the server in `BASE_URL` and prints what it got."""

import asyncio
import json
import os
import sys

import anthropic

BASE_URL = os.environ["BASE_URL"]
MODEL = "claude-sonnet-4-5"
TOOL = {
    "name": "get_weather",
    "description": "The weather in a city.",
    "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
}
USER = [{"role": "user", "content": "What is the weather in Paris?"}]


def request(**more):
    return {"model": MODEL, "max_tokens": 200, "messages": USER, **more}


def plain(value):
    return value.to_dict(mode="json") if hasattr(value, "to_dict") else value


def failure(error):
    status = getattr(error, "status_code", None)
    return [type(error).__name__, status, bool(getattr(error, "request_id", None))]


CALLS = {
    "create": lambda c: c.messages.create(**request()),
    "create_tool": lambda c: c.messages.create(**request(tools=[TOOL])),
    "create_forced_tool": lambda c: c.messages.create(
        **request(tools=[TOOL], tool_choice={"type": "tool", "name": "get_weather"})
    ),
    "create_thinking": lambda c: c.messages.create(
        **request(max_tokens=4000, thinking={"type": "enabled", "budget_tokens": 1024})
    ),
    "create_system": lambda c: c.messages.create(
        **request(system="Be brief.", stop_sequences=["said"], temperature=0.5)
    ),
    "create_short": lambda c: c.messages.create(**request(tools=[TOOL], max_tokens=12)),
    "count_tokens": lambda c: c.messages.count_tokens(model=MODEL, messages=USER, tools=[TOOL]),
    "model": lambda c: c.models.retrieve(MODEL),
    "batch": lambda c: c.messages.batches.create(requests=[{"custom_id": "a", "params": request()}]),
    "bad_role": lambda c: c.messages.create(**request(messages=[{"role": "robot", "content": "x"}])),
    "bad_tokens": lambda c: c.messages.create(**request(max_tokens=0)),
    "no_model": lambda c: c.messages.create(**request(model="claude-unknown")),
    "no_batch": lambda c: c.messages.batches.retrieve("msgbatch_absent"),
    **{
        f"status_{status}": lambda c, status=status: c.messages.create(
            **request(), extra_headers={"x-emulator-fault": f"status; code={status}"}
        )
        for status in (400, 401, 403, 404, 409, 422, 429, 500)
    },
}
STREAMS = {
    "stream": {},
    "stream_tool": {"tools": [TOOL]},
    "stream_thinking": {"max_tokens": 4000, "thinking": {"type": "enabled", "budget_tokens": 1024}},
    "stream_short": {"max_tokens": 12, "tools": [TOOL]},
}


def sync():
    client = anthropic.Anthropic(api_key="k", base_url=BASE_URL, max_retries=0)
    found = {}
    for name, call in CALLS.items():
        try:
            found[name] = plain(call(client))
        except Exception as error:
            found[name] = failure(error)
    for name, more in STREAMS.items():
        found[name + "_raw"] = [plain(event) for event in client.messages.create(**request(**more), stream=True)]
        with client.messages.stream(**request(**more)) as stream:
            events = list(stream)
            found[name + "_events"] = [event.type for event in events]
            found[name + "_texts"] = [event.text for event in events if event.type == "text"]
            found[name + "_snapshots"] = [event.snapshot for event in events if event.type in ("text", "thinking")]
            found[name + "_final"] = plain(stream.get_final_message())
        with client.messages.stream(**request(**more)) as stream:
            found[name + "_text_stream"] = list(stream.text_stream)
    first = client.messages.create(**request(tools=[TOOL]))
    call = first.content[-1]
    result = {"type": "tool_result", "tool_use_id": call.id, "content": "21 degrees"}
    turn = [*USER, {"role": "assistant", "content": first.content}, {"role": "user", "content": [result]}]
    found["loop"] = plain(client.messages.create(**request(tools=[TOOL], messages=turn)))
    raw = client.messages.with_raw_response.create(**request())
    found["raw_response"] = [raw.status_code, bool(raw.request_id), plain(raw.parse())]
    found["models"] = [model.id for model in client.models.list(limit=2)]
    return found


async def async_():
    client = anthropic.AsyncAnthropic(api_key="k", base_url=BASE_URL, max_retries=0)
    found = {}
    for name, call in CALLS.items():
        try:
            found[name] = plain(await call(client))
        except Exception as error:
            found[name] = failure(error)
    for name, more in STREAMS.items():
        stream = await client.messages.create(**request(**more), stream=True)
        found[name + "_raw"] = [plain(event) async for event in stream]
        async with client.messages.stream(**request(**more)) as helper:
            found[name + "_events"] = [event.type async for event in helper]
            found[name + "_final"] = plain(await helper.get_final_message())
    found["models"] = [model.id async for model in client.models.list(limit=2)]
    await client.close()
    return found


print(json.dumps({"version": anthropic.__version__, "sync": sync(), "async": asyncio.run(async_())}), file=sys.stdout)
