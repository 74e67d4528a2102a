from router.query import build_query, parse_query


def test_parse_plain():
    assert parse_query("a=1&b=x+y%26") == {"a": "1", "b": "x y&"}


def test_parse_repeated_key():
    assert parse_query("t=a&t=b&t=c") == {"t": ["a", "b", "c"]}


def test_parse_tells_bare_from_empty():
    assert parse_query("debug&q=") == {"debug": None, "q": ""}


def test_build_plain():
    assert build_query({"q": "x y", "t": ["a", "b"]}) == "q=x+y&t=a&t=b"


def test_build_bare_key():
    assert build_query({"debug": None}) == "debug"


def test_build_page_zero():
    assert build_query({"page": 0, "size": 20}) == "page=0&size=20"


def test_parse_undoes_build():
    query = {"q": "", "debug": None, "tag": ["a&b", "c=d"]}
    assert parse_query(build_query(query)) == query
