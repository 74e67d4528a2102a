from datetime import date, timedelta

import pytest

from lending import Book, Catalogue, Desk, HoldShelf, LendingError

TODAY = date(2023, 12, 11)


def days(count):
    return TODAY + timedelta(days=count)


@pytest.fixture
def desk():
    return Desk(Catalogue([Book(f"B{i}", f"Book {i}", "Anon") for i in range(1, 7)]))


BOOKS = Catalogue(
    [
        Book("C1", "Bread", "Ada Salt", "baking"),
        Book("C2", "Salt and Bread", "Bo Rye", "history"),
        Book("C3", "All About Rye", "Ada Salt", "baking"),
        Book("C4", "bread-making at home", "Cy Young", "Baking"),
    ]
)


@pytest.mark.parametrize(
    "query, codes",
    [
        ("bread", ["C1", "C4", "C2"]),
        ("title:salt", ["C2"]),
        ("AUTHOR:salt", ["C3", "C1"]),
        ("salt -author:salt", ["C2"]),
        ("-bread", ["C3"]),
        ("subject:baking -title:bread", ["C3"]),
        ('"salt and"', ["C2"]),
        ('"and salt"', []),
        ('-"ada salt" bread', ["C4", "C2"]),
        ("rye bread", ["C2"]),
        ("bread rye", ["C2"]),
        ("subject:salt", []),
        ("nothing", []),
    ],
)
def test_search(query, codes):
    assert [book.code for book in BOOKS.search(query)] == codes


@pytest.mark.parametrize("when", [0, 1, 10, 20, 21])
def test_first_renewal_is_from_the_due_day(desk, when):
    desk.lend("ann", "B1", TODAY)
    assert desk.renew("b1", days(when)) == days(35)


def test_second_renewal_on_the_same_day(desk):
    desk.lend("ann", "B1", TODAY)
    desk.renew("B1", TODAY)
    assert desk.renew("B1", TODAY) == days(49)
    assert desk.loans_of("ann")[0].due == days(49)


def test_overdue_cannot_be_renewed(desk):
    desk.lend("ann", "B1", TODAY)
    with pytest.raises(LendingError):
        desk.renew("B1", days(22))


def test_no_fine_after_renewal(desk):
    desk.lend("ann", "B1", TODAY)
    desk.renew("B1", days(2))
    desk.take_back("B1", days(35))
    assert desk.fines == {}


def test_fine_is_capped_and_blocks(desk):
    desk.lend("ann", "B1", TODAY)
    desk.take_back("B1", days(400))
    assert desk.fines == {"ann": 500}
    with pytest.raises(LendingError):
        desk.lend("ann", "B2", days(400))
    assert desk.pay("ann", 100) == 0
    desk.lend("ann", "B2", days(400))


def test_pick_up_through_the_desk(desk):
    desk.lend("ann", "B1", TODAY)
    desk.holds.place("bob", "B1")
    desk.take_back("B1", TODAY)
    assert desk.holds.expire(days(5)) == []
    assert desk.lend("bob", "B1", days(5)).due == days(26)


def test_too_late_at_the_desk(desk):
    desk.lend("ann", "B1", TODAY)
    desk.holds.place("bob", "B1")
    desk.take_back("B1", TODAY)
    with pytest.raises(LendingError):
        desk.lend("bob", "B1", days(6))
    desk.holds.expire(days(6))
    desk.lend("cem", "B1", days(6))


@pytest.mark.parametrize("when, ready", [(0, True), (4, True), (5, True), (6, False), (30, False)])
def test_ready_and_expired_are_opposites(when, ready):
    shelf = HoldShelf()
    shelf.place("ann", "B1")
    assert not shelf.first("B1").can_pick_up(TODAY)
    shelf.book_returned("B1", TODAY)
    assert shelf.first("B1").can_pick_up(days(when)) == ready
    assert (shelf.expire(days(when)) == []) == ready


def test_expiry_of_several_books():
    shelf = HoldShelf()
    for code in ("B1", "B2"):
        shelf.place("ann", code)
        shelf.place("bob", code)
    shelf.book_returned("B1", TODAY)
    shelf.book_returned("B2", days(1))
    assert [hold.code for hold in shelf.expire(days(6))] == ["B1"]
    assert [hold.code for hold in shelf.expire(days(7))] == ["B2"]
    assert shelf.waiting("B1") == ["bob"]
    assert shelf.first("B1").last_day == days(11)
