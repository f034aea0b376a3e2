"""Batches of messages: the batch itself, its results, and the parameters of its endpoints."""

from datetime import datetime
from typing import Iterable, Optional, Union

from typing_extensions import Annotated, Literal, Required, TypeAlias, TypedDict

from anthropic._models import BaseModel

from ._annotations import BY_TYPE, IdPageParams, Omittable
from .errors import ErrorResponse
from .message import Message
from .message_create_params import MessageCreateParamsNonStreaming


class MessageBatchRequestCounts(BaseModel):
    """How many requests of a batch are in which state."""

    canceled: int
    errored: int
    expired: int
    processing: int
    succeeded: int


class MessageBatch(BaseModel):
    """A batch of messages."""

    id: str
    archived_at: Optional[datetime] = None
    cancel_initiated_at: Optional[datetime] = None
    created_at: datetime
    ended_at: Optional[datetime] = None
    expires_at: datetime
    processing_status: Literal["in_progress", "canceling", "ended"]
    request_counts: MessageBatchRequestCounts
    results_url: Optional[str] = None
    type: Literal["message_batch"]


class DeletedMessageBatch(BaseModel):
    """A batch that was deleted."""

    id: str
    type: Literal["message_batch_deleted"]


class MessageBatchSucceededResult(BaseModel):
    """The answer to a request of a batch."""

    message: Message
    type: Literal["succeeded"]


class MessageBatchErroredResult(BaseModel):
    """A request of a batch that failed."""

    error: ErrorResponse
    type: Literal["errored"]


class MessageBatchCanceledResult(BaseModel):
    """A request whose batch was canceled before its turn."""

    type: Literal["canceled"]


class MessageBatchExpiredResult(BaseModel):
    """A request whose batch expired before its turn."""

    type: Literal["expired"]


MessageBatchResult: TypeAlias = Annotated[
    Union[
        MessageBatchSucceededResult, MessageBatchErroredResult, MessageBatchCanceledResult, MessageBatchExpiredResult
    ],
    BY_TYPE,
]
"""What became of one request of a batch."""


class MessageBatchIndividualResponse(BaseModel):
    """One line of a batch's results."""

    custom_id: str
    result: MessageBatchResult


class BatchRequest(TypedDict):
    """One request of a batch."""

    custom_id: str
    """An id of one's own, unique in the batch, that the result repeats."""
    params: MessageCreateParamsNonStreaming
    """The parameters of the message, as for creating it alone."""


class BatchCreateParams(TypedDict, total=False):
    """Parameters of creating a batch."""

    requests: Required[Iterable[BatchRequest]]
    """The requests of the batch, processed in any order."""
    user_profile_id: Omittable[str]
    """The user profile that the request is made for. Sent as the header `anthropic-user-profile-id`."""


class BatchListParams(IdPageParams, total=False):
    """Parameters of listing batches."""
