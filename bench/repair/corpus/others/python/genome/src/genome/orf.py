"""Open reading frames and simple statistics."""

from genome.interval import Interval, reverse_complement

START = "ATG"
STOPS = frozenset(["TAA", "TAG", "TGA"])


def gc_content(sequence):
    """Share of G and C among the bases that are known (not N).

    0.0 if no base is known.
    """
    known = sum(sequence.count(base) for base in "ACGT")
    if known == 0:
        return 0.0
    return (sequence.count("G") + sequence.count("C")) / known


def codons(sequence, frame=0):
    """The complete triplets from a frame on, with their offsets."""
    for at in range(frame, len(sequence) - 2, 3):
        yield at, sequence[at:at + 3]


def forward_orfs(sequence):
    """From each first start codon of a frame through its stop codon."""
    found = []
    for frame in range(3):
        start = None
        for at, codon in codons(sequence, frame):
            if start is None and codon == START:
                start = at
            elif start is not None and codon in STOPS:
                found.append(Interval(start, at + 3))
                start = None
    return found


def find_orfs(sequence, shortest=6):
    """The reading frames of both strands, in order along the forward strand.

    Those of fewer bases than shortest, with the stop codon, are left out.
    """
    found = forward_orfs(sequence)
    other = reverse_complement(sequence)
    found += [orf.flipped(len(sequence)) for orf in forward_orfs(other)]
    return sorted(orf for orf in found if len(orf) >= shortest)
