from __future__ import annotations

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    time: float
    user: str
    permission: str
    allowed: bool


class AuditLog:
    """The last `size` decisions."""

    def __init__(self, size: int = 1000) -> None:
        self.size = size
        self._entries: list[Entry] = []

    def __len__(self) -> int:
        return len(self._entries)

    def record(self, time: float, user: str, permission: str, allowed: bool) -> None:
        self._entries.append(Entry(time, user, permission, allowed))
        if len(self._entries) > self.size:
            del self._entries[0]

    def between(self, start: float, end: float) -> list[Entry]:
        """Entries with start <= time < end."""
        return [entry for entry in self._entries if start <= entry.time < end]

    def denials(self) -> list[tuple[str, int]]:
        """Users with the number of their denials, most denials first, then by name."""
        counts = Counter(entry.user for entry in self._entries if not entry.allowed)
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    def suspicious(self, user: str, now: float, limit: int = 3, seconds: float = 60) -> bool:
        """Has the user been denied at least `limit` times in the last `seconds`?"""
        recent = [e for e in self._entries if e.user == user and not e.allowed and now - e.time <= seconds]
        return len(recent) >= limit
