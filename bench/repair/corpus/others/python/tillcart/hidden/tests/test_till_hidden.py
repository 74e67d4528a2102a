import json
from datetime import date
from decimal import Decimal

import pytest

from tillcart import Cart, Coupon, Line, dump_cart, load_cart, quote
from tillcart.money import allocate, percent_of, rounded

DAY = date(2024, 7, 1)


def cart_of(*lines):
    cart = Cart("bob")
    for line in lines:
        cart.add(line)
    return cart


@pytest.mark.parametrize(
    ("amount", "cents"),
    [("0.5", 1), ("1.5", 2), ("2.5", 3), ("4.5", 5), ("-2.5", -3), ("2.49", 2), ("2.51", 3), ("-2.4", -2)],
)
def test_rounding_of_ties(amount, cents):
    assert rounded(Decimal(amount)) == cents


def test_percent_with_a_tie():
    assert percent_of(250, Decimal(1)) == 3


def test_three_lines_two_rates():
    seven = Decimal(7)
    cart = cart_of(Line("a", 1000), Line("b", 200, tax_rate=seven), Line("c", 500, 2), Line("d", 300, tax_rate=seven))
    result = quote(cart, [], DAY)
    assert result.taxes == {Decimal(19): 380, seven: 35}
    assert result.total == 2500 + 490 + 415


def test_tax_after_discount_rounds_once_a_rate():
    cart = cart_of(Line("a", 333), Line("b", 333), Line("c", 334))
    result = quote(cart, [Coupon("TEN", Decimal(10))], DAY)
    assert result.discount == 100
    assert result.taxes == {Decimal(19): 171}


def test_empty_cart():
    result = quote(cart_of(), [], DAY)
    assert (result.taxes, result.total) == ({}, 0)


def test_discounted_goods_decide_on_shipping():
    assert quote(cart_of(Line("a", 5000)), [Coupon("X", Decimal(1))], DAY).shipping == 490


def test_allocation():
    assert allocate(10, [1, 2, 3]) == [2, 3, 5]


def test_notes_survive():
    cart = cart_of(
        Line("ring", 5000, note="A"),
        Line("ring", 5000, note="B"),
        Line("mug", 900, 3),
    )
    assert load_cart(dump_cart(cart)).lines == cart.lines


def test_notes_are_in_the_text():
    text = dump_cart(cart_of(Line("ring", 5000, note="Zoë")))
    assert json.loads(text)["lines"][0]["note"] == "Zoë"


def test_version_one_has_no_notes():
    row = {"sku": "mug", "price": 800, "quantity": 1, "tax_rate": "19"}
    text = json.dumps({"version": 1, "customer": "x", "lines": [row]})
    assert load_cart(text).lines == [Line("mug", 800)]
