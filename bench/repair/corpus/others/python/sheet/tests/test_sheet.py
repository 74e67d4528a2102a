import pytest

from sheet import CycleError, FormulaError, Sheet


@pytest.fixture
def sheet():
    sheet = Sheet()
    for name, content in {"A1": 10, "A2": 4, "A3": 3, "B1": 2}.items():
        sheet.set(name, content)
    return sheet


def value_of(sheet, formula):
    sheet.set("Z9", formula)
    return sheet.value("Z9")


def test_product_binds_stronger(sheet):
    assert value_of(sheet, "=A1+A2*A3") == 22


def test_differences_from_left_to_right(sheet):
    assert value_of(sheet, "=A1-A2-A3") == 3


def test_quotients_from_left_to_right(sheet):
    assert value_of(sheet, "=100/A1/B1") == 5


def test_brackets_and_sign(sheet):
    assert value_of(sheet, "=-(A1+A2)*2") == -28


def test_sum_and_max_of_a_range(sheet):
    assert value_of(sheet, "=SUM(A1:B3)-MAX(A3:A1)") == 9


def test_empty_cell_is_zero(sheet):
    assert value_of(sheet, "=C5+1") == 1


def test_division_by_zero(sheet):
    with pytest.raises(FormulaError):
        value_of(sheet, "=A1/C5")


def test_cell_may_be_used_twice(sheet):
    sheet.set("C1", "=A1+1")
    assert value_of(sheet, "=C1*C1") == 121


def test_cycle(sheet):
    sheet.set("C1", "=C2+1")
    sheet.set("C2", "=C1+1")
    with pytest.raises(CycleError):
        sheet.value("C1")


def test_copy_moves_relative_references(sheet):
    sheet.set("D1", "=A1*2")
    sheet.copy("D1", "D3")
    assert sheet.content("D3") == "=A3*2"
    assert sheet.value("D3") == 6
