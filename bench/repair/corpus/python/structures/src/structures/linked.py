from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Iterable, Iterator


@dataclass
class Node:
    value: Any
    next: Node | None = None


class LinkedList:
    def __init__(self, values: Iterable[Any] = ()) -> None:
        self._head: Node | None = None
        self._tail: Node | None = None
        self._length = 0
        for value in values:
            self.append(value)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Any]:
        node = self._head
        while node is not None:
            yield node.value
            node = node.next

    def append(self, value: Any) -> None:
        node = Node(value)
        if self._tail is None:
            self._head = node
        else:
            self._tail.next = node
        self._tail = node
        self._length += 1

    def prepend(self, value: Any) -> None:
        self._head = Node(value, self._head)
        if self._tail is None:
            self._tail = self._head
        self._length += 1

    def remove(self, value: Any) -> bool:
        """Remove the first node with that value; False if there is none."""
        previous, node = None, self._head
        while node is not None and node.value != value:
            previous, node = node, node.next
        if node is None:
            return False
        if previous is None:
            self._head = node.next
        else:
            previous.next = node.next
        if node is self._tail:
            self._tail = previous
        self._length -= 1
        return True

    def reverse(self) -> None:
        self._tail = self._head
        previous, node = None, self._head
        while node is not None:
            node.next, previous, node = previous, node, node.next
        self._head = previous
