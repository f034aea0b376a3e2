"""Files: upload and download. What may be uploaded is tested in `test_uploads.py`."""

from __future__ import annotations

import gc
import pathlib
from typing import Any, Dict

import anyio
import anyio.lowlevel
import httpx
import pytest
from scripted import Body, Server, World, error, reply

from anthropic import APIConnectionError, NotFoundError
from anthropic._binary import (
    AsyncBinaryAPIResponse,
    AsyncStreamedBinaryAPIResponse,
    BinaryAPIResponse,
    StreamedBinaryAPIResponse,
)
from anthropic.types import DeletedFile, FileMetadata

FILE: Dict[str, Any] = {
    "id": "file_1",
    "type": "file",
    "filename": "a.txt",
    "mime_type": "text/plain",
    "size_bytes": 5,
    "created_at": "2026-01-01T00:00:00Z",
}
CONTENT = bytes(range(256)) * 100


def content(*chunks: Any) -> httpx.Response:
    return httpx.Response(200, headers={"request-id": "req_1"}, stream=Body(chunks or [CONTENT[:1000], CONTENT[1000:]]))


def test_upload(world: World) -> None:
    """A form with the file, and the fields beside it; the answer is typed."""
    server = Server(FILE)
    client = world.client(server)
    made = world.run(lambda: client.files.upload(file=("a.txt", b"hello"), expires_in_seconds=60))
    assert isinstance(made, FileMetadata)
    assert made.size_bytes == 5
    request = server.requests[0]
    boundary = request.headers["content-type"].partition("boundary=")[2]
    assert request.content.decode() == (
        f"--{boundary}\r\n"
        'Content-Disposition: form-data; name="expires_in_seconds"\r\n\r\n60\r\n'
        f"--{boundary}\r\n"
        'Content-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nhello\r\n'
        f"--{boundary}--\r\n"
    )
    assert request.headers["content-length"] == str(len(request.content))
    assert request.headers["host"] == "api.anthropic.com"


def test_list_and_delete(world: World) -> None:
    """A list goes on by `page`; ids are repeated in the query; a deleted file is typed."""
    server = Server({"data": [FILE], "next_page": "p2"}, {"data": [FILE], "next_page": None})
    client = world.client(server)
    assert len(world.list(lambda: client.files.list(ids=["x", "y"], limit=1))) == 2
    assert [sorted(request.url.params.multi_items()) for request in server.requests] == [
        [("ids[]", "x"), ("ids[]", "y"), ("limit", "1")],
        [("ids[]", "x"), ("ids[]", "y"), ("limit", "1"), ("page", "p2")],
    ]
    client = world.client(Server({"id": "file_1", "type": "file_deleted"}))
    assert isinstance(world.run(lambda: client.files.delete("file_1")), DeletedFile)


def test_download_reads(world: World) -> None:
    """The content as bytes; reading it to its end releases the connection."""
    answer = content()
    server = Server(answer)
    client = world.client(server)

    def use() -> Any:
        if not world.is_async:
            response = client.files.download("file_1")
            assert isinstance(response, BinaryAPIResponse)
            assert bytes(response) == response.content
            return response.read(), response.read()

        async def main() -> Any:
            response = await client.files.download("file_1")
            assert isinstance(response, AsyncBinaryAPIResponse)
            return await response.read(), await response.read()

        return main()

    assert world.run(use) == (CONTENT, CONTENT)
    assert answer.is_closed
    assert server.requests[0].headers["accept"] == "application/binary"


def test_download_streams(world: World, tmp_path: pathlib.Path) -> None:
    """A body is not read before it is asked for, and goes to disk piece by piece."""
    first, second = content(), content(b"a", b"b")
    client = world.client(Server(first, second))
    path = tmp_path / "file"

    def use() -> Any:
        if not world.is_async:
            response = client.files.download("file_1")
            assert not response.is_closed
            response.write_to_file(path)
            return list(client.files.download("file_1").iter_bytes())

        async def main() -> Any:
            response = await client.files.download("file_1")
            assert not response.is_closed
            await response.write_to_file(path)
            response = await client.files.download("file_1")
            return [piece async for piece in response.iter_bytes()]

        return main()

    assert world.run(use) == [b"a", b"b"]
    assert path.read_bytes() == CONTENT
    assert first.is_closed
    assert second.is_closed


def test_download_faces(world: World, tmp_path: pathlib.Path) -> None:
    """Raw: the body has been read. Streamed: it is read in the block, and the block releases the connection."""
    answer = content()
    client = world.client(Server(content(), answer))
    raw = world.run(lambda: client.files.with_raw_response.download("file_1"))
    assert raw.is_closed
    assert raw.http_response.content == CONTENT
    assert world.run(lambda: raw.parse()) == CONTENT
    path = tmp_path / "file"

    def use(response: Any) -> Any:
        assert isinstance(response, (StreamedBinaryAPIResponse, AsyncStreamedBinaryAPIResponse))
        assert response.request_id == "req_1"
        return response.stream_to_file(path, chunk_size=100)

    world.in_stream(lambda: client.files.with_streaming_response.download("file_1"), use)
    assert path.read_bytes() == CONTENT
    assert answer.is_closed


@pytest.mark.parametrize("way", ["read", "iter_bytes"])
def test_a_download_that_breaks_off(world: World, way: str) -> None:
    """A lost connection is an APIConnectionError, however the body is read."""
    client = world.client(Server(content(b"a", httpx.ReadError("gone"))))

    def use() -> Any:
        if not world.is_async:
            response = client.files.download("file_1")
            return response.read() if way == "read" else list(response.iter_bytes())

        async def main() -> Any:
            response = await client.files.download("file_1")
            return await response.read() if way == "read" else [piece async for piece in response.iter_bytes()]

        return main()

    with pytest.raises(APIConnectionError):
        world.run(use)


def test_a_dropped_download_releases_its_connection(world: World) -> None:
    """A response that nobody reads is closed when it is dropped."""
    answer = content()
    client = world.client(Server(answer))
    if world.kind == "trio":
        return  # no loop of trio's can be asked from a destructor; the async block is for that

    def use() -> Any:
        if not world.is_async:
            client.files.download("file_1")
            return None

        async def main() -> None:
            await client.files.download("file_1")
            for _ in range(3):
                gc.collect()
                await anyio.lowlevel.checkpoint()

        return main()

    world.run(use)
    gc.collect()
    assert answer.is_closed


def test_a_missing_file(world: World) -> None:
    client = world.client(Server(error(404, "not_found_error")))
    with pytest.raises(NotFoundError):
        world.run(lambda: client.files.download("nope"))
    client = world.client(Server(reply(FILE)))
    assert world.run(lambda: client.files.retrieve_metadata(file_id="file_1")).id == "file_1"
