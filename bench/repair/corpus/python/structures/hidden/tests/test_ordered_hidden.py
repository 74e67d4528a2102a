import random

import pytest

from structures import IntervalSet, SearchTree, Trie


@pytest.mark.parametrize("seed", range(30))
def test_search_tree(seed):
    generator = random.Random(seed)
    keys = [generator.randint(0, 40) for _ in range(generator.randint(0, 25))]
    tree = SearchTree()
    for i, key in enumerate(keys):
        assert tree.insert(key) == (key not in keys[:i])
    present = sorted(set(keys))
    assert list(tree) == present
    assert len(tree) == len(present)
    for key in range(-1, 42):
        assert (key in tree) == (key in present)
        assert tree.floor(key) == max((k for k in present if k <= key), default=None)
        for high in range(key, 42, 5):
            assert tree.between(key, high) == [k for k in present if key <= k <= high]


@pytest.mark.parametrize("keys, height", [([3, 2, 1], 3), ([5, 2, 8, 9, 10], 4), ([4, 2, 6, 1, 3, 5, 7], 3)])
def test_height(keys, height):
    assert SearchTree(keys).height() == height


@pytest.mark.parametrize("seed", range(30))
def test_trie(seed):
    generator = random.Random(seed)

    def word():
        return "".join(generator.choice("ab") for _ in range(generator.randint(0, 5)))

    words = {word() for _ in range(generator.randint(0, 10))}
    trie = Trie(words)
    for _ in range(40):
        probe = word()
        assert (probe in trie) == (probe in words)
        assert trie.starting_with(probe) == sorted(w for w in words if w.startswith(probe))
        if "" not in words:
            assert trie.longest_prefix_of(probe) == max((w for w in words if probe.startswith(w)), key=len, default="")


@pytest.mark.parametrize("seed", range(50))
def test_intervals(seed):
    generator = random.Random(seed)
    busy, model = IntervalSet(), set()
    for _ in range(14):
        start, end = generator.randint(0, 30), generator.randint(0, 30)
        points = set(range(start, end))
        if generator.random() < 0.65:
            busy.add(start, end)
            model |= points
        else:
            busy.remove(start, end)
            model -= points
        intervals = list(busy)
        assert {p for s, e in intervals for p in range(s, e)} == model
        assert intervals == sorted(intervals)
        assert all(s < e for s, e in intervals)
        assert all(before[1] < after[0] for before, after in zip(intervals, intervals[1:]))
        assert busy.total() == len(model)
        assert busy.gaps() == [(b[1], a[0]) for b, a in zip(intervals, intervals[1:])]
        for point in range(-1, 32):
            assert (point in busy) == (point in model)
