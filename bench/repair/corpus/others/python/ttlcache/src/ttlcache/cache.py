"""The least-recently-used cache."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from .entry import Entry
from .stats import Stats

_MISSING = object()


class Cache:
    """Keeps at most max_size values and drops the least recently used first.

    A value with a time to live of n seconds can be read for less than n
    seconds: as soon as its age reaches n it has expired.
    """

    def __init__(
        self,
        max_size: int,
        default_ttl: float | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if max_size < 1:
            raise ValueError("max_size must be positive")
        self.max_size = max_size
        self.default_ttl = default_ttl
        self.stats = Stats()
        self._clock = clock
        self._entries: OrderedDict[Hashable, Entry] = OrderedDict()

    def __len__(self) -> int:
        """Number of stored values, including expired ones not yet purged."""
        return len(self._entries)

    def __contains__(self, key: Hashable) -> bool:
        """Tell whether a live value is stored; counts neither as use nor lookup."""
        entry = self._entries.get(key)
        if entry is None:
            return False
        return entry.expires_at is None or self._clock() < entry.expires_at

    def keys(self) -> list[Hashable]:
        """All keys, the least recently used first."""
        return list(self._entries)

    def get(self, key: Hashable, default: Any = None) -> Any:
        entry = self._entries.get(key)
        if entry is not None and entry.expires_at is not None:
            if entry.expires_at <= self._clock():
                del self._entries[key]
                entry = None
        if entry is None:
            self.stats.misses += 1
            return default
        self.stats.hits += 1
        self._entries.move_to_end(key)
        return entry.value

    def set(
        self,
        key: Hashable,
        value: Any,
        ttl: float | None = None,
        tags: Iterable[str] = (),
    ) -> None:
        """Store a value; without a ttl the default of the cache applies."""
        if ttl is None:
            ttl = self.default_ttl
        expires_at = None if ttl is None else self._clock() + ttl
        self._entries[key] = Entry(value, expires_at, frozenset(tags))
        self._entries.move_to_end(key)
        if len(self._entries) > self.max_size:
            self.purge()
        while len(self._entries) > self.max_size:
            self._entries.popitem(last=False)
            self.stats.evictions += 1

    def get_or_set(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Return the stored value, calling make for it only when there is none."""
        value = self.get(key, _MISSING)
        if value is _MISSING:
            value = make()
            self.set(key, value)
        return value

    def purge(self) -> int:
        """Remove the expired values and return their number."""
        now = self._clock()
        expired = [
            key
            for key, entry in self._entries.items()
            if entry.expires_at is not None and now >= entry.expires_at
        ]
        for key in expired:
            del self._entries[key]
        return len(expired)

    def invalidate(self, tag: str) -> int:
        """Remove the values that carry the tag and return their number."""
        tagged = [key for key, entry in self._entries.items() if tag in entry.tags]
        for key in tagged:
            del self._entries[key]
        return len(tagged)
