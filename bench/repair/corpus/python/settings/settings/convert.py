"""Typed values from text. All functions raise ValueError on text that they do not understand."""

TRUE = {"yes", "true", "on", "1"}
FALSE = {"no", "false", "off", "0"}
SIZES = {"k": 1024, "m": 1024**2, "g": 1024**3}
DURATIONS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600}


def to_bool(text):
    word = text.strip().lower()
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    raise ValueError(f"{text!r} is neither yes nor no")


def to_list(text, separator=","):
    """Parts without surrounding space; empty parts are left out."""
    return [part.strip() for part in text.split(separator) if part.strip()]


def to_size(text):
    """Bytes: '512' -> 512, '10k' -> 10240."""
    text = text.strip().lower()
    if text and text[-1] in SIZES:
        return int(text[:-1]) * SIZES[text[-1]]
    return int(text)


def to_duration(text):
    """Seconds: '1.5m' -> 90.0; a plain number is seconds."""
    text = text.strip().lower()
    for unit in sorted(DURATIONS, key=len, reverse=True):
        if text.endswith(unit):
            return float(text[: -len(unit)]) * DURATIONS[unit]
    return float(text)


def in_range(value, low=None, high=None):
    """The value, if low <= value <= high; None means no bound."""
    if low is not None and value < low:
        raise ValueError(f"{value} is less than {low}")
    if high is not None and value > high:
        raise ValueError(f"{value} is greater than {high}")
    return value
