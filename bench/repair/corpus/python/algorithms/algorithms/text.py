"""Algorithms on strings."""


def edit_distance(a, b):
    """Least number of insertions, deletions and replacements that turn a into b."""
    previous = list(range(len(b) + 1))
    for i, left in enumerate(a, start=1):
        current = [i]
        for j, right in enumerate(b, start=1):
            cost = 0 if left == right else 1
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost))
        previous = current
    return previous[-1]


def run_lengths(text):
    """'aab' -> [('a', 2), ('b', 1)]"""
    runs = []
    current, length = None, 0
    for character in text:
        if character == current:
            length += 1
        else:
            if current is not None:
                runs.append((current, length))
            current, length = character, 1
    if current is not None:
        runs.append((current, length))
    return runs


def is_palindrome(text):
    """Letters and digits only, case does not matter."""
    letters = [c.lower() for c in text if c.isalnum()]
    return letters == letters[::-1]


def longest_common_prefix(words):
    if not words:
        return ""
    prefix = words[0]
    for word in words[1:]:
        while not word.startswith(prefix):
            prefix = prefix[:-1]
    return prefix


def rotate(text, count):
    """Move the first count characters to the end; a negative count moves them back."""
    if not text:
        return text
    count %= len(text)
    return text[count:] + text[:count]
