"""Reading ballots from their text form.

One ballot paper a line, the most preferred candidate first::

    # Ward 4
    3: Ada > Bob > Cleo
    Bob > Ada

The number before the colon says how many voters handed in that same paper.
"""

from dataclasses import dataclass


class BallotError(ValueError):
    """A ballot paper that may not be counted."""


@dataclass(frozen=True)
class Ballot:
    ranking: tuple[str, ...]
    count: int = 1

    def preferred(self, standing):
        """The highest ranked candidate still standing, None if exhausted."""
        for name in self.ranking:
            if name in standing:
                return name
        return None


def parse_ballot(line):
    """Read one paper.

    Raises BallotError for a count that is not a positive whole number, for an
    empty place in the ranking and for a candidate ranked more than once.
    """
    count = 1
    head, colon, rest = line.partition(":")
    if colon:
        if not head.strip().isdigit():
            raise BallotError(f"bad count: {line!r}")
        count = int(head)
        if count == 0:
            raise BallotError(f"bad count: {line!r}")
    else:
        rest = head
    names = [name.strip() for name in rest.split(">")]
    if not all(names):
        raise BallotError(f"empty place: {line!r}")
    if len(set(names)) != len(names):
        raise BallotError(f"ranked twice: {line!r}")
    return Ballot(tuple(names), count)


def parse_ballots(text):
    """Read all papers of a text; blank lines and # comments are skipped."""
    ballots = []
    for raw in text.splitlines():
        line = raw.split("#", 1)[0].strip()
        if not line:
            continue
        ballots.append(parse_ballot(line))
    return ballots


def candidates_of(ballots):
    """Every candidate named on some ballot, in alphabetical order."""
    return sorted({name for ballot in ballots for name in ballot.ranking})
