"""Recorded traffic of batches, models, files and text completions through the client: nothing of it is lost.

The corpus is not part of the project. `ANTHROPIC_WIRE_CORPUS` names the folder that holds it: one folder an origin,
each with a `manifest.jsonl` of exchanges and a file for each body.
"""

from __future__ import annotations

import datetime
import json
import os
import pathlib
import re
import warnings
from typing import Any, Callable, cast

import anyio
import httpx
import pytest

from anthropic import Anthropic, APIStatusError, AsyncAnthropic

CORPUS = os.environ.get("ANTHROPIC_WIRE_CORPUS", "")
pytestmark = [
    pytest.mark.skipif(not CORPUS, reason="ANTHROPIC_WIRE_CORPUS names no folder: recorded traffic was not read"),
    pytest.mark.filterwarnings("ignore:Text completions are deprecated:DeprecationWarning"),
]

COMPLETION: dict[str, Any] = {"model": "m", "max_tokens_to_sample": 1, "prompt": "?"}
BATCH_ID = r"/v1/messages/batches/\w+"

Use = Callable[[Any], Any]
METHODS: list[tuple[str, str, Use]] = [
    ("POST", "/v1/messages/batches", lambda client: client.messages.batches.create(requests=[])),
    ("GET", BATCH_ID, lambda client: client.messages.batches.retrieve("b")),
    ("POST", BATCH_ID + "/cancel", lambda client: client.messages.batches.cancel("b")),
    ("GET", "/v1/models", lambda client: client.models.list()),
    ("POST", "/v1/files", lambda client: client.files.upload(file=b"")),
    ("GET", "/v1/files", lambda client: client.files.list()),
    ("DELETE", r"/v1/files/\w+", lambda client: client.files.delete("f")),
    ("POST", "/v1/complete", lambda client: client.completions.create(**COMPLETION)),
]


def exchanges(*formats: str) -> list[tuple[dict[str, Any], bytes]]:
    """The recorded exchanges of the API itself that were answered in one of the formats."""
    found: list[tuple[dict[str, Any], bytes]] = []
    for manifest in sorted(pathlib.Path(CORPUS).glob("*/manifest.jsonl")) if CORPUS else ():
        for line in manifest.read_text("utf-8").splitlines():
            case = json.loads(line)
            if case["service"] == "anthropic" and case["response_format"] in formats and case["response_file"]:
                found.append((case, (manifest.parent / case["response_file"]).read_bytes()))
    return found


def json_cases() -> list[Any]:
    """Each recorded exchange of these resources, with the method that asks for it."""
    cases: list[Any] = []
    for case, body in exchanges("json"):
        path = (case["path"] or "").split("?")[0]
        for verb, pattern, use in METHODS:
            if case["method"] == verb and re.fullmatch(pattern, path):
                cases.append(pytest.param(case, body, use, id=case["id"]))
    return cases


def named(cases: list[tuple[dict[str, Any], bytes]], path: str) -> list[Any]:
    return [
        pytest.param(case, body, id=case["id"])
        for case, body in cases
        if re.fullmatch(path, (case["path"] or "").split("?")[0])
    ]


def client_for(*answers: httpx.Response) -> Anthropic:
    """A client to which the network gives some answers, one after the other."""
    rest = list(answers)
    transport = httpx.MockTransport(lambda _: rest.pop(0))
    return Anthropic(api_key="k", max_retries=0, http_client=httpx.Client(transport=transport))


def answer(case: dict[str, Any], body: bytes) -> httpx.Response:
    kinds = {"sse": "text/event-stream", "jsonl": "application/x-jsonl"}
    headers = {"content-type": kinds.get(case["response_format"], "application/json")}
    return httpx.Response(case["status"], headers=headers, content=body)


def comparable(value: Any) -> Any:
    """JSON without nulls, and with times as times: `…Z` and `….000000+00:00` are one and the same."""
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        return {key: comparable(item) for key, item in fields.items() if item is not None}
    if isinstance(value, list):
        return [comparable(item) for item in cast("list[Any]", value)]
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)", value):
        seconds, _, fraction = value[:-1].partition("+")[0].partition(".")
        at = datetime.datetime.strptime(seconds + "+0000", "%Y-%m-%dT%H:%M:%S%z")
        return at, (fraction.rstrip("Z") or "0").ljust(6, "0")[:6].rstrip("0")
    return value


def dumped(model: Any) -> Any:
    return comparable(model.model_dump(mode="json", by_alias=True, exclude_unset=True))


@pytest.mark.parametrize(("case", "body", "use"), json_cases())
def test_answers_and_errors(case: dict[str, Any], body: bytes, use: Use) -> None:
    """A recorded answer dumps back to the JSON that came; a recorded error keeps its body and type."""
    sent = json.loads(body)
    client = client_for(answer(case, body))
    if case["status"] >= 400:
        with pytest.raises(APIStatusError) as caught:
            use(client)
        assert caught.value.body == sent
        assert caught.value.type == sent["error"]["type"]
        return
    assert dumped(use(client)) == comparable(sent)


@pytest.mark.parametrize(("case", "body"), named(exchanges("jsonl"), BATCH_ID + "/results"))
def test_batch_results(case: dict[str, Any], body: bytes) -> None:
    """Each line of recorded results dumps back to its JSON, at any chunking, typed."""
    lines = [json.loads(line) for line in body.splitlines()]
    batch = {"id": "b", "results_url": "https://api.anthropic.com/results"}
    for size in (1, 100, len(body)):
        chunks = (body[start : start + size] for start in range(0, len(body), size))
        client = client_for(httpx.Response(200, json=batch), httpx.Response(200, content=chunks))
        found = list(client.messages.batches.results("b"))
        assert [dumped(result) for result in found] == comparable(lines)
        assert all(hasattr(result.result, "type") for result in found)


@pytest.mark.parametrize(("case", "body"), named(exchanges("sse"), "/v1/complete"))
def test_completion_streams(case: dict[str, Any], body: bytes) -> None:
    """The recorded pieces dump back to their JSON, and end with a stop reason."""
    data = [json.loads(line[5:]) for line in body.decode("utf-8").splitlines() if line.startswith("data:")]
    pieces = [each for each in data if each.get("type") == "completion"]
    assert pieces
    found = list(client_for(answer(case, body)).completions.create(**COMPLETION, stream=True))
    assert [dumped(piece) for piece in found] == comparable(pieces)
    assert found[-1].stop_reason


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_all_in_the_async_client(backend: str) -> None:
    """The same answers through the async client, on both event loops."""

    async def main() -> None:
        for param in json_cases():
            case, body, use = param.values
            if case["status"] >= 400:
                continue
            reply = answer(case, body)
            transport = httpx.MockTransport(lambda _, reply=reply: reply)
            async with AsyncAnthropic(api_key="k", http_client=httpx.AsyncClient(transport=transport)) as client:
                assert dumped(await use(client)) == comparable(json.loads(body)), case["id"]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        anyio.run(main, backend=backend)


def test_the_corpus_is_there() -> None:
    """Each kind of exchange that these tests are about has been found."""
    assert len(json_cases()) > 30
    assert named(exchanges("jsonl"), BATCH_ID + "/results")
    assert named(exchanges("sse"), "/v1/complete")
