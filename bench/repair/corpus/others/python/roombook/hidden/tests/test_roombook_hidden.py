from datetime import date

import pytest

from roombook import Hotel, RateCard, RoomUnavailable, Stay
from roombook.pricing import cancellation_fee

TODAY = date(2024, 5, 1)


def june(first, last):
    return Stay(date(2024, 6, first), date(2024, 6, last))


@pytest.fixture
def hotel():
    hotel = Hotel()
    hotel.add_room("1", 2, RateCard(5000, tourist_tax=100))
    return hotel


def test_arrive_before_departing_guest(hotel):
    hotel.book("Ada", june(10, 12), [30], TODAY)
    hotel.book("Bob", june(8, 10), [30], TODAY)
    hotel.book("Cid", june(12, 13), [30], TODAY)
    for stay in (june(9, 11), june(11, 12), june(10, 11), june(1, 30), june(10, 12)):
        with pytest.raises(RoomUnavailable):
            hotel.book("Dan", stay, [30], TODAY)


def test_overlap_is_symmetric():
    for a, b, shared in [
        (june(1, 3), june(3, 5), False),
        (june(1, 4), june(3, 5), True),
        (june(1, 9), june(3, 5), True),
        (june(1, 2), june(4, 5), False),
    ]:
        assert a.overlaps(b) is shared
        assert b.overlaps(a) is shared


@pytest.mark.parametrize(
    "day, fee",
    [
        (date(2024, 5, 1), 0),
        (date(2024, 5, 27), 0),
        (date(2024, 5, 28), 7650),
        (date(2024, 6, 7), 7650),
        (date(2024, 6, 8), 15300),
        (date(2024, 6, 10), 15300),
    ],
)
def test_fee_by_day(hotel, day, fee):
    booking = hotel.book("Ada", june(10, 13), [30], date(2024, 4, 1))
    assert hotel.cancel(booking.id, day) == fee


def test_fee_for_last_minute_booking(hotel):
    booking = hotel.book("Ada", june(10, 13), [30], date(2024, 6, 9))
    assert hotel.cancel(booking.id, date(2024, 6, 9)) == 15300


def test_fee_after_move(hotel):
    booking = hotel.book("Ada", june(10, 11), [30], TODAY)
    hotel.move(booking.id, june(20, 22))
    assert hotel.cancel(booking.id, date(2024, 6, 6)) == 0


def test_fee_table():
    assert [cancellation_fee(100, days) for days in (30, 14, 13, 3, 2, 0)] == [0, 0, 50, 50, 100, 100]


def test_overlapping_seasons_in_order():
    rates = RateCard(10000, seasons=[(june(10, 12), 200), (june(5, 20), 150), (june(1, 30), 80)])
    prices = [rates.night_price(date(2024, 6, d)) for d in (3, 5, 10, 11, 12, 19, 20)]
    assert prices == [8000, 15000, 20000, 20000, 15000, 15000, 8000]


def test_seasons_do_not_pile_up_over_a_stay():
    rates = RateCard(10000, weekend_extra=500, seasons=[(june(3, 5), 150), (june(1, 30), 120)])
    assert rates.room_price(june(3, 8)) == 15000 * 2 + 12000 * 3 + 500


def test_move_keeps_own_room_only(hotel):
    booking = hotel.book("Ada", june(3, 6), [30], TODAY)
    other = hotel.book("Bob", june(6, 8), [30], TODAY)
    assert hotel.move(booking.id, june(2, 6)).price == 20400
    with pytest.raises(RoomUnavailable):
        hotel.move(booking.id, june(5, 7))
    with pytest.raises(RoomUnavailable):
        hotel.move(other.id, june(5, 7))
