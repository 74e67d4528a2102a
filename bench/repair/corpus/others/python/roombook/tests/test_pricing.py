from datetime import date

from roombook import RateCard, Stay
from roombook.pricing import cancellation_fee


def june(first, last):
    return Stay(date(2024, 6, first), date(2024, 6, last))


def test_plain_nights():
    assert RateCard(8000).room_price(june(3, 6)) == 24000


def test_weekend_extra():
    # 7 June 2024 is a Friday.
    assert RateCard(8000, weekend_extra=1500).room_price(june(6, 10)) == 35000


def test_season():
    rates = RateCard(8000, seasons=[(june(5, 8), 150)])
    assert rates.night_price(date(2024, 6, 4)) == 8000
    assert rates.night_price(date(2024, 6, 5)) == 12000
    assert rates.night_price(date(2024, 6, 8)) == 8000


def test_first_season_counts():
    rates = RateCard(8000, seasons=[(june(5, 8), 150), (june(1, 30), 120)])
    assert rates.night_price(date(2024, 6, 6)) == 12000
    assert rates.night_price(date(2024, 6, 9)) == 9600


def test_weekly_discount():
    rates = RateCard(8000, weekly_discount=10)
    assert rates.room_price(june(3, 10)) == 50400
    assert rates.room_price(june(3, 9)) == 48000


def test_tax_is_for_grown_guests():
    rates = RateCard(8000, tourist_tax=200)
    assert rates.tax(june(3, 6), [40, 41, 12, 5]) == 1800


def test_quote():
    assert RateCard(8000, tourist_tax=200).quote(june(3, 5), [30]) == 16400


def test_cancellation_fee():
    assert cancellation_fee(10000, 14) == 0
    assert cancellation_fee(10000, 13) == 5000
    assert cancellation_fee(10000, 2) == 10000
