from settings.layers import Settings
from settings.reader import ParseError, parse

__all__ = ["ParseError", "Settings", "parse"]
