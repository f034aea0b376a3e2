"""The `anthropic` command. Every module loads when its command runs; nothing here is needed for `anthropic --help`."""

from ._version import __version__ as __version__
