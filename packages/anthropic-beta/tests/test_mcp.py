"""Tools, messages and resources of a real MCP server, which runs beside the test over standard input and output."""

from __future__ import annotations

import pathlib
import sys
from contextlib import asynccontextmanager
from typing import Any, AsyncIterator, Dict, List

import anyio
import pytest
from anyio.from_thread import start_blocking_portal
from scripted import MESSAGE, REQUEST, Server, World

if sys.version_info < (3, 10):
    pytest.skip("the package mcp needs Python 3.10", allow_module_level=True)

from mcp import ClientSession, StdioServerParameters, stdio_client
from mcp.types import AudioContent, ResourceLink

from anthropic.lib.tools.mcp import (
    UnsupportedMCPValueError,
    async_mcp_tool,
    mcp_content,
    mcp_message,
    mcp_resource_to_content,
    mcp_resource_to_file,
    mcp_tool,
)

SERVER = str(pathlib.Path(__file__).parent / "mcp_server.py")


@asynccontextmanager
async def session() -> AsyncIterator[Any]:
    parameters = StdioServerParameters(command=sys.executable, args=[SERVER])
    async with stdio_client(parameters) as streams, ClientSession(*streams) as made:
        await made.initialize()
        yield made


def uses() -> Dict[str, Any]:
    names = {"t1": ("add", {"a": 1, "b": 2}), "t2": ("picture", {}), "t3": ("fail", {})}
    blocks = [{"type": "tool_use", "id": id, "name": name, "input": input} for id, (name, input) in names.items()]
    return {**MESSAGE, "content": blocks, "stop_reason": "tool_use"}


def check(server: Server) -> None:
    """What the server was sent: the tools as they describe themselves, and the results that they gave."""
    assert [tool["name"] for tool in server.bodies[0]["tools"]] == ["add", "picture", "fail"]
    assert server.bodies[0]["tools"][0]["description"] == "Add two numbers."
    assert set(server.bodies[0]["tools"][0]["input_schema"]["properties"]) == {"a", "b"}
    added, picture, failed = server.bodies[1]["messages"][-1]["content"]
    assert added["content"] == [{"type": "text", "text": "3"}]
    assert picture["content"][0]["source"]["media_type"] == "image/png"
    assert failed["is_error"] is True
    assert "fail" in failed["content"][0]["text"]


def test_tools_in_an_async_runner() -> None:
    """Tools of the server are used by an async tool runner."""
    server = Server(uses(), MESSAGE)
    client = World("asyncio").client(server)

    async def main() -> None:
        async with session() as connection:
            listed = (await connection.list_tools()).tools
            tools: List[Any] = [async_mcp_tool(tool, connection) for tool in listed]
            await client.beta.messages.tool_runner(tools=tools, **REQUEST).until_done()

    anyio.run(main)
    check(server)


def test_tools_in_a_blocking_runner() -> None:
    """With a portal to the loop where the session lives, a blocking tool runner uses them too."""
    server = Server(uses(), MESSAGE)
    client = World("sync").client(server)
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(session()) as connection:
        listed = portal.call(connection.list_tools).tools
        tools: List[Any] = [mcp_tool(tool, connection, portal) for tool in listed]
        client.beta.messages.tool_runner(tools=tools, **REQUEST).until_done()
    check(server)


def test_messages_and_resources() -> None:
    """Prompts become messages; resources become blocks and uploads."""

    async def main() -> None:
        async with session() as connection:
            prompt = await connection.get_prompt("greet", {"name": "Ada"})
            (message,) = [mcp_message(each) for each in prompt.messages]
            assert message == {"role": "user", "content": [{"type": "text", "text": "Say hello to Ada."}]}
            notes = await connection.read_resource("notes://today.txt")
            block = mcp_resource_to_content(notes)
            assert block["source"] == {"type": "text", "media_type": "text/plain", "data": "remember the milk"}
            logo = await connection.read_resource("files://logo.png")
            assert mcp_resource_to_content(logo)["type"] == "image"
            assert mcp_resource_to_file(logo)[1][:4] == b"\x89PNG"
            assert mcp_resource_to_file(notes)[1:] == (b"remember the milk", "text/plain")
            song = await connection.read_resource("files://song.mp3")
            with pytest.raises(UnsupportedMCPValueError, match="audio/mpeg"):
                mcp_resource_to_content(song)

    anyio.run(main)


def test_other_content() -> None:
    """A link is told as text; sound has no form."""
    link = ResourceLink(type="resource_link", name="n", uri="file:///a")
    assert mcp_content(link) == {"type": "text", "text": "n: file:///a"}
    with pytest.raises(UnsupportedMCPValueError, match="audio"):
        mcp_content(AudioContent(type="audio", data="aGk=", mimeType="audio/wav"))
