from datetime import date

import pytest

from stockroom.lots import Lot, OutOfStock, Shelf
from stockroom.reorder import Policy, average_daily_use, order_quantity
from stockroom.warehouse import Warehouse

MAY = [date(2024, 5, day) for day in range(1, 32)]


def test_three_lots_across():
    s = Shelf("x")
    s.receive(Lot(MAY[5], 3, 7))
    s.receive(Lot(MAY[2], 2, 5, expires=MAY[9]))
    s.receive(Lot(MAY[8], 4, 1))
    assert s.issue(6, MAY[9]) == 10 + 21 + 1
    assert s.issue(3, MAY[9]) == 3
    assert s.lots == []
    with pytest.raises(OutOfStock):
        s.issue(1, MAY[9])


def test_expiry_day_counts_everywhere():
    s = Shelf("x")
    s.receive(Lot(MAY[0], 4, 9, expires=MAY[9]))
    s.receive(Lot(MAY[1], 4, 2))
    assert s.available(MAY[9]) == 8
    assert s.write_off(MAY[9]) == 0
    assert s.issue(5, MAY[9]) == 38
    assert s.write_off(MAY[10]) == 0
    assert s.value() == 6


def test_issue_skips_expired_in_the_middle():
    s = Shelf("x")
    s.receive(Lot(MAY[0], 1, 1))
    s.receive(Lot(MAY[1], 5, 50, expires=MAY[2]))
    s.receive(Lot(MAY[2], 5, 10))
    assert s.issue(3, MAY[9]) == 21
    assert s.value() == 250 + 30
    assert s.write_off(MAY[9]) == 250


def test_order_more():
    assert order_quantity(Policy(10, 50, pack_size=10), 0) == 50
    assert order_quantity(Policy(10, 51, pack_size=10), 0) == 60
    assert order_quantity(Policy(10, 50, 10, 100), 10) == 40
    assert order_quantity(Policy(10, 50, 10, 39), 10) == 30
    assert order_quantity(Policy(10, 50), 4, 6) == 40
    assert order_quantity(Policy(10, 50), 4, 7) == 0
    assert order_quantity(Policy(0, 5), 0) == 5


def test_average_window():
    assert average_daily_use([4, 8], 7) == 6
    assert average_daily_use([9, 9, 3], 1) == 3


def test_fulfil_exact_and_mixed():
    w = Warehouse()
    w.receive("nut", MAY[0], 6, 2)
    w.receive("bolt", MAY[0], 1, 1)
    assert w.fulfil([("nut", 1), ("bolt", 1), ("nut", 2)], MAY[1]) == 7
    assert w.on_hand("nut", MAY[1]) == 3
    w.receive("bolt", MAY[0], 1, 1)
    with pytest.raises(OutOfStock):
        w.fulfil([("bolt", 1), ("nut", 2), ("nut", 2)], MAY[1])
    assert w.total_value() == 7
    assert w.fulfil([("nut", 3)], MAY[1]) == 6
    with pytest.raises(OutOfStock):
        w.fulfil([("unknown", 1)], MAY[1])


def test_lots_received_late_are_still_issued_by_date():
    w = Warehouse()
    w.receive("x", MAY[5], 3, 7)
    w.receive("x", MAY[8], 3, 1)
    w.receive("x", MAY[2], 3, 5)
    assert w.fulfil([("x", 4)], MAY[9]) == 15 + 7
    w.receive("x", MAY[6], 3, 100)
    assert w.fulfil([("x", 3)], MAY[9]) == 14 + 100
