from fractions import Fraction as F

import pytest

from larder.recipe import Ingredient, Recipe, parse_ingredient, parse_recipe
from larder.shopping import Pantry, cook, needed, shopping_list
from larder.units import UnitError, convert, format_amount, parse_amount

PANCAKES = """
# from grandmother
Pancakes | 4
2 ; cup ; Milk
1 1/2 ; cup ; flour
3 ;; eggs
1 ; tsp ; vanilla ?
"""


def test_convert_down_and_up():
    assert convert(2, "l", "ml") == 2000
    assert convert(3, "tsp", "tbsp") == 1


def test_convert_rejects_other_dimension():
    with pytest.raises(UnitError):
        convert(1, "cup", "kg")


def test_parse_amounts():
    assert parse_amount("1/2") == F(1, 2)
    assert parse_amount("1 1/2") == F(3, 2)


def test_format_amounts():
    assert format_amount(F(3, 2)) == "1 1/2"
    assert format_amount(F(1, 2)) == "1/2"
    assert format_amount(3) == "3"


def test_parse_ingredient_optional():
    assert parse_ingredient("1 ; tsp ; vanilla ?") == Ingredient("vanilla", F(1), "tsp", True)


def test_parse_recipe():
    recipe = parse_recipe(PANCAKES)
    assert (recipe.title, recipe.servings) == ("Pancakes", 4)
    assert [i.name for i in recipe.ingredients] == ["milk", "flour", "eggs", "vanilla"]
    assert recipe.ingredients[2].unit == "piece"


def test_scaled():
    recipe = parse_recipe(PANCAKES).scaled(6)
    assert recipe.servings == 6
    assert recipe.ingredients[0].amount == 3


def test_describe():
    assert Ingredient("milk", F(5, 2), "cup").describe() == "2 1/2 cup milk"
    assert Ingredient("egg", F(2), optional=True).describe() == "2 egg (optional)"


def test_needed_adds_up_recipes():
    a = Recipe("a", 1, [Ingredient("milk", F(1), "cup")])
    b = Recipe("b", 1, [Ingredient("milk", F(2), "tbsp")])
    assert needed([a, b]) == {("milk", "volume"): 270}


def test_needed_leaves_optional_out():
    recipe = Recipe("a", 1, [Ingredient("nut", F(3)), Ingredient("fig", F(1), optional=True)])
    assert needed([recipe]) == {("nut", "count"): 3}
    assert len(needed([recipe], include_optional=True)) == 2


def test_shopping_list_subtracts_stock():
    pantry = Pantry()
    pantry.put("milk", 100, "ml")
    recipe = Recipe("a", 1, [Ingredient("milk", F(1), "cup"), Ingredient("egg", F(2))])
    assert shopping_list([recipe], pantry) == [("egg", 2, "piece"), ("milk", 140, "ml")]


def test_pantry_put_twice():
    pantry = Pantry()
    pantry.put("egg", 1, "dozen")
    pantry.put("egg", 2)
    assert pantry.level("egg", "count") == 14


def test_cook_uses_stock_up():
    pantry = Pantry()
    pantry.put("flour", 1, "kg")
    assert cook(Recipe("bread", 1, [Ingredient("flour", F(600), "g")]), pantry) == []
    assert pantry.level("flour", "mass") == 400


def test_cook_reports_short():
    pantry = Pantry()
    pantry.put("flour", 100, "g")
    recipe = Recipe("bread", 1, [Ingredient("flour", F(600), "g"), Ingredient("seed", F(1), optional=True)])
    assert cook(recipe, pantry) == ["flour"]
    assert pantry.level("flour", "mass") == 0
