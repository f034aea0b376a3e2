"""Parameters that beta endpoints share."""

from typing import List

from typing_extensions import TypedDict

from anthropic.endpoint import Omittable
from anthropic.types import AnthropicBetaParam


class WithBetas(TypedDict, total=False):
    """Whatever takes beta features."""

    betas: Omittable[List[AnthropicBetaParam]]
    """Beta features to switch on. Sent as the header `anthropic-beta`."""
