"""What MCP servers offer, as this API takes it: tools, messages, resources. Public as `anthropic.lib.tools.mcp`.

The values are those of the package `mcp` (the extra of this name installs it); nothing of it is imported here.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, Dict, List, Tuple, cast
from urllib.parse import unquote, urlparse

from typing_extensions import Protocol, Unpack

from .function_tools.functions import BetaAsyncFunctionTool, BetaFunctionTool
from .function_tools.results import ToolError

if TYPE_CHECKING:
    from .function_tools.functions import ToolOptions
    from .types import BetaMessageParam

IMAGES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
"""The media types of images that the API reads."""


class UnsupportedMCPValueError(ValueError):
    """An MCP server gave something that the API has no form for, such as sound."""


class Session(Protocol):
    """A connection to an MCP server (`mcp.ClientSession`)."""

    async def call_tool(self, name: str, arguments: Any = ..., /) -> Any:
        """Use a tool of the server."""


class Portal(Protocol):
    """Runs a coroutine function in the event loop where a session lives (`anyio.from_thread.BlockingPortal`)."""

    def call(self, func: Any, /, *args: Any) -> Any:
        """The result of the function."""


def async_mcp_tool(tool: Any, session: Session, **options: Unpack[ToolOptions]) -> BetaAsyncFunctionTool[Any]:
    """A tool of an MCP server, to be used by a tool runner. `session.list_tools()` gives the tools."""

    async def call(**arguments: Any) -> Any:
        return _result(await session.call_tool(tool.name, arguments))

    return BetaAsyncFunctionTool(call, **_described(tool, options))


def mcp_tool(tool: Any, session: Session, portal: Portal, **options: Unpack[ToolOptions]) -> BetaFunctionTool[Any]:
    """A tool of an MCP server, to be used by a blocking tool runner, while the session lives in the portal's loop."""

    def call(**arguments: Any) -> Any:
        return _result(portal.call(session.call_tool, tool.name, arguments))

    return BetaFunctionTool(call, **_described(tool, options))


def mcp_message(message: Any) -> BetaMessageParam:
    """A message of a prompt of an MCP server. Raises: UnsupportedMCPValueError."""
    return cast("BetaMessageParam", {"role": message.role, "content": [mcp_content(message.content)]})


def mcp_content(content: Any) -> Any:
    """One piece of content as a block: text, image, resource, or link to one. Raises: UnsupportedMCPValueError."""
    if content.type == "text":
        return {"type": "text", "text": content.text}
    if content.type == "image":
        return _media(_field(content, "mimeType"), content.data, "An image")
    if content.type == "resource":
        return _resource(content.resource)
    if content.type == "resource_link":
        return {"type": "text", "text": f"{content.name}: {content.uri}"}
    raise UnsupportedMCPValueError(f"The API has no form for {content.type!r}.")


def mcp_resource_to_content(resource: Any) -> Any:
    """What `session.read_resource()` gave as a block: the first of its contents that the API has a form for.

    Raises: UnsupportedMCPValueError where there is none.
    """
    problems: List[str] = []
    for each in resource.contents:
        try:
            return _resource(each)
        except UnsupportedMCPValueError as error:
            problems.append(str(error))
    raise UnsupportedMCPValueError(" ".join(problems) or "The resource is empty.")


def mcp_resource_to_file(resource: Any) -> Tuple[str, bytes, str | None]:
    """What `session.read_resource()` gave as an upload: a name, the bytes of its first content, a media type."""
    if not resource.contents:
        raise UnsupportedMCPValueError("The resource is empty.")
    each = resource.contents[0]
    name = unquote(urlparse(str(each.uri)).path.rstrip("/").rpartition("/")[2]) or "file"
    text = getattr(each, "text", None)
    return name, text.encode() if text is not None else base64.b64decode(each.blob), _field(each, "mimeType")


def _described(tool: Any, options: Any) -> Any:
    own = {"name": tool.name, "description": tool.description or "", "input_schema": _field(tool, "inputSchema")}
    return {**own, **options}


def _result(result: Any) -> Any:
    """What a tool of a server returned. Raises: ToolError where it says that it failed; UnsupportedMCPValueError."""
    blocks = [mcp_content(content) for content in result.content]
    if _field(result, "isError"):
        raise ToolError(cast(Any, blocks))
    return blocks or _field(result, "structuredContent")


def _resource(resource: Any) -> Dict[str, Any]:
    kind = (_field(resource, "mimeType") or "text/plain").split(";")[0]
    text = getattr(resource, "text", None)
    if text is None and kind.startswith("text/"):
        text = base64.b64decode(resource.blob).decode("utf-8", "replace")
    if text is not None:
        source = {"type": "text", "media_type": "text/plain", "data": text}
        return {"type": "document", "source": source, "title": str(resource.uri)}
    return _media(kind, resource.blob, f"The resource {resource.uri}")


def _media(kind: str, data: str, what: str) -> Dict[str, Any]:
    if kind not in IMAGES and kind != "application/pdf":
        raise UnsupportedMCPValueError(f"{what} is {kind}, which the API does not read.")
    block = "image" if kind in IMAGES else "document"
    return {"type": block, "source": {"type": "base64", "media_type": kind, "data": data}}


def _field(value: Any, name: str) -> Any:
    """A field by its name on the wire, or as Python would spell it: releases of `mcp` differ in this."""
    spelt = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
    return getattr(value, name, None) if hasattr(value, name) else getattr(value, spelt, None)
