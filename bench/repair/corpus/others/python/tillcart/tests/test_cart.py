from datetime import date
from decimal import Decimal

import pytest

from tillcart import Cart, Coupon, Line, dump_cart, load_cart, quote

DAY = date(2024, 7, 1)


def cart_of(*lines):
    cart = Cart("ann")
    for line in lines:
        cart.add(line)
    return cart


def test_same_article_is_merged():
    cart = cart_of(Line("mug", 800), Line("mug", 800, 2))
    assert [line.quantity for line in cart.lines] == [3]


def test_different_notes_stay_apart():
    cart = cart_of(Line("ring", 5000, note="A"), Line("ring", 5000, note="B"))
    assert len(cart.lines) == 2


def test_remove():
    cart = cart_of(Line("mug", 800), Line("pen", 200))
    assert cart.remove("mug") == 1
    assert cart.subtotal == 200


def test_quantity_is_checked():
    with pytest.raises(ValueError):
        cart_of(Line("mug", 800, 0))


def test_simple_quote():
    result = quote(cart_of(Line("mug", 1000)), [], DAY)
    assert (result.goods, result.discount, result.shipping) == (1000, 0, 490)
    assert result.taxes == {Decimal(19): 190}
    assert result.total == 1680


def test_two_rates():
    result = quote(cart_of(Line("mug", 1000), Line("tea", 500, tax_rate=Decimal(7))), [], DAY)
    assert result.taxes == {Decimal(19): 190, Decimal(7): 35}


def test_lines_of_one_rate_are_taxed_together():
    result = quote(cart_of(Line("mug", 1000), Line("pen", 300)), [], DAY)
    assert result.taxes == {Decimal(19): 247}


def test_best_coupon_counts():
    coupons = [
        Coupon("SMALL", Decimal(5)),
        Coupon("SUMMER", Decimal(10), last_day=DAY),
        Coupon("OLD", Decimal(50), last_day=date(2024, 6, 30)),
        Coupon("BIG", Decimal(20), minimum=10001),
    ]
    result = quote(cart_of(Line("lamp", 10000)), coupons, DAY)
    assert result.discount == 1000
    assert result.shipping == 0


def test_round_trip():
    cart = cart_of(Line("mug", 800, 2), Line("tea", 500, tax_rate=Decimal("7")))
    again = load_cart(dump_cart(cart))
    assert again.customer == "ann"
    assert again.lines == cart.lines


def test_round_trip_keeps_notes():
    cart = cart_of(Line("ring", 5000, note="For Bo"))
    assert load_cart(dump_cart(cart)).lines == [Line("ring", 5000, note="For Bo")]


def test_unknown_version():
    with pytest.raises(ValueError):
        load_cart('{"version": 9, "customer": "x", "lines": []}')
