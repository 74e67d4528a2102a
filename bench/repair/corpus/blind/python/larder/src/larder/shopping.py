"""What has to be bought for a set of recipes, given what the pantry holds."""

from fractions import Fraction

from .units import BASE_UNIT, to_base


class Pantry:
    """Stock by ingredient and dimension, kept in base units."""

    def __init__(self):
        self._stock = {}

    def put(self, name, amount, unit="piece"):
        base, dimension = to_base(amount, unit)
        key = (name, dimension)
        self._stock[key] = self._stock.get(key, Fraction(0)) + base

    def level(self, name, dimension):
        return self._stock.get((name, dimension), Fraction(0))

    def take(self, name, dimension, wanted):
        """Take up to `wanted` base units out; returns how much was really taken."""
        taken = min(wanted, self.level(name, dimension))
        if taken:
            self._stock[(name, dimension)] -= taken
        return taken


def needed(recipes, include_optional=False):
    """Total base amounts of all recipes by (name, dimension)."""
    totals = {}
    for recipe in recipes:
        for item in recipe.ingredients:
            if item.optional and not include_optional:
                continue
            base, dimension = to_base(item.amount, item.unit)
            key = (item.name, dimension)
            totals[key] = totals.get(key, Fraction(0)) + base
    return totals


def shopping_list(recipes, pantry, include_optional=False):
    """Sorted (name, amount, base unit) of what the pantry lacks; the pantry is left as it is."""
    result = []
    for (name, dimension), total in sorted(needed(recipes, include_optional).items()):
        missing = total - pantry.level(name, dimension)
        if missing > 0:
            result.append((name, missing, BASE_UNIT[dimension]))
    return result


def cook(recipe, pantry):
    """Use up the recipe's ingredients; returns the names that ran short, each once, in recipe order."""
    short = []
    for item in recipe.ingredients:
        base, dimension = to_base(item.amount, item.unit)
        taken = pantry.take(item.name, dimension, base)
        if taken < base and not item.optional and item.name not in short:
            short.append(item.name)
    return short
