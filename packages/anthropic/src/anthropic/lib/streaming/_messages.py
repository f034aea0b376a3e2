"""See `anthropic.lib.streaming`."""

from ...message_stream import AsyncMessageStream as AsyncMessageStream
from ...message_stream import AsyncMessageStreamManager as AsyncMessageStreamManager
from ...message_stream import MessageStream as MessageStream
from ...message_stream import MessageStreamManager as MessageStreamManager
from ...message_stream import accumulate_event as accumulate_event
