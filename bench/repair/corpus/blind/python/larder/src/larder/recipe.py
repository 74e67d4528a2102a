"""Recipes as text and as objects."""

from dataclasses import dataclass, field, replace
from fractions import Fraction

from .units import dimension_of, format_amount, parse_amount


@dataclass(frozen=True)
class Ingredient:
    name: str
    amount: Fraction
    unit: str = "piece"
    optional: bool = False

    def describe(self):
        unit = "" if self.unit == "piece" else f" {self.unit}"
        note = " (optional)" if self.optional else ""
        return f"{format_amount(self.amount)}{unit} {self.name}{note}"


@dataclass(frozen=True)
class Recipe:
    title: str
    servings: int
    ingredients: list = field(default_factory=list)

    def scaled(self, servings):
        """The same recipe for another number of servings."""
        if servings <= 0:
            raise ValueError("servings must be positive")
        factor = Fraction(servings, self.servings)
        ingredients = [replace(item, amount=item.amount * factor) for item in self.ingredients]
        return Recipe(self.title, servings, ingredients)


def parse_ingredient(line):
    """Parse 'amount ; unit ; name', the unit may be empty; '?' after the name marks it optional."""
    amount, unit, name = (part.strip() for part in line.split(";", 2))
    optional = name.endswith("?")
    if optional:
        name = name[:-1].rstrip()
    unit = unit or "piece"
    dimension_of(unit)
    return Ingredient(name.lower(), parse_amount(amount), unit, optional)


def parse_recipe(text):
    """The first line is 'Title | servings'; then one ingredient a line; '#' starts a comment line."""
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not lines:
        raise ValueError("empty recipe")
    title, _, servings = lines[0].rpartition("|")
    ingredients = [parse_ingredient(line) for line in lines[1:]]
    return Recipe(title.strip(), int(servings), ingredients)
