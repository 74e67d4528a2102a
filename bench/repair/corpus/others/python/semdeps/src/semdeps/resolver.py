"""Choosing one version of each required package."""

from __future__ import annotations

from collections.abc import Mapping

from .index import Index, Release, normalise
from .ranges import Range
from .version import Version

Requirement = tuple[str, Range]
Chosen = dict[str, Release]


class Conflict(Exception):
    """No choice of versions satisfies all requirements."""


def resolve(index: Index, requires: Mapping[str, str]) -> dict[str, Version]:
    """Choose the newest versions that satisfy all requirements together.

    The requirements of chosen releases count as well. Where the newest
    release leads to a conflict, older ones are tried. The result maps the
    normalised names to versions.
    """
    pending = [(name, Range(text)) for name, text in requires.items()]
    chosen = _search(index, pending, {})
    if chosen is None:
        raise Conflict(", ".join(f"{name} {text}" for name, text in requires.items()))
    return {name: release.version for name, release in chosen.items()}


def _search(index: Index, pending: list[Requirement], chosen: Chosen) -> Chosen | None:
    """Extend the chosen releases to meet the pending requirements, or give up."""
    if not pending:
        return chosen
    (name, wanted), rest = pending[0], pending[1:]
    key = normalise(name)
    if key in chosen:
        if chosen[key].version in wanted:
            return _search(index, rest, chosen)
        return None
    for release in index.releases(name):
        if release.version not in wanted:
            continue
        attempt = chosen.copy()
        attempt[key] = release
        found = _search(index, rest + list(release.requires.items()), attempt)
        if found is not None:
            return found
    return None
