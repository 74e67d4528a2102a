def test_checks_are_recorded(checker, audit, make_user):
    checker.check(make_user("reader"), "docs:a:read", now=1)
    checker.check(make_user("reader"), "docs:a:write", now=2)
    entries = audit.between(0, 10)
    assert [(e.time, e.user, e.allowed) for e in entries] == [(1, "ann", True), (2, "ann", False)]


def test_keeps_the_last(audit):
    for time in range(8):
        audit.record(time, "ann", "x", True)
    assert [entry.time for entry in audit.between(0, 100)] == [3, 4, 5, 6, 7]


def test_between_is_half_open(audit):
    for time in (1, 2, 3):
        audit.record(time, "ann", "x", True)
    assert [entry.time for entry in audit.between(1, 3)] == [1, 2]


def test_denials(audit):
    for user, allowed in [("bob", False), ("ann", False), ("bob", False), ("cid", True), ("abe", False)]:
        audit.record(0, user, "x", allowed)
    assert audit.denials() == [("bob", 2), ("abe", 1), ("ann", 1)]


def test_suspicious(audit):
    for time in (0, 50, 60):
        audit.record(time, "ann", "x", False)
    assert audit.suspicious("ann", now=60)
    assert not audit.suspicious("ann", now=61)
    assert not audit.suspicious("bob", now=60)
