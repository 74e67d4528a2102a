import pytest

from cronplan.fields import DAY, HOUR, MINUTE, MONTH, WEEKDAY, CronError, parse_field


def test_list_and_range():
    assert parse_field("1,5-8", HOUR) == {1, 5, 6, 7, 8}


def test_star_with_step():
    assert parse_field("*/20", MINUTE) == {0, 20, 40}


def test_start_with_step_runs_to_the_end():
    assert parse_field("50/4", MINUTE) == {50, 54, 58}


def test_names():
    assert parse_field("jan,OCT-dec", MONTH) == {1, 10, 11, 12}


def test_seven_is_sunday():
    assert parse_field("5-7", WEEKDAY) == {5, 6, 0}


@pytest.mark.parametrize("text", ["32", "x", "9-3"])
def test_bad_values_are_refused(text):
    with pytest.raises(CronError):
        parse_field(text, DAY)


def test_bad_step_is_refused():
    for text in ("*/x", "*/", "*/-2"):
        with pytest.raises(CronError):
            parse_field(text, MINUTE)


def test_step_of_zero_is_refused():
    with pytest.raises(CronError):
        parse_field("*/0", MINUTE)
