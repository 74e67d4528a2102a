"""Check the links of a document to its own headings."""

import re
from dataclasses import dataclass

from .headings import find_headings, prose_lines

LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Problem:
    line: int
    target: str
    reason: str


def links(text):
    """(line, label, target) of every link; images are no links."""
    for number, line in prose_lines(text):
        for match in LINK.finditer(line):
            if match.group(1):
                continue
            yield number, match.group(2), match.group(3)


def check(text):
    """Problems in order of appearance: dead anchors and links without a label."""
    anchors = {heading.anchor for heading in find_headings(text)}
    problems = []
    for number, label, target in links(text):
        if not label.strip():
            problems.append(Problem(number, target, "empty label"))
        if target.startswith("#") and target[1:] not in anchors:
            problems.append(Problem(number, target, "no such heading"))
    return problems
