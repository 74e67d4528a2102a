from __future__ import annotations

from dataclasses import dataclass, field

from .errors import OutOfStock, UnknownItem
from .events import EventBus


@dataclass
class Item:
    sku: str
    name: str
    on_hand: int = 0
    reserved: int = 0
    reorder_point: int = 0
    tags: set[str] = field(default_factory=set)

    @property
    def available(self) -> int:
        return self.on_hand - self.reserved


class Stock:
    def __init__(self, bus: EventBus | None = None) -> None:
        self.bus = bus or EventBus()
        self._items: dict[str, Item] = {}

    def register(self, sku: str, name: str, reorder_point: int = 0, tags: tuple[str, ...] = ()) -> Item:
        if sku in self._items:
            raise ValueError(f"{sku} is registered already")
        item = Item(sku, name, reorder_point=reorder_point, tags=set(tags))
        self._items[sku] = item
        return item

    def item(self, sku: str) -> Item:
        try:
            return self._items[sku]
        except KeyError:
            raise UnknownItem(sku) from None

    def receive(self, sku: str, quantity: int) -> None:
        if quantity <= 0:
            raise ValueError("quantity must be positive")
        self.item(sku).on_hand += quantity
        self.bus.publish("received", sku, quantity)

    def ship(self, sku: str, quantity: int) -> None:
        """Take goods that nobody has reserved off the shelf."""
        item = self.item(sku)
        if quantity > item.available:
            raise OutOfStock(sku, quantity, item.available)
        item.on_hand -= quantity
        self.bus.publish("shipped", sku, quantity)
        if item.available <= item.reorder_point:
            self.bus.publish("low", sku, item.available)

    def low(self) -> list[str]:
        """The items at or below their reorder point, the emptiest first, then by sku."""
        scarce = [item for item in self._items.values() if item.available <= item.reorder_point]
        return [item.sku for item in sorted(scarce, key=lambda item: (item.available, item.sku))]

    def find(self, text: str = "", tag: str | None = None, in_stock: bool = False) -> list[Item]:
        """Items whose name contains text, whatever its case, and that pass the other filters."""
        found = []
        for item in self._items.values():
            if text.lower() not in item.name.lower():
                continue
            if tag is not None and tag not in item.tags:
                continue
            if in_stock and item.available <= 0:
                continue
            found.append(item)
        return sorted(found, key=lambda item: item.name)
