from datetime import datetime, timedelta

import pytest

from backkeep.retention import Rules, keep, newest_per_period, day_key, plan, week_key
from backkeep.sizes import format_size, parse_size
from backkeep.snapshots import Snapshot, parse_filename, read_listing

NOON = datetime(2024, 3, 20, 12)


def daily(count, size=0):
    return [Snapshot("web", NOON - timedelta(days=n), size) for n in range(count)]


def test_format_size():
    assert format_size(512) == "512 B"
    assert format_size(1536) == "1.5 KiB"


def test_format_size_at_the_limit():
    assert format_size(1024) == "1.0 KiB"
    assert format_size(1024**2) == "1.0 MiB"


def test_parse_size():
    assert parse_size("10") == 10
    assert parse_size("1.5 GiB") == 3 * 1024**3 // 2
    assert parse_size("2k") == 2048


def test_parse_size_rejects():
    with pytest.raises(ValueError):
        parse_size("3 apples")


def test_filename_round_trip():
    snapshot = Snapshot("db-main", NOON, partial=True)
    assert snapshot.filename == "db-main-20240320T120000.partial.tar"
    assert parse_filename(snapshot.filename) == snapshot


def test_other_files():
    assert parse_filename("notes.txt") is None
    assert parse_filename("web-20241399T000000.tar") is None


def test_listing_newest_first():
    hosts = read_listing([("web-20240101T000000.tar", 1), ("web-20240102T000000.tar", 2), ("x", 3)])
    assert [each.size for each in hosts["web"]] == [2, 1]


def test_newest_of_each_day():
    early = Snapshot("web", NOON - timedelta(hours=5))
    snapshots = [daily(1)[0], early, daily(2)[1]]
    assert newest_per_period(snapshots, day_key, 2) == [snapshots[0], snapshots[2]]


def test_week_across_new_year():
    assert week_key(datetime(2024, 12, 31)) == week_key(datetime(2025, 1, 2))


def test_keep_last():
    assert keep(daily(5), Rules(last=2)) == daily(2)


def test_keep_never_partial():
    snapshots = [Snapshot("web", NOON + timedelta(hours=1), partial=True), *daily(3)]
    assert keep(snapshots, Rules(last=2)) == daily(2)


def test_keep_unites_rules():
    kept = keep(daily(30), Rules(daily=2, monthly=2))
    assert [each.taken.strftime("%m-%d") for each in kept] == ["03-20", "03-19", "02-29"]


def test_plan_oldest_first():
    assert plan({"web": daily(3)}, Rules(last=1)) == [
        "web-20240318T120000.tar", "web-20240319T120000.tar"]


def test_plan_budget():
    assert plan({"web": daily(4, size=10)}, Rules(last=4), budget=25) == [
        "web-20240317T120000.tar", "web-20240318T120000.tar"]


def test_plan_budget_keeps_the_newest():
    assert plan({"web": daily(1, size=10)}, Rules(last=4), budget=5) == []
