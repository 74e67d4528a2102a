"""What the customer wants to buy."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass
class Line:
    """One article in a cart, with the customer's note on it (an engraving, say)."""

    sku: str
    price: int
    quantity: int = 1
    tax_rate: Decimal = Decimal(19)
    note: str = ""

    @property
    def amount(self) -> int:
        return self.price * self.quantity

    def to_dict(self) -> dict[str, Any]:
        return {
            "sku": self.sku,
            "price": self.price,
            "quantity": self.quantity,
            "tax_rate": str(self.tax_rate),
            "note": self.note,
        }


class Cart:
    def __init__(self, customer: str) -> None:
        self.customer = customer
        self.lines: list[Line] = []

    def add(self, line: Line) -> None:
        """Add a line; one of the same article, price and note is made larger instead."""
        if line.quantity < 1:
            raise ValueError("quantity must be at least 1")
        for present in self.lines:
            if (present.sku, present.price, present.note) == (line.sku, line.price, line.note):
                present.quantity += line.quantity
                return
        self.lines.append(line)

    def remove(self, sku: str) -> int:
        """Take out all lines of an article and say how many there were."""
        kept = [line for line in self.lines if line.sku != sku]
        removed = len(self.lines) - len(kept)
        self.lines = kept
        return removed

    @property
    def subtotal(self) -> int:
        return sum(line.amount for line in self.lines)
