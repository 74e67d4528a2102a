from __future__ import annotations

from dataclasses import dataclass

from .audit import AuditLog
from .patterns import matches, specificity
from .roles import RoleBook, Rule
from .users import User


@dataclass(frozen=True)
class Decision:
    allowed: bool
    reason: str


class Checker:
    """Deny wins over allow, unless the rule that allows is more specific. Nothing is allowed by default."""

    def __init__(self, roles: RoleBook, audit: AuditLog | None = None) -> None:
        self.roles = roles
        self.audit = audit if audit is not None else AuditLog()
        self.group_roles: dict[str, list[str]] = {}

    def assign_group(self, group: str, role: str) -> None:
        self.roles.get(role)
        self.group_roles.setdefault(group, []).append(role)

    def _roles_of(self, user: User, now: float) -> list[str]:
        names = user.roles(now)
        for group in sorted(user.groups):
            names.extend(self.group_roles.get(group, []))
        return names

    def decide(self, user: User, permission: str, now: float = 0.0) -> Decision:
        if user.suspended:
            return Decision(False, "suspended")
        best: Rule | None = None
        for rule in self.roles.rules_of(self._roles_of(user, now)):
            if not matches(rule.pattern, permission):
                continue
            if best is None or specificity(rule.pattern) > specificity(best.pattern):
                best = rule
            elif specificity(rule.pattern) == specificity(best.pattern) and not rule.allow:
                best = rule
        if best is None:
            return Decision(False, "no rule")
        return Decision(best.allow, best.pattern)

    def check(self, user: User, permission: str, now: float = 0.0) -> bool:
        decision = self.decide(user, permission, now)
        self.audit.record(now, user.name, permission, decision.allowed)
        return decision.allowed

    def allowed_among(self, user: User, permissions: list[str], now: float = 0.0) -> list[str]:
        """Those that the user has; looking leaves no trace in the audit log."""
        return [permission for permission in permissions if self.decide(user, permission, now).allowed]
