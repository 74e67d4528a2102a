from decimal import Decimal

# least subtotal -> percent, highest first
VOLUME_STEPS = [
    (Decimal(10000), 8),
    (Decimal(5000), 5),
    (Decimal(1000), 2),
]


def volume_discount(subtotal: Decimal) -> int:
    """The percentage that a subtotal earns."""
    for threshold, percent in VOLUME_STEPS:
        if subtotal >= threshold:
            return percent
    return 0
