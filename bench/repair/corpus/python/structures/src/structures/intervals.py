from __future__ import annotations

from typing import Iterable, Iterator


class IntervalSet:
    """Half-open integer intervals [start, end), kept sorted, disjoint and not touching."""

    def __init__(self, intervals: Iterable[tuple[int, int]] = ()) -> None:
        self._intervals: list[tuple[int, int]] = []
        for start, end in intervals:
            self.add(start, end)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self._intervals)

    def __contains__(self, point: int) -> bool:
        return any(start <= point < end for start, end in self._intervals)

    def add(self, start: int, end: int) -> None:
        if start >= end:
            return
        kept: list[tuple[int, int]] = []
        for s, e in self._intervals:
            if e < start or s > end:
                kept.append((s, e))
            else:
                start, end = min(start, s), max(end, e)
        kept.append((start, end))
        self._intervals = sorted(kept)

    def remove(self, start: int, end: int) -> None:
        kept: list[tuple[int, int]] = []
        for s, e in self._intervals:
            if s < start:
                kept.append((s, min(e, start)))
            if e > end:
                kept.append((max(s, end), e))
        if start < end:
            self._intervals = kept

    def total(self) -> int:
        return sum(end - start for start, end in self._intervals)

    def gaps(self) -> list[tuple[int, int]]:
        """The holes between neighbouring intervals."""
        pairs = zip(self._intervals, self._intervals[1:])
        return [(before[1], after[0]) for before, after in pairs]
