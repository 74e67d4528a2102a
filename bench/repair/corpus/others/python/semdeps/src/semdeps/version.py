"""Semantic versions, ordered as on semver.org."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import total_ordering

_PATTERN = re.compile(r"(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?")


@total_ordering
@dataclass(frozen=True)
class Version:
    major: int
    minor: int = 0
    patch: int = 0
    pre: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Version:
        """Read a version; build metadata after a plus sign is ignored."""
        match = _PATTERN.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"not a version: {text!r}")
        major, minor, patch, pre = match.groups()
        return cls(int(major), int(minor), int(patch), tuple(pre.split(".")) if pre else ())

    def __str__(self) -> str:
        core = f"{self.major}.{self.minor}.{self.patch}"
        return f"{core}-{'.'.join(self.pre)}" if self.pre else core

    def __lt__(self, other: Version) -> bool:
        return self._key() < other._key()

    def _key(self) -> tuple:
        """Sort key: a release follows its own pre-releases.

        Among pre-release identifiers numbers compare as numbers and come
        before words.
        """
        core = (self.major, self.minor, self.patch)
        if not self.pre:
            return (core, 1, ())
        identifiers = tuple(
            (0, int(part), "") if part.isdigit() else (1, 0, part) for part in self.pre
        )
        return (core, 0, identifiers)

    @property
    def is_prerelease(self) -> bool:
        return bool(self.pre)
