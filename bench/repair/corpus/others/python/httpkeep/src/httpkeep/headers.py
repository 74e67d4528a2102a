"""Header fields and the Cache-Control header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


class Headers:
    """Header fields by name. Names are compared without regard to case, and kept as written."""

    def __init__(self, fields: Mapping[str, str] | None = None) -> None:
        self._fields: dict[str, tuple[str, str]] = {}
        for name, value in (fields or {}).items():
            self[name] = value

    def __setitem__(self, name: str, value: str) -> None:
        self._fields[name.lower()] = (name, value)

    def __getitem__(self, name: str) -> str:
        return self._fields[name.lower()][1]

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._fields

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._fields.values())

    def __len__(self) -> int:
        return len(self._fields)

    def get(self, name: str, default: str | None = None) -> str | None:
        return self[name] if name in self else default


class CacheControl:
    """The directives of a Cache-Control header; their names are in lower case."""

    def __init__(self, directives: dict[str, str | None]) -> None:
        self._directives = directives

    @classmethod
    def parse(cls, text: str | None) -> CacheControl:
        directives: dict[str, str | None] = {}
        for part in (text or "").split(","):
            name, equals, value = part.strip().partition("=")
            if name:
                directives[name.strip().lower()] = value.strip().strip('"') if equals else None
        return cls(directives)

    def has(self, name: str) -> bool:
        return name in self._directives

    def seconds(self, name: str) -> int | None:
        """The directive's number of seconds; None if it is absent or malformed."""
        value = self._directives.get(name)
        if value is None or not value.isdecimal():
            return None
        return int(value)
