"""Stock kept as lots that leave the shelf first in, first out."""

from dataclasses import dataclass
from datetime import date
from typing import Optional


class OutOfStock(Exception):
    def __init__(self, sku, wanted, available):
        super().__init__(f"{sku}: wanted {wanted}, have {available}")
        self.sku = sku
        self.wanted = wanted
        self.available = available


@dataclass
class Lot:
    received: date
    quantity: int
    unit_cost: int
    expires: Optional[date] = None

    def usable_on(self, day):
        """A lot may still be used on the day it expires."""
        return self.expires is None or day <= self.expires


class Shelf:
    """All lots of one article, oldest first."""

    def __init__(self, sku):
        self.sku = sku
        self.lots = []

    def receive(self, lot):
        if lot.quantity <= 0:
            raise ValueError("quantity must be positive")
        self.lots.append(lot)
        self.lots.sort(key=lambda each: each.received)

    def available(self, day):
        return sum(lot.quantity for lot in self.lots if lot.usable_on(day))

    def issue(self, quantity, day):
        """Take `quantity` off the oldest usable lots; returns what they cost. All or nothing."""
        available = self.available(day)
        if quantity > available:
            raise OutOfStock(self.sku, quantity, available)
        cost = 0
        remaining = quantity
        for lot in self.lots:
            if remaining == 0:
                break
            if not lot.usable_on(day):
                continue
            part = min(lot.quantity, remaining)
            lot.quantity -= part
            remaining -= part
            cost += part * lot.unit_cost
        self.lots = [lot for lot in self.lots if lot.quantity > 0]
        return cost

    def write_off(self, day):
        """Remove the lots that can no longer be used; returns the value lost."""
        lost = sum(lot.quantity * lot.unit_cost for lot in self.lots if not lot.usable_on(day))
        self.lots = [lot for lot in self.lots if lot.usable_on(day)]
        return lost

    def value(self):
        return sum(lot.quantity * lot.unit_cost for lot in self.lots)
