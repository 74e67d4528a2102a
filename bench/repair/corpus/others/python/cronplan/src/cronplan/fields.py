"""Parsing of the single fields of a cron expression."""

from __future__ import annotations

from dataclasses import dataclass


class CronError(ValueError):
    """The text is no valid cron expression."""


@dataclass(frozen=True)
class Field:
    """What one column of an expression may hold."""

    name: str
    low: int
    high: int
    names: tuple[str, ...] = ()


MINUTE = Field("minute", 0, 59)
HOUR = Field("hour", 0, 23)
DAY = Field("day of month", 1, 31)
MONTH = Field(
    "month", 1, 12,
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
)
# Sunday is 0, and 7 as well.
WEEKDAY = Field("day of week", 0, 7, ("sun", "mon", "tue", "wed", "thu", "fri", "sat"))


def parse_field(text: str, field: Field) -> frozenset[int]:
    """The values a field's text stands for; raises CronError if it is malformed."""
    values: set[int] = set()
    for part in text.split(","):
        values.update(_expand(part, field))
    if field is WEEKDAY:
        values = {value % 7 for value in values}
    return frozenset(values)


def _expand(part: str, field: Field) -> range:
    body, slash, step_text = part.partition("/")
    step = _step(step_text, field) if slash else 1
    if body == "*":
        low, high = field.low, field.high
    elif "-" in body:
        first, _, last = body.partition("-")
        low, high = _value(first, field), _value(last, field)
        if low > high:
            raise CronError(f"{field.name}: {body!r} runs backwards")
    else:
        low = _value(body, field)
        high = field.high if slash else low
    return range(low, high + 1, step)


def _step(text: str, field: Field) -> int:
    """A step is a whole number of at least one."""
    if not text.isdecimal():
        raise CronError(f"{field.name}: {text!r} is no step")
    step = int(text)
    if step == 0:
        raise CronError(f"{field.name}: a step must be at least 1")
    return step


def _value(text: str, field: Field) -> int:
    name = text.lower()
    if name in field.names:
        offset = field.low
        return field.names.index(name) + offset
    if not text.isdecimal():
        raise CronError(f"{field.name}: {text!r} is no value")
    value = int(text)
    if not field.low <= value <= field.high:
        raise CronError(f"{field.name}: {value} is not within {field.low}-{field.high}")
    return value
