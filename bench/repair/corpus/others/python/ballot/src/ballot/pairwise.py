"""Methods that compare the candidates two by two."""

from ballot.parse import candidates_of


def duels(ballots, names):
    """duels[a, b]: how many voters prefer a to b.

    A candidate that is not ranked on a ballot is behind all that are.
    """
    table = {(a, b): 0 for a in names for b in names if a != b}
    for ballot in ballots:
        place = {name: i for i, name in enumerate(ballot.ranking)}
        for a, b in table:
            if place.get(a, len(names)) < place.get(b, len(names)):
                table[a, b] += ballot.count
    return table


def condorcet_winner(ballots):
    """The candidate that wins every duel, None if there is none."""
    names = candidates_of(ballots)
    table = duels(ballots, names)
    for a in names:
        if all(table[a, b] > table[b, a] for b in names if b != a):
            return a
    return None


def path_strengths(names, table):
    """Strength of the strongest path of won duels from each to each other.

    A path is as strong as its weakest duel; 0 if no path leads there.
    """
    strength = {
        (a, b): won if won > table[b, a] else 0
        for (a, b), won in table.items()
    }
    for mid in names:
        for a in names:
            for b in names:
                if len({a, b, mid}) == 3:
                    through = min(strength[a, mid], strength[mid, b])
                    strength[a, b] = max(strength[a, b], through)
    return strength


def schulze_ranking(ballots):
    """All candidates, best first, by the Schulze method.

    A candidate is ahead of another if its strongest path there is stronger
    than the one back. Equals stand in alphabetical order.
    """
    names = candidates_of(ballots)
    strength = path_strengths(names, duels(ballots, names))
    wins = {
        a: sum(strength[a, b] > strength[b, a] for b in names if b != a)
        for a in names
    }
    return sorted(names, key=lambda name: (-wins[name], name))
