"""An in-process message bus for asyncio programs."""

from .bus import Bus, DeadLetter, RequestTimeout
from .message import Message, matches

__all__ = ["Bus", "DeadLetter", "Message", "RequestTimeout", "matches"]
