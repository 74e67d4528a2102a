"""Names of columns and references to cells, such as B7, $B7 or $B$7."""

import re
from dataclasses import dataclass

from .errors import FormulaError

REF_PATTERN = re.compile(r"(\$?)([A-Z]+)(\$?)([1-9]\d*)")


def column_number(name):
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_name(number):
    """The inverse of column_number."""
    name = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@dataclass(frozen=True)
class Ref:
    """A reference; a part that is marked with a $ is absolute."""

    column: int
    row: int
    column_fixed: bool = False
    row_fixed: bool = False

    @classmethod
    def parse(cls, text):
        match = REF_PATTERN.fullmatch(text)
        if match is None:
            raise FormulaError(f"not a cell: {text!r}")
        column_mark, column, row_mark, row = match.groups()
        return cls(column_number(column), int(row), bool(column_mark), bool(row_mark))

    @property
    def key(self):
        return (self.column, self.row)

    def moved(self, columns, rows):
        """The reference after its formula was copied that far away.

        Relative parts move along with the formula, absolute parts stay.
        """
        column = self.column if self.column_fixed else self.column + columns
        row = self.row if self.row_fixed else self.row + rows
        if column < 1 or row < 1:
            raise FormulaError("the reference leaves the sheet")
        return Ref(column, row, self.column_fixed, self.row_fixed)

    def __str__(self):
        column_mark = "$" if self.column_fixed else ""
        row_mark = "$" if self.row_fixed else ""
        return f"{column_mark}{column_name(self.column)}{row_mark}{self.row}"
