"""`client.beta`: beta messages, tools that are functions and the loop that runs them, files, skills, batches, models.

Nothing is imported until a module is used. The public paths are those below `anthropic`: `anthropic.types.beta`,
`anthropic.resources.beta`, `anthropic.lib.tools`.
"""

from typing import TYPE_CHECKING, Any

from ._version import __version__ as __version__

_MODULES = frozenset(("mcp", "memory", "message_events", "message_stream", "resources", "runner", "tools", "types"))

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        import importlib  # not for a bare import of the package

        return importlib.import_module(f".{name}", __name__)
