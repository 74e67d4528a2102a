from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from .errors import OutOfStock
from .stock import Stock


@dataclass
class Reservation:
    id: int
    customer: str
    lines: dict[str, int]
    expires_at: float
    state: str = "held"  # "held", "fulfilled", "cancelled" or "expired"


class Reservations:
    """Goods that are held for a customer until they are paid or the time is over."""

    def __init__(self, stock: Stock, hold_seconds: float = 900) -> None:
        self.stock = stock
        self.hold_seconds = hold_seconds
        self._ids = count(1)
        self._all: dict[int, Reservation] = {}

    def reserve(self, customer: str, lines: dict[str, int], now: float) -> Reservation:
        """All lines or none."""
        for sku, quantity in lines.items():
            if quantity <= 0:
                raise ValueError("quantity must be positive")
            item = self.stock.item(sku)
            if quantity > item.available:
                raise OutOfStock(sku, quantity, item.available)
        for sku, quantity in lines.items():
            self.stock.item(sku).reserved += quantity
        reservation = Reservation(next(self._ids), customer, dict(lines), now + self.hold_seconds)
        self._all[reservation.id] = reservation
        return reservation

    def _release(self, reservation: Reservation, state: str) -> None:
        for sku, quantity in reservation.lines.items():
            self.stock.item(sku).reserved -= quantity
        reservation.state = state

    def cancel(self, reservation_id: int) -> bool:
        """False if there is nothing to cancel any more."""
        reservation = self._all.get(reservation_id)
        if reservation is None or reservation.state != "held":
            return False
        self._release(reservation, "cancelled")
        return True

    def fulfil(self, reservation_id: int, now: float) -> bool:
        reservation = self._all.get(reservation_id)
        if reservation is None or reservation.state != "held":
            return False
        if now >= reservation.expires_at:
            self._release(reservation, "expired")
            return False
        self._release(reservation, "fulfilled")
        for sku, quantity in reservation.lines.items():
            self.stock.ship(sku, quantity)
        return True

    def expire(self, now: float) -> list[int]:
        """Release what is over its time; the ids of those reservations."""
        expired = []
        for reservation in self._all.values():
            if reservation.state == "held" and now >= reservation.expires_at:
                self._release(reservation, "expired")
                expired.append(reservation.id)
        return expired

    def held_for(self, customer: str) -> dict[str, int]:
        """How much of each item is held for a customer."""
        held: dict[str, int] = {}
        for reservation in self._all.values():
            if reservation.customer != customer or reservation.state != "held":
                continue
            for sku, quantity in reservation.lines.items():
                held[sku] = held.get(sku, 0) + quantity
        return held
