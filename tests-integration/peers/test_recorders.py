"""Software that records, replays, mocks or traces httpx sees every request of our clients, retries included."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from peers.process import OURS, environ, needs, talk
from workspace import MakeEnvironment

from anthropic_testing import Emulator, serve

pytestmark = pytest.mark.skipif(sys.version_info < (3, 10), reason="the newest recorders run on Python 3.10 and newer")

HERE = Path(__file__).parent
HELLO = "You said: Hello, how are you? 東京"


@pytest.fixture(scope="module")
def python(make_environment: MakeEnvironment) -> Path:
    recorders = ["respx", "vcrpy", "pytest", "pytest-httpx", "opentelemetry-instrumentation-httpx", "opentelemetry-sdk"]
    return make_environment("recorders", *needs(), *recorders)


def seen_by(python: Path, which: str, folder: Path) -> Any:
    """What the program prints of one recorder; its calls end as they should."""
    with serve(Emulator()) as url:
        found = talk(python, HERE / "recorders.py", which, str(folder), env=environ(*OURS, BASE_URL=url))
    for seen in found.values() if "got" not in found else [found]:
        right(seen["got"])
    return found


def right(got: Any) -> None:
    """The answers to the six calls: whole, streamed, retried, by each of the clients."""
    assert len(got) == 6
    for call, answer in enumerate(got):
        if call % 3 == 1:
            assert answer[-1]["type"] == "message_stop"
            texts = [event["delta"]["text"] for event in answer if event["type"] == "content_block_delta"]
            assert "".join(texts) == HELLO
        else:
            assert answer["content"][0]["text"] == HELLO


def test_respx(python: Path, tmp_path: Path) -> None:
    """Answers in place of the network, at both of the levels where respx can take hold."""
    found = seen_by(python, "respx", tmp_path)
    assert set(found) == {"httpx", "httpcore"}
    for seen in found.values():
        assert seen["count"] == 8
        assert seen["streamed"] == [False, True, False, False] * 2


def test_vcr(python: Path, tmp_path: Path) -> None:
    """A recorded conversation plays again without a server, and to the same end."""
    found = seen_by(python, "vcr", tmp_path)
    assert (found["count"], found["played"]) == (8, 8)
    assert found["same"]
    assert not found["secret"]


def test_opentelemetry(python: Path, tmp_path: Path) -> None:
    """A span for each attempt, of clients made before the instrumentation too."""
    found = seen_by(python, "opentelemetry", tmp_path)
    assert found["before"] == 1
    assert found["statuses"] == [200, 200, 529, 200] * 2
    assert [url.endswith("/v1/messages") for url in found["urls"]] == [True]
    assert not found["secret"]


def test_methods_replaced_on_httpx(python: Path, tmp_path: Path) -> None:
    """Each attempt passes `send` and the stock transport's method, whichever way and whenever they were replaced."""
    seen = seen_by(python, "patched", tmp_path)["seen"]
    blocking = ["Client.send", "HTTPTransport.handle_request"]
    awaiting = ["AsyncClient.send", "AsyncHTTPTransport.handle_async_request"]
    assert seen == blocking * 5 + awaiting * 4


def test_pytest_httpx(python: Path) -> None:
    command = [str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(HERE), "-c", os.devnull]
    done = subprocess.run(
        [*command, str(HERE / "with_pytest_httpx.py")],
        env=environ(*OURS),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
        check=False,
    )
    assert "3 passed" in done.stdout, done.stdout
