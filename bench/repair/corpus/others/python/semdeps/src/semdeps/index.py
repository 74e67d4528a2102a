"""The known releases of all packages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from .ranges import Range
from .version import Version


def normalise(name: str) -> str:
    """Package names differ neither by case nor by the separators - _ and dot."""
    return re.sub(r"[-_.]+", "-", name).lower()


@dataclass(frozen=True)
class Release:
    name: str
    version: Version
    requires: dict[str, Range] = field(default_factory=dict)


class Index:
    """Releases by package; names are given in any spelling."""

    def __init__(self) -> None:
        self._releases: dict[str, dict[Version, Release]] = {}

    def add(self, name: str, version: str, requires: Mapping[str, str] | None = None) -> Release:
        ranges = {other: Range(text) for other, text in (requires or {}).items()}
        release = Release(name, Version.parse(version), ranges)
        known = self._releases.setdefault(normalise(name), {})
        if release.version in known:
            raise ValueError(f"{name} {version} is already known")
        known[release.version] = release
        return release

    def releases(self, name: str) -> list[Release]:
        """The releases of a package, the newest first."""
        known = self._releases.get(normalise(name), {})
        return [known[version] for version in sorted(known, reverse=True)]

    def latest(self, name: str) -> Release | None:
        """The newest release that is not a pre-release."""
        for release in self.releases(name):
            if not release.version.is_prerelease:
                return release
        return None
