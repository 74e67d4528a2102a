"""The errors of this package."""


class WireError(ValueError):
    """Bytes or values that do not fit the format."""


class Truncated(WireError):
    """The bytes end too early."""


class Malformed(WireError):
    """The bytes cannot be right, whatever may follow."""
