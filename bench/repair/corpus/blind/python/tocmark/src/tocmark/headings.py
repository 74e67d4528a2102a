"""Find the headings of a Markdown text and give each an anchor."""

import re
from dataclasses import dataclass, field

HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*\s*$")
FENCE = re.compile(r"^\s{0,3}(`{3,}|~{3,})")


@dataclass
class Heading:
    level: int
    text: str
    line: int
    anchor: str = ""
    children: list = field(default_factory=list)


def prose_lines(text):
    """(line number from 1, line) of every line outside of fenced code.

    A fence is closed by a fence of the same character that is at least as long.
    """
    fence = None
    for number, line in enumerate(text.splitlines(), start=1):
        match = FENCE.match(line)
        if fence is not None:
            if match and match.group(1)[0] == fence[0] and len(match.group(1)) >= len(fence):
                fence = None
            continue
        if match:
            fence = match.group(1)
            continue
        yield number, line


def slugify(text):
    """Lower case, words joined by single dashes, other punctuation dropped."""
    kept = re.sub(r"[^\w\s-]", "", text.lower())
    return re.sub(r"[\s-]+", "-", kept).strip("-")


class Anchors:
    """Hands out unique anchors: 'setup', 'setup-1', 'setup-2' and so on."""

    def __init__(self):
        self._used = set()
        self._next = {}

    def unique(self, text):
        base = slugify(text) or "section"
        anchor = base
        number = self._next.get(base, 1)
        while anchor in self._used:
            anchor = f"{base}-{number}"
            number += 1
        self._next[base] = number
        self._used.add(anchor)
        return anchor


def find_headings(text):
    """All headings in order, each with its anchor."""
    anchors = Anchors()
    headings = []
    for number, line in prose_lines(text):
        match = HEADING.match(line)
        if match is None:
            continue
        title = match.group(2)
        headings.append(Heading(len(match.group(1)), title, number, anchors.unique(title)))
    return headings
