"""Kitchen units and conversion between those that measure the same thing."""

from fractions import Fraction

VOLUME = {"ml": Fraction(1), "tsp": Fraction(5), "tbsp": Fraction(15), "cup": Fraction(240), "l": Fraction(1000)}
MASS = {"g": Fraction(1), "kg": Fraction(1000), "oz": Fraction(28)}
COUNT = {"piece": Fraction(1), "dozen": Fraction(12)}

DIMENSIONS = {"volume": VOLUME, "mass": MASS, "count": COUNT}
BASE_UNIT = {"volume": "ml", "mass": "g", "count": "piece"}


class UnitError(ValueError):
    """An unknown unit, or two units that measure different things."""


def dimension_of(unit):
    for name, table in DIMENSIONS.items():
        if unit in table:
            return name
    raise UnitError(f"unknown unit {unit!r}")


def convert(amount, source, target):
    """The same amount, given in `source`, expressed in `target`."""
    dimension = dimension_of(source)
    if dimension_of(target) != dimension:
        raise UnitError(f"cannot turn {source} into {target}")
    table = DIMENSIONS[dimension]
    return Fraction(amount) * table[source] / table[target]


def to_base(amount, unit):
    dimension = dimension_of(unit)
    return convert(amount, unit, BASE_UNIT[dimension]), dimension


def parse_amount(text):
    """Read '2', '1/2', '1.5' or the mixed number '1 1/2'."""
    total = Fraction(0)
    parts = text.split()
    if not parts:
        raise ValueError("empty amount")
    for part in parts:
        total += Fraction(part)
    return total


def format_amount(amount):
    """Write whole numbers plainly and others as (mixed) fractions."""
    whole, rest = divmod(Fraction(amount), 1)
    if rest == 0:
        return str(whole)
    if whole == 0:
        return str(rest)
    return f"{whole} {rest}"
