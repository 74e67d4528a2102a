import pytest

from inventory.errors import OutOfStock, UnknownItem


def test_receive(stock):
    stock.receive("MUG", 3)
    assert stock.item("MUG").on_hand == 3
    assert stock.item("MUG").available == 3


@pytest.mark.parametrize("quantity", [0, -1])
def test_receive_needs_a_positive_quantity(stock, quantity):
    with pytest.raises(ValueError):
        stock.receive("MUG", quantity)


def test_ship(stock):
    stock.ship("LAMP", 3)
    assert stock.item("LAMP").on_hand == 7


def test_ship_everything(stock):
    stock.ship("LAMP", 10)
    assert stock.item("LAMP").on_hand == 0


def test_ship_too_much(stock):
    with pytest.raises(OutOfStock) as caught:
        stock.ship("LAMP", 11)
    assert caught.value.available == 10
    assert stock.item("LAMP").on_hand == 10


def test_unknown_item(stock):
    with pytest.raises(UnknownItem):
        stock.item("SOFA")


def test_no_second_registration(stock):
    with pytest.raises(ValueError):
        stock.register("PEN", "Another pen")


def test_low(stock):
    assert stock.low() == ["MUG", "PEN"]
    stock.ship("LAMP", 10)
    assert stock.low() == ["LAMP", "MUG", "PEN"]


def test_find(stock):
    assert [item.sku for item in stock.find("MUG")] == ["MUG"]
    assert [item.sku for item in stock.find(tag="desk")] == ["LAMP", "PEN"]
    assert [item.sku for item in stock.find(in_stock=True)] == ["LAMP", "PEN"]
    assert [item.sku for item in stock.find("lamp", tag="kitchen")] == []
