"""Beta messages and their batches."""

from .batches import AsyncBatches as AsyncBatches
from .batches import Batches as Batches
from .messages import AsyncMessages as AsyncMessages
from .messages import Messages as Messages
