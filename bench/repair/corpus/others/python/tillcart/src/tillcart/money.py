"""Helpers for amounts in cents."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal


def rounded(amount: Decimal) -> int:
    """Whole cents; half a cent is rounded away from zero."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def percent_of(amount: int, percent: Decimal) -> int:
    return rounded(Decimal(amount) * percent / 100)


def format_cents(amount: int) -> str:
    sign = "-" if amount < 0 else ""
    units, cents = divmod(abs(amount), 100)
    return f"{sign}{units}.{cents:02d}"


def allocate(amount: int, weights: Sequence[int]) -> list[int]:
    """Split an amount by weight without losing a cent.

    Cents left over by rounding down go to the largest remainders, the earlier
    first among equals.
    """
    whole = sum(weights)
    if whole == 0:
        return [0] * len(weights)
    shares = [amount * weight // whole for weight in weights]
    remainders = [amount * weight % whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: -remainders[i])
    for i in by_remainder[: amount - sum(shares)]:
        shares[i] += 1
    return shares
