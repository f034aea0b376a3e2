"""What the API tells about a model and what it can do."""

from typing import List, Optional

from typing_extensions import TypedDict

from anthropic import types as ga

from .._core import Omittable
from ._published import publish


class BetaModelInfo(ga.ModelInfo):
    """A model that the API offers."""

    allowed_fallback_models: Optional[List[str]] = None


class ModelListParams(TypedDict, total=False):
    """Parameters of listing models."""

    after_id: Omittable[str]
    """Gives what follows this id."""
    before_id: Omittable[str]
    """Gives what precedes this id."""
    limit: Omittable[int]
    """The most items of one page."""
    betas: Omittable[List[ga.AnthropicBetaParam]]
    """Beta features to switch on. Sent as the header `anthropic-beta`."""


publish(__name__)
