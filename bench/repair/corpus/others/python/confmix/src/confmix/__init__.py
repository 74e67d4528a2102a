"""Layered configuration from INI-like text, defaults and overrides."""

from .config import Config, MissingOption
from .parser import ConfigSyntaxError, parse
from .values import InterpolationError

__all__ = ["Config", "ConfigSyntaxError", "InterpolationError", "MissingOption", "parse"]
