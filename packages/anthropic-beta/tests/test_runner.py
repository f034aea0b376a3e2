"""The tool runner: turns, tools, changes in between, limits, approval, saving, interruption, summaries."""

from __future__ import annotations

import json
import threading
from typing import Any, Callable, Dict, List

import anyio
import pydantic
import pytest
from scripted import MESSAGE, REQUEST, Server, World, error, sse, text_events, tool_events

from anthropic import InternalServerError, beta_async_tool, beta_tool
from anthropic.lib.tools import BetaAsyncToolRunner, BetaToolRunner, ToolError

DONE = {**MESSAGE, "id": "done"}
ASK = {**REQUEST, "messages": [{"role": "user", "content": "add"}]}


def use(id: str = "t1", name: str = "add", **input: Any) -> Dict[str, Any]:
    """A use of a tool."""
    return {"type": "tool_use", "id": id, "name": name, "input": input or {"a": 1, "b": 2}}


def turn(*uses: Dict[str, Any], tokens: int = 1) -> Dict[str, Any]:
    """A message that uses tools."""
    usage = {"input_tokens": tokens, "output_tokens": 1}
    return {**MESSAGE, "id": "turn", "content": list(uses or [use()]), "stop_reason": "tool_use", "usage": usage}


class Adder:
    """A tool that remembers how often it ran."""

    def __init__(self, world: World, answer: Callable[[int, int], Any] = lambda a, b: a + b) -> None:
        self.calls: List[Any] = []

        def add(a: int, b: int) -> Any:
            """Add."""
            self.calls.append((a, b))
            return answer(a, b)

        async def aadd(a: int, b: int) -> Any:
            """Add."""
            await anyio.lowlevel.checkpoint()
            return add(a, b)

        self.tool: Any = beta_async_tool(aadd, name="add") if world.is_async else beta_tool(add)


def result(id: str, content: Any, **more: Any) -> Dict[str, Any]:
    return {"type": "tool_result", "tool_use_id": id, "content": content, **more}


def run(
    world: World, server: Server, tools: Any, step: Callable[[Any, Any], Any] = lambda *_: None, **params: Any
) -> Any:
    """Run to the end, with `step(runner, item)` in the loop; the runner, and the items."""
    runner = world.client(server, max_retries=0).beta.messages.tool_runner(tools=tools, **{**ASK, **params})
    items: List[Any] = []

    def blocking() -> None:
        for item in runner:
            items.append(item)
            step(runner, item)

    async def awaiting() -> None:
        async for item in runner:
            items.append(item)
            made = step(runner, item)
            if hasattr(made, "__await__"):
                await made

    world.run(awaiting if world.is_async else blocking)
    return runner, items


def test_runs_tools_until_none_is_needed(world: World) -> None:
    """Each turn's message is given; its tools run, and their results go into the next request."""
    adder = Adder(world)
    server = Server(turn(use("t1"), use("t2", a=3, b=4)), turn(use("t3")), DONE)
    runner, messages = run(world, server, [adder.tool])
    assert [message.id for message in messages] == ["turn", "turn", "done"]
    assert adder.calls == [(1, 2), (3, 4), (1, 2)]
    first, second, third = server.bodies
    assert first["tools"][0]["name"] == "add"
    answer = {"role": "user", "content": [result("t1", "3"), result("t2", "7")]}
    assert second["messages"] == [
        *first["messages"],
        {"role": "assistant", "content": [use("t1"), use("t2", a=3, b=4)]},
        answer,
    ]
    assert len(third["messages"]) == 5
    assert ASK["messages"] == first["messages"]
    assert world.run(runner.until_done).id == "done"
    assert type(messages[0]).__name__ == "ParsedBetaMessage"


def test_headers(world: World) -> None:
    """The requests are those of `parse`, with the runner's mark; features of the caller are added."""
    server = Server(DONE)
    run(world, server, [], betas=["x"], extra_headers={"x-mine": "1"})
    headers = server.requests[0].headers
    assert headers["x-stainless-helper"] == "beta.messages.parse, BetaToolRunner"
    assert headers["anthropic-beta"] == "x,structured-outputs-2025-12-15"
    assert headers["x-mine"] == "1"
    assert server.requests[0].url.params["beta"] == "true"


def test_streaming(world: World) -> None:
    """With `stream=True` each turn is a stream; what is left unread is read before its tools run."""
    adder = Adder(world)
    events = tool_events('{"a": 1,', ' "b": 2}')
    events[1]["content_block"]["name"] = "add"
    server = Server(sse(*events), sse(*tool_events("{}", stop_reason="end_turn")))
    seen: List[Any] = []

    def step(runner: Any, stream: Any) -> Any:
        if len(seen) == 0:
            seen.append("first")
            return None
        return world.collect(stream)

    known = Adder(world).tool
    known.name = "get_weather"
    _, streams = run(world, server, [adder.tool, known], step, stream=True, max_iterations=2)
    assert adder.calls == [(1, 2)]
    assert [type(stream).__name__.replace("Async", "") for stream in streams] == ["BetaMessageStream"] * 2
    headers = server.requests[0].headers
    assert headers["x-stainless-helper"] == "BetaToolRunner"
    assert "anthropic-beta" not in headers
    assert server.bodies[1]["messages"][1]["content"] == [use("toolu_1")]


def test_until_done(world: World) -> None:
    """`until_done` gives the final message."""
    adder = Adder(world)
    runner = world.client(Server(turn(), DONE)).beta.messages.tool_runner(tools=[adder.tool], **ASK)
    assert world.run(runner.until_done).id == "done"


def test_parsed_output(world: World) -> None:
    """With an output format the final text is parsed."""

    class Answer(pydantic.BaseModel):
        n: int

    server = Server(turn(), {**DONE, "content": [{"type": "text", "text": '{"n": 3}'}]})
    runner = world.client(server).beta.messages.tool_runner(tools=[Adder(world).tool], output_format=Answer, **ASK)
    assert world.run(runner.until_done).parsed_output == Answer(n=3)
    assert server.bodies[0]["output_config"]["format"]["type"] == "json_schema"


@pytest.mark.parametrize(("limit", "requests"), [(0, 0), (1, 1), (2, 2)])
def test_max_iterations(world: World, limit: int, requests: int) -> None:
    """No more requests than allowed are sent; the last turn's tools have run."""
    server = Server(turn())
    runner, messages = run(world, server, [Adder(world).tool], max_iterations=limit)
    assert len(server.requests) == len(messages) == requests
    if not limit:
        with pytest.raises(RuntimeError, match="max_iterations"):
            world.run(runner.until_done)
    else:
        assert world.run(runner.until_done).id == "turn"


def test_a_failing_tool_is_told_to_the_model(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """An exception becomes an error result, and is logged; a ToolError speaks for itself; wrong input too."""

    def fail(a: int, b: int) -> Any:
        if a == 1:
            raise KeyError("k")
        raise ToolError("try b=5")

    server = Server(turn(use("t1"), use("t2", a=2, b=2), use("t3", a="x", b=1)), DONE)
    run(world, server, [Adder(world, fail).tool])
    first, second, third = server.bodies[1]["messages"][2]["content"]
    assert first == result("t1", "KeyError: 'k'", is_error=True)
    assert second == result("t2", "try b=5", is_error=True)
    assert "a: Input should be a valid integer" in third["content"]
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == ["The tool add failed."]


def test_a_tool_that_cannot_run(world: World) -> None:
    """A tool that is just a description, or none at all, is answered with an error, and a warning says what to do."""
    raw = {"name": "raw", "input_schema": {"type": "object"}}
    server = Server(turn(use("t1", "raw")), DONE)
    with pytest.warns(UserWarning, match="'raw', which the tool runner cannot run"):
        run(world, server, [Adder(world).tool, raw])
    (block,) = server.bodies[1]["messages"][2]["content"]
    assert block["is_error"] is True
    assert server.bodies[0]["tools"][1] == raw


def test_generate_tool_call_response(world: World) -> None:
    """The results can be looked at in the loop; the tools run once all the same."""
    adder = Adder(world)
    seen: List[Any] = []

    def blocking(runner: Any, _: Any) -> None:
        seen.extend([runner.generate_tool_call_response(), runner.generate_tool_call_response()])

    async def awaiting(runner: Any, _: Any) -> None:
        seen.extend([await runner.generate_tool_call_response(), await runner.generate_tool_call_response()])

    server = Server(turn(), DONE)
    run(world, server, [adder.tool], awaiting if world.is_async else blocking)
    assert seen == [{"role": "user", "content": [result("t1", "3")]}] * 2 + [None, None]
    assert adder.calls == [(1, 2)]
    assert len(server.bodies[1]["messages"]) == 3


def test_appended_messages_take_the_place_of_the_results(world: World) -> None:
    """Whoever appends messages says what the history is; no tool runs for that turn."""
    adder = Adder(world)
    server = Server(turn(), DONE)

    def step(runner: Any, message: Any) -> None:
        if message.id == "turn":
            runner.append_messages(message, {"role": "user", "content": "go on"})

    runner, _ = run(world, server, [adder.tool], step)
    assert server.bodies[1]["messages"][1:] == [
        {"role": "assistant", "content": [use()]},
        {"role": "user", "content": "go on"},
    ]
    assert adder.calls == []
    assert runner.messages == runner._params["messages"]


def test_parameters_change_between_turns(world: World) -> None:
    """`set_messages_params` changes the next request; results are still appended, to new messages too."""
    server = Server(turn(), turn(), DONE)

    def step(runner: Any, message: Any) -> None:
        if len(server.requests) == 1:
            runner.set_messages_params(lambda params: {**params, "max_tokens": 77})
        elif len(server.requests) == 2:
            runner.set_messages_params(
                {"model": "n", "max_tokens": 5, "messages": [{"role": "user", "content": "new"}]}
            )

    run(world, server, [Adder(world).tool], step)
    assert (server.bodies[1]["max_tokens"], len(server.bodies[1]["messages"])) == (77, 3)
    assert server.bodies[2]["model"] == "n"
    assert server.bodies[2]["messages"][0] == {"role": "user", "content": "new"}
    assert len(server.bodies[2]["messages"]) == 3
    assert server.bodies[2]["tools"] == server.bodies[0]["tools"]


def test_approval(world: World) -> None:
    """A hook decides before each tool whether it runs; a reason is told to the model."""
    adder = Adder(world)
    asked: List[str] = []

    def approve(use: Any) -> Any:
        asked.append(use.id)
        verdicts = {"t1": True, "t2": False, "t3": "Ask the user first."}
        return verdicts[use.id]

    async def aapprove(use: Any) -> Any:
        return approve(use)

    server = Server(turn(use("t1"), use("t2"), use("t3")), DONE)
    run(world, server, [adder.tool], approve=aapprove if world.is_async else approve)
    assert asked == ["t1", "t2", "t3"]
    assert adder.calls == [(1, 2)]
    allowed, denied, told = server.bodies[1]["messages"][2]["content"]
    assert allowed == result("t1", "3")
    assert denied == result("t2", "The use of add was not allowed.", is_error=True)
    assert told == result("t3", "Ask the user first.", is_error=True)


def test_parallel_tools_in_threads() -> None:
    """Tools of one turn run at the same time, as many as allowed; results keep the order of the uses."""
    world, running, most = World("sync"), [0], [0]
    barrier, lock = threading.Barrier(2, timeout=5), threading.Lock()

    @beta_tool
    def add(a: int, b: int) -> int:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        barrier.wait()  # two must be here at once
        with lock:
            running[0] -= 1
        return a

    uses = [use(f"t{number}", a=number, b=0) for number in range(6)]
    server = Server(turn(*uses), DONE)
    run(world, server, [add], max_parallel_tools=2)
    assert most == [2]
    assert server.bodies[1]["messages"][2]["content"] == [result(f"t{number}", str(number)) for number in range(6)]


@pytest.mark.parametrize("kind", ["asyncio", "trio"])
def test_parallel_tools_in_tasks(kind: str) -> None:
    """Async tools of one turn run at the same time, as many as allowed; a blocking one among them in a thread."""
    world, running, most, three = World(kind), [0], [0], []

    @beta_async_tool
    async def add(a: int, b: int) -> int:
        running[0] += 1
        most[0] = max(most[0], running[0])
        if not three:
            three.append(anyio.Event())
        if running[0] == 3:
            three[0].set()
        with anyio.fail_after(10):
            await three[0].wait()
        await anyio.sleep(0.001 * (6 - a))
        running[0] -= 1
        return a

    @beta_tool
    def blocking() -> str:
        return threading.current_thread().name

    uses = [use(f"t{number}", a=number, b=0) for number in range(6)]
    server = Server(turn(*uses, {**use("t9", "blocking"), "input": {}}), DONE)
    run(world, server, [add, blocking], max_parallel_tools=3)
    answers = server.bodies[1]["messages"][2]["content"]
    assert most == [3]
    assert answers[:6] == [result(f"t{number}", str(number)) for number in range(6)]
    assert answers[6]["content"] != threading.current_thread().name


def test_time_out(world: World) -> None:
    """A tool that takes too long counts as failed; the others' results are there."""
    ended = threading.Event()

    def slow(a: int, b: int) -> int:
        if a == 1:
            ended.wait(10)
        return a

    async def aslow(a: int, b: int) -> int:
        if a == 1:
            await anyio.sleep(10)
        return a

    tool: Any = beta_async_tool(aslow, name="add") if world.is_async else beta_tool(slow, name="add")
    server = Server(turn(use("t1"), use("t2", a=2, b=0)), DONE)
    run(world, server, [tool], tool_timeout=0.05, max_parallel_tools=2)
    ended.set()
    assert server.bodies[1]["messages"][2]["content"] == [
        result("t1", "The tool did not finish within 0.05 seconds.", is_error=True),
        result("t2", "2"),
    ]


def test_saved_and_resumed(world: World) -> None:
    """A conversation goes on from saved text where it was: history, pending turn, results that are there."""
    adder = Adder(world)
    server = Server(turn(use("t1")), turn(use("t2"), use("t3")), DONE)
    saved: List[str] = []

    def step(runner: Any, message: Any) -> None:
        if len(server.requests) == 2:
            runner._state.results["t2"] = result("t2", "from before")
            saved.append(runner.save())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(world, server, [adder.tool], step, temperature=0.5)
    text = json.dumps(json.loads(saved[0]))
    kind: Any = BetaAsyncToolRunner if world.is_async else BetaToolRunner
    other = Adder(world)
    resumed = kind.resume(text, client=world.client(server), tools=[other.tool])
    assert world.run(resumed.until_done).id == "done"
    assert other.calls == [(1, 2)]
    last = server.bodies[2]
    assert last["temperature"] == 0.5
    assert last["messages"][-1]["content"] == [result("t2", "from before"), result("t3", "3")]
    assert len(last["messages"]) == 5
    with pytest.raises(ValueError, match="no state"):
        kind.resume("{}", client=None, tools=[])


def test_an_error_loses_nothing(world: World) -> None:
    """After a failed request the next iteration sends it again, with everything that had come before."""
    adder = Adder(world)
    server = Server(turn(), error(500), DONE)
    runner = world.client(server, max_retries=0).beta.messages.tool_runner(tools=[adder.tool], **ASK)
    with pytest.raises(InternalServerError):
        world.run(runner.until_done)
    assert world.run(runner.until_done).id == "done"
    assert adder.calls == [(1, 2)]
    assert server.bodies[2] == server.bodies[1]


@pytest.mark.parametrize("kind", ["asyncio", "trio"])
def test_cancelled_in_a_tool(kind: str) -> None:
    """A cancelled task leaves the results of tools that had run; they do not run again."""
    world, calls = World(kind), []  # type: Any

    @beta_async_tool
    async def add(a: int, b: int) -> int:
        calls.append(a)
        if len(calls) == 2:
            await anyio.sleep(60)
        return a

    server = Server(turn(use("t1", a=1, b=0), use("t2", a=2, b=0)), DONE)
    runner = world.client(server).beta.messages.tool_runner(tools=[add], **ASK)

    async def main() -> Any:
        with anyio.move_on_after(0.05) as scope:
            await runner.until_done()
        assert scope.cancelled_caught
        return await runner.until_done()

    assert anyio.run(main, backend=kind).id == "done"
    assert calls == [1, 2, 2]
    assert server.bodies[1]["messages"][2]["content"] == [result("t1", "1"), result("t2", "2")]


def test_interrupted_in_a_tool() -> None:
    """Ctrl-C in a tool ends the loop; the next one goes on with the tools that have not run."""
    calls: List[int] = []

    @beta_tool
    def add(a: int, b: int) -> int:
        calls.append(a)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return a

    server = Server(turn(use("t1", a=1, b=0), use("t2", a=2, b=0)), DONE)
    runner = World("sync").client(server).beta.messages.tool_runner(tools=[add], **ASK)
    with pytest.raises(KeyboardInterrupt):
        runner.until_done()
    assert runner.until_done().id == "done"
    assert calls == [1, 2, 2]


def test_breaking_out_and_going_on(world: World) -> None:
    """A loop that was left goes on where it was; a runner that has ended gives nothing more."""
    server = Server(turn(), DONE)
    runner = world.client(server).beta.messages.tool_runner(tools=[Adder(world).tool], **ASK)

    async def awaiting() -> List[str]:
        first = [(await runner.__anext__()).id]
        rest = [message.id async for message in runner]
        assert [message async for message in runner] == []
        return [*first, *rest]

    def blocking() -> List[str]:
        first = [next(runner).id]
        rest = [message.id for message in runner]
        assert list(runner) == []
        return [*first, *rest]

    assert world.run(awaiting if world.is_async else blocking) == ["turn", "done"]
    assert len(server.requests) == 2


def test_a_finished_conversation_goes_on(world: World) -> None:
    """Messages appended after the end are what the next iteration goes on from."""
    server = Server(DONE)
    runner = world.client(server).beta.messages.tool_runner(tools=[], **ASK)
    final = world.run(runner.until_done)
    runner.append_messages(final, {"role": "user", "content": "and now?"})
    world.run(runner.until_done)
    assert [message["role"] for message in server.bodies[1]["messages"]] == ["user", "assistant", "user"]


def test_compaction(world: World) -> None:
    """A turn that used too many tokens is answered, then summed up; the summary takes the place of the history."""
    summary = {**DONE, "content": [{"type": "text", "text": "<summary>S</summary>"}]}
    server = Server(turn(tokens=1000), summary, turn(tokens=10), DONE)
    adder = Adder(world)
    control = {"enabled": True, "context_token_threshold": 1000, "model": "small", "summary_prompt": "Sum up."}
    _, messages = run(world, server, [adder.tool], compaction_control=control, system="sys")
    assert [message.id for message in messages] == ["turn", "turn", "done"]
    asked = server.bodies[1]
    assert asked["model"] == "small"
    assert asked["system"] == "sys"
    assert asked["tool_choice"] == {"type": "none"}
    assert asked["messages"][2]["content"] == [result("t1", "3")]
    assert asked["messages"][-1] == {"role": "user", "content": "Sum up."}
    assert server.bodies[2]["messages"] == [
        {"role": "user", "content": [{"type": "text", "text": "<summary>S</summary>"}]}
    ]
    assert len(server.bodies[3]["messages"]) == 3
    assert adder.calls == [(1, 2), (1, 2)]


def test_no_summary_no_loss(world: World) -> None:
    """Where the model writes no summary the history stays, and the error says so."""
    server = Server(turn(tokens=1000), {**DONE, "content": []}, DONE)
    runner = world.client(server).beta.messages.tool_runner(
        tools=[Adder(world).tool], compaction_control={"enabled": True, "context_token_threshold": 10}, **ASK
    )
    with pytest.raises(RuntimeError, match="no summary"):
        world.run(runner.until_done)
    assert len(runner.messages) == 3
    assert world.run(runner.until_done).id == "done"


def test_compaction_is_off_unless_enabled(world: World) -> None:
    """Nothing is summed up below the limit, or where it is switched off."""
    for control in ({"enabled": False, "context_token_threshold": 1}, {"enabled": True}, None):
        server = Server(turn(tokens=1000), DONE)
        run(world, server, [Adder(world).tool], compaction_control=control)
        assert len(server.requests) == 2


def test_constructed_like_any_class() -> None:
    """A runner can be made without the resource, from parameters, options, tools and a client."""
    world, server = World("sync"), Server(turn(), DONE)
    runner = BetaToolRunner(
        params=ASK, options={"extra_headers": {"x": "1"}}, tools=[Adder(world).tool], client=world.client(server)
    )
    assert runner.until_done().id == "done"
    assert server.requests[0].headers["x"] == "1"


def test_a_wrong_parameter_is_told_at_once(world: World) -> None:
    """A parameter that does not exist, or is missing, is told before anything is sent."""
    client = world.client(Server(DONE))
    with pytest.raises(TypeError, match="max_turns"):
        client.beta.messages.tool_runner(tools=[], max_turns=3, **ASK)
    with pytest.raises(TypeError, match="tools|messages"):
        client.beta.messages.tool_runner(tools=[], model="m", max_tokens=1)


@pytest.mark.parametrize("setting", [{"max_parallel_tools": 0}, {"tool_timeout": -1}])
def test_a_wrong_setting_is_told_at_once(world: World, setting: Any) -> None:
    """No tool at a time, and no time for a tool, make no sense."""
    with pytest.raises(ValueError, match="must be more than 0"):
        world.client(Server(DONE)).beta.messages.tool_runner(tools=[], **ASK, **setting)


def test_what_ends_the_program_is_not_told_to_the_model() -> None:
    """An exception that is meant for the program, such as SystemExit in a tool's thread, reaches it."""

    @beta_tool
    def add(a: int, b: int) -> int:
        raise SystemExit(3)

    server = Server(turn(use("t1"), use("t2")), DONE)
    with pytest.raises(SystemExit):
        run(World("sync"), server, [add], max_parallel_tools=2)


def test_closed_in_a_stream(world: World) -> None:
    """`close` releases the stream that the loop was left in; the next loop asks again."""
    server = Server(sse(*text_events("a")))
    runner = world.client(server).beta.messages.tool_runner(tools=[], stream=True, **ASK)

    def blocking() -> Any:
        stream = next(runner)
        runner.close()
        return stream

    async def awaiting() -> Any:
        stream = await runner.__anext__()
        await runner.close()
        return stream

    assert world.run(awaiting if world.is_async else blocking).response.is_closed
    assert world.run(runner.until_done).stop_reason == "end_turn"
    assert len(server.requests) == 2


def test_async_functions_in_a_blocking_runner() -> None:
    """An async tool, or an async hook, in a blocking runner is told as the mistake that it is."""

    async def aapprove(use: Any) -> bool:
        return True

    client = World("sync").client(Server(turn(), DONE))
    with pytest.raises(TypeError, match="'add' is async"):
        client.beta.messages.tool_runner(tools=[Adder(World("asyncio")).tool], **ASK)
    runner = client.beta.messages.tool_runner(tools=[Adder(World("sync")).tool], approve=aapprove, **ASK)
    with pytest.raises(TypeError, match="async function"):
        runner.until_done()


def test_a_paused_turn_goes_on(world: World) -> None:
    """A turn that the API paused is sent back, and goes on."""
    paused = {**MESSAGE, "id": "paused", "stop_reason": "pause_turn"}
    server = Server(paused, DONE)
    _, messages = run(world, server, [])
    assert [message.id for message in messages] == ["paused", "done"]
    assert server.bodies[1]["messages"][1:] == [{"role": "assistant", "content": MESSAGE["content"]}]


@pytest.mark.parametrize(
    ("given", "kept"),
    [({}, "c1"), ({"container": {"skills": []}}, {"skills": [], "id": "c1"}), ({"container": "c0"}, "c1")],
)
def test_the_container_is_kept(world: World, given: Any, kept: Any) -> None:
    """Code that waits in a sandbox for the result of a tool gets it there."""
    container = {"id": "c1", "expires_at": "2030-01-01T00:00:00Z"}
    server = Server({**turn(), "container": container}, DONE)
    run(world, server, [Adder(world).tool], **given)
    assert server.bodies[1]["container"] == kept
