"""Version ranges such as ">=1.2.0 <2.0.0", "^1.4.0" or "~2.1.0"."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable

from .version import Version

_COMPARISONS: dict[str, Callable[[Version, Version], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}
_CLAUSE = re.compile(r"(\^|~|<=|>=|<|>|=)?(\d.*)")

Bound = tuple[str, Version]


def _expand(clause: str) -> list[Bound]:
    """Turn one clause into plain comparisons.

    A caret keeps the leftmost number that is not zero (^1.2.3 is below 2.0.0,
    ^0.2.3 below 0.3.0, ^0.0.3 below 0.0.4), a tilde keeps major and minor.
    """
    match = _CLAUSE.fullmatch(clause)
    if match is None:
        raise ValueError(f"not a version range: {clause!r}")
    sign, version = match.group(1) or "=", Version.parse(match.group(2))
    if sign == "^":
        if version.major:
            upper = Version(version.major + 1)
        elif version.minor:
            upper = Version(0, version.minor + 1)
        else:
            upper = Version(0, 0, version.patch + 1)
        return [(">=", version), ("<", upper)]
    if sign == "~":
        return [(">=", version), ("<", Version(version.major, version.minor + 1))]
    return [(sign, version)]


class Range:
    """A set of versions: all clauses have to hold; "*" stands for any version."""

    def __init__(self, text: str) -> None:
        self.text = text.strip()
        self._bounds: list[Bound] = []
        if self.text != "*":
            for clause in self.text.split():
                self._bounds += _expand(clause)

    def __contains__(self, version: Version) -> bool:
        """Pre-releases belong to a range only if it names one of the same core."""
        if version.is_prerelease and not self._names_prerelease_of(version):
            return False
        return all(_COMPARISONS[sign](version, bound) for sign, bound in self._bounds)

    def _names_prerelease_of(self, version: Version) -> bool:
        core = (version.major, version.minor, version.patch)
        return any(
            bound.is_prerelease and (bound.major, bound.minor, bound.patch) == core
            for _, bound in self._bounds
        )

    def __repr__(self) -> str:
        return f"Range({self.text!r})"
