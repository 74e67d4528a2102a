from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class BinaryHeap(Generic[T]):
    """A priority queue; the item with the smallest key comes out first."""

    def __init__(self, items: Iterable[T] = (), key: Callable[[T], Any] = lambda item: item) -> None:
        self._key = key
        self._items: list[T] = list(items)
        for i in range(len(self._items) // 2 - 1, -1, -1):
            self._sift_down(i)

    def __len__(self) -> int:
        return len(self._items)

    def push(self, item: T) -> None:
        self._items.append(item)
        self._sift_up(len(self._items) - 1)

    def peek(self) -> T:
        if not self._items:
            raise IndexError("peek at an empty heap")
        return self._items[0]

    def pop(self) -> T:
        top = self.peek()
        last = self._items.pop()
        if self._items:
            self._items[0] = last
            self._sift_down(0)
        return top

    def _less(self, i: int, j: int) -> bool:
        return self._key(self._items[i]) < self._key(self._items[j])

    def _swap(self, i: int, j: int) -> None:
        self._items[i], self._items[j] = self._items[j], self._items[i]

    def _sift_up(self, i: int) -> None:
        while i > 0:
            parent = (i - 1) // 2
            if not self._less(i, parent):
                break
            self._swap(i, parent)
            i = parent

    def _sift_down(self, i: int) -> None:
        while True:
            smallest = i
            for child in (2 * i + 1, 2 * i + 2):
                if child < len(self._items) and self._less(child, smallest):
                    smallest = child
            if smallest == i:
                return
            self._swap(i, smallest)
            i = smallest
