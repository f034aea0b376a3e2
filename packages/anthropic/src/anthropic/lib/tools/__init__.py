"""Tools that are functions, and the loop that runs them, from `anthropic-beta`. Type checkers read the stub."""

from anthropic.lib._beta import alias

__getattr__ = alias("lib.tools", __name__)
