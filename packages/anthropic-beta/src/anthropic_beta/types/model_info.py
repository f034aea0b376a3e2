"""What the API tells about a model and what it can do."""

from typing import List, Optional

from anthropic import types as ga


class BetaModelInfo(ga.ModelInfo):
    """A model that the API offers."""

    allowed_fallback_models: Optional[List[str]] = None


ModelListParams = ga.ModelListParams
