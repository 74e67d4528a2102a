"""A bounded in-memory cache with expiry and an asynchronous loader."""

from .cache import Cache
from .entry import Entry
from .loader import LoadingCache
from .stats import Stats

__all__ = ["Cache", "Entry", "LoadingCache", "Stats"]
