"""Seeded single-elimination brackets."""

from __future__ import annotations

from collections.abc import Sequence


def seed_order(size: int) -> list[int]:
    """Order the seeds 1..size so that neighbours meet in the first round.

    The best seeds are kept apart for as long as possible: the first two
    can meet only in the final. The size has to be a power of two.
    """
    if size < 1 or size & (size - 1):
        raise ValueError("size must be a power of two")
    order = [1]
    while len(order) < size:
        total = 2 * len(order) + 1
        order = [seed for known in order for seed in (known, total - known)]
    return order


class Bracket:
    """A knockout among teams listed from the best seed to the worst."""

    def __init__(self, teams: Sequence[str]) -> None:
        if not teams:
            raise ValueError("a bracket needs teams")
        size = 1
        while size < len(teams):
            size *= 2
        self._slots: list[str | None] = [
            teams[seed - 1] if seed <= len(teams) else None for seed in seed_order(size)
        ]

    def pairings(self) -> list[tuple[str, str]]:
        """The matches of the current round; teams with a bye are left out."""
        pairs = zip(self._slots[::2], self._slots[1::2])
        return [(one, two) for one, two in pairs if one is not None and two is not None]

    def byes(self) -> list[str]:
        """The teams that reach the next round without playing."""
        pairs = zip(self._slots[::2], self._slots[1::2])
        return [one or two for one, two in pairs if (one is None) != (two is None)]

    def advance(self, winners: Sequence[str]) -> None:
        """Play the current round: every pairing needs exactly one winner."""
        winning = set(winners)
        following: list[str | None] = []
        for one, two in zip(self._slots[::2], self._slots[1::2]):
            if one is None or two is None:
                following.append(one or two)
                continue
            if (one in winning) == (two in winning):
                raise ValueError(f"{one} against {two} needs one winner")
            following.append(one if one in winning else two)
        self._slots = following

    @property
    def champion(self) -> str | None:
        return self._slots[0] if len(self._slots) == 1 else None
