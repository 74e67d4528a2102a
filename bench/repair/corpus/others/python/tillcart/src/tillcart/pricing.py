"""From a cart to the sum to pay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .cart import Cart
from .money import allocate, percent_of

SHIPPING = 490
FREE_SHIPPING_FROM = 5000


@dataclass(frozen=True)
class Coupon:
    """Percent off the goods, from a minimum subtotal on, until its last day."""

    code: str
    percent: Decimal
    minimum: int = 0
    last_day: date | None = None

    def usable(self, subtotal: int, day: date) -> bool:
        if self.last_day is not None and day > self.last_day:
            return False
        return subtotal >= self.minimum


@dataclass(frozen=True)
class Quote:
    goods: int
    discount: int
    shipping: int
    taxes: dict[Decimal, int]

    @property
    def total(self) -> int:
        return self.goods - self.discount + self.shipping + sum(self.taxes.values())


def best_discount(subtotal: int, coupons: Iterable[Coupon], day: date) -> int:
    """Coupons do not add up: the best usable one counts."""
    usable = [coupon for coupon in coupons if coupon.usable(subtotal, day)]
    return max((percent_of(subtotal, coupon.percent) for coupon in usable), default=0)


def quote(cart: Cart, coupons: Iterable[Coupon], day: date) -> Quote:
    """Price a cart.

    The discount is spread over the lines by their amounts. Tax is worked out
    once for each rate, on the sum of the discounted lines of that rate, and
    shipping is free of tax.
    """
    goods = cart.subtotal
    discount = best_discount(goods, coupons, day)
    reductions = allocate(discount, [line.amount for line in cart.lines])
    bases: defaultdict[Decimal, int] = defaultdict(int)
    for line, reduction in zip(cart.lines, reductions):
        bases[line.tax_rate] += line.amount - reduction
    taxes = {rate: percent_of(base, rate) for rate, base in bases.items()}
    free = not cart.lines or goods - discount >= FREE_SHIPPING_FROM
    return Quote(goods, discount, 0 if free else SHIPPING, taxes)
