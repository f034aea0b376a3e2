"""The advisor: another model that the model may ask while it answers."""

from typing import List, Optional, Union

from typing_extensions import Literal, Required, TypeAlias, TypedDict

from anthropic import types as ga
from anthropic.endpoint import BaseModel
from anthropic.types.toolsets import AllowedCaller


class BetaAdvisorTool20260301Param(TypedDict, total=False):
    """Lets the model ask another model for advice while it answers."""

    model: Required[ga.ModelParam]
    """The model that is asked."""
    name: Required[Literal["advisor"]]
    """The name by which the model calls the tool."""
    type: Required[Literal["advisor_20260301"]]
    allowed_callers: List[AllowedCaller]
    """Who may call the tool: the model, or code in a sandbox of the given version."""
    cache_control: Optional[ga.CacheControlEphemeralParam]
    """Marks the end of a prefix of the prompt that the API should cache."""
    caching: Optional[ga.CacheControlEphemeralParam]
    """Caches what the advisor reads, from one question to the next."""
    defer_loading: bool
    """The model does not see the tool until a tool search finds it."""
    max_tokens: Optional[int]
    """The most tokens of one piece of advice."""
    max_uses: Optional[int]
    """How often the tool may be used in one answer."""
    strict: bool
    """Arguments are guaranteed to follow the schema."""


AdvisorErrorCode: TypeAlias = Literal[
    "max_uses_exceeded",
    "prompt_too_long",
    "too_many_requests",
    "overloaded",
    "unavailable",
    "execution_time_exceeded",
    "model_not_found",
]
"""Why the advisor could not be asked."""


class BetaAdvisorToolResultError(BaseModel):
    """Why there is no advice."""

    error_code: AdvisorErrorCode
    type: Literal["advisor_tool_result_error"]


class BetaAdvisorResultBlock(BaseModel):
    """Advice."""

    stop_reason: Optional[str] = None
    text: str
    type: Literal["advisor_result"]


class BetaAdvisorRedactedResultBlock(BaseModel):
    """Advice that only the API can read."""

    encrypted_content: str
    stop_reason: Optional[str] = None
    type: Literal["advisor_redacted_result"]


AdvisorToolResultContent: TypeAlias = Union[
    BetaAdvisorToolResultError, BetaAdvisorResultBlock, BetaAdvisorRedactedResultBlock
]
"""Advice, or why there is none."""


class BetaAdvisorToolResultBlock(BaseModel):
    """The result of asking the advisor."""

    content: AdvisorToolResultContent
    tool_use_id: str
    type: Literal["advisor_tool_result"]


class BetaAdvisorToolResultErrorParam(TypedDict):
    """Why there was no advice, sent back."""

    error_code: AdvisorErrorCode
    type: Literal["advisor_tool_result_error"]


class BetaAdvisorResultBlockParam(TypedDict, total=False):
    """Advice, sent back."""

    text: Required[str]
    type: Required[Literal["advisor_result"]]
    stop_reason: Optional[str]


class BetaAdvisorRedactedResultBlockParam(TypedDict, total=False):
    """Advice that only the API can read, sent back."""

    encrypted_content: Required[str]
    type: Required[Literal["advisor_redacted_result"]]
    stop_reason: Optional[str]


AdvisorToolResultContentParam: TypeAlias = Union[
    BetaAdvisorToolResultErrorParam, BetaAdvisorResultBlockParam, BetaAdvisorRedactedResultBlockParam
]
"""Advice, or why there was none, sent back."""


class BetaAdvisorToolResultBlockParam(TypedDict, total=False):
    """The result of asking the advisor in an earlier answer, sent back."""

    content: Required[AdvisorToolResultContentParam]
    tool_use_id: Required[str]
    type: Required[Literal["advisor_tool_result"]]
    cache_control: Optional[ga.CacheControlEphemeralParam]
