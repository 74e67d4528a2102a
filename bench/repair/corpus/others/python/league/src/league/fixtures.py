"""Fixture lists by the circle method."""

from __future__ import annotations

from collections.abc import Sequence

Pairing = tuple[str, str]


def round_robin(teams: Sequence[str], double: bool = False) -> list[list[Pairing]]:
    """Return the rounds of a league in which every team meets every other once.

    With an odd number of teams one of them rests in each round. A double
    league repeats all rounds with home and away exchanged.
    """
    if len(set(teams)) != len(teams):
        raise ValueError("team names must be unique")
    circle: list[str | None] = list(teams)
    if len(circle) % 2:
        circle.append(None)
    half = len(circle) // 2
    rounds: list[list[Pairing]] = []
    for number in range(len(circle) - 1):
        pairings: list[Pairing] = []
        for left, right in zip(circle[:half], reversed(circle[half:])):
            if left is None or right is None:
                continue
            pairings.append((left, right) if number % 2 == 0 else (right, left))
        rounds.append(pairings)
        circle = [circle[0], circle[-1], *circle[1:-1]]
    if double:
        rounds += [[(away, home) for home, away in pairings] for pairings in rounds]
    return rounds
