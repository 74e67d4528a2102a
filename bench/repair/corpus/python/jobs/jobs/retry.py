from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Backoff:
    first: float = 0.1
    factor: float = 2.0
    longest: float = 5.0

    def delay(self, attempt: int) -> float:
        """Seconds to wait after the attempt with that number; the first attempt is 1."""
        return min(self.longest, self.first * self.factor ** (attempt - 1))


async def retry(
    action: Callable[[], Awaitable[T]],
    attempts: int = 3,
    backoff: Backoff = Backoff(),
    on: tuple[type[Exception], ...] = (Exception,),
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> T:
    """The result of the first attempt that does not raise one of `on`; else the last error."""
    for attempt in range(1, attempts + 1):
        try:
            return await action()
        except on:
            if attempt == attempts:
                raise
            await sleep(backoff.delay(attempt))
    raise ValueError("attempts must be at least 1")
