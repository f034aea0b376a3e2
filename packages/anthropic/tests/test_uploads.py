"""What may be uploaded, how it is put on the wire, and what happens to the files."""

from __future__ import annotations

import gc
import io
import os
import pathlib
import sys
import tempfile
from email.parser import BytesParser
from typing import Any, Dict, List, Tuple

import anyio
import httpx
import pytest
from scripted import Server, World, error, reply

from anthropic import APIConnectionError, InternalServerError
from anthropic._utils import async_files_from_dir, file_from_path, files_from_dir

FILE: Dict[str, Any] = {"id": "file_1", "type": "file", "filename": "f", "mime_type": "m", "size_bytes": 1}


def parts(request: httpx.Request) -> List[Tuple[Any, Any, Any, bytes]]:
    """Name, file name, type and content of each part, read by the standard library's parser."""
    head = b"content-type: " + request.headers["content-type"].encode() + b"\r\n\r\n"
    message = BytesParser().parsebytes(head + request.content)
    found = []
    for part in message.get_payload():
        named: Any = part
        found.append(
            (
                named.get_param("name", header="content-disposition"),
                named.get_filename(),
                named.get("content-type"),
                named.get_payload(decode=True),
            )
        )
    return found


def upload(world: World, file: Any, **options: Any) -> List[Tuple[Any, Any, Any, bytes]]:
    server = Server(FILE)
    client = world.client(server)
    world.run(lambda: client.files.upload(file=file, **options))
    return parts(server.requests[0])


@pytest.fixture
def path(tmp_path: pathlib.Path) -> pathlib.Path:
    made = tmp_path / "notes.txt"
    made.write_bytes(b"some notes")
    return made


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (b"abc", ("file", "upload", "application/octet-stream", b"abc")),
        (bytearray(b"abc"), ("file", "upload", "application/octet-stream", b"abc")),
        (io.BytesIO, ("file", "upload", "application/octet-stream", b"abc")),
        (("a.png", b"abc"), ("file", "a.png", "image/png", b"abc")),
        (("a.bin.unknown", b"abc"), ("file", "a.bin.unknown", "application/octet-stream", b"abc")),
        (("a.png", b"abc", "text/x"), ("file", "a.png", "text/x", b"abc")),
        (("a.png", io.BytesIO, None), ("file", "a.png", "image/png", b"abc")),
        ((None, b"abc"), ("file", None, None, b"abc")),
        (b"", ("file", "upload", "application/octet-stream", b"")),
    ],
    ids=str,
)
def test_kinds(world: World, file: Any, expected: Any) -> None:
    """Bytes, files, and tuples of a name with them, a type and headers."""
    if file is io.BytesIO:
        file = io.BytesIO(b"abc")
    elif isinstance(file, tuple) and file[1] is io.BytesIO:
        file = (file[0], io.BytesIO(b"abc"), *file[2:])
    assert upload(world, file) == [expected]


def test_headers_of_a_part(world: World) -> None:
    server = Server(FILE)
    client = world.client(server)
    world.run(lambda: client.files.upload(file=("a", b"abc", "text/x", {"X-Origin": "here"})))
    assert b"X-Origin: here\r\nContent-Type: text/x\r\n" in server.requests[0].content
    with pytest.raises(ValueError, match="line breaks"):
        world.run(lambda: client.files.upload(file=("a", b"abc", "text/x\r\nX-Evil: 1")))


def test_paths_and_open_files(world: World, path: pathlib.Path) -> None:
    """A path and an open file are named after the file; a file that was read before is sent from its start."""
    expected = [("file", "notes.txt", "text/plain", b"some notes")]
    assert upload(world, path) == expected
    with open(path, "rb") as file:
        file.read(4)
        assert upload(world, file) == expected
        assert not file.closed
    with tempfile.SpooledTemporaryFile() as spooled:
        spooled.write(b"abc")
        assert upload(world, ("s.txt", spooled)) == [("file", "s.txt", "text/plain", b"abc")]


def test_names_cannot_break_out(world: World) -> None:
    """Quotes and line breaks in a name are escaped as browsers do."""
    server = Server(FILE)
    client = world.client(server)
    world.run(lambda: client.files.upload(file=('é"\r\nX: 1', b"")))
    assert 'filename="é%22%0D%0AX: 1"'.encode() in server.requests[0].content


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_async_files(backend: str, path: pathlib.Path) -> None:
    """An async client reads async files, their length known beforehand; a blocking one refuses them."""
    world, server = World(backend), Server(error(500), FILE)
    client = world.client(server)

    async def main() -> None:
        async with await anyio.open_file(path, "rb") as file:
            await client.files.upload(file=file)

    async def no_sleep(seconds: float) -> None:
        """Retry at once."""

    original, anyio.sleep = anyio.sleep, no_sleep
    try:
        world.run(main)
    finally:
        anyio.sleep = original
    assert [parts(request) for request in server.requests] == [
        [("file", "notes.txt", "text/plain", b"some notes")],
        [("file", "notes.txt", "text/plain", b"some notes")],
    ]
    assert server.requests[0].headers["content-length"] == str(len(server.requests[0].content))

    class AsyncFile:
        async def read(self, size: int = -1) -> bytes:
            return b""

    with pytest.raises(TypeError, match="needs an async client"):
        upload(World("sync"), AsyncFile())


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda folder: folder / "missing", FileNotFoundError),
        (lambda folder: folder, IsADirectoryError),
        (lambda folder: "notes.txt", TypeError),
        (lambda folder: io.StringIO("text"), TypeError),
        (lambda folder: ("a",), TypeError),
        (lambda folder: 7, TypeError),
        (lambda folder: ("a", 7), TypeError),
    ],
    ids=["missing", "folder", "string", "text file", "short tuple", "number", "number in a tuple"],
)
def test_what_cannot_be_sent(world: World, make: Any, expected: Any, tmp_path: pathlib.Path) -> None:
    """It is refused with the usual error before anything is sent."""
    server = Server(FILE)
    client = world.client(server)
    with pytest.raises(expected):
        world.run(lambda: client.files.upload(file=make(tmp_path)))
    assert server.requests == []


def test_temporary_files_in_text_mode(world: World) -> None:
    """They are no text files by their class, but would fail in the middle of the request."""
    for make in (tempfile.NamedTemporaryFile, tempfile.SpooledTemporaryFile):
        server = Server(FILE)
        client = world.client(server)
        with make(mode="w+") as file, pytest.raises(TypeError, match="binary mode"):
            world.run(lambda client=client, file=file: client.files.upload(file=file))
        assert server.requests == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_unreadable(path: pathlib.Path) -> None:
    """A file that must not be read is refused before anything is sent."""
    path.chmod(0)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)  # root may read everything
    try:
        with pytest.raises(PermissionError):
            upload(World("sync"), path)
    finally:
        if root:
            os.seteuid(0)


def test_a_retry_begins_at_the_start(world: World, path: pathlib.Path, naps: List[float]) -> None:
    """Each attempt carries the whole file."""
    with open(path, "rb") as file:
        for content in (path, file, b"some notes"):
            server = Server(error(500), error(529), FILE)
            client = world.client(server)
            world.run(lambda content=content, client=client: client.files.upload(file=("n.txt", content)))
            bodies = [parts(request) for request in server.requests]
            assert bodies == [[("file", "n.txt", "text/plain", b"some notes")]] * 3


def test_what_can_be_read_once_is_sent_once(world: World, naps: List[float]) -> None:
    """A pipe has no known length and no second attempt."""
    reading, writing = os.pipe()
    os.write(writing, b"abc")
    os.close(writing)
    server = Server(error(500), FILE)
    client = world.client(server)
    with open(reading, "rb") as pipe, pytest.raises(InternalServerError):
        world.run(lambda: client.files.upload(file=("p", pipe)))
    assert len(server.requests) == 1
    assert server.requests[0].headers["transfer-encoding"] == "chunked"
    assert "content-length" not in server.requests[0].headers
    assert parts(server.requests[0])[0][3] == b"abc"


def test_a_compressed_file_sends_what_it_reads(world: World, tmp_path: pathlib.Path) -> None:
    """The length is that of what is read, not of the file behind it."""
    import gzip

    packed = tmp_path / "a.gz"
    packed.write_bytes(gzip.compress(b"abc" * 1000))
    with gzip.open(packed) as file:
        assert upload(world, ("a.txt", file))[0][3] == b"abc" * 1000


def open_files() -> List[str]:
    """What this process has open, by path."""
    return [os.readlink(f"/proc/self/fd/{number}") for number in os.listdir("/proc/self/fd") if _is_open(number)]


def _is_open(number: str) -> bool:
    return os.path.exists(f"/proc/self/fd/{number}")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at /proc")
@pytest.mark.parametrize("failing", [False, True], ids=["sent", "broken off"])
def test_files_are_closed_after_the_call(world: World, tmp_path: pathlib.Path, failing: bool) -> None:
    """A file opened for an upload is closed when the call is over, also when it breaks off in the middle."""
    path = tmp_path / "large"
    path.write_bytes(bytes(1_000_000))
    seen: List[int] = []

    class Transport(httpx.BaseTransport, httpx.AsyncBaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            for piece in request.stream:  # type: ignore[union-attr]
                self.take(piece)
            return reply(FILE)

        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            async for piece in request.stream:  # type: ignore[union-attr]
                self.take(piece)
            return reply(FILE)

        def take(self, piece: bytes) -> None:
            if len(piece) > 1000:
                seen.append(len(piece))
                assert str(path) in open_files()
                if failing:
                    raise httpx.WriteError("gone")

    client: Any = world.client(Server(FILE), max_retries=0)
    http: Any = httpx.AsyncClient if world.is_async else httpx.Client
    client = client.with_options(http_client=http(transport=Transport()))
    if failing:
        with pytest.raises(APIConnectionError):
            world.run(lambda: client.files.upload(file=path))
    else:
        world.run(lambda: client.files.upload(file=path))
        assert sum(seen) == 1_000_000
    gc.collect()
    assert max(seen) <= 256 * 1024
    assert str(path) not in open_files()


def test_any_path_with_files(world: World) -> None:
    """`client.post(files=…)` sends a form too, nested fields in the API's encoding."""
    server = Server({"ok": True})
    client = world.client(server)
    body = {"a": [1, 2], "d": {"x": 1}, "t": True, "n": None}
    world.run(lambda: client.post("/v1/things", cast_to=object, body=body, files={"f": b"abc"}))
    assert [(name, content) for name, _, _, content in parts(server.requests[0])] == [
        ("a[]", b"1"),
        ("a[]", b"2"),
        ("d[x]", b"1"),
        ("t", b"true"),
        ("f", b"abc"),
    ]


def test_file_from_path(path: pathlib.Path, tmp_path: pathlib.Path) -> None:
    """A file's name and content; the usual errors."""
    assert file_from_path(path) == ("notes.txt", b"some notes")
    assert file_from_path(str(path)) == ("notes.txt", b"some notes")
    with pytest.raises(FileNotFoundError):
        file_from_path("missing")
    with pytest.raises(IsADirectoryError):
        file_from_path(tmp_path)


def test_files_from_dir(path: pathlib.Path, tmp_path: pathlib.Path) -> None:
    """All files below, named from the folder's own name on; the same from both functions; the usual errors."""
    inner = tmp_path / "b" / "c"
    inner.mkdir(parents=True)
    (inner / "d.bin").write_bytes(b"1")
    expected = [(f"{tmp_path.name}/b/c/d.bin", b"1"), (f"{tmp_path.name}/notes.txt", b"some notes")]
    assert files_from_dir(tmp_path) == expected
    assert files_from_dir(str(tmp_path)) == expected
    assert anyio.run(async_files_from_dir, tmp_path) == expected
    with pytest.raises(FileNotFoundError):
        files_from_dir(tmp_path / "missing")
    with pytest.raises(NotADirectoryError):
        files_from_dir(path)
