"""See `anthropic.lib.streaming`."""

from ...message_events import *  # noqa: F403
from ...types import RawContentBlockDeltaEvent as RawContentBlockDeltaEvent
