"""An MCP server over standard input and output, for the tests."""

from __future__ import annotations

import base64

try:
    from mcp.server.mcpserver import Image, MCPServer
except ImportError:  # releases before 2
    from mcp.server.fastmcp import FastMCP as MCPServer
    from mcp.server.fastmcp import Image

server = MCPServer("test")
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


@server.tool()
def add(a: int, b: int) -> int:
    """Add two numbers."""
    return a + b


@server.tool()
def picture() -> Image:
    """A picture."""
    return Image(data=PNG, format="png")


@server.tool()
def fail() -> str:
    """Never works."""
    raise ValueError("out of order")


@server.resource("notes://today.txt", mime_type="text/plain")
def today() -> str:
    return "remember the milk"


@server.resource("files://logo.png", mime_type="image/png")
def logo() -> bytes:
    return PNG


@server.resource("files://song.mp3", mime_type="audio/mpeg")
def song() -> bytes:
    return b"la"


@server.prompt()
def greet(name: str) -> str:
    return f"Say hello to {name}."


if __name__ == "__main__":
    server.run()
