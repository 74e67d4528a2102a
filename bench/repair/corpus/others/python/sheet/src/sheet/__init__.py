"""A small spreadsheet: cells, formulas, and copying of formulas."""

from .errors import CycleError, FormulaError
from .refs import Ref, column_name, column_number
from .sheet import Sheet

__all__ = ["CycleError", "FormulaError", "Ref", "Sheet", "column_name", "column_number"]
