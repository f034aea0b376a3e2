"""Conversion of MCP tools, messages and resources, from `anthropic-beta`. Type checkers read the stub."""

from anthropic.lib._beta import alias

__getattr__ = alias("lib.tools.mcp", __name__)
