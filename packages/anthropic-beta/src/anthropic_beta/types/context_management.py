"""What the API clears or sums up when a conversation grows long, and why a prompt was not found in the cache."""

from typing import Iterable, List, Optional, Union

from typing_extensions import Annotated, Literal, Required, TypeAlias, TypedDict

from anthropic.endpoint import BY_TYPE, BaseModel, SequenceNotStr

from .tools import Cacheable


class BetaInputTokensTriggerParam(TypedDict):
    """Sets in when the input has so many tokens."""

    type: Literal["input_tokens"]
    value: int
    """How many."""


class BetaToolUsesTriggerParam(TypedDict):
    """Sets in when there are so many uses of tools."""

    type: Literal["tool_uses"]
    value: int
    """How many."""


BetaInputTokensClearAtLeastParam = BetaInputTokensTriggerParam
BetaToolUsesKeepParam = BetaToolUsesTriggerParam


class BetaThinkingTurnsParam(TypedDict):
    """Keeps the thinking of so many of the latest turns."""

    type: Literal["thinking_turns"]
    value: int
    """How many."""


class BetaAllThinkingTurnsParam(TypedDict):
    """Keeps the thinking of all turns."""

    type: Literal["all"]


ClearToolUsesTriggerParam: TypeAlias = Union[BetaInputTokensTriggerParam, BetaToolUsesTriggerParam]
"""When clearing sets in."""


class BetaClearToolUses20250919EditParam(TypedDict, total=False):
    """Clears old uses of tools and their results."""

    type: Required[Literal["clear_tool_uses_20250919"]]
    clear_at_least: Optional[BetaInputTokensClearAtLeastParam]
    """Clears so many tokens, or nothing: clearing costs the cache."""
    clear_tool_inputs: Optional[Union[bool, SequenceNotStr[str]]]
    """Clears the arguments too: of all tools, or of those named."""
    exclude_tools: Optional[SequenceNotStr[str]]
    """The tools whose results stay."""
    keep: BetaToolUsesKeepParam
    """How many of the latest uses stay."""
    trigger: ClearToolUsesTriggerParam
    """When it sets in."""


ThinkingKeepParam: TypeAlias = Union[BetaThinkingTurnsParam, BetaAllThinkingTurnsParam, Literal["all"]]
"""Whose thinking is kept."""


class BetaClearThinking20251015EditParam(TypedDict, total=False):
    """Clears the thinking of old turns."""

    type: Required[Literal["clear_thinking_20251015"]]
    keep: ThinkingKeepParam
    """Whose thinking stays."""


class BetaCompact20260112EditParam(TypedDict, total=False):
    """Replaces the conversation so far by a summary."""

    type: Required[Literal["compact_20260112"]]
    instructions: Optional[str]
    """What to tell the model that writes the summary, in place of the usual."""
    pause_after_compaction: bool
    """Stops with `stop_reason` `compaction` after the summary."""
    trigger: Optional[BetaInputTokensTriggerParam]
    """When it sets in."""


ContextEditParam: TypeAlias = Union[
    BetaClearToolUses20250919EditParam, BetaClearThinking20251015EditParam, BetaCompact20260112EditParam
]
"""One way of making a conversation shorter."""


class BetaContextManagementConfigParam(TypedDict, total=False):
    """What the API may clear or sum up."""

    edits: Iterable[ContextEditParam]
    """What to do, in this order."""


class BetaClearToolUses20250919EditResponse(BaseModel):
    """How many uses of tools were cleared."""

    cleared_input_tokens: int
    cleared_tool_uses: int
    type: Literal["clear_tool_uses_20250919"]


class BetaClearThinking20251015EditResponse(BaseModel):
    """How many turns lost their thinking."""

    cleared_input_tokens: int
    cleared_thinking_turns: int
    type: Literal["clear_thinking_20251015"]


AppliedEdit: TypeAlias = Annotated[
    Union[BetaClearToolUses20250919EditResponse, BetaClearThinking20251015EditResponse], BY_TYPE
]
"""What was cleared."""


class BetaContextManagementResponse(BaseModel):
    """What the API cleared before the model read the conversation."""

    applied_edits: List[AppliedEdit]


class BetaCountTokensContextManagementResponse(BaseModel):
    """How many tokens there were before anything was cleared."""

    original_input_tokens: int


class BetaCompactionBlock(BaseModel):
    """A summary of the conversation so far, in its place."""

    content: Optional[str] = None
    encrypted_content: Optional[str] = None
    type: Literal["compaction"]


class BetaCompactionBlockParam(Cacheable, total=False):
    """A summary of an earlier answer, sent back; what is before it is not read again."""

    type: Required[Literal["compaction"]]
    content: Optional[str]
    """The summary."""
    encrypted_content: Optional[str]
    """What only the API can read."""


class _CacheMiss(BaseModel):
    cache_missed_input_tokens: int


class BetaCacheMissModelChanged(_CacheMiss):
    """The last request was for another model."""

    type: Literal["model_changed"]


class BetaCacheMissSystemChanged(_CacheMiss):
    """The system prompt differs from the last request."""

    type: Literal["system_changed"]


class BetaCacheMissToolsChanged(_CacheMiss):
    """The tools differ from the last request."""

    type: Literal["tools_changed"]


class BetaCacheMissMessagesChanged(_CacheMiss):
    """The messages differ from the last request."""

    type: Literal["messages_changed"]


class BetaCacheMissPreviousMessageNotFound(BaseModel):
    """The message to compare with is not known."""

    type: Literal["previous_message_not_found"]


class BetaCacheMissUnavailable(BaseModel):
    """The reason is not known."""

    type: Literal["unavailable"]


CacheMissReason: TypeAlias = Optional[
    Annotated[
        Union[
            BetaCacheMissModelChanged,
            BetaCacheMissSystemChanged,
            BetaCacheMissToolsChanged,
            BetaCacheMissMessagesChanged,
            BetaCacheMissPreviousMessageNotFound,
            BetaCacheMissUnavailable,
        ],
        BY_TYPE,
    ]
]
"""Why the prompt was not found in the cache; `None` where it was."""


class BetaDiagnostics(BaseModel):
    """What was asked for by `diagnostics`."""

    cache_miss_reason: CacheMissReason = None


class BetaDiagnosticsParam(TypedDict, total=False):
    """Asks why the prompt is not found in the cache."""

    previous_message_id: Optional[str]
    """The id of the message to compare with; `None` for the first."""
