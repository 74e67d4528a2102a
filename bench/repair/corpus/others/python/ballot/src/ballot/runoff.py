"""Instant-runoff voting."""

from dataclasses import dataclass, field

from ballot.parse import candidates_of


@dataclass
class RunoffResult:
    winner: str | None = None
    rounds: list[dict[str, int]] = field(default_factory=list)
    eliminated: list[str] = field(default_factory=list)
    exhausted: int = 0


def count_round(ballots, standing):
    """Votes of each standing candidate, and how many votes are exhausted."""
    votes = {name: 0 for name in sorted(standing)}
    exhausted = 0
    for ballot in ballots:
        choice = ballot.preferred(standing)
        if choice is None:
            exhausted += ballot.count
        else:
            votes[choice] += ballot.count
    return votes, exhausted


def pick_loser(rounds):
    """Who leaves after the last of the rounds.

    The candidate with the fewest votes. Among equals, the one with the fewest
    votes in the round before that, and so on back to the first round; if they
    were always equal, the last in alphabetical order.
    """
    tied = list(rounds[-1])
    for votes in reversed(rounds):
        fewest = min(votes[name] for name in tied)
        tied = [name for name in tied if votes[name] == fewest]
    return max(tied)


def instant_runoff(ballots):
    """Eliminate one candidate a round until one of them has a majority.

    A majority is more than half of the votes that still count in that round;
    exhausted ballots are not part of it.
    """
    result = RunoffResult()
    total = sum(ballot.count for ballot in ballots)
    standing = set(candidates_of(ballots))
    while standing:
        votes, result.exhausted = count_round(ballots, standing)
        result.rounds.append(votes)
        continuing = total - result.exhausted
        leader = min(votes, key=lambda name: (-votes[name], name))
        if votes[leader] * 2 > continuing:
            result.winner = leader
            break
        loser = pick_loser(result.rounds)
        result.eliminated.append(loser)
        standing.remove(loser)
    return result
