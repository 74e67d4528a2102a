from datetime import date

import pytest

from stockroom.lots import Lot, OutOfStock, Shelf
from stockroom.reorder import Policy, average_daily_use, days_of_cover, order_quantity
from stockroom.warehouse import Warehouse

MAY = [date(2024, 5, day) for day in range(1, 32)]


def shelf():
    result = Shelf("bolt")
    result.receive(Lot(MAY[4], 10, 3))
    result.receive(Lot(MAY[1], 5, 2))
    return result


def test_issue_oldest_first():
    s = shelf()
    assert s.issue(7, MAY[9]) == 5 * 2 + 2 * 3
    assert [lot.quantity for lot in s.lots] == [8]


def test_issue_too_much_leaves_stock():
    s = shelf()
    with pytest.raises(OutOfStock) as error:
        s.issue(16, MAY[9])
    assert error.value.available == 15
    assert s.value() == 40


def test_usable_on_the_last_day():
    lot = Lot(MAY[0], 1, 1, expires=MAY[9])
    assert lot.usable_on(MAY[8])
    assert lot.usable_on(MAY[9])
    assert not lot.usable_on(MAY[10])


def test_issue_skips_expired():
    s = shelf()
    s.receive(Lot(MAY[0], 4, 9, expires=MAY[2]))
    assert s.available(MAY[9]) == 15
    assert s.issue(5, MAY[9]) == 10


def test_write_off():
    s = shelf()
    s.receive(Lot(MAY[0], 4, 9, expires=MAY[2]))
    assert s.write_off(MAY[9]) == 36
    assert s.value() == 40


def test_no_order_above_point():
    assert order_quantity(Policy(10, 50), 11) == 0


def test_order_at_the_point():
    assert order_quantity(Policy(10, 50), 10) == 40


def test_order_whole_packs():
    assert order_quantity(Policy(10, 50, pack_size=12), 5) == 48


def test_order_capped():
    assert order_quantity(Policy(10, 50, pack_size=12, max_order=30), 5) == 24


def test_average_daily_use():
    assert average_daily_use([100, 2, 4, 6], 3) == 4
    assert average_daily_use([], 3) == 0


def test_days_of_cover():
    assert days_of_cover(10, 4) == 2
    assert days_of_cover(10, 0) is None


def test_fulfil():
    w = Warehouse()
    w.receive("nut", MAY[0], 5, 2)
    w.receive("bolt", MAY[0], 5, 3)
    assert w.fulfil([("nut", 2), ("bolt", 1)], MAY[3]) == 7
    assert w.total_value() == 6 + 12


def test_fulfil_same_article_twice_is_all_or_nothing():
    w = Warehouse()
    w.receive("nut", MAY[0], 5, 2)
    with pytest.raises(OutOfStock) as error:
        w.fulfil([("nut", 3), ("nut", 3)], MAY[3])
    assert error.value.wanted == 6
    assert w.on_hand("nut", MAY[3]) == 5


def test_to_order():
    w = Warehouse()
    w.set_policy("nut", Policy(10, 20))
    w.set_policy("bolt", Policy(10, 20))
    w.receive("nut", MAY[0], 5, 2)
    assert w.to_order(MAY[3], {"bolt": 15}) == {"nut": 15}
