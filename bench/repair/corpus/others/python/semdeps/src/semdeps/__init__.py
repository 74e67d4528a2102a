"""Semantic versions, version ranges and a dependency resolver."""

from .index import Index, Release, normalise
from .ranges import Range
from .resolver import Conflict, resolve
from .version import Version

__all__ = ["Conflict", "Index", "Range", "Release", "Version", "normalise", "resolve"]
