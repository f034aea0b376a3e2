"""Parameters of creating a message and of counting its tokens."""

from typing import Dict, Iterable, Optional, Union

from typing_extensions import Literal, Required, TypeAlias, TypedDict

from ._annotations import Omittable, SequenceNotStr
from .content import CacheControlEphemeralParam, TextBlockParam
from .identifiers import ModelParam
from .message import MessageParam
from .tools import (
    MessageCountTokensToolParam,
    ToolChoiceAnyParam,
    ToolChoiceAutoParam,
    ToolChoiceParam,
    ToolChoiceToolParam,
    ToolUnionParam,
)


class MetadataParam(TypedDict, total=False):
    """What the API should know about a request beside the prompt."""

    user_id: Optional[str]
    """An opaque id of the end user, such as a hash; never a name or an address."""


class SkillParams(TypedDict, total=False):
    """A skill to load into the sandbox."""

    skill_id: Required[str]
    """The id of the skill."""
    type: Required[Literal["anthropic", "custom"]]
    """Whether it comes from Anthropic or is one's own."""
    version: str
    """The version to load; the latest where not given."""


class ContainerParams(TypedDict, total=False):
    """The sandbox to use."""

    id: Optional[str]
    """The id of a sandbox of an earlier answer, to go on in it."""
    skills: Optional[Iterable[SkillParams]]
    """Skills to load into the sandbox."""


MessageCreateParamsContainerParam: TypeAlias = Union[ContainerParams, str]
"""A sandbox with its skills, or just its id."""


class JSONOutputFormatParam(TypedDict):
    """Makes the answer JSON that follows a schema."""

    schema: Dict[str, object]
    """The JSON schema."""
    type: Literal["json_schema"]
    """The only output format there is."""


class OutputConfigParam(TypedDict, total=False):
    """How much work goes into an answer, and the form that it takes."""

    effort: Optional[Literal["low", "medium", "high", "xhigh", "max"]]
    """How thorough the model should be; more effort takes more tokens."""
    format: Optional[JSONOutputFormatParam]
    """The form of the answer; plain text where not given."""


class ThinkingConfigEnabledParam(TypedDict, total=False):
    """Lets the model think before it answers, within a budget."""

    budget_tokens: Required[int]
    """How many tokens thinking may take, at least 1,024 and less than `max_tokens`."""
    type: Required[Literal["enabled"]]
    """Thinking is on."""
    display: Optional[Literal["summarized", "omitted"]]
    """Whether the answer shows a summary of the thinking or leaves its text out."""


class ThinkingConfigDisabledParam(TypedDict):
    """The model answers without thinking first."""

    type: Literal["disabled"]
    """Thinking is off."""


class ThinkingConfigAdaptiveParam(TypedDict, total=False):
    """The model decides itself when to think and for how long."""

    type: Required[Literal["adaptive"]]
    """Thinking is up to the model."""
    display: Optional[Literal["summarized", "omitted"]]
    """Whether the answer shows a summary of the thinking or leaves its text out."""


ThinkingConfigParam: TypeAlias = Union[
    ThinkingConfigEnabledParam, ThinkingConfigDisabledParam, ThinkingConfigAdaptiveParam
]
"""Whether and how the model thinks before it answers."""


class MessageCreateParamsBase(TypedDict, total=False):
    """Parameters of creating a message, streamed or not."""

    max_tokens: Required[int]
    """The most tokens that the answer may have, thinking included."""
    messages: Required[Iterable[MessageParam]]
    """The conversation so far, oldest turn first."""
    model: Required[ModelParam]
    """The model that answers."""
    cache_control: Omittable[Optional[CacheControlEphemeralParam]]
    """Caches the prompt up to its last block that can be cached."""
    container: Omittable[Optional[MessageCreateParamsContainerParam]]
    """The sandbox to use: its id, or its id and skills."""
    inference_geo: Omittable[Optional[str]]
    """The region where the model may run, such as `us`; the workspace's default where not given."""
    metadata: Omittable[MetadataParam]
    """What the API should know about the request beside the prompt."""
    output_config: Omittable[OutputConfigParam]
    """How much work goes into the answer, and the form that it takes."""
    service_tier: Omittable[Literal["auto", "standard_only"]]
    """Whether priority capacity may be used where the organisation has some."""
    stop_sequences: Omittable[SequenceNotStr[str]]
    """The model stops where it would write one of these texts."""
    system: Omittable[Union[str, Iterable[TextBlockParam]]]
    """Instructions for the whole conversation: text, or text blocks."""
    temperature: Omittable[float]
    """How much chance plays a part, from 0.0 (least) to 1.0."""
    thinking: Omittable[ThinkingConfigParam]
    """Whether and how long the model thinks before it answers."""
    tool_choice: Omittable[ToolChoiceParam]
    """Whether the model may, must or must not use tools."""
    tools: Omittable[Iterable[ToolUnionParam]]
    """The tools that the model may use."""
    top_k: Omittable[int]
    """The next token is chosen among this many likeliest ones only."""
    top_p: Omittable[float]
    """The next token is chosen among the likeliest that together reach this probability, from 0.0 to 1.0."""
    user_profile_id: Omittable[str]
    """The user profile that the request is made for. Sent as the header `anthropic-user-profile-id`."""


class MessageCreateParamsNonStreaming(MessageCreateParamsBase, total=False):
    """Parameters of creating a message whose answer comes as a whole."""

    stream: Omittable[Literal[False]]
    """The answer comes as a whole."""


class MessageCreateParamsStreaming(MessageCreateParamsBase):
    """Parameters of creating a message whose answer comes as events."""

    stream: Literal[True]
    """The answer comes as events while it is written."""


MessageCreateParams: TypeAlias = Union[MessageCreateParamsNonStreaming, MessageCreateParamsStreaming]
"""Parameters of creating a message."""


class MessageCountTokensParams(TypedDict, total=False):
    """Parameters of counting the input tokens of a message."""

    messages: Required[Iterable[MessageParam]]
    """The conversation so far, oldest turn first."""
    model: Required[ModelParam]
    """The model that answers."""
    cache_control: Omittable[Optional[CacheControlEphemeralParam]]
    """Caches the prompt up to its last block that can be cached."""
    output_config: Omittable[OutputConfigParam]
    """How much work goes into the answer, and the form that it takes."""
    system: Omittable[Union[str, Iterable[TextBlockParam]]]
    """Instructions for the whole conversation: text, or text blocks."""
    thinking: Omittable[ThinkingConfigParam]
    """Whether and how long the model thinks before it answers."""
    tool_choice: Omittable[ToolChoiceParam]
    """Whether the model may, must or must not use tools."""
    tools: Omittable[Iterable[MessageCountTokensToolParam]]
    """The tools that the model may use."""
    user_profile_id: Omittable[str]
    """The user profile that the request is made for. Sent as the header `anthropic-user-profile-id`."""


# Older names.
Metadata = MetadataParam
ToolChoice = ToolChoiceParam
ToolChoiceToolChoiceAny = ToolChoiceAnyParam
ToolChoiceToolChoiceAuto = ToolChoiceAutoParam
ToolChoiceToolChoiceTool = ToolChoiceToolParam
