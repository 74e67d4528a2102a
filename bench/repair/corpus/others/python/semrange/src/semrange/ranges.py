"""Version ranges as used by package managers.

A range is one or more alternatives joined by ``||``. An alternative is a
blank-separated list of comparators that must all hold::

    >=1.2.0 <2.0.0 || ^3.1.0
    ~1.4          (any 1.4.x)
    ^0.3.1        (>=0.3.1 <0.4.0)
    1.x           (any 1.x.y)
    1.2.3 - 2.1   (>=1.2.3 up to and with any 2.1.x)
"""

from __future__ import annotations

import operator
import re
from typing import Iterable, NamedTuple

from .version import InvalidVersion, Version

_OPERATORS = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
_COMPARATOR = re.compile(r"^(>=|<=|>|<|=|\^|~)?(.+)$")
_WILDCARDS = ("x", "X", "*")


class Bound(NamedTuple):
    op: str
    version: Version

    def allows(self, version: Version) -> bool:
        return _OPERATORS[self.op](version, self.version)


def _parse_partial(text: str) -> tuple[Version, int]:
    """Parse a possibly incomplete version.

    Returns the version with missing numbers as zero, and how many numbers
    were given.
    """
    if text in _WILDCARDS:
        return Version(0, 0, 0), 0
    try:
        return Version.parse(text), 3
    except InvalidVersion:
        pass
    numbers: list[int] = []
    for piece in text.lstrip("v").split("."):
        if piece in _WILDCARDS:
            break
        if not piece.isdigit():
            raise InvalidVersion(f"not a version: {text!r}")
        numbers.append(int(piece))
    given = len(numbers)
    if given > 2:
        raise InvalidVersion(f"not a version: {text!r}")
    numbers += [0] * (3 - given)
    return Version(*numbers), given


def _next_at(version: Version, given: int) -> Version:
    """The first version past all that share the first ``given`` numbers."""
    return version.bump(("major", "minor", "patch")[given - 1])


def _caret_upper(version: Version, given: int) -> Version:
    """A caret keeps the leftmost number that is not zero."""
    if version.major > 0 or given == 1:
        return version.bump("major")
    if version.minor > 0 or given == 2:
        return version.bump("minor")
    return Version(0, 0, version.patch + 1)


def _bounds(comparator: str) -> list[Bound]:
    match = _COMPARATOR.match(comparator)
    if match is None:
        raise InvalidVersion(f"not a comparator: {comparator!r}")
    op, text = match.group(1) or "", match.group(2)
    version, given = _parse_partial(text)
    if given == 0:
        return []
    if op == "^":
        return [Bound(">=", version), Bound("<", _caret_upper(version, given))]
    if op == "~":
        upper = _next_at(version, min(given, 2))
        return [Bound(">=", version), Bound("<", upper)]
    if given == 3:
        return [Bound(op or "=", version)]
    if op in ("", "="):
        return [Bound(">=", version), Bound("<", _next_at(version, given))]
    if op == ">":
        return [Bound(">=", _next_at(version, given))]
    if op == "<=":
        return [Bound("<", _next_at(version, given))]
    return [Bound(op, version)]


def _parse_alternative(text: str) -> list[Bound]:
    if " - " in text:
        low, high = (side.strip() for side in text.split(" - ", 1))
        return _bounds(f">={low}") + _bounds(f"<={high}")
    bounds: list[Bound] = []
    for comparator in text.split():
        bounds.extend(_bounds(comparator))
    return bounds


class Range:
    """A parsed range.

    Prereleases match only where a bound of the same alternative names a
    prerelease of the very same release numbers.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.alternatives = [_parse_alternative(part) for part in text.split("||")]

    def __contains__(self, version: Version | str) -> bool:
        if isinstance(version, str):
            version = Version.parse(version)
        return any(self._matches(bounds, version) for bounds in self.alternatives)

    @staticmethod
    def _matches(bounds: list[Bound], version: Version) -> bool:
        if not all(bound.allows(version) for bound in bounds):
            return False
        if not version.prerelease:
            return True
        return any(
            bound.version.prerelease and bound.version.release == version.release
            for bound in bounds
        )

    def __repr__(self) -> str:
        return f"Range({self.text!r})"


def max_satisfying(versions: Iterable[str], range_text: str) -> str | None:
    """The highest of the versions that the range allows, or None."""
    wanted = Range(range_text)
    allowed = [text for text in versions if text in wanted]
    return max(allowed, key=Version.parse, default=None)
