"""Many shelves together."""

from .lots import Lot, OutOfStock, Shelf
from .reorder import order_quantity


class Warehouse:
    def __init__(self):
        self.shelves = {}
        self.policies = {}

    def set_policy(self, sku, policy):
        self.policies[sku] = policy

    def receive(self, sku, received, quantity, unit_cost, expires=None):
        shelf = self.shelves.get(sku)
        if shelf is None:
            shelf = self.shelves[sku] = Shelf(sku)
        shelf.receive(Lot(received, quantity, unit_cost, expires))

    def on_hand(self, sku, day):
        shelf = self.shelves.get(sku)
        return shelf.available(day) if shelf is not None else 0

    def fulfil(self, lines, day):
        """Issue every (sku, quantity) line or none at all; returns the total cost.

        Several lines may name the same article.
        """
        wanted = {}
        for sku, quantity in lines:
            wanted[sku] = wanted.get(sku, 0) + quantity
        for sku, quantity in wanted.items():
            available = self.on_hand(sku, day)
            if quantity > available:
                raise OutOfStock(sku, quantity, available)
        return sum(self.shelves[sku].issue(quantity, day) for sku, quantity in wanted.items())

    def to_order(self, day, on_order=None):
        """Order quantities by article for the articles that need any."""
        on_order = on_order or {}
        orders = {}
        for sku, policy in sorted(self.policies.items()):
            quantity = order_quantity(policy, self.on_hand(sku, day), on_order.get(sku, 0))
            if quantity > 0:
                orders[sku] = quantity
        return orders

    def total_value(self):
        return sum(shelf.value() for shelf in self.shelves.values())
