from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Iterable, Iterator


@dataclass
class _Node:
    key: Any
    left: _Node | None = None
    right: _Node | None = None


class SearchTree:
    """An unbalanced binary search tree of distinct keys."""

    def __init__(self, keys: Iterable[Any] = ()) -> None:
        self._root: _Node | None = None
        self._size = 0
        for key in keys:
            self.insert(key)

    def __len__(self) -> int:
        return self._size

    def __contains__(self, key: Any) -> bool:
        node = self._root
        while node is not None:
            if key == node.key:
                return True
            node = node.left if key < node.key else node.right
        return False

    def insert(self, key: Any) -> bool:
        """False if the key is already there."""
        if self._root is None:
            self._root = _Node(key)
            self._size += 1
            return True
        node = self._root
        while True:
            if key == node.key:
                return False
            if key < node.key:
                if node.left is None:
                    node.left = _Node(key)
                    break
                node = node.left
            else:
                if node.right is None:
                    node.right = _Node(key)
                    break
                node = node.right
        self._size += 1
        return True

    def __iter__(self) -> Iterator[Any]:
        yield from self._walk(self._root)

    def _walk(self, node: _Node | None) -> Iterator[Any]:
        if node is None:
            return
        yield from self._walk(node.left)
        yield node.key
        yield from self._walk(node.right)

    def height(self) -> int:
        """Number of nodes on the longest way down; 0 for an empty tree."""

        def measure(node: _Node | None) -> int:
            if node is None:
                return 0
            return 1 + max(measure(node.left), measure(node.right))

        return measure(self._root)

    def between(self, low: Any, high: Any) -> list[Any]:
        """The keys with low <= key <= high, in order."""
        found: list[Any] = []

        def collect(node: _Node | None) -> None:
            if node is None:
                return
            if node.key > low:
                collect(node.left)
            if low <= node.key <= high:
                found.append(node.key)
            if node.key < high:
                collect(node.right)

        collect(self._root)
        return found

    def floor(self, key: Any) -> Any:
        """The greatest key that is not greater than `key`, or None."""
        best = None
        node = self._root
        while node is not None:
            if node.key == key:
                return key
            if node.key < key:
                best = node.key
                node = node.right
            else:
                node = node.left
        return best
