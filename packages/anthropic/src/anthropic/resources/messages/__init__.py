"""Messages and their batches."""

from typing import TYPE_CHECKING, Any

from ._models import DEPRECATED_MODELS as DEPRECATED_MODELS
from .messages import AsyncMessages as AsyncMessages
from .messages import Messages as Messages

if TYPE_CHECKING:
    from .batches import AsyncBatches as AsyncBatches
    from .batches import Batches as Batches


def __getattr__(name: str) -> Any:
    if name in ("Batches", "AsyncBatches"):
        from . import batches  # loaded when first used

        return getattr(batches, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
