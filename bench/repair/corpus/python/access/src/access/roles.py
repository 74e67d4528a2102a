from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rule:
    pattern: str
    allow: bool = True


@dataclass
class Role:
    name: str
    rules: list[Rule] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)


class UnknownRole(LookupError):
    pass


class RoleBook:
    def __init__(self) -> None:
        self._roles: dict[str, Role] = {}

    def define(
        self, name: str, allow: Iterable[str] = (), deny: Iterable[str] = (), parents: Iterable[str] = ()
    ) -> Role:
        role = Role(name, parents=list(parents))
        for parent in role.parents:
            self.get(parent)
        role.rules.extend(Rule(pattern, True) for pattern in allow)
        role.rules.extend(Rule(pattern, False) for pattern in deny)
        self._roles[name] = role
        return role

    def get(self, name: str) -> Role:
        if name not in self._roles:
            raise UnknownRole(name)
        return self._roles[name]

    def lineage(self, name: str) -> list[str]:
        """The role and all roles it inherits from, nearest first, each once."""
        order = [name]
        seen = {name}
        for current in order:
            for parent in self.get(current).parents:
                if parent not in seen:
                    seen.add(parent)
                    order.append(parent)
        return order

    def rules_of(self, names: Iterable[str]) -> Iterator[Rule]:
        seen: set[str] = set()
        for name in names:
            for ancestor in self.lineage(name):
                if ancestor in seen:
                    continue
                seen.add(ancestor)
                yield from self.get(ancestor).rules
