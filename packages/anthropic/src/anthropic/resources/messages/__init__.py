"""Messages and their batches."""

from .messages import AsyncMessages as AsyncMessages
from .messages import Messages as Messages
