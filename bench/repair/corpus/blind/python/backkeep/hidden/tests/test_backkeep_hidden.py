from datetime import datetime, timedelta

from backkeep.retention import Rules, keep, month_key, newest_per_period, plan, week_key
from backkeep.sizes import format_size, parse_size
from backkeep.snapshots import Snapshot, parse_filename, read_listing

NOON = datetime(2024, 3, 20, 12)


def daily(count, size=0, host="web"):
    return [Snapshot(host, NOON - timedelta(days=n), size) for n in range(count)]


def test_sizes_more():
    assert format_size(1023) == "1023 B"
    assert format_size(0) == "0 B"
    assert format_size(5 * 1024**3) == "5.0 GiB"
    assert format_size(2048 * 1024**4) == "2048.0 TiB"
    assert parse_size(" 3 mib ") == 3 * 1024**2
    assert parse_size("7B") == 7


def test_weeks():
    assert week_key(datetime(2023, 1, 1)) == (2022, 52)
    assert week_key(datetime(2024, 12, 30)) == (2025, 1)
    assert week_key(datetime(2024, 1, 1)) != week_key(datetime(2025, 1, 1, 5))
    assert week_key(datetime(2024, 12, 29)) == (2024, 52)


def test_periods_with_gaps():
    snapshots = [Snapshot("a", datetime(2024, m, d)) for m, d in [(9, 2), (9, 1), (5, 7), (5, 3), (1, 1)]]
    assert newest_per_period(snapshots, month_key, 2) == [snapshots[0], snapshots[2]]
    assert newest_per_period(snapshots, month_key, 9) == [snapshots[0], snapshots[2], snapshots[4]]
    assert newest_per_period(snapshots, month_key, 0) == []


def test_keep_all_rules():
    assert keep(daily(3), Rules()) == []
    kept = keep(daily(40), Rules(last=1, daily=3, weekly=2, monthly=3))
    assert [each.taken.strftime("%m-%d") for each in kept] == ["03-20", "03-19", "03-18", "03-17", "02-29"]
    partial = [Snapshot("web", NOON - timedelta(days=1, hours=-1), partial=True)]
    assert keep([daily(1)[0], *partial, *daily(3)[1:]], Rules(daily=2)) == daily(2)


def test_plan_deletes_partial_and_sorts_hosts():
    torn = Snapshot("web", NOON + timedelta(hours=1), 99, True)
    hosts = {"web": [torn, *daily(2)], "db": daily(2, host="db")}
    assert plan(hosts, Rules(last=1)) == [
        "db-20240319T120000.tar", "web-20240319T120000.tar", "web-20240320T130000.partial.tar"]


def test_budget_edges():
    assert plan({"web": daily(3, 10)}, Rules(last=3), budget=30) == []
    assert len(plan({"web": daily(3, 10)}, Rules(last=3), budget=29)) == 1
    assert len(plan({"web": daily(3, 10)}, Rules(last=3), budget=0)) == 2
    assert len(plan({"web": daily(3, 10), "db": daily(3, 10, "db")}, Rules(last=3), budget=30)) == 0


def test_listing():
    hosts = read_listing([("b-1-20240101T000000.tar", 1), ("a-20240102T000000.partial.tar", 2)])
    assert sorted(hosts) == ["a", "b-1"]
    assert hosts["a"][0].partial and not hosts["b-1"][0].partial
    assert parse_filename("a-20240102T000000.part.tar") is None
