import pytest

from access.roles import UnknownRole


def test_lineage(roles):
    assert roles.lineage("admin") == ["admin", "writer", "reader"]


def test_lineage_of_a_diamond(roles):
    roles.define("auditor", parents=["reader"])
    roles.define("chief", parents=["writer", "auditor"])
    assert roles.lineage("chief") == ["chief", "writer", "auditor", "reader"]


def test_rules_are_listed_once(roles):
    rules = list(roles.rules_of(["writer", "reader"]))
    assert [rule.pattern for rule in rules] == ["docs:*:write", "docs:*:read"]


def test_unknown(roles):
    with pytest.raises(UnknownRole):
        roles.get("nobody")
    with pytest.raises(UnknownRole):
        roles.define("orphan", parents=["nobody"])
