import pytest

from lending import Book, Catalogue


@pytest.fixture
def catalogue():
    return Catalogue(
        [
            Book("N1", "The Left Hand of Darkness", "Ursula K. Le Guin", "science fiction"),
            Book("N2", "Hand Tools", "Jim Tolpin", "woodwork"),
            Book("N3", "The Dispossessed", "Ursula K. Le Guin", "science fiction"),
            Book("N4", "Guin and the Sea", "Ann Hand", "children"),
        ]
    )


def codes(books):
    return [book.code for book in books]


def test_get_in_any_case(catalogue):
    assert catalogue.get(" n2 ").title == "Hand Tools"
    assert "n9" not in catalogue


def test_code_is_taken(catalogue):
    with pytest.raises(ValueError):
        catalogue.add(Book("n1", "Again", "Anon"))


def test_search_for_a_word(catalogue):
    assert codes(catalogue.search("TOOLS")) == ["N2"]


def test_search_in_a_field(catalogue):
    assert codes(catalogue.search("author:hand")) == ["N4"]


def test_search_for_several_terms(catalogue):
    assert codes(catalogue.search('author:"le guin" -darkness')) == ["N3"]
