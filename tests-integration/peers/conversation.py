"""One program for any package named `anthropic`: it talks to the server in `BASE_URL` and prints what it got."""

import asyncio
import inspect
import json
import os
import sys
import time

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


SKILL = b"---\nname: greeting\ndescription: How to greet\n---\nSay hello."
OLD = {"model": "claude-2.1", "max_tokens_to_sample": 10, "prompt": "\n\nHuman: Hello\n\nAssistant:"}


async def settled(value):
    return await value if inspect.isawaitable(value) else value


async def items(listed):
    listed = listed if hasattr(listed, "__aiter__") else await settled(listed)
    return [item async for item in listed] if hasattr(listed, "__aiter__") else list(listed)


async def failing(value):
    try:
        found = await settled(value())
        return (await settled(found.read())).decode() if hasattr(found, "iter_bytes") else plain(found)
    except Exception as error:
        return failure(error)


async def batches(batches, params):
    made = [{"custom_id": name, "params": params} for name in ("a", "b")]
    batch = await settled(batches.create(requests=made))
    found = [plain(batch)]
    end = time.monotonic() + 30
    while batch.processing_status != "ended" and time.monotonic() < end:
        await asyncio.sleep(0.05)
        batch = await settled(batches.retrieve(batch.id))
    found.append(batch.processing_status)
    found.append([plain(result) for result in await items(await settled(batches.results(batch.id)))])
    found.append([plain(item) for item in await items(batches.list(limit=1))])
    found.append(plain(await settled(batches.delete(batch.id))))
    found.append(await failing(lambda: batches.cancel(batch.id)))
    return found


async def files(files):
    one = await settled(files.upload(file=("one.txt", b"Hello", "text/plain")))
    two = await settled(files.upload(file=("two.bin", b"\0\1\2")))
    found = [plain(one), plain(two), plain(await settled(files.retrieve_metadata(one.id)))]
    found.append([plain(item) for item in await items(files.list(limit=1))])
    found.append(await failing(lambda: files.download(one.id)))
    found += [plain(await settled(files.delete(each.id))) for each in (one, two)]
    found.append(await failing(lambda: files.retrieve_metadata(one.id)))
    return found


def named_by(version):
    return getattr(version, "version", None) or version.id


async def skills(skills, **named):
    upload = [("greeting/SKILL.md", SKILL, "text/markdown"), ("greeting/more.txt", b"More", "text/plain")]
    skill = await settled(skills.create(files=upload, **named))
    found = [plain(skill), plain(await settled(skills.retrieve(skill.id)))]
    found.append([plain(item) for item in await items(skills.list(source="custom"))])
    version = await settled(skills.versions.create(skill.id, files=upload))
    found.append([plain(version), plain(await settled(skills.versions.retrieve(named_by(version), skill_id=skill.id)))])
    listed = await items(skills.versions.list(skill.id, limit=1))
    found.append([plain(item) for item in listed])
    found.append(await failing(lambda: skills.delete(skill.id)))
    found += [plain(await settled(skills.versions.delete(named_by(each), skill_id=skill.id))) for each in listed]
    found.append(plain(await settled(skills.delete(skill.id))))
    return found


async def completions(completions):
    found = [plain(await settled(completions.create(**OLD)))]
    found.append([plain(item) for item in await items(await settled(completions.create(**OLD, stream=True)))])
    return found


async def beta_messages(messages):
    found = [plain(await settled(messages.create(**request(tools=[TOOL], betas=["context-management-2025-06-27"]))))]
    found.append([plain(event) for event in await items(await settled(messages.create(**request(), stream=True)))])
    found.append(plain(await settled(messages.count_tokens(model=MODEL, messages=USER))))
    return found


async def tool_runner(client):
    decorate = anthropic.beta_async_tool if isinstance(client, anthropic.AsyncAnthropic) else anthropic.beta_tool

    def get_weather(city: str) -> str:
        """The weather in a city.

        Args:
            city: Which.
        """
        return f"21 degrees in {city}"

    async def get_weather_later(city: str) -> str:
        return get_weather(city)

    get_weather_later.__name__, get_weather_later.__doc__ = "get_weather", get_weather.__doc__
    tool = decorate(get_weather_later if decorate is anthropic.beta_async_tool else get_weather)
    runner = client.beta.messages.tool_runner(**request(tools=[tool]))
    return [tool.to_dict(), [plain(message) for message in await items(runner)]]


async def resources(client):
    """Everything that is stored, from its creation to its end; of one version of the API and the other."""
    beta = client.beta
    found = {
        "batches": await batches(client.messages.batches, request()),
        "beta_batches": await batches(beta.messages.batches, request()),
        "beta_files": await files(beta.files),
        "beta_messages": await beta_messages(beta.messages),
        "beta_models": [plain(model) for model in await items(beta.models.list(limit=2))],
        "tool_runner": await tool_runner(client),
    }
    if hasattr(client, "completions"):
        found["completions"] = await completions(client.completions)
    if "display_title" in inspect.signature(beta.skills.create).parameters:  # newer releases have another name
        found["beta_skills"] = await skills(beta.skills, display_title="Greeting")
    if hasattr(client, "files"):
        found["files"] = await files(client.files)
        found["skills"] = await skills(client.skills, display_name="Greeting")
    return found


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
    return {**found, **asyncio.run(resources(client))}


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
    found.update(await resources(client))
    await client.close()
    return found


print(json.dumps({"version": anthropic.__version__, "sync": sync(), "async": asyncio.run(async_())}), file=sys.stdout)
