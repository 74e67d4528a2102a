from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    kind: str
    sku: str
    quantity: int


Listener = Callable[[Event], None]


class EventBus:
    """Delivers each event to those who listen to its kind and to those who listen to '*'."""

    def __init__(self) -> None:
        self._listeners: dict[str, list[Listener]] = defaultdict(list)
        self.log: list[Event] = []

    def subscribe(self, kind: str, listener: Listener) -> Callable[[], None]:
        """Returns a function that ends the subscription; calling it twice does no harm."""
        self._listeners[kind].append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners[kind]:
                self._listeners[kind].remove(listener)

        return unsubscribe

    def publish(self, kind: str, sku: str, quantity: int) -> None:
        event = Event(kind, sku, quantity)
        self.log.append(event)
        for listener in [*self._listeners[kind], *self._listeners["*"]]:
            listener(event)
