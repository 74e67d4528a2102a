import pytest

from router.query import build_query, parse_query


@pytest.mark.parametrize(
    "value, text",
    [(0, "k=0"), ("", "k="), (False, "k=False"), (0.0, "k=0.0"), (None, "k"), ("None", "k=None"), ([], ""), (["", None, 0], "k=&k&k=0")],
)
def test_build_one(value, text):
    assert build_query({"k": value}) == text


@pytest.mark.parametrize("text", ["a&b=", "a=&a&a=0", "x=1&y", ""])
def test_build_undoes_parse(text):
    assert build_query(parse_query(text)) == text
