from datetime import datetime

import pytest

from cronplan import Agenda, CronError, Schedule


def test_needs_five_fields():
    with pytest.raises(CronError):
        Schedule.parse("* * * *")


def test_matches_minute_and_hour():
    plan = Schedule.parse("30 6 * * *")
    assert plan.matches(datetime(2024, 3, 5, 6, 30, 12))
    assert not plan.matches(datetime(2024, 3, 5, 7, 30))


def test_next_is_strictly_after():
    plan = Schedule.parse("*/15 * * * *")
    assert plan.next_after(datetime(2024, 1, 1, 10, 15)) == datetime(2024, 1, 1, 10, 30)


def test_next_in_a_later_hour():
    plan = Schedule.parse("5 9 * * *")
    assert plan.next_after(datetime(2024, 1, 1, 7, 40)) == datetime(2024, 1, 1, 9, 5)


def test_weekday_plan_skips_the_weekend():
    plan = Schedule.parse("0 8 * * mon-fri")
    saturday_evening = datetime(2024, 5, 4, 18, 30)
    assert plan.next_after(saturday_evening) == datetime(2024, 5, 6, 8, 0)


def test_date_or_weekday():
    plan = Schedule.parse("0 0 13 * fri")
    assert plan.matches(datetime(2024, 6, 13))
    assert plan.matches(datetime(2024, 6, 14))
    assert not plan.matches(datetime(2024, 6, 15))


def test_yearly_alias():
    assert Schedule.parse("@yearly").next_after(datetime(2024, 2, 1)) == datetime(2025, 1, 1)


def test_impossible_date_never_fires():
    assert Schedule.parse("0 0 31 2 *").next_after(datetime(2024, 1, 1)) is None


def test_agenda_merges_in_order():
    agenda = Agenda()
    agenda.add("sync", "0 */2 * * *")
    agenda.add("backup", "0 2 * * *")
    assert agenda.upcoming(datetime(2024, 1, 1, 0, 30), 3) == [
        (datetime(2024, 1, 1, 2), "backup"),
        (datetime(2024, 1, 1, 2), "sync"),
        (datetime(2024, 1, 1, 4), "sync"),
    ]


def test_agenda_due():
    agenda = Agenda()
    agenda.add("b", "0 * * * *")
    agenda.add("a", "*/30 * * * *")
    assert agenda.due(datetime(2024, 1, 1, 4, 0)) == ["a", "b"]
    assert agenda.due(datetime(2024, 1, 1, 4, 30)) == ["a"]
