# ruff: noqa: I001 - one import statement for each module; isort would make one for each name
"""Types of message batches."""

from typing import TYPE_CHECKING

from anthropic.types._lazy import lazy_package, name_table
from anthropic.types._leaf_modules import register_leaf_modules

if TYPE_CHECKING:
    from anthropic.types.batches import (
        BatchCreateParams as BatchCreateParams,
        BatchListParams as BatchListParams,
        DeletedMessageBatch as DeletedMessageBatch,
        MessageBatch as MessageBatch,
        MessageBatchCanceledResult as MessageBatchCanceledResult,
        MessageBatchErroredResult as MessageBatchErroredResult,
        MessageBatchExpiredResult as MessageBatchExpiredResult,
        MessageBatchIndividualResponse as MessageBatchIndividualResponse,
        MessageBatchRequestCounts as MessageBatchRequestCounts,
        MessageBatchResult as MessageBatchResult,
        MessageBatchSucceededResult as MessageBatchSucceededResult,
    )

_NAMES = name_table(
    {
        "..batches": """
            BatchCreateParams BatchListParams DeletedMessageBatch MessageBatch MessageBatchCanceledResult
            MessageBatchErroredResult MessageBatchExpiredResult MessageBatchIndividualResponse
            MessageBatchRequestCounts MessageBatchResult MessageBatchSucceededResult
        """,
    }
)
_EXTRAS = {"batch_create_params": {"Request": "..batches:BatchRequest"}}
register_leaf_modules(__name__, _NAMES, _EXTRAS)

if not TYPE_CHECKING:
    __all__ = list(_NAMES)
    __getattr__, __dir__ = lazy_package(__name__, _NAMES)
