"""Responses kept by address."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from .freshness import Response, is_fresh

CACHEABLE = frozenset({200, 203, 204, 300, 301, 404, 405, 410, 414, 501})


class CacheStore:
    """At most `capacity` responses; the least recently used one makes room.

    Both storing a response and finding it fresh count as use.
    """

    def __init__(
        self,
        capacity: int,
        shared: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.capacity = capacity
        self.shared = shared
        self._clock = clock
        self._entries: OrderedDict[str, Response] = OrderedDict()
        self.hits = 0
        self.misses = 0

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, url: str) -> bool:
        return url in self._entries

    def put(self, url: str, response: Response) -> bool:
        """Keep a response if that is allowed, and say whether it was."""
        if not self._storable(response):
            self._entries.pop(url, None)
            return False
        self._entries[url] = response
        self._entries.move_to_end(url)
        while len(self._entries) > self.capacity:
            self._entries.popitem(last=False)
        return True

    def get(self, url: str) -> Response | None:
        """The response kept for an address if it is still fresh."""
        response = self._entries.get(url)
        if response is None or not is_fresh(response, self._clock(), self.shared):
            self.misses += 1
            return None
        self._entries.move_to_end(url)
        self.hits += 1
        return response

    def purge(self) -> int:
        """Drop what is stale and say how much that was."""
        now = self._clock()
        stale = [url for url, kept in self._entries.items() if not is_fresh(kept, now, self.shared)]
        for url in stale:
            del self._entries[url]
        return len(stale)

    def _storable(self, response: Response) -> bool:
        control = response.cache_control
        if response.status not in CACHEABLE or control.has("no-store"):
            return False
        return not (self.shared and control.has("private"))
