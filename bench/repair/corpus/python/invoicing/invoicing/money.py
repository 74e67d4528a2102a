import decimal
from decimal import Decimal

CENT = Decimal("0.01")


def to_money(value: Decimal | int | str) -> Decimal:
    """Round to whole cents, half a cent away from zero."""
    return Decimal(value).quantize(CENT, rounding=decimal.ROUND_HALF_UP)


def percent_of(amount: Decimal, percent: Decimal | int) -> Decimal:
    return to_money(amount * Decimal(percent) / 100)


def split(amount: Decimal, parts: int) -> list[Decimal]:
    """Split into parts that add up to the amount; the first ones get the odd cents."""
    if parts < 1:
        raise ValueError("cannot split into fewer than one part")
    cents = int(amount / CENT)
    share, rest = divmod(cents, parts)
    return [(share + (1 if i < rest else 0)) * CENT for i in range(parts)]


def format_money(amount: Decimal, currency: str = "EUR") -> str:
    """1234.5 -> '1,234.50 EUR'; negative amounts in parentheses."""
    text = f"{abs(amount):,.2f} {currency}"
    return f"({text})" if amount < 0 else text
