"""Loans, renewals, returns and fines. Days are dates, money is in cents."""

from dataclasses import dataclass
from datetime import timedelta

from .holds import HoldShelf

LOAN_DAYS = 21
RENEWAL_DAYS = 14
MAX_RENEWALS = 2
MAX_LOANS = 4
FINE_PER_DAY = 20
MAX_FINE = 500


class LendingError(Exception):
    """Something that the rules of the library do not allow."""


@dataclass
class Loan:
    patron: str
    code: str
    due: object
    renewals: int = 0


class Desk:
    def __init__(self, catalogue):
        self.catalogue = catalogue
        self.holds = HoldShelf()
        self.fines = {}
        self._loans = {}

    def loans_of(self, patron):
        return [loan for loan in self._loans.values() if loan.patron == patron]

    def lend(self, patron, code, today):
        """Lend a book; one on the hold shelf only to the patron it is kept for."""
        book = self.catalogue.get(code)
        if book.code in self._loans:
            raise LendingError(f"{book.title} is lent out")
        if len(self.loans_of(patron)) >= MAX_LOANS:
            raise LendingError(f"{patron} has {MAX_LOANS} books already")
        if self.fines.get(patron, 0) >= MAX_FINE:
            raise LendingError(f"{patron} has to pay their fines first")
        hold = self.holds.first(book.code)
        if hold is not None and hold.last_day is not None:
            if hold.patron != patron or not hold.can_pick_up(today):
                raise LendingError(f"{book.title} is kept for {hold.patron}")
            self.holds.picked_up(patron, book.code)
        loan = Loan(patron, book.code, today + timedelta(days=LOAN_DAYS))
        self._loans[book.code] = loan
        return loan

    def renew(self, code, today):
        """Move the due day of a loan on by the days of a renewal.

        The days are added to the due day so far, so that nobody loses days
        by being early. Overdue books and books that others have asked for
        cannot be renewed, and no book more than twice.
        """
        loan = self._loan(code)
        if today > loan.due:
            raise LendingError("the book is overdue")
        if loan.renewals >= MAX_RENEWALS:
            raise LendingError("the book was renewed too often")
        if self.holds.waiting(loan.code):
            raise LendingError("somebody waits for the book")
        loan.due = loan.due + timedelta(days=RENEWAL_DAYS)
        loan.renewals += 1
        return loan.due

    def take_back(self, code, today):
        """End a loan and charge the fine; return the hold that is next, if any."""
        loan = self._loan(code)
        del self._loans[loan.code]
        late = max(0, (today - loan.due).days)
        if late:
            fine = min(MAX_FINE, late * FINE_PER_DAY)
            self.fines[loan.patron] = self.fines.get(loan.patron, 0) + fine
        return self.holds.book_returned(loan.code, today)

    def pay(self, patron, cents):
        """Pay fines; return the change."""
        owed = self.fines.pop(patron, 0)
        if cents < owed:
            self.fines[patron] = owed - cents
            return 0
        return cents - owed

    def _loan(self, code):
        book = self.catalogue.get(code)
        if book.code not in self._loans:
            raise LendingError(f"{book.title} is not lent out")
        return self._loans[book.code]
