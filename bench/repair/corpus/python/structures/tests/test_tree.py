import pytest

from structures import SearchTree


def test_in_order(tree):
    assert list(tree) == [20, 30, 40, 50, 60, 70, 80]
    assert len(tree) == 7


def test_contains(tree):
    assert 60 in tree
    assert 65 not in tree


def test_no_duplicates(tree):
    assert tree.insert(40) is False
    assert tree.insert(45) is True
    assert len(tree) == 8


@pytest.mark.parametrize("keys, height", [([], 0), ([1], 1), ([1, 2, 3], 3), ([2, 1, 3], 2)])
def test_height(keys, height):
    assert SearchTree(keys).height() == height


def test_between(tree):
    assert tree.between(30, 60) == [30, 40, 50, 60]
    assert tree.between(81, 99) == []


@pytest.mark.parametrize("key, expected", [(65, 60), (20, 20), (19, None), (99, 80)])
def test_floor(tree, key, expected):
    assert tree.floor(key) == expected
