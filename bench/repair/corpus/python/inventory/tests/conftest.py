import pytest

from inventory.events import EventBus
from inventory.reservations import Reservations
from inventory.stock import Stock


@pytest.fixture
def bus():
    return EventBus()


@pytest.fixture
def stock(bus):
    stock = Stock(bus)
    stock.register("LAMP", "Desk lamp", reorder_point=2, tags=("light", "desk"))
    stock.register("MUG", "Blue mug", tags=("kitchen",))
    stock.register("PEN", "Pen", reorder_point=5, tags=("desk",))
    stock.receive("LAMP", 10)
    stock.receive("PEN", 4)
    return stock


@pytest.fixture
def reservations(stock):
    return Reservations(stock, hold_seconds=100)
