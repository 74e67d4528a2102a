from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class RingBuffer(Generic[T]):
    """A queue of fixed size; when it is full, the oldest element makes room."""

    def __init__(self, size: int) -> None:
        self._slots: list[T | None] = [None] * size
        self._start = 0
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def full(self) -> bool:
        return self._count == len(self._slots)

    def append(self, item: T) -> None:
        end = (self._start + self._count) % len(self._slots)
        self._slots[end] = item
        if self.full:
            self._start = (self._start + 1) % len(self._slots)
        else:
            self._count += 1

    def popleft(self) -> T:
        if self._count == 0:
            raise IndexError("pop from an empty buffer")
        item = self._slots[self._start]
        self._slots[self._start] = None
        self._start = (self._start + 1) % len(self._slots)
        self._count -= 1
        return item  # type: ignore[return-value]

    def __iter__(self) -> Iterator[T]:
        for offset in range(self._count):
            yield self._slots[(self._start + offset) % len(self._slots)]  # type: ignore[misc]

    def __getitem__(self, index: int) -> T:
        if index < 0:
            index += self._count
        if not 0 <= index < self._count:
            raise IndexError(index)
        return self._slots[(self._start + index) % len(self._slots)]  # type: ignore[return-value]
