"""Alarms that do not flutter when a value stays close to the limit."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    time: int
    kind: str
    value: float


class Alarm:
    """Raised when a value is above the limit for long enough.

    The alarm is raised by the given number of values in a row above the
    limit, and cleared by the first value that is at or below the limit
    less the band. Each time it is raised or cleared there is one event.
    """

    def __init__(self, limit, band=0.0, in_a_row=1):
        if band < 0 or in_a_row < 1:
            raise ValueError("band or in_a_row out of range")
        self.limit = limit
        self.band = band
        self.in_a_row = in_a_row
        self.active = False
        self._above = 0

    def update(self, reading):
        """Take a reading; return the event that it leads to, or None."""
        if reading.value is None:
            return None
        if reading.value > self.limit:
            self._above += 1
        else:
            self._above = 0
        if not self.active and self._above >= self.in_a_row:
            self.active = True
            return Event(reading.time, "raised", reading.value)
        if self.active and reading.value <= self.limit - self.band:
            self.active = False
            return Event(reading.time, "cleared", reading.value)
        return None

    def run(self, readings):
        """Return all events of a series of readings."""
        events = [self.update(reading) for reading in readings]
        return [event for event in events if event is not None]
