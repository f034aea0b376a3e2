"""Claude on Azure AI Foundry."""

from __future__ import annotations

from ._version import __version__ as __version__
from .client import AnthropicFoundry as AnthropicFoundry
from .client import AsyncAnthropicFoundry as AsyncAnthropicFoundry
from .provider import AzureADTokenProvider as AzureADTokenProvider
from .provider import Foundry as Foundry

__all__ = ["AnthropicFoundry", "AsyncAnthropicFoundry", "AzureADTokenProvider", "Foundry", "__version__"]
