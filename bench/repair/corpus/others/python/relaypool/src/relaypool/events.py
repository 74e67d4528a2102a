"""What happens during a run, told to whoever listens."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Event:
    kind: str
    job: str
    details: dict[str, Any] = field(default_factory=dict)


Sink = Callable[[Event], "Awaitable[None] | None"]


class EventBus:
    """Hands events on to sinks, which may be plain or async functions.

    Each bus has a list of sinks of its own; those given at first are copied.
    """

    def __init__(self, sinks: Iterable[Sink] = ()) -> None:
        self._sinks = list(sinks)

    def subscribe(self, sink: Sink) -> Callable[[], None]:
        """Add a sink; calling the result takes it away again."""
        self._sinks.append(sink)
        return lambda: self._sinks.remove(sink)

    async def emit(self, kind: str, job: str, **details: Any) -> None:
        event = Event(kind, job, details)
        for sink in tuple(self._sinks):
            result = sink(event)
            if inspect.isawaitable(result):
                await result
