"""A cache that fetches what it does not hold."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Iterable
from typing import Any

from .cache import Cache

_ABSENT = object()


class LoadingCache:
    """Fetches missing values with an asynchronous function.

    Concurrent requests of one key share a single fetch. A failed fetch raises
    its error in all of them and is forgotten: the next request tries again.
    """

    def __init__(self, cache: Cache, fetch: Callable[[Any], Awaitable[Any]]) -> None:
        self._cache = cache
        self._fetch = fetch
        self.failures = 0
        self._pending: dict[Hashable, asyncio.Future[Any]] = {}

    async def get(self, key: Hashable) -> Any:
        value = self._cache.get(key, _ABSENT)
        if value is not _ABSENT:
            return value
        if key not in self._pending:
            self._pending[key] = asyncio.ensure_future(self._load(key))
        return await asyncio.shield(self._pending[key])

    async def get_many(self, keys: Iterable[Hashable]) -> dict[Hashable, Any]:
        """Fetch several keys at the same time."""
        wanted = list(dict.fromkeys(keys))
        values = await asyncio.gather(*(self.get(key) for key in wanted))
        return dict(zip(wanted, values))

    async def _load(self, key: Hashable) -> Any:
        try:
            value = await self._fetch(key)
        except Exception:
            self.failures += 1
            raise
        finally:
            del self._pending[key]
        self._cache.set(key, value)
        return value
