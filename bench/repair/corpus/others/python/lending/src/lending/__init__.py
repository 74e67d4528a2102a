"""The lending desk of a small public library."""

from .catalogue import Book, Catalogue
from .desk import Desk, LendingError
from .holds import Hold, HoldShelf

__all__ = ["Book", "Catalogue", "Desk", "Hold", "HoldShelf", "LendingError"]
