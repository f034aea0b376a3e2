"""Text completions, the predecessor of messages."""

from typing import List, Optional, Union

from typing_extensions import Literal, Required, TypeAlias, TypedDict

from anthropic._models import BaseModel

from ._annotations import Omittable, SequenceNotStr
from .identifiers import AnthropicBetaParam, Model, ModelParam
from .message_create_params import MetadataParam


class Completion(BaseModel):
    """A text completion, or a piece of one in a stream."""

    id: str
    completion: str
    model: Model
    stop_reason: Optional[str] = None
    type: Literal["completion"]


class CompletionCreateParamsBase(TypedDict, total=False):
    """Parameters of a text completion, streamed or not."""

    max_tokens_to_sample: Required[int]
    """The most tokens that the completion may have."""
    model: Required[ModelParam]
    """The model that completes."""
    prompt: Required[str]
    """The text to complete; turns begin with `HUMAN_PROMPT` and `AI_PROMPT`."""
    metadata: Omittable[MetadataParam]
    """What the API should know about the request beside the prompt."""
    stop_sequences: Omittable[SequenceNotStr[str]]
    """The model stops where it would write one of these texts."""
    temperature: Omittable[float]
    """How much chance plays a part, from 0.0 (least) to 1.0."""
    top_k: Omittable[int]
    """The next token is chosen among this many likeliest ones only."""
    top_p: Omittable[float]
    """The next token is chosen among the likeliest that together reach this probability, from 0.0 to 1.0."""
    betas: Omittable[List[AnthropicBetaParam]]
    """Beta features to switch on. Sent as the header `anthropic-beta`."""


class CompletionCreateParamsNonStreaming(CompletionCreateParamsBase, total=False):
    """Parameters of a text completion that comes as a whole."""

    stream: Omittable[Literal[False]]
    """The completion comes as a whole."""


class CompletionCreateParamsStreaming(CompletionCreateParamsBase):
    """Parameters of a text completion that comes in pieces."""

    stream: Literal[True]
    """The completion comes in pieces while it is written."""


CompletionCreateParams: TypeAlias = Union[CompletionCreateParamsNonStreaming, CompletionCreateParamsStreaming]
"""Parameters of a text completion."""
