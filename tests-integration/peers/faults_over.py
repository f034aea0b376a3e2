"""A program: everything that can go wrong with an answer, over HTTP, through the transport that its argument names.

One client with a pool of one connection makes every call of a world, so that a connection that is not given back fails
the next call. Prints what each call ended in, as JSON: "right", "wrong: …", or the name of the error.
"""

import asyncio
import io
import json
import sys
from typing import Any, Callable, Dict, Tuple

import httpx

from anthropic import (
    Anthropic,
    APIError,
    AsyncAnthropic,
    DefaultAioHttpClient,
    DefaultAsyncHttpxClient,
    DefaultHttpxClient,
    StreamTimeout,
)
from anthropic_testing import Emulator, Fault, serve

REQUEST: Dict[str, Any] = {
    "model": "claude-sonnet-4-5",
    "max_tokens": 200,
    "messages": [{"role": "user", "content": "What is the weather in Zürich, in Köln and in 東京?"}],
}
FAULTS = {
    "none": None,
    "chunks": Fault.chunks(size=3),
    "gzip": Fault.gzip(),
    "drop": Fault.drop(),
    "drop_after": Fault.drop(after=100),
    "cut_after": Fault.cut(after=300),
    "wrong_length": Fault.wrong_length(10),
    "html": Fault.html(),
    "empty": Fault.empty(),
    "broken_json": Fault.broken_json(),
    "status_429": Fault.status(429, retry_after=1),
    "status_529": Fault.status(529),
    "redirect": Fault.redirect(),
    "stall": Fault.stall(after=20, seconds=5),
    "stall_first": Fault.stall(seconds=5),
    "error_event": Fault.error_event(events=3),
    "end": Fault.end(events=3),
    "none_again": None,
}


def httpx_clients() -> Tuple[Any, Any]:
    limits = httpx.Limits(max_connections=1)
    timeout = httpx.Timeout(5, pool=1)
    return httpx.Client(limits=limits, timeout=timeout), httpx.AsyncClient(limits=limits, timeout=timeout)


def default_clients() -> Tuple[Any, Any]:
    limits = httpx.Limits(max_connections=1)
    timeout = httpx.Timeout(5, pool=1)
    return DefaultHttpxClient(limits=limits, timeout=timeout), DefaultAsyncHttpxClient(limits=limits, timeout=timeout)


def aiohttp_clients() -> Tuple[Any, Any]:
    return None, DefaultAioHttpClient(limits=httpx.Limits(max_connections=1), timeout=httpx.Timeout(5, pool=1))


def httpx2_clients() -> Tuple[Any, Any]:
    import httpx2

    limits = httpx2.Limits(max_connections=1)
    timeout = httpx2.Timeout(5, pool=1)
    return httpx2.Client(limits=limits, timeout=timeout), httpx2.AsyncClient(limits=limits, timeout=timeout)


CLIENTS: Dict[str, Callable[[], Tuple[Any, Any]]] = {
    "default": default_clients,
    "httpx": httpx_clients,
    "aiohttp": aiohttp_clients,
    "httpx2": httpx2_clients,
}


def options(fault: Any) -> Dict[str, Any]:
    waiting = fault is not None and fault.name == "stall"
    return {
        "default_headers": {"x-emulator-fault": str(fault)} if fault is not None else {},
        "stream_timeout": StreamTimeout(idle=0.3) if waiting else None,
        "timeout": 0.3 if waiting else 5,
    }


def without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_ids(item) for key, item in value.items() if key != "id"}
    return [without_ids(item) for item in value] if isinstance(value, list) else value


class Outcomes(Dict[str, str]):
    """What each call ended in, compared with what it gives when nothing goes wrong."""

    def __init__(self) -> None:
        super().__init__()
        self._right: Dict[str, Any] = {}

    def note(self, name: str, fault: str, result: Any) -> None:
        """A result, or an error of ours."""
        if isinstance(result, APIError):
            self[f"{name}/{fault}"] = type(result).__name__
            return
        right = self._right.setdefault(name, without_ids(result))
        self[f"{name}/{fault}"] = "right" if without_ids(result) == right else f"wrong: {result}"


def blocking(client: Anthropic, emulator: Emulator, found: Outcomes) -> None:
    def create(client: Anthropic) -> Any:
        return client.messages.create(**REQUEST).to_dict()

    def raw(client: Anthropic) -> Any:
        return [event.to_dict() for event in client.messages.create(**REQUEST, stream=True)]

    def helper(client: Anthropic) -> Any:
        with client.messages.stream(**REQUEST) as stream:
            "".join(stream.text_stream)
            return stream.get_final_message().to_dict()

    def upload(client: Anthropic) -> Any:
        made = client.files.upload(file=("a.txt", io.BytesIO(b"x" * 200_000), "text/plain"))
        return [made.size_bytes, made.filename]

    for call in (create, raw, helper, upload):
        for name, fault in FAULTS.items():
            try:
                result = call(client.with_options(**options(fault)))
            except APIError as error:
                result = error
            found.note(f"sync/{call.__name__}", name, result)
    count = len(emulator.requests)
    retried = client.with_options(max_retries=2, **options(Fault.status(529, headers={"retry-after-ms": "1"}).first(2)))
    found.note("sync/create", "retried", create(retried))
    found["sync/attempts"] = str(len(emulator.requests) - count)
    try:
        late: Any = create(client.with_options(deadline=0.3, **{**options(FAULTS["stall"]), "timeout": 5}))
    except APIError as error:
        late = error
    found.note("sync/create", "deadline", late)


async def awaiting(client: AsyncAnthropic, emulator: Emulator, found: Outcomes) -> None:
    async def create(client: AsyncAnthropic) -> Any:
        return (await client.messages.create(**REQUEST)).to_dict()

    async def raw(client: AsyncAnthropic) -> Any:
        return [event.to_dict() async for event in await client.messages.create(**REQUEST, stream=True)]

    async def helper(client: AsyncAnthropic) -> Any:
        async with client.messages.stream(**REQUEST) as stream:
            "".join([text async for text in stream.text_stream])
            return (await stream.get_final_message()).to_dict()

    async def upload(client: AsyncAnthropic) -> Any:
        made = await client.files.upload(file=("a.txt", io.BytesIO(b"x" * 200_000), "text/plain"))
        return [made.size_bytes, made.filename]

    for call in (create, raw, helper, upload):
        for name, fault in FAULTS.items():
            try:
                result = await call(client.with_options(**options(fault)))
            except APIError as error:
                result = error
            found.note(f"async/{call.__name__}", name, result)
    count = len(emulator.requests)
    retried = client.with_options(max_retries=2, **options(Fault.status(529, headers={"retry-after-ms": "1"}).first(2)))
    found.note("async/create", "retried", await create(retried))
    found["async/attempts"] = str(len(emulator.requests) - count)
    try:
        late: Any = await create(client.with_options(deadline=0.3, **{**options(FAULTS["stall"]), "timeout": 5}))
    except APIError as error:
        late = error
    found.note("async/create", "deadline", late)


async def main(transport: str) -> Outcomes:
    found, emulator = Outcomes(), Emulator()
    http, ahttp = CLIENTS[transport]()
    with serve(emulator) as url:
        given: Dict[str, Any] = {"base_url": url, "api_key": "k", "max_retries": 0}
        if http is not None:
            with Anthropic(http_client=http, **given) as client:
                blocking(client, emulator, found)
        async with AsyncAnthropic(http_client=ahttp, **given) as aclient:
            await awaiting(aclient, emulator, found)
        found["closed"] = str([http is None or http.is_closed, ahttp.is_closed])
    return found


print(json.dumps(asyncio.run(main(sys.argv[1]))))
