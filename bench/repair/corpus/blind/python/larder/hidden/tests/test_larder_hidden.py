from fractions import Fraction as F

import pytest

from larder.recipe import Ingredient, Recipe, parse_recipe
from larder.shopping import Pantry, cook, needed, shopping_list
from larder.units import UnitError, convert, dimension_of, parse_amount


def test_convert_more():
    assert convert(1, "cup", "tbsp") == 16
    assert convert(500, "g", "kg") == F(1, 2)
    assert convert(6, "piece", "dozen") == F(1, 2)
    assert convert(7, "ml", "ml") == 7
    with pytest.raises(UnitError):
        dimension_of("furlong")


def test_scale_down_and_odd():
    recipe = Recipe("a", 3, [Ingredient("x", F(1), "cup", True)])
    small = recipe.scaled(1)
    assert small.ingredients == [Ingredient("x", F(1, 3), "cup", True)]
    assert small.servings == 1
    assert recipe.scaled(7).ingredients[0].amount == F(7, 3)
    assert recipe.scaled(3) == recipe
    with pytest.raises(ValueError):
        recipe.scaled(0)


def test_title_with_bar():
    assert parse_recipe("Fish | chips | 2").title == "Fish | chips"
    assert parse_amount("2 3/4") == F(11, 4)


def test_repeated_ingredient_in_one_recipe():
    r = Recipe("a", 1, [Ingredient("oil", F(1), "tbsp"), Ingredient("oil", F(1), "tsp"), Ingredient("oil", F(5), "g")])
    assert needed([r]) == {("oil", "volume"): 20, ("oil", "mass"): 5}


def test_shopping_list_leaves_pantry():
    pantry = Pantry()
    pantry.put("egg", 5)
    r = Recipe("a", 1, [Ingredient("egg", F(5)), Ingredient("fig", F(2), optional=True)])
    assert shopping_list([r], pantry) == []
    assert shopping_list([r], pantry) == []
    assert pantry.level("egg", "count") == 5
    assert shopping_list([r], pantry, include_optional=True) == [("fig", 2, "piece")]
    pantry.put("egg", 5)
    assert shopping_list([r, r, r], pantry) == [("egg", 5, "piece")]


def test_cook_twice():
    pantry = Pantry()
    pantry.put("egg", 5)
    r = Recipe("a", 1, [Ingredient("egg", F(2)), Ingredient("egg", F(1)), Ingredient("fig", F(1), optional=True)])
    assert cook(r, pantry) == []
    assert pantry.level("egg", "count") == 2
    assert cook(r, pantry) == ["egg"]
    assert pantry.level("egg", "count") == 0
    assert pantry.take("egg", "count", 3) == 0
    assert cook(r, pantry) == ["egg"]


def test_exactly_enough_is_not_short():
    pantry = Pantry()
    pantry.put("egg", 3)
    assert cook(Recipe("a", 1, [Ingredient("egg", F(3))]), pantry) == []
    assert pantry.level("egg", "count") == 0


def test_take_more_than_there_is():
    pantry = Pantry()
    pantry.put("egg", 5)
    assert pantry.take("egg", "count", 2) == 2
    assert pantry.take("egg", "count", 7) == 3
    assert pantry.level("egg", "count") == 0
    pantry.put("egg", 4)
    assert pantry.level("egg", "count") == 4
