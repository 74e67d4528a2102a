from decimal import Decimal

from tillcart.money import allocate, format_cents, percent_of, rounded


def test_rounding():
    assert rounded(Decimal("2.4")) == 2
    assert rounded(Decimal("2.6")) == 3


def test_half_a_cent_is_rounded_up():
    assert rounded(Decimal("2.5")) == 3
    assert rounded(Decimal("3.5")) == 4


def test_percent():
    assert percent_of(1000, Decimal("7")) == 70
    assert percent_of(999, Decimal("10")) == 100


def test_format():
    assert format_cents(123456) == "1234.56"
    assert format_cents(-5) == "-0.05"


def test_allocate_loses_nothing():
    assert allocate(100, [1, 1, 1]) == [34, 33, 33]
    assert allocate(5, [3, 7]) == [2, 3]


def test_allocate_without_weight():
    assert allocate(0, [0, 0]) == [0, 0]
