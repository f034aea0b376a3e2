"""A program: one package of the ecosystem at work with the installed `anthropic`. Prints what came of it, as JSON.

    python ecosystem.py WHICH

The environment says where the API is (`ANTHROPIC_BASE_URL`) and the key.
"""

import ast
import asyncio
import importlib
import json
import sys
from importlib.metadata import files
from typing import Any, Callable, Dict, List

import anthropic

MODEL = "claude-sonnet-4-5"
HELLO = {"model": MODEL, "max_tokens": 50, "messages": [{"role": "user", "content": "Hello"}]}
PARIS = {"model": MODEL, "max_tokens": 500, "messages": [{"role": "user", "content": "Describe Paris"}]}
WEATHER = "What is the weather in Paris?"


def conversation(client: Any, aclient: Any, done: Callable[[str], None]) -> None:
    """A call of each kind; `done` is told after each."""
    client.messages.create(**HELLO)
    done("create")
    list(client.messages.create(**HELLO, stream=True))
    done("stream")
    with client.messages.stream(**HELLO) as stream:
        list(stream)
    done("helper")
    client.beta.messages.create(**HELLO)
    done("beta")

    async def main() -> None:
        await aclient.messages.create(**HELLO)
        done("async create")
        async for _ in await aclient.messages.create(**HELLO, stream=True):
            pass
        done("async stream")
        async with aclient.messages.stream(**HELLO) as stream:
            async for _ in stream:
                pass
        done("async helper")
        await aclient.close()

    asyncio.run(main())
    client.close()


class Spans:
    """What OpenTelemetry has been told since the last look, as text by the step of the conversation."""

    def __init__(self) -> None:
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import SimpleSpanProcessor
        from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

        self.exporter, self.provider = InMemorySpanExporter(), TracerProvider()
        self.processor = SimpleSpanProcessor(self.exporter)
        self.provider.add_span_processor(self.processor)
        self.seen: Dict[str, List[str]] = {}

    def done(self, step: str) -> None:
        self.seen[step] = [span.to_json(indent=None) for span in self.exporter.get_finished_spans()]
        self.exporter.clear()


def openllmetry() -> Any:
    from opentelemetry.instrumentation.anthropic import AnthropicInstrumentor

    spans, client = Spans(), anthropic.Anthropic()
    AnthropicInstrumentor().instrument(tracer_provider=spans.provider)
    conversation(client, anthropic.AsyncAnthropic(), spans.done)
    return spans.seen


def openinference() -> Any:
    from openinference.instrumentation.anthropic import AnthropicInstrumentor

    spans, client = Spans(), anthropic.Anthropic()
    AnthropicInstrumentor().instrument(tracer_provider=spans.provider)
    conversation(client, anthropic.AsyncAnthropic(), spans.done)
    return spans.seen


def logfire() -> Any:
    import logfire as package

    spans, client, aclient = Spans(), anthropic.Anthropic(), anthropic.AsyncAnthropic()
    package.configure(send_to_logfire=False, console=False, additional_span_processors=[spans.processor])
    package.instrument_anthropic(client)
    package.instrument_anthropic(aclient)
    conversation(client, aclient, spans.done)
    return spans.seen


def langsmith() -> Any:
    from langsmith import Client, tracing_context
    from langsmith.wrappers import wrap_anthropic

    runs: List[str] = []
    seen: Dict[str, List[str]] = {}

    class Kept(Client):
        def create_run(self, *args: Any, **kwargs: Any) -> None:
            runs.append(str(kwargs.get("inputs")))

        def update_run(self, *args: Any, **kwargs: Any) -> None:
            runs.append(str(kwargs.get("outputs")))

    def done(step: str) -> None:
        seen[step] = runs[:]
        runs.clear()

    client, aclient = wrap_anthropic(anthropic.Anthropic()), wrap_anthropic(anthropic.AsyncAnthropic())
    nowhere = Kept(api_url="http://127.0.0.1:9", api_key="k", auto_batch_tracing=False)
    with tracing_context(enabled=True, client=nowhere):
        conversation(client, aclient, done)
    return seen


def instructor() -> Any:
    import instructor as package
    from pydantic import BaseModel

    class City(BaseModel):
        name: str
        population: int

    with anthropic.Anthropic() as plain:
        client: Any = package.from_anthropic(plain)
        whole = client.messages.create(response_model=City, **PARIS)
        *_, last = client.messages.create_partial(response_model=City, **PARIS)

    async def main() -> City:
        async with anthropic.AsyncAnthropic() as aplain:
            aclient: Any = package.from_anthropic(aplain)
            return await aclient.messages.create(response_model=City, **PARIS)

    return [city.model_dump() for city in (whole, last, asyncio.run(main()))]


def langchain() -> Any:
    from langchain_anthropic import ChatAnthropic
    from langchain_core.messages import HumanMessage, ToolMessage
    from langchain_core.tools import tool
    from pydantic import BaseModel

    class City(BaseModel):
        name: str
        population: int

    @tool
    def get_weather(city: str) -> str:
        """The weather in a city."""
        return "21 degrees"

    model = ChatAnthropic(model=MODEL, max_tokens=200)
    with_tool = model.bind_tools([get_weather])
    question = HumanMessage(WEATHER)
    asked = with_tool.invoke([question])
    results = [ToolMessage(get_weather.invoke(call["args"]), tool_call_id=call["id"]) for call in asked.tool_calls]
    chunks = list(with_tool.stream([question]))
    streamed = chunks[0]
    for chunk in chunks[1:]:
        streamed = streamed + chunk

    async def main() -> str:
        return "".join([str(chunk.content) async for chunk in model.astream("Hello")])

    return {
        "invoke": model.invoke("Hello").content,
        "stream": "".join(str(chunk.content) for chunk in model.stream("Hello")),
        "astream": asyncio.run(main()),
        "calls": [call["args"] for call in asked.tool_calls],
        "streamed calls": [call["args"] for call in streamed.tool_calls],
        "loop": with_tool.invoke([question, asked, *results]).content,
        "structured": model.with_structured_output(City).invoke("Describe Paris").model_dump(),
        "tokens": model.get_num_tokens_from_messages([HumanMessage("Hello")]),
    }


def pydantic_ai() -> Any:
    from pydantic import BaseModel
    from pydantic_ai import Agent, NativeOutput

    class City(BaseModel):
        name: str
        population: int

    agent = Agent(f"anthropic:{MODEL}")

    @agent.tool_plain
    def get_weather(city: str) -> str:
        """The weather in a city."""
        return "21 degrees"

    async def main() -> Any:
        loop = (await agent.run(WEATHER)).output
        by_tool = (await Agent(f"anthropic:{MODEL}", output_type=City).run("Describe Paris")).output
        native = (await Agent(f"anthropic:{MODEL}", output_type=NativeOutput(City)).run("Describe Paris")).output
        async with Agent(f"anthropic:{MODEL}").run_stream("Hello") as stream:
            text = "".join([text async for text in stream.stream_text(delta=True)])
        return {"loop": loop, "tool": by_tool.model_dump(), "native": native.model_dump(), "stream": text}

    return asyncio.run(main())


def llm() -> Any:
    import llm as package

    def get_weather(city: str) -> str:
        """The weather in a city."""
        return "21 degrees"

    model: Any = package.get_model("claude-sonnet-4.5")

    async def main() -> str:
        return await package.get_async_model("claude-sonnet-4.5").prompt("Hello").text()

    return {
        "stream": model.prompt("Hello").text(),
        "whole": model.prompt("Hello", stream=False).text(),
        "async": asyncio.run(main()),
        "loop": model.chain(WEATHER, tools=[get_weather]).text(),
    }


DISTRIBUTIONS = [
    "instructor",
    "langchain-anthropic",
    "langsmith",
    "llm-anthropic",
    "logfire-sdk",
    "openinference-instrumentation-anthropic",
    "opentelemetry-instrumentation-anthropic",
    "pydantic-ai-slim",
]


def imports() -> Any:
    """Each name that these packages import from ours, wherever the import stands, and whether it is there."""
    found: Dict[str, str] = {}
    for distribution in DISTRIBUTIONS:
        for file in files(distribution) or []:
            if file.suffix == ".py":
                for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                    for module, name in names_from_ours(node):
                        found[f"{module}:{name}"] = resolved(module, name)
    return found


def names_from_ours(node: ast.AST) -> "List[tuple[str, str]]":
    if isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").split(".")[0] == "anthropic":
        return [(str(node.module), alias.name) for alias in node.names]
    if isinstance(node, ast.Import):
        return [(alias.name, "") for alias in node.names if alias.name.split(".")[0] == "anthropic"]
    return []


def resolved(module: str, name: str) -> str:
    try:
        holder = importlib.import_module(module)
        if name and not hasattr(holder, name):
            importlib.import_module(f"{module}.{name}")
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "there"


WHICH = [openllmetry, openinference, logfire, langsmith, instructor, langchain, pydantic_ai, llm, imports]
print(json.dumps({function.__name__: function for function in WHICH}[sys.argv[1]]()))
