"""Stretches of a sequence."""

from dataclasses import dataclass

PAIRS = str.maketrans("ACGTN", "TGCAN")


def reverse_complement(sequence):
    """The other strand, read in its own direction."""
    return sequence.translate(PAIRS)[::-1]


@dataclass(frozen=True, order=True)
class Interval:
    """The bases from start up to, not including, end; strand is "+" or "-".

    Start and end count along the forward strand, whatever the strand is.
    """

    start: int
    end: int
    strand: str = "+"

    def __len__(self):
        return self.end - self.start

    def overlaps(self, other):
        """Whether they share a base, on any strand."""
        return self.start < other.end and other.start < self.end

    def contains(self, other):
        return self.start <= other.start and other.end <= self.end

    def flipped(self, length):
        """The same bases as seen from the other strand of a sequence.

        The bases at the end of the one strand are at the start of the other.
        """
        strand = "-" if self.strand == "+" else "+"
        return Interval(length - self.end, length - self.start, strand)

    def extract(self, sequence):
        """The bases, in reading direction of the strand."""
        bases = sequence[self.start:self.end]
        return reverse_complement(bases) if self.strand == "-" else bases


def merge(intervals):
    """Overlapping or touching stretches joined, as forward intervals."""
    merged = []
    for item in sorted(intervals):
        if merged and item.start <= merged[-1].end:
            merged[-1] = Interval(merged[-1].start, max(merged[-1].end, item.end))
        else:
            merged.append(Interval(item.start, item.end))
    return merged
