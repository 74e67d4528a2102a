"""Sorting and selection. None of these functions changes its argument."""


def merge(left, right):
    result = []
    i = j = 0
    while i < len(left) and j < len(right):
        if right[j] < left[i]:
            result.append(right[j])
            j += 1
        else:
            result.append(left[i])
            i += 1
    result.extend(left[i:])
    result.extend(right[j:])
    return result


def merge_sort(items):
    """A sorted list of the items; equal items keep their order."""
    if len(items) <= 1:
        return list(items)
    middle = len(items) // 2
    return merge(merge_sort(items[:middle]), merge_sort(items[middle:]))


def insertion_sort(items):
    result = list(items)
    for i in range(1, len(result)):
        current = result[i]
        j = i
        while j > 0 and result[j - 1] > current:
            result[j] = result[j - 1]
            j -= 1
        result[j] = current
    return result


def counting_sort(numbers):
    """Sort integers (negative ones too) in time linear in their number and their spread."""
    if not numbers:
        return []
    smallest = min(numbers)
    counts = [0] * (max(numbers) - smallest + 1)
    for number in numbers:
        counts[number - smallest] += 1
    result = []
    for offset, occurrences in enumerate(counts):
        result.extend([offset + smallest] * occurrences)
    return result


def kth_smallest(items, k):
    """The k-th smallest item, counting from 1."""
    if not 1 <= k <= len(items):
        raise ValueError(f"k must be between 1 and {len(items)}, not {k}")
    pivot = items[len(items) // 2]
    smaller = [item for item in items if item < pivot]
    equal = [item for item in items if item == pivot]
    larger = [item for item in items if item > pivot]
    if k <= len(smaller):
        return kth_smallest(smaller, k)
    if k <= len(smaller) + len(equal):
        return pivot
    return kth_smallest(larger, k - len(smaller) - len(equal))
