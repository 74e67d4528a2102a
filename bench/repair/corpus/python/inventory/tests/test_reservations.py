import pytest

from inventory.errors import OutOfStock


def test_reserving_makes_unavailable(reservations, stock):
    reservations.reserve("ann", {"LAMP": 4}, now=0)
    assert stock.item("LAMP").available == 6
    assert stock.item("LAMP").on_hand == 10


def test_all_or_nothing(reservations, stock):
    with pytest.raises(OutOfStock):
        reservations.reserve("ann", {"LAMP": 4, "PEN": 5}, now=0)
    assert stock.item("LAMP").reserved == 0


def test_cancel(reservations, stock):
    held = reservations.reserve("ann", {"LAMP": 4}, now=0)
    assert reservations.cancel(held.id)
    assert stock.item("LAMP").available == 10
    assert not reservations.cancel(held.id)
    assert stock.item("LAMP").available == 10


def test_fulfil(reservations, stock):
    held = reservations.reserve("ann", {"LAMP": 4, "PEN": 1}, now=0)
    assert reservations.fulfil(held.id, now=50)
    assert held.state == "fulfilled"
    assert stock.item("LAMP").on_hand == 6
    assert stock.item("LAMP").reserved == 0
    assert not reservations.fulfil(held.id, now=51)


def test_fulfil_everything_on_hand(reservations, stock):
    held = reservations.reserve("ann", {"PEN": 4}, now=0)
    assert reservations.fulfil(held.id, now=1)
    assert stock.item("PEN").on_hand == 0


def test_too_late(reservations, stock):
    held = reservations.reserve("ann", {"LAMP": 4}, now=0)
    assert not reservations.fulfil(held.id, now=100)
    assert held.state == "expired"
    assert stock.item("LAMP").available == 10


def test_expire(reservations, stock):
    first = reservations.reserve("ann", {"LAMP": 1}, now=0)
    reservations.reserve("bob", {"LAMP": 2}, now=50)
    assert reservations.expire(now=120) == [first.id]
    assert stock.item("LAMP").reserved == 2
    assert reservations.expire(now=120) == []


def test_held_for(reservations):
    reservations.reserve("ann", {"LAMP": 1, "PEN": 1}, now=0)
    reservations.reserve("ann", {"LAMP": 2}, now=0)
    reservations.reserve("bob", {"LAMP": 5}, now=0)
    assert reservations.held_for("ann") == {"LAMP": 3, "PEN": 1}
