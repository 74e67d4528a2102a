import pytest

from sheet import FormulaError, Ref, column_name, column_number


def test_column_names():
    assert [column_name(n) for n in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]


def test_column_numbers():
    assert [column_number(n) for n in ("A", "Z", "AA", "AAA")] == [1, 26, 27, 703]


def test_parse_and_print():
    for text in ("B7", "$B7", "B$7", "$AC$10"):
        assert str(Ref.parse(text)) == text


def test_not_a_cell():
    with pytest.raises(FormulaError):
        Ref.parse("B0")


def test_relative_reference_moves():
    assert str(Ref.parse("B2").moved(1, 3)) == "C5"


def test_half_fixed_reference():
    assert str(Ref.parse("B$2").moved(1, 3)) == "C$2"
