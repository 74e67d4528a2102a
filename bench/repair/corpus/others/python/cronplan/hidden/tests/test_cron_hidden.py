from datetime import datetime

import pytest

from cronplan import CronError, Schedule
from cronplan.fields import DAY, HOUR, MINUTE, WEEKDAY, parse_field


@pytest.mark.parametrize("text", ["*/0", "5/0", "1-9/0", "3,*/00"])
def test_zero_steps(text):
    with pytest.raises(CronError):
        parse_field(text, MINUTE)


def test_zero_step_in_an_expression():
    with pytest.raises(CronError):
        Schedule.parse("0 0 */0 * *")


def test_steps_that_are_fine():
    assert parse_field("*/1", HOUR) == set(range(24))
    assert parse_field("1-9/4", DAY) == {1, 5, 9}
    assert parse_field("*/45", MINUTE) == {0, 45}
    assert parse_field("sun,6", WEEKDAY) == {0, 6}


def test_only_the_date_restricted():
    plan = Schedule.parse("0 0 13 * *")
    assert plan.matches(datetime(2024, 6, 13))
    assert not plan.matches(datetime(2024, 6, 14))


def test_only_the_weekday_restricted():
    plan = Schedule.parse("0 0 * * fri")
    assert plan.matches(datetime(2024, 6, 14))
    assert not plan.matches(datetime(2024, 6, 13))


def test_starred_step_is_no_restriction():
    plan = Schedule.parse("0 0 */2 * fri")
    assert plan.matches(datetime(2024, 6, 7))
    assert not plan.matches(datetime(2024, 6, 14))
    assert not plan.matches(datetime(2024, 6, 13))


def test_either_day_comes_next():
    plan = Schedule.parse("0 12 1 * mon")
    assert plan.next_after(datetime(2024, 5, 27, 12)) == datetime(2024, 6, 1, 12)
    assert plan.next_after(datetime(2024, 6, 1, 12)) == datetime(2024, 6, 3, 12)


def test_from_late_in_the_day_to_an_early_hour():
    plan = Schedule.parse("15 3 20 * *")
    assert plan.next_after(datetime(2024, 6, 18, 23, 50)) == datetime(2024, 6, 20, 3, 15)


def test_every_hour_of_a_later_day():
    plan = Schedule.parse("*/10 * * * sun")
    assert plan.next_after(datetime(2024, 6, 14, 16, 5)) == datetime(2024, 6, 16, 0, 0)


def test_monthly_alias_over_the_year():
    assert Schedule.parse("@monthly").next_after(datetime(2024, 12, 1, 9)) == datetime(2025, 1, 1)


def test_leap_day():
    assert Schedule.parse("0 6 29 2 *").next_after(datetime(2024, 2, 29, 6)) == datetime(2028, 2, 29, 6)
