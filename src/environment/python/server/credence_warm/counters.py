"""Puts counters back, which nothing can set: a new one that stands where the old one stood takes its place."""

import ast
import gc
import itertools


class Counters:
    """Those of a state. `values` are the lists of what its containers hold, to be put into them again; `owners` are the
    identities of these containers, and `own` of what the state itself keeps."""

    def __init__(self, counters, values, owners, own):
        self.counters = []
        if not counters:
            return
        # What is frozen is not looked through.
        if hasattr(gc, "unfreeze"):
            gc.unfreeze()
        places = {id(each): [] for each in counters}
        for held in values:
            for at, value in enumerate(held):
                if type(value) is itertools.count and id(value) in places:
                    places[id(value)].append((held, at))
        mine = own | {id(held) for held in values} | {id(counters), id(places)}
        for each in counters:
            others = [holder for holder in gc.get_referrers(each) if id(holder) not in mine and not _is_frame(holder)]
            is_known = all(id(holder) in owners for holder in others)
            self.counters.append([each, repr(each), places[id(each)] if is_known else None])
        if hasattr(gc, "freeze"):
            gc.freeze()

    def put_back(self):
        """False where one has gone on that something else may hold as well. The containers have to be put back after."""
        for kept in self.counters:
            each, told, places = kept
            if repr(each) == told:
                continue
            fresh = None if places is None else _counter(told)
            if fresh is None:
                return False
            for held, at in places:
                held[at] = fresh
            kept[0] = fresh
        return True


def _counter(told):
    """One that tells the same, or None where that is more than numbers."""
    try:
        fresh = itertools.count(*ast.literal_eval("[" + told[len("count("):-1] + "]"))
    except (ValueError, SyntaxError, TypeError):
        return None
    return fresh if repr(fresh) == told else None


def _is_frame(holder):
    return type(holder).__name__ == "frame"
