"""Counters of cache use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Stats:
    hits: int = 0
    misses: int = 0
    evictions: int = 0

    @property
    def lookups(self) -> int:
        return self.hits + self.misses

    @property
    def hit_rate(self) -> float:
        """Share of the lookups that were answered, 0.0 before the first."""
        if not self.lookups:
            return 0.0
        return self.hits / self.lookups
