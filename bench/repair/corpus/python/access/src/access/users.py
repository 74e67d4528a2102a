from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Grant:
    role: str
    until: float | None = None

    def active(self, now: float) -> bool:
        return self.until is None or now < self.until


@dataclass
class User:
    name: str
    grants: list[Grant] = field(default_factory=list)
    groups: set[str] = field(default_factory=set)
    suspended: bool = False

    def grant(self, role: str, until: float | None = None) -> None:
        """Give a role; a second grant of the same role replaces the first."""
        self.revoke(role)
        self.grants.append(Grant(role, until))

    def revoke(self, role: str) -> bool:
        before = len(self.grants)
        self.grants = [grant for grant in self.grants if grant.role != role]
        return len(self.grants) < before

    def roles(self, now: float) -> list[str]:
        return [grant.role for grant in self.grants if grant.active(now)]
