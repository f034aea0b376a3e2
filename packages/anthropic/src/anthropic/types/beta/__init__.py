"""Types of beta, from the package `anthropic-beta`. Type checkers read the stub beside this."""

from anthropic.lib._beta import package_of_types

__all__, __getattr__, __dir__ = package_of_types(__name__)
