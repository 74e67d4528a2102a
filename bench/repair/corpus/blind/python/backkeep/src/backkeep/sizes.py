"""Sizes of backups in words."""

import re

UNITS = ["B", "KiB", "MiB", "GiB", "TiB"]
PATTERN = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*([A-Za-z]*)\s*$")


def format_size(size):
    """One decimal from KiB on; the unit is the largest that leaves a value of at least 1."""
    value = float(size)
    index = 0
    while value >= 1024 and index < len(UNITS) - 1:
        value /= 1024
        index += 1
    if index == 0:
        return f"{size} B"
    return f"{value:.1f} {UNITS[index]}"


def parse_size(text):
    """Bytes of '10', '1.5 GiB' or the short '2k' and '2K'."""
    match = PATTERN.match(text)
    if match is None:
        raise ValueError(f"not a size: {text!r}")
    number, unit = match.groups()
    for index, name in enumerate(UNITS):
        if unit.lower() in (name.lower(), name[0].lower()):
            return int(float(number) * 1024**index)
    if not unit:
        return int(float(number))
    raise ValueError(f"unknown unit {unit!r}")
