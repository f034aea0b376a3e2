"""Parameters of creating a message and of counting its tokens."""

from typing import Generic, Iterable, Optional, Type, TypeVar, Union

from typing_extensions import Literal, Required, TypeAlias, TypedDict

from anthropic import types as ga
from anthropic.endpoint import Omittable, SequenceNotStr, WithBetas

from .context_management import BetaContextManagementConfigParam, BetaDiagnosticsParam
from .fallback import BetaFallbackCreditTokenParam, BetaFallbacksParam, BetaOutputConfigParam
from .message import BetaMessageParam
from .tools import BetaRequestMCPServerURLDefinitionParam, BetaToolUnionParam

FormatT = TypeVar("FormatT")


class OutputFormat(TypedDict):
    """Makes the answer JSON that follows a schema."""

    schema: object
    """The JSON schema."""
    type: Literal["json_schema"]


class CountedParams(WithBetas, total=False):
    """What counts as input, beside `tools` and `output_format`, which methods take in their own ways."""

    messages: Required[Iterable[BetaMessageParam]]
    """The conversation so far, oldest turn first."""
    model: Required[ga.ModelParam]
    """The model that answers."""
    cache_control: Omittable[Optional[ga.CacheControlEphemeralParam]]
    """Caches the prompt up to its last block that can be cached."""
    context_management: Omittable[Optional[BetaContextManagementConfigParam]]
    """What the API may clear or sum up when the conversation is long."""
    mcp_servers: Omittable[Iterable[BetaRequestMCPServerURLDefinitionParam]]
    """MCP servers whose tools the model may use."""
    output_config: Omittable[BetaOutputConfigParam]
    """How much work goes into the answer, and the form that it takes."""
    speed: Omittable[Optional[Literal["standard", "fast"]]]
    """How fast the model answers."""
    system: Omittable[Union[str, Iterable[ga.TextBlockParam]]]
    """Instructions for the whole conversation: text, or text blocks."""
    thinking: Omittable[ga.ThinkingConfigParam]
    """Whether and how long the model thinks before it answers."""
    tool_choice: Omittable[ga.ToolChoiceParam]
    """Whether the model may, must or must not use tools."""
    user_profile_id: Omittable[str]
    """The user profile that the request is made for. Sent as the header `anthropic-user-profile-id`."""


class CreatedParams(CountedParams, total=False):
    """Parameters of creating a message, beside `tools` and `output_format`."""

    max_tokens: Required[int]
    """The most tokens that the answer may have, thinking included."""
    container: Omittable[Optional[Union[ga.ContainerParams, str]]]
    """The sandbox to use: its id, or its id and skills."""
    diagnostics: Omittable[Optional[BetaDiagnosticsParam]]
    """Asks why the prompt is not found in the cache."""
    fallback_credit_token: Omittable[Optional[Union[str, BetaFallbackCreditTokenParam]]]
    """The token of a refusal, so that its input is not charged again."""
    fallbacks: Omittable[Optional[BetaFallbacksParam]]
    """The models that answer where this one refuses."""
    inference_geo: Omittable[Optional[str]]
    """The region where the model may run, such as `us`; the workspace's default where not given."""
    metadata: Omittable[ga.MetadataParam]
    """What the API should know about the request beside the prompt."""
    service_tier: Omittable[Literal["auto", "standard_only"]]
    """Whether priority capacity may be used where the organisation has some."""
    stop_sequences: Omittable[SequenceNotStr[str]]
    """The model stops where it would write one of these texts."""
    temperature: Omittable[float]
    """How much chance plays a part, from 0.0 (least) to 1.0."""
    top_k: Omittable[int]
    """The next token is chosen among this many likeliest ones only."""
    top_p: Omittable[float]
    """The next token is chosen among the likeliest that together reach this probability, from 0.0 to 1.0."""


class WithTools(TypedDict, total=False):
    """Whatever offers tools to the model."""

    tools: Omittable[Iterable[BetaToolUnionParam]]
    """The tools that the model may use."""


class MessageCreateParamsBase(CreatedParams, WithTools, total=False):
    """Parameters of creating a message, streamed or not."""

    output_format: Omittable[Optional[ga.JSONOutputFormatParam]]
    """The form of the answer; sent as `output_config.format`."""


class MessageCreateParamsNonStreaming(MessageCreateParamsBase, total=False):
    """Parameters of creating a message whose answer comes as a whole."""

    stream: Omittable[Literal[False]]
    """The answer comes as a whole."""


class MessageCreateParamsStreaming(MessageCreateParamsBase):
    """Parameters of creating a message whose answer comes as events."""

    stream: Literal[True]
    """The answer comes as events while it is written."""


class ParseMessageCreateParamsBase(CreatedParams, WithTools, Generic[FormatT], total=False):
    """Parameters of creating a message whose text is parsed into a type."""

    output_format: Required[Type[FormatT]]
    """The type of the value."""


MessageCreateParams: TypeAlias = Union[MessageCreateParamsNonStreaming, MessageCreateParamsStreaming]
"""Parameters of creating a message."""


class MessageCountTokensParams(CountedParams, WithTools, total=False):
    """Parameters of counting the input tokens of a message."""

    output_format: Omittable[Optional[ga.JSONOutputFormatParam]]
    """The form of the answer; sent as `output_config.format`."""
