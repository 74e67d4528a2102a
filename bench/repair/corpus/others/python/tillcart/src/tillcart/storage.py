"""Carts as JSON text, to be kept between visits."""

from __future__ import annotations

import json
from decimal import Decimal

from .cart import Cart, Line

VERSION = 2


def dump_cart(cart: Cart) -> str:
    """Everything a cart holds, so that load_cart gives an equal one back."""
    return json.dumps(
        {
            "version": VERSION,
            "customer": cart.customer,
            "lines": [line.to_dict() for line in cart.lines],
        }
    )


def load_cart(text: str) -> Cart:
    data = json.loads(text)
    if data.get("version") not in (1, VERSION):
        raise ValueError(f"unknown cart version {data.get('version')!r}")
    cart = Cart(data["customer"])
    for row in data["lines"]:
        cart.add(
            Line(
                sku=row["sku"],
                price=row["price"],
                quantity=row["quantity"],
                tax_rate=Decimal(row["tax_rate"]),
                # Version 1 had no notes.
                note=row.get("note", ""),
            )
        )
    return cart
