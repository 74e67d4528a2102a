"""When a run of tests ends, which go in the order of their files since one may read what another has made."""

import math


class Telling:
    """Once a test has failed, those of its file are still run that were asked for before it: they tell more. `ids` are
    run, together by file; `asked` has them in the order in which they tell most, or is False for a run to the end."""

    def __init__(self, ids, asked):
        self.bails, self.least = bool(asked), math.inf
        self.turns = {id: turn for turn, id in enumerate(asked or [])}
        # By test, the first turn among those of its file that come after it.
        self.after, file, first = {}, None, math.inf
        for id in reversed(ids):
            if id.partition("::")[0] != file:
                file, first = id.partition("::")[0], math.inf
            self.after[id] = first
            first = min(first, self.turns.get(id, math.inf))

    def skips(self, id):
        """Whether this test, which may still come, tells less than one that has failed."""
        return self.bails and self.turns.get(id, math.inf) > self.least

    def ends_with(self, id):
        """Whether the run is over should this test fail."""
        return self.bails and self.after.get(id, math.inf) >= min(self.least, self.turns.get(id, math.inf))

    def ended(self, id, failed):
        """Called after each test; whether the run is over."""
        if failed:
            self.least = min(self.least, self.turns.get(id, math.inf))
        return self.bails and self.least < math.inf and self.after.get(id, math.inf) >= self.least
