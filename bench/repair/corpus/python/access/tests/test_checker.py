def test_nothing_by_default(checker, make_user):
    assert checker.decide(make_user(), "docs:a:read").allowed is False
    assert checker.decide(make_user(), "docs:a:read").reason == "no rule"


def test_inherits(checker, make_user):
    assert checker.check(make_user("writer"), "docs:a:read")
    assert not checker.check(make_user("reader"), "docs:a:write")


def test_deny(checker, make_user):
    admin = make_user("admin")
    assert checker.check(admin, "servers:restart")
    assert not checker.check(admin, "billing:invoices:read")


def test_more_specific_rule_wins(checker, make_user):
    assert checker.check(make_user("admin", "accountant"), "billing:invoices:read")


def test_deny_wins_among_equals(checker, roles, make_user):
    roles.define("frozen", deny=["docs:*:write"])
    assert not checker.check(make_user("writer", "frozen"), "docs:a:write")
    assert not checker.check(make_user("frozen", "writer"), "docs:a:write")


def test_suspended(checker, make_user):
    user = make_user("admin")
    user.suspended = True
    assert checker.decide(user, "servers:restart").reason == "suspended"


def test_groups(checker, make_user):
    checker.assign_group("staff", "reader")
    assert checker.check(make_user(groups=["staff"]), "docs:a:read")
    assert not checker.check(make_user(groups=["guests"]), "docs:a:read")


def test_temporary_grants(checker, make_user):
    user = make_user()
    user.grant("reader", until=100)
    assert checker.check(user, "docs:a:read", now=99)
    assert not checker.check(user, "docs:a:read", now=100)
    user.grant("reader")
    assert checker.check(user, "docs:a:read", now=500)
    assert len(user.grants) == 1


def test_revoke(checker, make_user):
    user = make_user("reader", "writer")
    assert user.revoke("reader")
    assert not user.revoke("reader")
    assert user.roles(now=0) == ["writer"]


def test_allowed_among(checker, audit, make_user):
    wanted = ["docs:a:read", "docs:a:write", "billing:x"]
    assert checker.allowed_among(make_user("writer"), wanted) == ["docs:a:read", "docs:a:write"]
    assert len(audit) == 0
