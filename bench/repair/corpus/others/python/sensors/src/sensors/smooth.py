"""Smoothing of series of values."""

from statistics import median


def rolling_mean(values, size):
    """For each value, the mean of it and of up to size - 1 values before it.

    The first values have fewer before them; their mean is that of all
    values so far.
    """
    if size < 1:
        raise ValueError("the window must hold at least one value")
    means = []
    for index in range(len(values)):
        window = values[max(0, index - size + 1):index + 1]
        means.append(sum(window) / len(window))
    return means


def spikes(values, size, tolerance):
    """Return the indexes of values that are far from those around them.

    A value is a spike if it differs by more than the tolerance from the
    median of the values up to size places before and after it, itself included.
    """
    found = []
    for index, value in enumerate(values):
        around = values[max(index - size, 0):index + size + 1]
        if abs(value - median(around)) > tolerance:
            found.append(index)
    return found
