"""Plain records shared by the league modules."""

from __future__ import annotations

from dataclasses import dataclass

WIN_POINTS = 3
DRAW_POINTS = 1


@dataclass(frozen=True)
class Result:
    """The final score of one match."""

    home: str
    away: str
    home_goals: int
    away_goals: int

    def __post_init__(self) -> None:
        if self.home == self.away:
            raise ValueError(f"{self.home} cannot play itself")
        if self.home_goals < 0 or self.away_goals < 0:
            raise ValueError("goals cannot be negative")

    @property
    def teams(self) -> tuple[str, str]:
        return (self.home, self.away)

    @property
    def winner(self) -> str | None:
        """The winning team, or None for a draw."""
        if self.home_goals == self.away_goals:
            return None
        return self.home if self.home_goals > self.away_goals else self.away


@dataclass
class Row:
    """One team's line in the table."""

    team: str
    won: int = 0
    drawn: int = 0
    lost: int = 0
    goals_for: int = 0
    goals_against: int = 0

    @property
    def played(self) -> int:
        return self.won + self.drawn + self.lost

    @property
    def points(self) -> int:
        return self.won * WIN_POINTS + self.drawn * DRAW_POINTS

    @property
    def difference(self) -> int:
        return self.goals_for - self.goals_against

    def add(self, scored: int, conceded: int) -> None:
        self.goals_for += scored
        self.goals_against += conceded
        if scored > conceded:
            self.won += 1
        elif scored == conceded:
            self.drawn += 1
        else:
            self.lost += 1
