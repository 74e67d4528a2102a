"""Date ranges of guests' stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Iterator


@dataclass(frozen=True, order=True)
class Stay:
    """From the check-in day until the check-out day, which is not a night."""

    check_in: date
    check_out: date

    def __post_init__(self) -> None:
        if self.check_out <= self.check_in:
            raise ValueError("check-out must come after check-in")

    @property
    def length(self) -> int:
        return (self.check_out - self.check_in).days

    def nights(self) -> Iterator[date]:
        """The date of each night, in order."""
        for offset in range(self.length):
            yield self.check_in + timedelta(days=offset)

    def overlaps(self, other: "Stay") -> bool:
        """Whether the two stays share a night."""
        return self.check_in < other.check_out and other.check_in < self.check_out

    def contains(self, day: date) -> bool:
        """Whether the guest sleeps here in the night of that day."""
        return self.check_in <= day < self.check_out
