import itertools
import re

import pytest

from access.audit import AuditLog, Entry
from access.checker import Checker, Decision
from access.patterns import matches, specificity
from access.roles import RoleBook, UnknownRole
from access.users import Grant, User


def model(pattern, permission):
    parts = pattern.split(":")
    body = ":".join("[^:]+" if p == "*" else re.escape(p) for p in parts[:-1])
    last = ".+" if parts[-1] == "**" else "[^:]+" if parts[-1] == "*" else re.escape(parts[-1])
    return re.fullmatch(f"{body}:{last}" if body else last, permission) is not None


def test_all_small_patterns():
    permissions = [":".join(p) for n in (1, 2, 3) for p in itertools.product("ab", repeat=n)]
    patterns = [":".join(p) for n in (1, 2, 3) for p in itertools.product(["a", "b", "*"], repeat=n)]
    patterns += [f"{p}:**" for p in patterns] + ["**"]
    for pattern in patterns:
        for permission in permissions:
            assert matches(pattern, permission) == model(pattern, permission), (pattern, permission)


def test_specificity_orders():
    order = ["**", "*:*", "*:*:*", "a:**", "a:*:*", "a:b", "a:b:**", "a:b:c"]
    assert sorted(order, key=specificity) == order
    assert specificity("*") == specificity("**") == (0, 1)


@pytest.fixture
def book():
    book = RoleBook()
    book.define("root", allow=["r"])
    book.define("left", allow=["l"], parents=["root"])
    book.define("right", allow=["t"], deny=["d"], parents=["root"])
    book.define("leaf", parents=["left", "right"])
    return book


def test_lineage_and_rules(book):
    assert book.lineage("leaf") == ["leaf", "left", "right", "root"]
    assert book.lineage("root") == ["root"]
    assert [(r.pattern, r.allow) for r in book.rules_of(["leaf", "right", "root"])] == [("l", True), ("t", True), ("d", False), ("r", True)]
    assert list(book.rules_of([])) == []
    with pytest.raises(UnknownRole):
        book.lineage("none")
    with pytest.raises(UnknownRole):
        list(book.rules_of(["root", "none"]))
    with pytest.raises(UnknownRole):
        book.define("x", parents=["root", "none"])
    with pytest.raises(UnknownRole):
        book.get("x")
    with pytest.raises(UnknownRole):
        Checker(book).assign_group("g", "none")


def user(*roles, **options):
    return User("u", [Grant(role) for role in roles], **options)


def test_decisions_do_not_depend_on_the_order_of_roles():
    book = RoleBook()
    rules = {"all": (["**"], []), "noa": ([], ["a:**"]), "ab": (["a:b"], []), "noab": ([], ["a:b"]), "any": (["a:*"], [])}
    for name, (allow, deny) in rules.items():
        book.define(name, allow, deny)
    checker = Checker(book)
    flat = [(p, name) for name, (allow, deny) in rules.items() for p in [*allow, *deny]]
    for n in range(1, 5):
        for names in itertools.permutations(rules, n):
            for permission in ("a:b", "a:c", "a:b:c", "b"):
                fitting = [(specificity(p), bool(rules[name][1]), p) for p, name in flat if name in names and matches(p, permission)]
                decision = checker.decide(user(*names), permission)
                if not fitting:
                    assert decision == Decision(False, "no rule")
                else:
                    top = max(fitting)
                    assert decision == Decision(not top[1], top[2])


def test_groups(book):
    checker = Checker(book)
    checker.assign_group("g", "left")
    checker.assign_group("g", "right")
    checker.assign_group("h", "root")
    for groups, allowed in [({"g"}, ["l", "t", "r"]), ({"h"}, ["r"]), ({"g", "h", "other"}, ["l", "t", "r"]), (set(), [])]:
        assert checker.allowed_among(user(groups=groups), ["l", "t", "d", "r"]) == allowed
    assert checker.allowed_among(user("left", groups={"h"}), ["l", "t", "r"]) == ["l", "r"]
    assert len(checker.audit) == 0


def test_suspension_beats_everything(book):
    checker = Checker(book)
    someone = user("leaf", suspended=True)
    assert checker.decide(someone, "l") == Decision(False, "suspended")
    assert checker.allowed_among(someone, ["l"]) == []
    assert checker.check(someone, "l", 3) is False
    assert checker.audit.between(0, 9) == [Entry(3, "u", "l", False)]


def test_grants():
    someone = User("x")
    someone.grant("a", until=5)
    someone.grant("b")
    someone.grant("c", until=0)
    assert someone.roles(0) == ["a", "b"]
    assert someone.roles(4.9) == ["a", "b"]
    assert someone.roles(5) == ["b"]
    someone.grant("a", until=9)
    assert [(g.role, g.until) for g in someone.grants] == [("b", None), ("c", 0), ("a", 9)]
    assert someone.revoke("b") is True
    assert someone.revoke("b") is False
    assert someone.roles(6) == ["a"]
    assert User("y").grants == []


def test_the_checker_uses_the_given_log(book):
    log = AuditLog(2)
    checker = Checker(book, log)
    checker.check(user("left"), "l", 1)
    assert checker.audit is log
    assert len(log) == 1


def test_audit_window():
    log = AuditLog(3)
    for time in range(10):
        log.record(time, "u", "p", time % 2 == 0)
        assert len(log) == min(3, time + 1)
    assert log.between(0, 100) == [Entry(7, "u", "p", False), Entry(8, "u", "p", True), Entry(9, "u", "p", False)]
    assert [e.time for e in log.between(8, 9)] == [8]
    assert log.between(9, 9) == []
    assert log.denials() == [("u", 2)]


def test_denials_order():
    log = AuditLog()
    for name, denied in [("z", 2), ("a", 1), ("m", 2), ("k", 3), ("q", 0)]:
        for _ in range(denied):
            log.record(0, name, "p", False)
        log.record(0, name, "p", True)
    assert log.denials() == [("k", 3), ("m", 2), ("z", 2), ("a", 1)]


def test_suspicious():
    log = AuditLog()
    for time, allowed in [(0, False), (10, True), (20, False), (30, False)]:
        log.record(time, "u", "p", allowed)
    assert [log.suspicious("u", now, limit=3, seconds=30) for now in (30, 31)] == [True, False]
    assert [log.suspicious("u", 40, limit=n, seconds=20) for n in (1, 2, 3)] == [True, True, False]
    assert not log.suspicious("v", 30, limit=1)
