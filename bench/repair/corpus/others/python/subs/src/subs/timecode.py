"""Timecodes of the form HH:MM:SS,mmm, kept as whole milliseconds."""

import re

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE

_PATTERN = re.compile(r"(?:(\d+):)?([0-5]?\d):([0-5]?\d)(?:[,.](\d{1,3}))?")


def parse_timecode(text):
    """Return the milliseconds that a timecode stands for.

    The hours may be left out, the separator of the fraction may be a comma
    or a full stop, and the fraction is a decimal fraction of a second of one
    to three digits (or none): the ".5" of "00:01.5" is half a second.
    """
    match = _PATTERN.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"not a timecode: {text!r}")
    hours, minutes, seconds, fraction = match.groups()
    total = int(hours or 0) * HOUR + int(minutes) * MINUTE + int(seconds) * SECOND
    if fraction:
        total += int(fraction.ljust(3, "0"))
    return total


def format_timecode(millis):
    """Return the timecode, always with hours and three digits of fraction."""
    if millis < 0:
        raise ValueError("a timecode cannot be negative")
    hours, rest = divmod(millis, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    seconds, fraction = divmod(rest, SECOND)
    return f"{str(hours).rjust(2, '0')}:{minutes:02}:{seconds:02},{fraction:03}"
