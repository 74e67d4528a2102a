from datetime import date

import pytest

from roombook import Hotel, RateCard, RoomUnavailable, Stay

TODAY = date(2024, 5, 1)


def june(first, last):
    return Stay(date(2024, 6, first), date(2024, 6, last))


@pytest.fixture
def hotel():
    hotel = Hotel()
    hotel.add_room("101", 2, RateCard(8000))
    hotel.add_room("201", 4, RateCard(12000))
    return hotel


def test_smallest_room_first(hotel):
    assert hotel.book("Ada", june(3, 6), [30, 31], TODAY).room.number == "101"
    assert hotel.book("Bob", june(4, 5), [30], TODAY).room.number == "201"


def test_full(hotel):
    hotel.book("Ada", june(3, 6), [30, 31, 4], TODAY)
    with pytest.raises(RoomUnavailable):
        hotel.book("Bob", june(5, 8), [30, 31, 4], TODAY)


def test_same_day_turnover(hotel):
    hotel.book("Ada", june(3, 6), [30, 31], TODAY)
    assert hotel.book("Bob", june(6, 8), [30], TODAY).room.number == "101"


def test_cancel_late_costs_half(hotel):
    booking = hotel.book("Ada", june(3, 6), [30], TODAY)
    assert hotel.cancel(booking.id, date(2024, 5, 25)) == 12000


def test_cancel_early_frees_room(hotel):
    booking = hotel.book("Ada", june(3, 6), [30], TODAY)
    assert hotel.cancel(booking.id, date(2024, 5, 10)) == 0
    assert hotel.book("Bob", june(3, 6), [30], TODAY).room.number == "101"
    with pytest.raises(ValueError):
        hotel.cancel(booking.id, date(2024, 5, 10))


def test_move_within_own_dates(hotel):
    booking = hotel.book("Ada", june(3, 6), [30], TODAY)
    assert hotel.move(booking.id, june(4, 8)).price == 32000


def test_move_onto_other_guest(hotel):
    hotel.book("Ada", june(3, 6), [30], TODAY)
    booking = hotel.book("Bob", june(10, 12), [30], TODAY)
    with pytest.raises(RoomUnavailable):
        hotel.move(booking.id, june(5, 7))


def test_day_lists(hotel):
    hotel.book("Ada", june(3, 6), [30], TODAY)
    hotel.book("Bob", june(6, 7), [30], TODAY)
    assert hotel.arrivals(date(2024, 6, 6)) == ["Bob"]
    assert hotel.departures(date(2024, 6, 6)) == ["Ada"]


def test_occupancy(hotel):
    hotel.book("Ada", june(3, 6), [30], TODAY)
    assert hotel.occupancy(date(2024, 6, 5)) == 0.5
    assert hotel.occupancy(date(2024, 6, 6)) == 0.0
