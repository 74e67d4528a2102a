import random

import pytest

from inventory.errors import OutOfStock, UnknownItem
from inventory.reservations import Reservations
from inventory.stock import Stock


def shop(**quantities):
    stock = Stock()
    for sku, quantity in quantities.items():
        stock.register(sku, sku)
        stock.receive(sku, quantity)
    return stock, Reservations(stock, hold_seconds=10)


def test_times():
    stock, reservations = shop(A=5)
    held = reservations.reserve("x", {"A": 2}, now=7)
    assert held.expires_at == 17
    assert reservations.expire(16.9) == []
    assert reservations.fulfil(held.id, 16.9)
    late = reservations.reserve("x", {"A": 2}, now=20)
    assert reservations.expire(30) == [late.id]
    assert late.state == "expired"
    assert not reservations.fulfil(late.id, 21)
    assert stock.item("A").available == 3


def test_states_are_final():
    stock, reservations = shop(A=5)
    done = reservations.reserve("x", {"A": 1}, 0)
    assert reservations.fulfil(done.id, 1)
    assert not reservations.cancel(done.id)
    gone = reservations.reserve("x", {"A": 1}, 0)
    assert reservations.cancel(gone.id)
    assert not reservations.fulfil(gone.id, 1)
    assert reservations.expire(99) == []
    assert (done.state, gone.state) == ("fulfilled", "cancelled")
    assert (stock.item("A").on_hand, stock.item("A").reserved) == (4, 0)
    assert not reservations.cancel(77)
    assert not reservations.fulfil(77, 0)


def test_refusals_reserve_nothing():
    stock, reservations = shop(A=5, B=1)
    for lines, error in [({"A": 1, "B": 2}, OutOfStock), ({"A": 1, "C": 1}, UnknownItem), ({"A": 1, "B": 0}, ValueError), ({"A": -1}, ValueError)]:
        with pytest.raises(error):
            reservations.reserve("x", lines, 0)
        assert stock.item("A").reserved == 0
        assert stock.item("B").reserved == 0
    assert reservations.held_for("x") == {}


def test_everything_can_be_reserved_once():
    stock, reservations = shop(A=3)
    reservations.reserve("x", {"A": 3}, 0)
    with pytest.raises(OutOfStock) as caught:
        reservations.reserve("y", {"A": 1}, 0)
    assert caught.value.available == 0


def test_lines_are_copied_and_ids_differ():
    stock, reservations = shop(A=9)
    lines = {"A": 1}
    first, second = reservations.reserve("x", lines, 0), reservations.reserve("x", lines, 0)
    lines["A"] = 5
    assert first.id != second.id
    assert reservations.held_for("x") == {"A": 2}
    reservations.cancel(first.id)
    assert reservations.held_for("x") == {"A": 1}
    assert reservations.held_for("nobody") == {}


@pytest.mark.parametrize("seed", range(25))
def test_books_balance(seed):
    generator = random.Random(seed)
    stock, reservations = shop(A=12, B=8)
    on_hand, live = {"A": 12, "B": 8}, {}
    for now in range(60):
        for number in [n for n, (_, end) in live.items() if now >= end]:
            del live[number]
        reservations.expire(now)
        action = generator.random()
        if action < 0.5:
            lines = {sku: generator.randint(1, 4) for sku in generator.sample("AB", generator.randint(1, 2))}
            try:
                held = reservations.reserve("x", lines, now)
                live[held.id] = (lines, now + 10)
            except OutOfStock:
                pass
        elif live:
            number = generator.choice(list(live))
            lines, _ = live.pop(number)
            if action < 0.75:
                assert reservations.cancel(number)
            else:
                assert reservations.fulfil(number, now)
                for sku, quantity in lines.items():
                    on_hand[sku] -= quantity
        for sku in "AB":
            reserved = sum(lines.get(sku, 0) for lines, _ in live.values())
            assert stock.item(sku).on_hand == on_hand[sku]
            assert stock.item(sku).reserved == reserved
            assert reservations.held_for("x").get(sku, 0) == reserved
