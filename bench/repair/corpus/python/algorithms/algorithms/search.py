"""Searching in sorted sequences."""


def lower_bound(items, target):
    """Index of the first element that is not smaller than target; len(items) if there is none."""
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] < target:
            low = middle + 1
        else:
            high = middle
    return low


def upper_bound(items, target):
    """Index of the first element that is greater than target; len(items) if there is none."""
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] <= target:
            low = middle + 1
        else:
            high = middle
    return low


def equal_range(items, target):
    """The half-open range of positions that hold target."""
    return lower_bound(items, target), upper_bound(items, target)


def count(items, target):
    first, last = equal_range(items, target)
    return last - first


def closest(items, target):
    """The element nearest to target; of two that are equally near, the smaller one."""
    if not items:
        raise ValueError("closest() of an empty sequence")
    position = lower_bound(items, target)
    if position == 0:
        return items[0]
    if position == len(items):
        return items[-1]
    before, after = items[position - 1], items[position]
    if target - before <= after - target:
        return before
    return after
