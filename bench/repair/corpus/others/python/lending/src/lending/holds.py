"""Books that patrons have asked for, and the shelf where they are kept."""

from dataclasses import dataclass
from datetime import timedelta

PICKUP_DAYS = 5


@dataclass
class Hold:
    """A patron's wish; last_day is set once the book is on the shelf."""

    patron: str
    code: str
    last_day: object = None

    def can_pick_up(self, today):
        """Whether the book is on the shelf for them, the last day included."""
        return self.last_day is not None and today <= self.last_day


class HoldShelf:
    def __init__(self):
        self._holds = []

    def place(self, patron, code):
        if any(hold.patron == patron and hold.code == code for hold in self._holds):
            raise ValueError(f"{patron} has already asked for {code}")
        self._holds.append(Hold(patron, code))

    def waiting(self, code):
        """The patrons who have asked for a book, in the order of asking."""
        return [hold.patron for hold in self._holds if hold.code == code]

    def first(self, code):
        return next((hold for hold in self._holds if hold.code == code), None)

    def book_returned(self, code, today):
        """Put a book on the shelf for the first who asked; return the hold."""
        hold = self.first(code)
        if hold is not None:
            hold.last_day = today + timedelta(days=PICKUP_DAYS)
        return hold

    def picked_up(self, patron, code):
        self._holds = [
            hold for hold in self._holds if (hold.patron, hold.code) != (patron, code)
        ]

    def expire(self, today):
        """Drop holds whose last day is over; the next in line gets the book.

        Returns the dropped holds.
        """
        dropped = [
            hold for hold in self._holds if hold.last_day is not None and hold.last_day < today
        ]
        for hold in dropped:
            self._holds.remove(hold)
            self.book_returned(hold.code, today)
        return dropped
