from sensors import Alarm, Event, Reading


def series(*values):
    return [Reading(i, "pier", value) for i, value in enumerate(values)]


def kinds(events):
    return [(event.time, event.kind) for event in events]


def test_raised_and_cleared():
    events = Alarm(30.0).run(series(29.0, 31.0, 29.0))
    assert events == [Event(1, "raised", 31.0), Event(2, "cleared", 29.0)]


def test_stays_raised_within_the_band():
    events = Alarm(30.0, band=2.0).run(series(31.0, 29.0, 31.0, 28.0))
    assert kinds(events) == [(0, "raised"), (3, "cleared")]


def test_several_in_a_row():
    events = Alarm(30.0, in_a_row=2).run(series(31.0, None, 32.0, 33.0))
    assert kinds(events) == [(2, "raised")]


def test_calm_weather_has_no_events():
    assert Alarm(30.0).run(series(20.0, 21.0, 30.0)) == []
