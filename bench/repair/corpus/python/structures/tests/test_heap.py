import pytest

from structures import BinaryHeap


def drain(heap):
    return [heap.pop() for _ in range(len(heap))]


def test_pops_in_order():
    heap = BinaryHeap()
    for item in [5, 1, 4, 2, 3]:
        heap.push(item)
    assert drain(heap) == [1, 2, 3, 4, 5]


def test_heapify():
    assert drain(BinaryHeap([9, 8, 7, 6, 5, 4])) == [4, 5, 6, 7, 8, 9]


def test_key():
    heap = BinaryHeap(["ccc", "a", "bb"], key=len)
    assert heap.pop() == "a"
    assert BinaryHeap([1, 3, 2], key=lambda n: -n).pop() == 3


def test_peek_does_not_remove():
    heap = BinaryHeap([2, 1])
    assert heap.peek() == 1
    assert len(heap) == 2


def test_empty():
    with pytest.raises(IndexError):
        BinaryHeap().pop()
