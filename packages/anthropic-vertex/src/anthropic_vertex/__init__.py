"""Claude on Google Cloud: Vertex AI, and the Claude service that has workspaces."""

from __future__ import annotations

from ._version import __version__ as __version__
from .client import AnthropicVertex as AnthropicVertex
from .client import AsyncAnthropicVertex as AsyncAnthropicVertex
from .google_cloud import GoogleCloud as GoogleCloud
from .google_cloud_client import AnthropicGoogleCloud as AnthropicGoogleCloud
from .google_cloud_client import AsyncAnthropicGoogleCloud as AsyncAnthropicGoogleCloud
from .vertex import Vertex as Vertex

__all__ = [
    "AnthropicGoogleCloud",
    "AnthropicVertex",
    "AsyncAnthropicGoogleCloud",
    "AsyncAnthropicVertex",
    "GoogleCloud",
    "Vertex",
    "__version__",
]
