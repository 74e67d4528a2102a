import random

import pytest

from reports.table import Column, cell, render
from reports.text import pad, shorten, wrap


@pytest.mark.parametrize("length", range(8))
def test_pad(length):
    text = "x" * length
    for width in range(10):
        assert pad(text, width) == text.ljust(width)
        assert pad(text, width, "right") == text.rjust(width)
        centered = pad(text, width, "center")
        assert len(centered) == max(width, length)
        before, after = centered.split(text) if text else (" " * (width // 2), " " * (width - width // 2))
        assert len(after) - len(before) in (0, 1)


@pytest.mark.parametrize(
    "text, width, mark, expected",
    [
        ("abcdef", 6, "...", "abcdef"), ("abcdef", 5, "...", "ab..."), ("abcdef", 4, "...", "a..."), ("abcdef", 3, "...", "..."),
        ("abcdef", 0, "...", ""), ("ab cdef", 6, "...", "ab..."), ("abcdef", 3, "~", "ab~"), ("", 0, "...", ""), ("abcdef", 1, "~", "~"),
    ],
)
def test_shorten(text, width, mark, expected):
    assert shorten(text, width, mark) == expected


@pytest.mark.parametrize("seed", range(60))
def test_wrap(seed):
    generator = random.Random(seed)
    words = ["abcdefghijkl"[: generator.randint(1, 12)] for _ in range(generator.randint(0, 12))]
    width = generator.randint(1, 9)
    lines = wrap("  ".join(words), width)
    assert all(0 < len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(words)
    if all(len(word) <= width for word in words):
        assert " ".join(lines).split() == words
        for line, following in zip(lines, lines[1:]):
            assert len(line) + 1 + len(following.split()[0]) > width


def test_cells():
    assert cell(Column("a"), {}) == ""
    assert cell(Column("a"), {"a": None}) == ""
    assert [cell(Column("a"), {"a": v}) for v in (0, "", False, 0.0)] == ["0", "", "False", "0.0"]
    assert cell(Column("a", format="{:,}".format, max_width=5), {"a": 1234567}) == "1,..."


def test_headings():
    assert Column("net price").heading == "Net price"
    assert Column("a", "First").heading == "First"


def test_tables():
    columns = [Column("k", "Key"), Column("v", align="center"), Column("n", align="right")]
    rows = [{"k": "a", "v": "xyz", "n": 5}, {"k": "long name", "n": -20}, {"v": "q"}]
    assert render(columns, rows, ["n"]).splitlines() == [
        "Key         V     N",
        "---------  ---  ---",
        "a          xyz    5",
        "long name       -20",
        "            q",
        "---------  ---  ---",
        "                -15",
    ]
    assert render(columns, rows).splitlines() == render(columns, rows, ["n"]).splitlines()[:5]
    assert render([Column("a")], [], ["a"]).splitlines() == ["A", "-", "-", "0"]
    assert render([Column("a")], [{"a": None}, {"a": 2}, {}], ["a"]).splitlines()[-1] == "2"
    assert render([Column("a", max_width=4)], [{"a": "abcdefgh"}]).splitlines() == ["A", "----", "a..."]
    assert render([Column("a", align="right")], [{"a": 500}, {"a": 600}], ["a"]).splitlines()[0] == "   A"
