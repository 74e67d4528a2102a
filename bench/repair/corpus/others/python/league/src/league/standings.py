"""The league table."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from .models import Result, Row


def tally(teams: Iterable[str], results: Iterable[Result]) -> dict[str, Row]:
    """Sum the results played among the given teams, ignoring all others."""
    rows = {team: Row(team) for team in teams}
    for result in results:
        if result.home in rows and result.away in rows:
            rows[result.home].add(result.home_goals, result.away_goals)
            rows[result.away].add(result.away_goals, result.home_goals)
    return rows


class Table:
    """Collects results and ranks the teams.

    Teams are ranked by points. Teams level on points are separated by the
    points they won in the matches among themselves, then by goal difference
    and goals scored in all matches, and last by name.
    """

    def __init__(self, teams: Iterable[str]) -> None:
        self._teams = list(teams)
        self._results: list[Result] = []

    @property
    def results(self) -> tuple[Result, ...]:
        return tuple(self._results)

    def record(self, result: Result) -> None:
        """Add a result; a second result of the same fixture corrects the first."""
        for team in result.teams:
            if team not in self._teams:
                raise KeyError(team)
        for index, known in enumerate(self._results):
            if known.teams == result.teams:
                self._results[index] = result
                return
        self._results.append(result)

    def withdraw(self, team: str) -> int:
        """Remove a team, annul all its matches and return how many those were."""
        self._teams.remove(team)
        annulled = 0
        for result in self._results[:]:
            if team in result.teams:
                self._results.remove(result)
                annulled += 1
        return annulled

    def row(self, team: str) -> Row:
        return tally(self._teams, self._results)[team]

    def ranking(self) -> list[Row]:
        rows = tally(self._teams, self._results).values()
        ranked: list[Row] = []
        by_points = sorted(rows, key=lambda row: -row.points)
        for _, group in groupby(by_points, key=lambda row: row.points):
            ranked += self._separate(list(group))
        return ranked

    def _separate(self, level: list[Row]) -> list[Row]:
        """Order teams that have the same number of points."""
        among = tally([row.team for row in level], self._results)
        return sorted(
            level,
            key=lambda row: (
                -among[row.team].points,
                -row.difference,
                -row.goals_for,
                row.team,
            ),
        )

    def leader(self) -> str | None:
        """The first team of the ranking, or None before any match."""
        if not self._results:
            return None
        return self.ranking()[0].team
