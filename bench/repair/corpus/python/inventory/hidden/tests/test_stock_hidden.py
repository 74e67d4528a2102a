import random

import pytest

from inventory.errors import InventoryError, OutOfStock, UnknownItem
from inventory.events import Event, EventBus
from inventory.stock import Stock


def filled():
    stock = Stock()
    for sku, name, reorder, tags, quantity in [
        ("A", "Red apple", 3, ("fruit", "red"), 3), ("B", "red Box", 0, ("red",), 1), ("C", "Cherry", 2, ("fruit",), 0), ("D", "Drill", 1, (), 9),
    ]:
        stock.register(sku, name, reorder, tags)
        if quantity:
            stock.receive(sku, quantity)
    return stock


def test_search():
    stock = filled()
    skus = lambda **filters: [item.sku for item in stock.find(**filters)]
    assert skus() == ["C", "D", "A", "B"]
    assert skus(text="RED") == ["A", "B"]
    assert skus(tag="fruit") == ["C", "A"]
    assert skus(tag="fruit", in_stock=True) == ["A"]
    assert skus(text="r", in_stock=True) == ["D", "A", "B"]
    assert skus(text="drill", tag="red") == []
    stock.item("A").reserved = 3
    assert skus(in_stock=True) == ["D", "B"]


def test_low():
    stock = filled()
    assert stock.low() == ["C", "A"]
    stock.item("D").reserved = 8
    stock.item("B").reserved = 1
    assert stock.low() == ["B", "C", "D", "A"]


def test_shipping_events():
    stock = filled()
    stock.bus.log.clear()
    stock.ship("D", 7)
    stock.ship("D", 1)
    stock.receive("C", 1)
    stock.ship("C", 1)
    assert stock.bus.log == [
        Event("shipped", "D", 7), Event("shipped", "D", 1), Event("low", "D", 1), Event("received", "C", 1), Event("shipped", "C", 1), Event("low", "C", 0),
    ]


def test_reserved_goods_are_not_shipped():
    stock = filled()
    stock.item("D").reserved = 5
    with pytest.raises(OutOfStock) as caught:
        stock.ship("D", 5)
    assert (caught.value.sku, caught.value.wanted, caught.value.available) == ("D", 5, 4)
    assert "5 wanted, 4 available" in str(caught.value)
    stock.ship("D", 4)
    assert stock.item("D").on_hand == 5
    assert stock.item("D").available == 0


def test_shipping_and_receiving_keep_count():
    generator = random.Random(1)
    stock = Stock()
    stock.register("X", "x")
    quantity = 0
    for _ in range(200):
        amount = generator.randint(1, 6)
        if generator.random() < 0.5:
            stock.receive("X", amount)
            quantity += amount
        elif amount > quantity:
            with pytest.raises(OutOfStock):
                stock.ship("X", amount)
        else:
            stock.ship("X", amount)
            quantity -= amount
        assert stock.item("X").on_hand == quantity


def test_errors():
    stock = filled()
    for action in (lambda: stock.item("?"), lambda: stock.receive("?", 1), lambda: stock.ship("?", 1)):
        with pytest.raises(UnknownItem):
            action()
    assert issubclass(UnknownItem, InventoryError)
    for quantity in (0, -4):
        with pytest.raises(ValueError):
            stock.receive("A", quantity)
    with pytest.raises(ValueError):
        stock.register("A", "again")
    assert stock.item("A").name == "Red apple"


def test_bus():
    bus, heard = EventBus(), []
    stop = bus.subscribe("a", lambda e: heard.append(("one", e.kind)))
    bus.subscribe("a", lambda e: heard.append(("two", e.kind)))
    bus.subscribe("*", lambda e: heard.append(("all", e.kind)))
    bus.publish("a", "s", 1)
    bus.publish("b", "s", 1)
    assert heard == [("one", "a"), ("two", "a"), ("all", "a"), ("all", "b")]
    stop()
    stop()
    heard.clear()
    bus.publish("a", "s", 2)
    assert heard == [("two", "a"), ("all", "a")]
    assert bus.log == [Event("a", "s", 1), Event("b", "s", 1), Event("a", "s", 2)]


def test_listeners_may_leave_while_they_listen():
    bus, heard = EventBus(), []
    stops = []
    stops.append(bus.subscribe("a", lambda e: (heard.append(1), stops[0]())))
    bus.subscribe("a", lambda e: heard.append(2))
    bus.publish("a", "s", 1)
    bus.publish("a", "s", 1)
    assert heard == [1, 2, 2]
