"""A parsed cron expression and the moments it fires at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .fields import DAY, HOUR, MINUTE, MONTH, WEEKDAY, CronError, parse_field

ALIASES = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
}

# Long enough to meet a 29th of February over a century's end.
HORIZON = timedelta(days=366 * 8 + 1)


@dataclass(frozen=True)
class Schedule:
    """Minutes, hours, days, months and weekdays at which something is due.

    As in Vixie cron, when both the day of month and the day of week are
    restricted (neither starts with a star), a day counts if one of them fits.
    """

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    days_restricted: bool = False
    weekdays_restricted: bool = False

    @classmethod
    def parse(cls, expression: str) -> Schedule:
        text = ALIASES.get(expression.strip().lower(), expression)
        parts = text.split()
        if len(parts) != 5:
            raise CronError(f"expected 5 fields, found {len(parts)}")
        minute, hour, day, month, weekday = parts
        return cls(
            minutes=parse_field(minute, MINUTE),
            hours=parse_field(hour, HOUR),
            days=parse_field(day, DAY),
            months=parse_field(month, MONTH),
            weekdays=parse_field(weekday, WEEKDAY),
            days_restricted=not day.startswith("*"),
            weekdays_restricted=not weekday.startswith("*"),
        )

    def matches(self, moment: datetime) -> bool:
        """Whether the schedule fires in the minute of this moment."""
        return (
            moment.minute in self.minutes
            and moment.hour in self.hours
            and moment.month in self.months
            and self._day_fits(moment.date())
        )

    def next_after(self, moment: datetime) -> datetime | None:
        """The first firing strictly after the moment, or None if there is none."""
        current = moment.replace(second=0, microsecond=0) + timedelta(minutes=1)
        limit = moment + HORIZON
        while current <= limit:
            if current.month not in self.months:
                current = _start_of_next_month(current)
            elif not self._day_fits(current.date()):
                current = current.replace(hour=0, minute=0) + timedelta(days=1)
            elif current.hour not in self.hours:
                current = current.replace(minute=0) + timedelta(hours=1)
            elif current.minute not in self.minutes:
                current += timedelta(minutes=1)
            else:
                return current
        return None

    def _day_fits(self, day: date) -> bool:
        by_date = day.day in self.days
        by_weekday = day.isoweekday() % 7 in self.weekdays
        if self.days_restricted and self.weekdays_restricted:
            return by_date or by_weekday
        return by_date and by_weekday


def _start_of_next_month(moment: datetime) -> datetime:
    year, month = divmod(moment.year * 12 + moment.month, 12)
    return moment.replace(year=year, month=month + 1, day=1, hour=0, minute=0)
