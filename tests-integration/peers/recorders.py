"""A program: software that records, replays or traces httpx, around our clients. Prints what it has seen, as JSON.

    python recorders.py WHICH FOLDER

`BASE_URL` is an emulator.
"""

import asyncio
import json
import os
import sys
from typing import Any, Callable, Dict, List

from anthropic import Anthropic, AsyncAnthropic

BASE_URL = os.environ["BASE_URL"]
REQUEST: Any = {
    "model": "claude-sonnet-4-5",
    "max_tokens": 100,
    "messages": [{"role": "user", "content": "Hello, how are you? 東京"}],
}
FAILS_ONCE = {"x-emulator-fault": "status; code=529; retry-after-ms=1; times=1"}


def conversation(base_url: str = BASE_URL, **options: Any) -> List[Any]:
    """One call of each kind, with both clients: whole, streamed, retried."""
    with Anthropic(base_url=base_url, api_key="secret-key", **options) as client:
        whole = client.messages.create(**REQUEST).to_dict()
        events = [event.to_dict() for event in client.messages.create(**REQUEST, stream=True)]
        retried = client.messages.create(**REQUEST, extra_headers=FAILS_ONCE).to_dict()
    return [whole, events, retried, *asyncio.run(aconversation(base_url))]


async def aconversation(base_url: str) -> List[Any]:
    async with AsyncAnthropic(base_url=base_url, api_key="secret-key") as client:
        whole = (await client.messages.create(**REQUEST)).to_dict()
        events = [event.to_dict() async for event in await client.messages.create(**REQUEST, stream=True)]
        retried = (await client.messages.create(**REQUEST, extra_headers=FAILS_ONCE)).to_dict()
    return [whole, events, retried]


def replies() -> "tuple[Any, Any, Any]":
    """An answer as a whole, as a stream, and an error, as raw responses of the emulator."""
    import httpx

    headers = {"x-api-key": "k", "anthropic-version": "2023-06-01"}
    with httpx.Client(base_url=BASE_URL, headers=headers) as http:
        whole = http.post("/v1/messages", json=REQUEST)
        stream = http.post("/v1/messages", json={**REQUEST, "stream": True})
        failure = http.post("/v1/messages", json=REQUEST, headers=FAILS_ONCE)
    return whole, stream, failure


def respx_(folder: str) -> Dict[str, Any]:
    import httpx
    import respx

    whole, stream, failure = replies()
    seen: Dict[str, Any] = {}
    for using in ("httpx", "httpcore"):
        with respx.mock(using=using, base_url="https://api.anthropic.com") as router:
            route = router.post("/v1/messages")
            route.side_effect = [
                httpx.Response(
                    r.status_code, headers={"content-type": r.headers["content-type"], **extra}, content=r.content
                )
                for r in (whole, stream, failure, whole) * 2
                for extra in [{"retry-after-ms": "1"} if r.status_code != 200 else {}]
            ]
            got = conversation("https://api.anthropic.com")
        bodies = [json.loads(call.request.content) for call in route.calls]
        seen[using] = {
            "count": route.call_count,
            "streamed": [body.get("stream", False) for body in bodies],
            "got": got,
        }
    return seen


def vcr_(folder: str) -> Dict[str, Any]:
    import vcr

    recorder = vcr.VCR(cassette_library_dir=folder, filter_headers=["x-api-key"])
    with recorder.use_cassette("talk.yaml", record_mode="once") as cassette:
        recorded = conversation()
        count = len(cassette)
    with recorder.use_cassette("talk.yaml", record_mode="none") as cassette:
        replayed = conversation()
        played = cassette.play_count
    with open(os.path.join(folder, "talk.yaml"), encoding="utf-8") as file:
        text = file.read()
    return {
        "count": count,
        "played": played,
        "same": recorded == replayed,
        "got": recorded,
        "secret": "secret-key" in text,
    }


def opentelemetry(folder: str) -> Dict[str, Any]:
    from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    made_before = Anthropic(base_url=BASE_URL, api_key="secret-key")
    made_before.messages.create(**REQUEST)  # its HTTP client exists now
    HTTPXClientInstrumentor().instrument(tracer_provider=provider)
    made_before.messages.create(**REQUEST)
    before = len(exporter.get_finished_spans())
    got = conversation()
    spans = exporter.get_finished_spans()[before:]
    return {
        "before": before,
        "statuses": [span.attributes.get("http.status_code") for span in spans],
        "urls": sorted({str(span.attributes.get("http.url")) for span in spans}),
        "secret": any("secret-key" in span.to_json() for span in spans),
        "got": got,
    }


def patched(folder: str) -> Dict[str, Any]:
    """What every tool of this sort rests on: methods replaced on httpx's classes, after the first request as well."""
    import httpx

    seen: List[str] = []
    client = Anthropic(base_url=BASE_URL, api_key="secret-key")
    client.messages.create(**REQUEST)

    def noting(cls: Any, name: str) -> None:
        original: Callable[..., Any] = getattr(cls, name)

        def note(self: Any, request: Any, *args: Any, **kwargs: Any) -> Any:
            seen.append(f"{cls.__name__}.{name}")
            return original(self, request, *args, **kwargs)

        setattr(cls, name, note)

    noting(httpx.Client, "send")
    noting(httpx.AsyncClient, "send")
    noting(httpx.HTTPTransport, "handle_request")
    noting(httpx.AsyncHTTPTransport, "handle_async_request")
    client.messages.create(**REQUEST)
    return {"got": conversation(), "seen": seen}


WHICH = {"respx": respx_, "vcr": vcr_, "opentelemetry": opentelemetry, "patched": patched}
print(json.dumps(WHICH[sys.argv[1]](sys.argv[2])))
