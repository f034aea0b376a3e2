"""Every fault, in both forms: what plain httpx sees of it."""

from __future__ import annotations

import time
from typing import Any, List, Tuple

import anyio
import httpx
import pytest

from anthropic_testing import AsyncEmulatorTransport, Emulator, EmulatorTransport, Fault, RealClock

from .conftest import HEADERS, body

WHOLE = 20
"""Fewer bytes than any answer here has."""


def received(
    client: httpx.Client, fault: Fault | str, *, stream: bool = True, text: str = "Hello äöü €", **options: Any
) -> Tuple[Any, List[bytes], Any]:
    """The response, the chunks of its body and the exception that ended it, with a fault asked for by header."""
    chunks: List[bytes] = []
    response = None
    try:
        request = client.build_request(
            "POST", "/v1/messages", json=body(text, stream=stream), headers={"x-emulator-fault": str(fault)}, **options
        )
        response = client.send(request, stream=True)
        chunks.extend(response.iter_raw())
    except httpx.HTTPError as error:
        return response, chunks, error
    finally:
        if response is not None:
            response.close()
    return response, chunks, None


def good(client: httpx.Client, *, stream: bool = True) -> bytes:
    """The answer without a fault; ids are one and the same length."""
    return b"".join(received(client, "", stream=stream)[1])


@pytest.mark.parametrize("stream", [True, False])
@pytest.mark.parametrize("after", [0, 1, WHOLE])
@pytest.mark.parametrize(("kind", "error"), [("drop", httpx.ReadError), ("cut", httpx.RemoteProtocolError)])
def test_broken_connection(client: httpx.Client, kind: str, error: Any, after: int, stream: bool) -> None:
    """The connection breaks after exactly so many bytes, with the exception of a real transport."""
    response, chunks, raised = received(client, f"{kind}; after={after}", stream=stream)
    assert type(raised) is error
    assert response is None or response.status_code == 200
    if after:
        assert len(b"".join(chunks)) == after


@pytest.mark.parametrize(("kind", "error"), [("drop", httpx.ReadError), ("cut", httpx.RemoteProtocolError)])
def test_broken_before_the_status(client: httpx.Client, kind: str, error: Any) -> None:
    """Without `after` there is no answer at all."""
    response, _, raised = received(client, kind)
    assert response is None
    assert type(raised) is error


def test_end_without_final_event(client: httpx.Client) -> None:
    """The stream ends properly, but too early."""
    _, chunks, raised = received(client, Fault.end())
    assert raised is None
    assert b"message_delta" in b"".join(chunks)
    assert b"message_stop" not in b"".join(chunks)
    _, chunks, _ = received(client, Fault.end(events=2))
    assert b"".join(chunks).count(b"\n\n") == 2


def test_stall(client: httpx.Client) -> None:
    """Silence for ever is a read timeout, wherever it begins."""
    _, chunks, raised = received(client, Fault.stall(after=30), timeout=0.02)
    assert type(raised) is httpx.ReadTimeout
    assert len(b"".join(chunks)) == 30
    response, _, raised = received(client, Fault.stall(), timeout=0.02)
    assert type(raised) is httpx.ReadTimeout
    assert response is None
    _, chunks, _ = received(client, Fault.stall(events=2), timeout=0.02)
    assert b"".join(chunks).count(b"\n\n") == 2


def test_stall_that_ends(client: httpx.Client) -> None:
    """Silence that is shorter than the read timeout changes nothing; longer silence does."""
    _, chunks, raised = received(client, Fault.stall(after=30, seconds=0.01), timeout=1)
    assert raised is None
    assert b"message_stop" in b"".join(chunks)
    assert type(received(client, Fault.stall(after=30, seconds=0.5), timeout=0.02)[2]) is httpx.ReadTimeout


def test_stall_with_pings(client: httpx.Client) -> None:
    """Pings keep the read timeout from running out while nothing else comes."""
    _, chunks, raised = received(client, Fault.stall(events=2, seconds=0.05, pings=0.01), timeout=0.5)
    assert raised is None
    assert b"".join(chunks).count(b"event: ping") == 1 + 5


def test_drip(client: httpx.Client) -> None:
    """A few bytes at a time, with pauses; nothing is lost."""
    _, chunks, raised = received(client, Fault.drip(size=400, seconds=0.001))
    assert raised is None
    assert max(len(chunk) for chunk in chunks) <= 400
    assert len(b"".join(chunks)) == len(good(client))


@pytest.mark.parametrize("stream", [True, False])
def test_not_what_was_asked_for(client: httpx.Client, stream: bool) -> None:
    """A page, nothing, and half of the JSON, each with status 200."""
    page, chunks, _ = received(client, Fault.html(), stream=stream)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert b"<html>" in b"".join(chunks)
    nothing, chunks, _ = received(client, Fault.empty(), stream=stream)
    assert (nothing.status_code, b"".join(chunks)) == (200, b"")
    _, chunks, _ = received(client, Fault.broken_json(), stream=stream)
    whole = good(client, stream=stream)
    assert len(b"".join(chunks)) < len(whole)
    if stream:
        assert b"message_stop" in b"".join(chunks)


def test_error_event(client: httpx.Client) -> None:
    """An `error` event comes after so many events and is the last; an unstreamed answer has the status instead."""
    _, chunks, _ = received(client, Fault.error_event("rate_limit_error", events=3))
    events = b"".join(chunks).split(b"\n\n")
    assert events[3].startswith(b'event: error\ndata: {"type":"error","error":{"type":"rate_limit_error"')
    assert events[4:] == [b""]
    response, _, _ = received(client, Fault.error_event("rate_limit_error"), stream=False)
    assert response.status_code == 429


def test_status_with_headers(client: httpx.Client) -> None:
    """Any status, type, message and headers; the answer's own headers stay."""
    fault = Fault.status(503, message="Later", headers={"x-should-retry": "false", "retry-after-ms": "10"})
    response, chunks, _ = received(client, fault)
    assert response.status_code == 503
    assert (response.headers["x-should-retry"], response.headers["retry-after-ms"]) == ("false", "10")
    assert b'"message":"Later"' in b"".join(chunks)
    assert response.headers["request-id"]


def test_chunks(client: httpx.Client) -> None:
    """In process a chunk is what was asked for; the bytes are the same in both forms."""
    _, chunks, _ = received(client, Fault.chunks(1))
    assert len(b"".join(chunks)) == len(good(client))
    if client.base_url.scheme == "https":
        assert {len(chunk) for chunk in chunks} == {1}


def test_cut_utf8(client: httpx.Client) -> None:
    """Chunks end within characters; or the whole body does."""
    _, chunks, _ = received(client, Fault.cut_utf8())
    assert "äöü" in b"".join(chunks).decode()
    if client.base_url.scheme == "https":
        with pytest.raises(UnicodeDecodeError):
            chunks[0].decode()
    _, chunks, _ = received(client, Fault.cut_utf8(truncate=True))
    with pytest.raises(UnicodeDecodeError):
        b"".join(chunks).decode()
    _, chunks, _ = received(client, Fault.cut_utf8(truncate=True), text="plain")
    with pytest.raises(UnicodeDecodeError):
        b"".join(chunks).decode()


def test_odd_framing(client: httpx.Client) -> None:
    """Other line endings, a byte-order mark and a very long line carry the same events."""
    whole = good(client)
    for kind, ending in (("crlf", b"\r\n"), ("cr", b"\r")):
        data = b"".join(received(client, Fault.line_endings(kind))[1])
        assert data.count(ending) == data.count(b"\r") == whole.count(b"\n")
        assert b"\n" in ending or b"\n" not in data
    mixed = b"".join(received(client, Fault.line_endings("mixed"))[1])
    assert len(mixed.splitlines()) == len(whole.splitlines())
    marked = b"".join(received(client, Fault.bom())[1])
    assert marked.startswith(b"\xef\xbb\xbfevent: message_start")
    long = b"".join(received(client, Fault.giant_line(50_000))[1])
    assert max(len(line) for line in long.splitlines()) > 50_000
    assert long.replace(b" " * 50_000, b"").count(b"event: ping") == 2


@pytest.mark.parametrize("stream", [True, False])
def test_gzip(client: httpx.Client, stream: bool) -> None:
    """A compressed body is the same body."""
    answers = [
        client.post("/v1/messages", json=body("Hello äöü", stream=stream), headers={"x-emulator-fault": fault})
        for fault in ("", "gzip")
    ]
    assert answers[1].headers["content-encoding"] == "gzip"
    assert len(answers[0].content) == len(answers[1].content)
    assert "äöü" in answers[1].text


def test_wrong_headers(client: httpx.Client) -> None:
    """A content type or length that does not fit the body."""
    response, _, _ = received(client, Fault.content_type("text/plain"))
    assert response.headers["content-type"] == "text/plain"
    _, chunks, raised = received(client, Fault.wrong_length(10), stream=False)
    assert type(raised) is httpx.RemoteProtocolError
    assert f"received {len(b''.join(chunks))} bytes, expected {len(b''.join(chunks)) + 10}" in str(raised)


def test_redirect(client: httpx.Client, emulator: Emulator) -> None:
    """A redirect leads to an answer once it is followed: at the same origin, or at another."""
    fault = {"x-emulator-fault": "redirect"}
    same = client.post("/v1/messages", json=body(), headers=fault, follow_redirects=True)
    assert same.status_code == 200
    assert same.json()["content"]
    assert [entry.status for entry in emulator.requests] == [307, 200]
    other = client.post("/v1/messages", json=body(), headers={"x-emulator-fault": "redirect; to=elsewhere"})
    assert httpx.URL(other.headers["location"]).host != client.base_url.host
    given = client.post("/v1/messages", json=body(), headers={"x-emulator-fault": "redirect; to=/v1/there; status=302"})
    assert (given.status_code, given.headers["location"]) == (302, "/v1/there?emulator_redirected=1")


def test_times(client: httpx.Client) -> None:
    """A fault for the first attempts spares the retries beyond them."""
    statuses = []
    for attempt in ("0", "1", "2"):
        headers = {"x-emulator-fault": "status; code=500; times=2", "x-stainless-retry-count": attempt}
        statuses.append(client.post("/v1/messages", json=body(), headers=headers).status_code)
    assert statuses == [500, 500, 200]


def test_several_faults(client: httpx.Client) -> None:
    """Faults with commas between them are applied in order."""
    response, chunks, raised = received(client, "content_type; value=text/plain, drop; after=15")
    assert response.headers["content-type"] == "text/plain"
    assert len(b"".join(chunks)) == 15
    assert type(raised) is httpx.ReadError


@pytest.mark.parametrize("text", ["nonsense", "drop; bytes=3", "stall; sceonds=1"])
def test_fault_that_there_is_not(client: httpx.Client, text: str) -> None:
    """A mistake in the header is told, rather than ignored."""
    response, chunks, _ = received(client, text)
    assert response.status_code == 400
    assert b"x-emulator-fault" in b"".join(chunks)


@pytest.mark.parametrize(
    "fault",
    [
        Fault.status(429, retry_after="Wed, 21 Oct 2026 07:28:00 GMT", message="Wait"),
        Fault.error_event("api_error", events=2),
        Fault.drop(5),
        Fault.cut(),
        Fault.stall(events=1, seconds=2.5, pings=0.5),
        Fault.drip(3, 0.2).first(2),
        Fault.cut_utf8(truncate=True),
        Fault.redirect("https://a.invalid/b", status=308),
    ],
    ids=str,
)
def test_text_form(fault: Fault) -> None:
    """A fault and its text form are the same."""
    assert str(Fault.parse(str(fault))) == str(fault)
    assert [str(part) for part in Fault.parse_all(f"{fault}, drop, {fault}")] == [str(fault), "drop", str(fault)]


def test_emulator_faults_hit_everything() -> None:
    """Faults of the emulator itself damage every answer."""
    emulator = Emulator(faults=[Fault.status(529)])
    with httpx.Client(transport=EmulatorTransport(emulator), headers=HEADERS) as http:
        assert http.get("https://x.invalid/v1/models").status_code == 529
        assert http.get("https://x.invalid/v1/models").status_code == 529


def test_open_replies_are_counted(client: httpx.Client, emulator: Emulator) -> None:
    """A body that is being read counts as open until it is closed, so that a leak can be seen."""
    with client.stream("POST", "/v1/messages", json=body("x " * 3000, stream=True)) as response:
        next(response.iter_raw())
        assert emulator.open_replies == 1 or client.base_url.scheme == "http"
    deadline = time.monotonic() + 2
    while emulator.open_replies and time.monotonic() < deadline:
        time.sleep(0.001)  # the server sees the closed connection a moment later
    assert emulator.open_replies == 0


def test_virtual_time() -> None:
    """In process an hour of silence takes no time, and the emulator's clock shows it."""
    emulator = Emulator()
    before, started = emulator.clock.now(), time.monotonic()
    with httpx.Client(transport=EmulatorTransport(emulator), headers=HEADERS, timeout=4000) as http:
        headers = {"x-emulator-fault": "stall; after=10; seconds=3600"}
        response = http.post("https://x.invalid/v1/messages", json=body(stream=True), headers=headers)
    assert response.status_code == 200
    assert emulator.clock.now() - before == 3600
    assert time.monotonic() - started < 1


def test_real_time() -> None:
    """With a real clock a pause takes as long as it says."""
    emulator, started = Emulator(clock=RealClock()), time.monotonic()
    with httpx.Client(transport=EmulatorTransport(emulator), headers=HEADERS) as http:
        headers = {"x-emulator-fault": "stall; after=10; seconds=0.02"}
        http.post("https://x.invalid/v1/messages", json=body(stream=True), headers=headers)
    assert time.monotonic() - started >= 0.02


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_async_transport(backend: str) -> None:
    """The awaiting transport streams, fails and stalls like the blocking one, under asyncio and trio."""

    async def main() -> None:
        emulator = Emulator()
        transport = AsyncEmulatorTransport(emulator)
        async with httpx.AsyncClient(transport=transport, base_url="https://x.invalid", headers=HEADERS) as http:
            async with http.stream("POST", "/v1/messages", json=body(stream=True)) as response:
                chunks = [chunk async for chunk in response.aiter_raw()]
            assert len(chunks) > 5
            assert chunks[-1].startswith(b"event: message_stop")
            for fault, error in (
                ("drop; after=9", httpx.ReadError),
                ("cut; after=9", httpx.RemoteProtocolError),
                ("stall", httpx.ReadTimeout),
            ):
                with pytest.raises(error):
                    await http.post("/v1/messages", json=body(), headers={"x-emulator-fault": fault}, timeout=1)
            with anyio.move_on_after(0.01) as scope:
                await http.post("/v1/messages", json=body(), headers={"x-emulator-fault": "stall"}, timeout=None)
            assert scope.cancelled_caught
        assert emulator.open_replies == 0

    anyio.run(main, backend=backend)
