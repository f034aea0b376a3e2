"""What the API tells about a model and what it can do."""

from datetime import datetime
from typing import Optional

from typing_extensions import Literal

from anthropic._models import BaseModel

from ._annotations import IdPageParams, WithBetas


class CapabilitySupport(BaseModel):
    """Whether a model can do something."""

    supported: bool


class ContextManagementCapability(BaseModel):
    """Which ways of trimming the context a model can do."""

    clear_thinking_20251015: Optional[CapabilitySupport] = None
    clear_tool_uses_20250919: Optional[CapabilitySupport] = None
    compact_20260112: Optional[CapabilitySupport] = None
    supported: bool


class EffortCapability(BaseModel):
    """Which levels of effort a model knows."""

    high: CapabilitySupport
    low: CapabilitySupport
    max: CapabilitySupport
    medium: CapabilitySupport
    supported: bool
    xhigh: Optional[CapabilitySupport] = None


class ThinkingTypes(BaseModel):
    """Which ways of thinking a model knows."""

    adaptive: CapabilitySupport
    enabled: CapabilitySupport


class ThinkingCapability(BaseModel):
    """Whether and how a model can think."""

    supported: bool
    types: ThinkingTypes


class ModelCapabilities(BaseModel):
    """What a model can do."""

    batch: CapabilitySupport
    citations: CapabilitySupport
    code_execution: CapabilitySupport
    context_management: ContextManagementCapability
    effort: EffortCapability
    image_input: CapabilitySupport
    pdf_input: CapabilitySupport
    structured_outputs: CapabilitySupport
    thinking: ThinkingCapability


class ModelInfo(BaseModel):
    """A model that the API offers."""

    id: str
    capabilities: Optional[ModelCapabilities] = None
    created_at: datetime
    display_name: str
    max_input_tokens: Optional[int] = None
    max_tokens: Optional[int] = None
    type: Literal["model"]


class ModelListParams(IdPageParams, WithBetas, total=False):
    """Parameters of listing models."""
