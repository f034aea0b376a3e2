"""Batches of beta messages: their results and the parameters of their endpoints."""

from typing import Iterable, Union

from typing_extensions import Annotated, Literal, Required, TypeAlias, TypedDict

from anthropic.endpoint import BY_TYPE, BaseModel, Omittable, WithBetas
from anthropic.types import messages as batches

from .message import BetaMessage
from .message_create_params import MessageCreateParamsNonStreaming


class BetaMessageBatchSucceededResult(BaseModel):
    """The answer to a request of a batch."""

    message: BetaMessage
    type: Literal["succeeded"]


BetaMessageBatchResult: TypeAlias = Annotated[
    Union[
        BetaMessageBatchSucceededResult,
        batches.MessageBatchErroredResult,
        batches.MessageBatchCanceledResult,
        batches.MessageBatchExpiredResult,
    ],
    BY_TYPE,
]
"""What became of one request of a batch."""


class BetaMessageBatchIndividualResponse(BaseModel):
    """One line of a batch's results."""

    custom_id: str
    result: BetaMessageBatchResult


class BatchRequest(TypedDict):
    """One request of a batch."""

    custom_id: str
    """An id of one's own, unique in the batch, that the result repeats."""
    params: MessageCreateParamsNonStreaming
    """The parameters of the message, as for creating it alone."""


class BatchCreateParams(WithBetas, total=False):
    """Parameters of creating a batch."""

    requests: Required[Iterable[BatchRequest]]
    """The requests of the batch, processed in any order."""
    user_profile_id: Omittable[str]
    """The user profile that the request is made for. Sent as the header `anthropic-user-profile-id`."""


class BatchListParams(batches.BatchListParams, WithBetas, total=False):
    """Parameters of listing batches."""
