"""What can go wrong with a formula."""


class FormulaError(Exception):
    """A formula that cannot be read or computed."""


class CycleError(FormulaError):
    """A formula that needs its own value."""
