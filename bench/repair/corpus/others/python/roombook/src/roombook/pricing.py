"""Prices, in cents."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .stay import Stay

FRIDAY, SATURDAY = 4, 5


@dataclass
class RateCard:
    """What a night costs.

    ``seasons`` are (stay, percent) pairs: nights within one cost that percent
    of the base price; the first season that holds the night counts.
    """

    base: int
    weekend_extra: int = 0
    weekly_discount: int = 0
    tourist_tax: int = 0
    free_age: int = 12
    seasons: list[tuple[Stay, int]] = field(default_factory=list)

    def night_price(self, night: date) -> int:
        price = self.base
        for season, percent in self.seasons:
            if season.contains(night):
                price = self.base * percent // 100
                break
        if night.weekday() in (FRIDAY, SATURDAY):
            price += self.weekend_extra
        return price

    def room_price(self, stay: Stay) -> int:
        """All nights; from seven nights on, less the weekly discount."""
        total = sum(self.night_price(night) for night in stay.nights())
        if stay.length >= 7:
            total -= total * self.weekly_discount // 100
        return total

    def tax(self, stay: Stay, ages: list[int]) -> int:
        """Tourist tax: per night and guest of ``free_age`` or older."""
        payers = sum(1 for age in ages if age >= self.free_age)
        return payers * stay.length * self.tourist_tax

    def quote(self, stay: Stay, ages: list[int]) -> int:
        return self.room_price(stay) + self.tax(stay, ages)


def cancellation_fee(price: int, days_before: int) -> int:
    """Free two weeks ahead, half the price from then on, all in the last two days."""
    if days_before >= 14:
        return 0
    if days_before > 2:
        return price // 2
    return price
