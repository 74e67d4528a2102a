"""Interpolation and conversion of option values."""

from __future__ import annotations

import re
from typing import Callable

_REFERENCE = re.compile(r"\$\{([^}]*)\}")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_TRUE = {"1", "yes", "true", "on"}
_FALSE = {"0", "no", "false", "off"}


class InterpolationError(ValueError):
    """A reference that loops or leads nowhere."""


def interpolate(
    section: str,
    option: str,
    lookup: Callable[[str, str], str | None],
    path: tuple[tuple[str, str], ...] = (),
) -> str | None:
    """The option's value with ``${name}`` and ``${section:name}`` filled in.

    A name without section is looked up in the section of the value that
    holds the reference. Values that are filled in may hold references too.
    """
    place = (section, option)
    if place in path:
        chain = " -> ".join(":".join(step) for step in (*path, place))
        raise InterpolationError(f"circular reference: {chain}")
    value = lookup(section, option)
    if value is None:
        return None

    def fill(match: re.Match[str]) -> str:
        target_section, separator, name = match.group(1).rpartition(":")
        if not separator:
            target_section = section
        found = interpolate(target_section, name, lookup, (*path, place))
        if found is None:
            raise InterpolationError(f"{section}:{option}: unknown {match.group(0)}")
        return found

    return _REFERENCE.sub(fill, value)


def to_bool(text: str) -> bool:
    """The truth value of a word; anything else, also nothing, is an error."""
    word = text.strip().lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise ValueError(f"not a truth value: {text!r}")


def to_list(text: str) -> list[str]:
    """Items separated by commas or line ends, without empty ones."""
    items = re.split(r"[,\n]", text)
    return [item.strip() for item in items if item.strip()]


def to_seconds(text: str) -> int:
    """Durations such as ``90``, ``15m`` or ``1h 30m``."""
    total = 0
    for piece in text.split():
        if piece[-1] in _UNITS:
            total += int(piece[:-1]) * _UNITS[piece[-1]]
        else:
            total += int(piece)
    return total
