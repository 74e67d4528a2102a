"""A small private or shared HTTP cache."""

from .freshness import Response, current_age, freshness_lifetime, is_fresh
from .headers import Headers
from .store import CacheStore

__all__ = ["CacheStore", "Headers", "Response", "current_age", "freshness_lifetime", "is_fresh"]
