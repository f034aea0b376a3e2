"""What one sample measures, in a fresh process: python -m benchmarks.measure MEASURE {floor,library} URL SCALE.

A measure takes a side (`floor` or `library`, which offer the same functions), and gives numbers by name as JSON; or,
where the side has no such call yet, the reason under `absent`. `scale` below 1 asks for a quicker, less exact answer.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import importlib.util
import itertools
import json
import math
import os
import sys
import time
from functools import partial
from typing import Any, AsyncIterator, Callable

from . import data

httpx: Any = importlib.import_module("httpx" if importlib.util.find_spec("httpx") else "httpx2")
"""Newer official releases bring the successor package."""

JSON = {"content-type": "application/json", "request-id": "req_1"}
SSE = {"content-type": "text/event-stream", "request-id": "req_1"}


class Absent(Exception):
    """The side has no such call, or the machine no such means."""


def answering(content: bytes) -> Callable[[Any], Any]:
    """A handler that gives every request the same JSON."""
    return lambda request: httpx.Response(200, content=content, headers=JSON)


def streaming(chunks: list[bytes], headers: dict[str, str] = SSE) -> Callable[[Any], Any]:
    """A handler that gives every request the same body in pieces."""
    return lambda request: httpx.Response(200, content=iter(chunks), headers=headers)


def astreaming(chunks: list[bytes]) -> Callable[[Any], Any]:
    """The same for an async client."""

    async def pieces() -> AsyncIterator[bytes]:
        for chunk in chunks:
            yield chunk

    async def handle(request: Any) -> Any:
        return httpx.Response(200, content=pieces(), headers=SSE)

    return handle


def each(action: Callable[[], object], times: int, warmup: int = 1) -> float:
    """CPU seconds of one `action`, the mean of several."""
    for _ in range(warmup):
        action()
    gc.collect()
    begun = time.process_time()
    for _ in range(times):
        action()
    return (time.process_time() - begun) / times


async def aeach(action: Callable[[], Any], times: int, warmup: int = 1) -> float:
    """CPU seconds of one awaited `action`, the mean of several."""
    for _ in range(warmup):
        await action()
    gc.collect()
    begun = time.process_time()
    for _ in range(times):
        await action()
    return (time.process_time() - begun) / times


def scaled(number: int, scale: float) -> int:
    """Fewer where a quicker answer will do."""
    return max(int(number * scale), 1)


def further_client(side: Any, url: str, scale: float) -> dict[str, float]:
    """One more client in a process that has one, from its construction to its end, less the request that it sends.

    It is sent so that nothing which a client needs is put off beyond the end of the measurement.
    """

    def one() -> None:
        with side.client(url=url) as api:
            side.create(api, data.small_request(), url)

    times = scaled(40, scale)
    with side.client(url=url) as api:
        request = each(lambda: side.create(api, data.small_request(), url), 5 * times, warmup=5)
    return {"cpu": (each(one, times) - request) * 1e6}


def create_small(side: Any, url: str, scale: float) -> dict[str, float]:
    """A small question and a small answer."""
    api = side.client(answering(data.small_answer()))
    return {"cpu": each(lambda: side.create(api, data.small_request()), scaled(2000, scale), warmup=50) * 1e6}


def create_small_async(side: Any, url: str, scale: float) -> dict[str, float]:
    """The same, awaited."""

    async def run() -> float:
        api = side.async_client(answering(data.small_answer()))
        return await aeach(lambda: side.acreate(api, data.small_request()), scaled(2000, scale), warmup=50)

    return {"cpu": asyncio.run(run()) * 1e6}


def create_big(side: Any, url: str, scale: float) -> dict[str, float]:
    """A small question and an answer of 200 kB."""
    api = side.client(answering(data.big_answer()))
    return {"cpu": each(lambda: side.create(api, data.small_request()), scaled(300, scale), warmup=5) * 1e6}


def create_agent(side: Any, url: str, scale: float) -> dict[str, float]:
    """A question after a long history whose answers are the objects that earlier calls gave."""
    history: list[Any] = [data.small_request()["messages"][0]]
    for turn in range(data.AGENT_TURNS):
        history += [side.agent_message(data.agent_answer(turn)), data.tool_result(turn)]
    api = side.client(answering(data.small_answer()))
    return {"cpu": each(lambda: side.agent_create(api, history), scaled(200, scale), warmup=3) * 1e6}


def _stream(chunks: list[bytes], scale: float, side: Any, read: Callable[[Any], int]) -> dict[str, float]:
    """CPU of one event of a stream; most of them are deltas."""
    api = side.client(streaming(chunks))
    assert read(api) >= data.DELTAS
    return {"cpu": each(lambda: read(api), scaled(5, scale)) / data.DELTAS * 1e6}


def _astream(scale: float, side: Any, read: Callable[[Any], Any]) -> dict[str, float]:
    """The same, awaited."""

    async def run() -> float:
        api = side.async_client(astreaming(data.text_stream(data.DELTAS)))
        assert await read(api) >= data.DELTAS
        return await aeach(lambda: read(api), scaled(5, scale))

    return {"cpu": asyncio.run(run()) / data.DELTAS * 1e6}


def raw_events(side: Any, url: str, scale: float) -> dict[str, float]:
    """The events of a stream, each arriving by itself."""
    return _stream(data.text_stream(data.DELTAS), scale, side, side.events)


def raw_events_bulk(side: Any, url: str, scale: float) -> dict[str, float]:
    """The events of a stream that arrives in reads of 16 kB."""
    return _stream(data.reads(b"".join(data.text_stream(data.DELTAS))), scale, side, side.events)


def raw_events_async(side: Any, url: str, scale: float) -> dict[str, float]:
    """The events of a stream, awaited, each arriving by itself."""
    return _astream(scale, side, side.aevents)


def text_stream(side: Any, url: str, scale: float) -> dict[str, float]:
    """The text of a stream, each event arriving by itself."""
    return _stream(data.text_stream(data.DELTAS), scale, side, side.texts)


def text_stream_async(side: Any, url: str, scale: float) -> dict[str, float]:
    """The text of a stream, awaited, each event arriving by itself."""
    return _astream(scale, side, side.atexts)


def helper_events(side: Any, url: str, scale: float) -> dict[str, float]:
    """The events of the stream helper, and the final message."""
    return _stream(data.text_stream(data.DELTAS), scale, side, side.helped)


def growth(smaller: float, larger: float, factor: float) -> float:
    """The exponent by which a cost grows with size: 1 is linear, 2 quadratic."""
    return math.log(larger / smaller) / math.log(factor)


def tool_json(side: Any, url: str, scale: float) -> dict[str, float]:
    """The stream helper over tool input of 1 MB in deltas of 20 bytes, and how that grows from 256 kB."""
    seconds: list[float] = []
    side.helped(side.client(streaming(data.tool_stream(1024))))  # what is made once is not measured
    for size in (256 * 1024, 1024 * 1024):
        api = side.client(streaming(data.tool_stream(size)))
        gc.collect()
        begun = time.process_time()
        length = side.helped(api)
        seconds.append(time.process_time() - begun)
        assert length == size - 40
    return {"cpu": seconds[1] * 1e3, "growth": growth(seconds[0], seconds[1], 4)}


def batch_results(side: Any, url: str, scale: float) -> dict[str, float]:
    """10,000 results of a batch."""
    count = scaled(10_000, scale)
    chunks = data.reads(data.batch_results(count))
    api = side.client(_batch(chunks))
    return {"cpu": _available(lambda: each(lambda: side.batch_results(api), 1)) / count * 1e7}


def batch_line(side: Any, url: str, scale: float) -> dict[str, float]:
    """One batch result of 4 MB, and how that grows from 1 MB."""
    seconds: list[float] = []
    for size in (1024 * 1024, 4 * 1024 * 1024):
        api = side.client(_batch(data.reads(data.batch_line(size))))
        seconds.append(_available(partial(each, partial(side.batch_results, api), scaled(3, scale))))
    return {"cpu": seconds[1] * 1e3, "growth": growth(seconds[0], seconds[1], 4)}


def _batch(chunks: list[bytes]) -> Callable[[Any], Any]:
    batch = {
        "id": "msgbatch_1",
        "type": "message_batch",
        "processing_status": "ended",
        "request_counts": {"processing": 0, "succeeded": 1, "errored": 0, "canceled": 0, "expired": 0},
        "created_at": "2025-02-19T00:00:00Z",
        "expires_at": "2025-02-20T00:00:00Z",
        "ended_at": "2025-02-19T01:00:00Z",
        "results_url": "https://api.anthropic.com/v1/messages/batches/msgbatch_1/results",
        "archived_at": None,
        "cancel_initiated_at": None,
    }
    results = streaming(chunks, {"content-type": "application/x-jsonl", "request-id": "req_1"})
    described = answering(data.encoded(batch))
    return lambda request: results(request) if request.url.path.endswith("/results") else described(request)


def pages(side: Any, url: str, scale: float) -> dict[str, float]:
    """100 pages of 100 models."""
    count = scaled(100, scale)
    bodies = [data.model_page(page, count) for page in range(count)]

    def handle(request: Any) -> Any:
        after = request.url.params.get("after_id")
        page = int(after.split("-")[1]) + 1 if after else 0
        return httpx.Response(200, content=bodies[page], headers=JSON)

    api = side.client(handle)

    def walk() -> None:
        assert side.models(api) == count * 100

    return {"cpu": _available(lambda: each(walk, scaled(3, scale))) * 1e3 / count * 100}


def _available(action: Callable[[], float]) -> float:
    try:
        return action()
    except AttributeError as error:
        raise Absent(str(error)) from None


def memory() -> float:
    """Resident kilobytes of this process now."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024
    except OSError:
        raise Absent("needs /proc") from None


def peak_memory(action: Callable[[], object]) -> float:
    """Kilobytes by which the resident memory rose at most during `action`."""
    gc.collect()
    before = memory()
    with contextlib.suppress(OSError), open("/proc/self/clear_refs", "w") as file:
        file.write("5")  # the high-water mark starts anew
    action()
    with open("/proc/self/status") as file:
        (mark,) = (int(line.split()[1]) for line in file if line.startswith("VmHWM"))
    return mark - before


def body_memory(side: Any, url: str, scale: float) -> dict[str, float]:
    """Memory for sending 5 MB of images in 200 messages over loopback, in ratio to the size of the body."""
    request = data.image_request()
    with side.client(url=url) as api:
        side.create(api, data.small_request(), url)
        extra = peak_memory(lambda: side.create(api, request, url))
    return {"extra": extra * 1024 / len(data.encoded(request))}


def requests_memory(side: Any, url: str, scale: float) -> dict[str, float]:
    """What 10,000 requests leave behind."""
    count = scaled(10_000, scale)
    with side.client(url=url) as api:
        for _ in range(500):
            side.create(api, data.small_request(), url)
        gc.collect()
        kilobytes, objects = memory(), len(gc.get_objects())
        for _ in range(count):
            side.create(api, data.small_request(), url)
        gc.collect()
        return {"rss": memory() - kilobytes, "objects": len(gc.get_objects()) - objects}


def clients_memory(side: Any, url: str, scale: float) -> dict[str, float]:
    """What a live client costs that has been used, and what closed ones leave behind."""
    count = scaled(1000 if side.__name__.endswith("library") and not _makes_own_context() else 50, scale)

    def used() -> Any:
        api = side.client(url=url)
        side.create(api, data.small_request(), url)
        return api

    for _ in range(3):
        used().close()
    gc.collect()
    kilobytes, objects = memory(), len(gc.get_objects())
    live = [used() for _ in range(count)]
    each_kilobytes = (memory() - kilobytes) / count
    while live:
        live.pop().close()
    gc.collect()
    return {"rss": each_kilobytes, "objects": len(gc.get_objects()) - objects}


def _makes_own_context() -> bool:
    """Whether each client of this library loads the certificates again; a thousand of those take a gigabyte."""
    return not hasattr(sys.modules["anthropic"], "StreamTimeout")


def concurrency(side: Any, url: str, scale: float) -> dict[str, float]:
    """CPU of one async request over open connections, with 1 to 1,000 of them in flight; each is answered at once."""

    async def run() -> dict[str, float]:
        numbers: dict[str, float] = {}
        async with side.async_client(url=url) as api:
            for flying, each_ in ((1, 600), (16, 60), (128, 10), (1000, 3)):

                async def some(times: int) -> None:
                    for _ in range(times):
                        await side.acreate(api, data.small_request(), url)

                await asyncio.gather(*(some(1) for _ in range(flying)))
                begun = time.process_time()
                await asyncio.gather(*(some(each_) for _ in range(flying)))
                numbers[f"x{flying}"] = (time.process_time() - begun) / flying / each_ * 1e6
        numbers["flat"] = numbers["x1000"] / numbers["x1"]
        return numbers

    return asyncio.run(run())


def late_answers(side: Any, url: str, scale: float) -> dict[str, float]:
    """1,000 async requests in flight until their answers come together, 50 ms later, as one wave after another."""
    return asyncio.run(_waves(side, side.async_client(url=f"{url}/later"), f"{url}/later"))


def late_answers_aiohttp(side: Any, url: str, scale: float) -> dict[str, float]:
    """The same, of our default client, and of the official releases' fastest, over aiohttp."""
    if not hasattr(side, "fastest_async_client"):
        raise Absent("it is about the client of a library")
    return asyncio.run(_waves(side, side.fastest_async_client(f"{url}/later"), f"{url}/later"))


async def _waves(side: Any, client: Any, url: str) -> dict[str, float]:
    async with client as api:

        async def some(times: int) -> None:
            for _ in range(times):
                await side.acreate(api, data.small_request(), url)

        await asyncio.gather(*(some(1) for _ in range(1000)))
        begun, clock = time.process_time(), time.perf_counter()
        await asyncio.gather(*(some(3) for _ in range(1000)))
        seconds = time.perf_counter() - clock
        return {"cpu": (time.process_time() - begun) / 3000 * 1e6, "throughput": 3000 / seconds}


def loopback_events_async(side: Any, url: str, scale: float) -> dict[str, float]:
    """The events of a stream that comes over loopback, a chunk of HTTP each."""

    async def run() -> float:
        async with side.async_client(url=f"{url}/stream") as api:
            return await aeach(lambda: side.aevents(api, f"{url}/stream"), scaled(5, scale))

    return {"cpu": asyncio.run(run()) / data.DELTAS * 1e6}


def tool_runner(side: Any, url: str, scale: float) -> dict[str, float]:
    """A conversation of 50 turns with 20 tools, each of which is called now and then."""
    if not hasattr(side, "run_tools"):
        raise Absent("there is no tool runner")
    answers = itertools.cycle([*(data.tool_turn(turn) for turn in range(50)), data.small_answer()])
    api = side.client(lambda request: httpx.Response(200, content=next(answers), headers=JSON))
    return {"cpu": each(lambda: side.run_tools(api), scaled(5, scale)) * 1e3}


def main() -> None:
    """Measure once and print the numbers."""
    name, side_name, url, scale = sys.argv[1:5]
    side = importlib.import_module(f"benchmarks.{side_name}")
    try:
        numbers: dict[str, Any] = globals()[name](side, url, float(scale))
    except Absent as error:
        numbers = {"absent": str(error)}
    print(json.dumps(numbers))


if __name__ == "__main__":
    main()
