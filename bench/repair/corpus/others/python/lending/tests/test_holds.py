from datetime import date

import pytest

from lending import HoldShelf


@pytest.fixture
def shelf():
    shelf = HoldShelf()
    shelf.place("ann", "B1")
    shelf.place("bob", "B1")
    shelf.book_returned("B1", date(2024, 5, 1))
    return shelf


def test_one_hold_per_patron_and_book(shelf):
    with pytest.raises(ValueError):
        shelf.place("ann", "B1")


def test_book_can_be_picked_up_on_the_last_day(shelf):
    assert shelf.first("B1").can_pick_up(date(2024, 5, 6))
    assert not shelf.first("B1").can_pick_up(date(2024, 5, 7))


def test_nothing_expires_on_the_last_day(shelf):
    assert shelf.expire(date(2024, 5, 6)) == []
    assert shelf.waiting("B1") == ["ann", "bob"]


def test_next_in_line_after_expiry(shelf):
    dropped = shelf.expire(date(2024, 5, 7))
    assert [hold.patron for hold in dropped] == ["ann"]
    assert shelf.first("B1").patron == "bob"
    assert shelf.first("B1").last_day == date(2024, 5, 12)
