"""Cache entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Entry:
    """A stored value; expires_at is None for values that never expire."""

    value: Any
    expires_at: float | None = None
    tags: frozenset[str] = field(default_factory=frozenset)
