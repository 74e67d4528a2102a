from datetime import date, timedelta

import pytest

from lending import Book, Catalogue, Desk, LendingError

TODAY = date(2024, 2, 20)


def days(count):
    return TODAY + timedelta(days=count)


@pytest.fixture
def desk():
    return Desk(Catalogue([Book(f"B{i}", f"Book {i}", "Anon") for i in range(1, 7)]))


def test_loan_is_due_after_three_weeks(desk):
    assert desk.lend("ann", "b1", TODAY).due == date(2024, 3, 12)


def test_lent_book_cannot_be_lent(desk):
    desk.lend("ann", "B1", TODAY)
    with pytest.raises(LendingError):
        desk.lend("bob", "B1", TODAY)


def test_four_books_at_most(desk):
    for i in range(1, 5):
        desk.lend("ann", f"B{i}", TODAY)
    with pytest.raises(LendingError):
        desk.lend("ann", "B5", TODAY)


def test_early_renewal_loses_no_days(desk):
    desk.lend("ann", "B1", TODAY)
    assert desk.renew("B1", days(3)) == days(35)


def test_two_renewals_at_most(desk):
    desk.lend("ann", "B1", TODAY)
    desk.renew("B1", days(21))
    desk.renew("B1", days(35))
    with pytest.raises(LendingError):
        desk.renew("B1", days(36))


def test_fine_for_late_return(desk):
    desk.lend("ann", "B1", TODAY)
    desk.take_back("B1", days(24))
    assert desk.fines == {"ann": 60}
    assert desk.pay("ann", 100) == 40


def test_asked_for_book_cannot_be_renewed(desk):
    desk.lend("ann", "B1", TODAY)
    desk.holds.place("bob", "B1")
    with pytest.raises(LendingError):
        desk.renew("B1", days(1))


def test_returned_book_is_kept_for_the_first_in_line(desk):
    desk.lend("ann", "B1", TODAY)
    desk.holds.place("bob", "B1")
    desk.holds.place("cem", "B1")
    assert desk.take_back("B1", TODAY).patron == "bob"
    with pytest.raises(LendingError):
        desk.lend("cem", "B1", TODAY)
    desk.lend("bob", "B1", days(1))
    assert desk.holds.waiting("B1") == ["cem"]
