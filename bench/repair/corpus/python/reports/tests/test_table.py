from textwrap import dedent

import pytest

from reports.table import Column, cell, render


@pytest.fixture
def rows():
    return [
        {"name": "Apples", "amount": 12, "price": 1.5},
        {"name": "Pears", "amount": None, "price": 10.25},
        {"name": "Figs", "price": 0.5},
    ]


@pytest.fixture
def columns():
    return [
        Column("name"),
        Column("amount", align="right"),
        Column("price", "EUR", align="right", format="{:.2f}".format),
    ]


def test_render(columns, rows):
    assert render(columns, rows) == dedent(
        """\
        Name    Amount    EUR
        ------  ------  -----
        Apples      12   1.50
        Pears           10.25
        Figs             0.50"""
    )


def test_totals(columns, rows):
    lines = render(columns, rows, totals=["amount", "price"]).splitlines()
    assert lines[-2] == lines[1]
    assert lines[-1] == "            12  12.25"


def test_no_rows(columns):
    assert render(columns, []).splitlines() == ["Name  Amount  EUR", "----  ------  ---"]


def test_cell_is_shortened():
    assert cell(Column("a", max_width=6), {"a": "abcdefghij"}) == "abc..."
    assert cell(Column("a"), {"a": 0}) == "0"


def test_the_total_can_be_the_widest():
    table = render([Column("n", align="right")], [{"n": 60}, {"n": 70}], totals=["n"])
    assert table.splitlines() == ["  N", "---", " 60", " 70", "---", "130"]
