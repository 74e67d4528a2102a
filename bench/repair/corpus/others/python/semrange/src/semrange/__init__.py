"""Semantic versions and version ranges."""

from .ranges import Range, max_satisfying
from .version import InvalidVersion, Version

__all__ = ["InvalidVersion", "Range", "Version", "max_satisfying"]
