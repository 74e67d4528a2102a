"""One subtitle: a text that is shown from a start to an end."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Cue:
    start: int
    end: int
    text: str

    def __post_init__(self):
        if self.end < self.start:
            raise ValueError("a cue cannot end before it starts")

    @property
    def duration(self):
        return self.end - self.start

    @property
    def lines(self):
        return self.text.split("\n")

    def moved(self, offset):
        """Return the cue moved by offset milliseconds, cut off at zero."""
        return replace(self, start=max(0, self.start + offset), end=max(0, self.end + offset))

    def with_text(self, text):
        return replace(self, text=text)
