"""Events of beta message streams, from the package `anthropic-beta`. Type checkers read the stub beside this."""

from anthropic.lib._beta import alias

__getattr__ = alias("lib.streaming._beta_types", __name__)
