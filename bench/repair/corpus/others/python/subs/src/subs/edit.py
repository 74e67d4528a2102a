"""Changes to whole lists of cues."""

from dataclasses import replace

MIN_GAP = 80


def shift(cues, offset):
    """Move all cues; those that would end at zero or before are dropped."""
    return [cue.moved(offset) for cue in cues if cue.end + offset > 0]


def close_overlaps(cues, gap=MIN_GAP):
    """Shorten each cue that runs into the next, so that a gap is left."""
    ordered = sorted(cues, key=lambda cue: cue.start)
    result = []
    for cue, following in zip(ordered, ordered[1:] + [None]):
        if following is not None and cue.end + gap > following.start:
            cue = replace(cue, end=max(cue.start, following.start - gap))
        result.append(cue)
    return result


def active_at(cues, millis):
    """Return the cues on the screen at a time (the end is not part of it)."""
    return [cue for cue in cues if cue.start <= millis < cue.end]


def wrap(text, width):
    """Break a text into lines of at most width characters, evenly filled.

    Of all ways to break the text at spaces, the one is taken in which the
    sum of the squares of the free places of all lines is smallest (of
    equals, the one with the fewest lines). A word that is longer than
    the width stands alone on its line and counts as without free places.
    """
    words = text.split()
    best = [(0, 0, [])]
    for end in range(1, len(words) + 1):
        choices = []
        for start in range(end - 1, -1, -1):
            line = " ".join(words[start:end])
            if len(line) > width and end - start > 1:
                break
            cost, count, lines = best[start]
            free = max(0, width - len(line))
            choices.append((cost + free * free, count + 1, lines + [line]))
        best.append(min(choices, key=lambda choice: choice[:2]))
    return "\n".join(best[-1][2])
