"""The books of the library and the search for them."""

import re
from dataclasses import dataclass

_TERM = re.compile(r'(-?)(?:(title|author|subject):)?(?:"([^"]*)"|(\S+))', re.IGNORECASE)


@dataclass(frozen=True)
class Book:
    code: str
    title: str
    author: str
    subject: str = ""


class Catalogue:
    def __init__(self, books=()):
        self._books = {}
        for book in books:
            self.add(book)

    def add(self, book):
        code = book.code.strip().upper()
        if code in self._books:
            raise ValueError(f"the code {code} is already taken")
        self._books[code] = book

    def get(self, code):
        """Return the book with a code, in whatever case it is typed."""
        return self._books[code.strip().upper()]

    def __contains__(self, code):
        return code.strip().upper() in self._books

    def search(self, query):
        """Return the books in which all terms of a query occur, by title.

        A term is a word or a "quoted phrase". With title:, author: or
        subject: in front, it must occur in that field, else in any of the
        three. A term with - in front must not occur. Case does not matter.
        """
        terms = [
            (sign == "-", field.lower(), (phrase or word).lower())
            for sign, field, phrase, word in _TERM.findall(query)
        ]
        found = [
            book
            for book in self._books.values()
            if all(_occurs(book, field, text) != excluded for excluded, field, text in terms)
        ]
        return sorted(found, key=lambda book: (book.title.lower(), book.code))


def _occurs(book, field, text):
    fields = [field] if field else ["title", "author", "subject"]
    return any(text in getattr(book, name).lower() for name in fields)
