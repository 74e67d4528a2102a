"""Carts, coupons and quotes for a small web shop. All amounts are whole cents."""

from .cart import Cart, Line
from .pricing import Coupon, Quote, quote
from .storage import dump_cart, load_cart

__all__ = ["Cart", "Coupon", "Line", "Quote", "dump_cart", "load_cart", "quote"]
