"""The message: what the model answers, what is sent, what it cost."""

from typing import Iterable, List, Optional, Union

from typing_extensions import Annotated, Literal, TypeAlias, TypedDict

from anthropic import types as ga
from anthropic.endpoint import BY_TYPE, BaseModel
from anthropic.types.message import CommonContentBlock, CommonContentBlockParam

from .context_management import (
    BetaCompactionBlock,
    BetaCompactionBlockParam,
    BetaContextManagementResponse,
    BetaCountTokensContextManagementResponse,
    BetaDiagnostics,
)
from .fallback import BetaFallbackBlock, BetaFallbackBlockParam, BetaFallbackCreditUsage
from .tools import (
    BetaAdvisorToolResultBlock,
    BetaAdvisorToolResultBlockParam,
    BetaMCPToolResultBlock,
    BetaMCPToolUseBlock,
    BetaMCPToolUseBlockParam,
    BetaRequestMCPToolResultBlockParam,
    BetaRequestToolAdditionBlockParam,
    BetaRequestToolRemovalBlockParam,
    BetaServerToolUseBlock,
    BetaServerToolUseBlockParam,
)

BetaStopReason: TypeAlias = Literal[ga.StopReason, "compaction"]
"""Why the model stopped."""


class BetaRefusalStopDetails(ga.RefusalStopDetails):
    """Why an answer was refused, and what could answer instead."""

    fallback_credit_token: Optional[str] = None
    fallback_has_prefill_claim: Optional[bool] = None
    recommended_model: Optional[str] = None


class _IterationUsage(BaseModel):
    cache_creation: Optional[ga.CacheCreation] = None
    cache_creation_input_tokens: int
    cache_read_input_tokens: int
    input_tokens: int
    output_tokens: int


class BetaMessageIterationUsage(_IterationUsage):
    """What one step of an answer used."""

    model: ga.Model
    type: Literal["message"]


class BetaCompactionIterationUsage(_IterationUsage):
    """What summing up the conversation used."""

    type: Literal["compaction"]


class BetaAdvisorMessageIterationUsage(_IterationUsage):
    """What asking the advisor used."""

    model: ga.Model
    type: Literal["advisor_message"]


class BetaFallbackMessageIterationUsage(_IterationUsage):
    """What a step by another model used."""

    model: ga.Model
    type: Literal["fallback_message"]


BetaIterationsUsageItem: TypeAlias = Annotated[
    Union[
        BetaMessageIterationUsage,
        BetaCompactionIterationUsage,
        BetaAdvisorMessageIterationUsage,
        BetaFallbackMessageIterationUsage,
    ],
    BY_TYPE,
]
"""What one step of an answer used, whatever kind of step it was."""


BetaIterationsUsage: TypeAlias = List[BetaIterationsUsageItem]
"""What each step of an answer used."""


class BetaUsage(ga.Usage):
    """Tokens and server tools that a message used; what is billed."""

    fallback_credit: Optional[BetaFallbackCreditUsage] = None
    iterations: Optional[BetaIterationsUsage] = None
    speed: Optional[Literal["standard", "fast"]] = None


OtherContentBlock: TypeAlias = Union[
    CommonContentBlock,
    BetaServerToolUseBlock,
    BetaAdvisorToolResultBlock,
    BetaMCPToolUseBlock,
    BetaMCPToolResultBlock,
    BetaCompactionBlock,
    BetaFallbackBlock,
]
"""A block of an answer that is not its text."""

BetaContentBlock: TypeAlias = Annotated[Union[ga.TextBlock, OtherContentBlock], BY_TYPE]
"""A block of an answer."""


BetaContentBlockParam: TypeAlias = Union[
    CommonContentBlockParam,
    BetaServerToolUseBlockParam,
    BetaAdvisorToolResultBlockParam,
    BetaMCPToolUseBlockParam,
    BetaRequestMCPToolResultBlockParam,
    BetaCompactionBlockParam,
    BetaRequestToolAdditionBlockParam,
    BetaRequestToolRemovalBlockParam,
    BetaFallbackBlockParam,
    BetaContentBlock,
]
"""A block of a message that is sent; blocks of an answer may be sent back as they came."""


class BetaMessage(BaseModel):
    """An answer of the model."""

    id: str
    container: Optional[ga.Container] = None
    content: List[BetaContentBlock]
    context_management: Optional[BetaContextManagementResponse] = None
    diagnostics: Optional[BetaDiagnostics] = None
    model: ga.Model
    role: Literal["assistant"]
    stop_details: Optional[BetaRefusalStopDetails] = None
    stop_reason: Optional[BetaStopReason] = None
    stop_sequence: Optional[str] = None
    type: Literal["message"]
    usage: BetaUsage


class BetaMessageParam(TypedDict):
    """A turn of the conversation that is sent."""

    content: Union[str, Iterable[BetaContentBlockParam]]
    """The text, or the blocks."""
    role: Literal["user", "assistant", "system"]
    """Whose turn it is."""


class BetaMessageTokensCount(ga.MessageTokensCount):
    """How many input tokens a request would use."""

    context_management: Optional[BetaCountTokensContextManagementResponse] = None
