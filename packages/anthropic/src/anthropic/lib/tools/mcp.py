"""Conversion of MCP tools, messages and resources, from the package `anthropic-beta`. Type checkers read the stub beside this."""

from anthropic.lib._beta import alias

__getattr__ = alias("lib.tools.mcp", __name__)
