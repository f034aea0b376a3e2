"""The loop that runs tools, from the package `anthropic-beta`. Type checkers read the stub beside this."""

from anthropic.lib._beta import alias

__getattr__ = alias("lib.tools", __name__)
