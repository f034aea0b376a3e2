"""Message streams and their events, under the path that other software imports them from."""

from typing import Any

from ...message_events import ContentBlockStopEvent as ContentBlockStopEvent
from ...message_events import InputJsonEvent as InputJsonEvent
from ...message_events import MessageStopEvent as MessageStopEvent
from ...message_events import MessageStreamEvent as MessageStreamEvent
from ...message_events import ParsedContentBlockStopEvent as ParsedContentBlockStopEvent
from ...message_events import ParsedMessageStopEvent as ParsedMessageStopEvent
from ...message_events import ParsedMessageStreamEvent as ParsedMessageStreamEvent
from ...message_events import TextEvent as TextEvent
from ...message_stream import AsyncMessageStream as AsyncMessageStream
from ...message_stream import AsyncMessageStreamManager as AsyncMessageStreamManager
from ...message_stream import MessageStream as MessageStream
from ...message_stream import MessageStreamManager as MessageStreamManager


def __getattr__(name: str) -> Any:
    if "Beta" not in name:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ...plugins import installed

    return installed().load("anthropic_exports", name)
