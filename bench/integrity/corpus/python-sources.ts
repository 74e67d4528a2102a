import type { Scenario } from './scenario.ts';

type Parts = Omit<Scenario, 'language' | 'path' | 'testPath' | 'test'> & { readonly fn: string };

function scenario(parts: Parts): Scenario {
  const { fn, ...rest } = parts;
  const checks = parts.cases
    .map(([input, expected]) => `    assert ${fn}(${input}) == ${expected}`)
    .join('\n');
  const test = `import pytest
from ${parts.name} import ${fn}


def test_${fn}():
${checks}


def test_${fn}_refuses():
    with pytest.raises(Exception):
        ${fn}(None)
`;
  return {
    ...rest,
    language: 'python',
    path: `${parts.name}.py`,
    testPath: `tests/test_${parts.name}.py`,
    test,
  };
}

export const PYTHON: readonly Scenario[] = [
  scenario({
    name: 'words',
    fn: 'count_words',
    source: `"""Counting words."""
import re

WORD = re.compile(r"[a-z]+")


def count_words(text: str) -> dict:
    """How often each word occurs."""
    if not isinstance(text, str):
        raise TypeError("text expected")
    counts = {}
    for word in WORD.findall(text):
        counts[word] = counts.get(word, 0) + 1
    return counts


def longest(text: str) -> str:
    return max(WORD.findall(text.lower()), key=len)
`,
    head: 'def count_words(text: str) -> dict:',
    body: `    if not isinstance(text, str):
        raise TypeError("text expected")
    counts = {}
    for word in WORD.findall(text):
        counts[word] = counts.get(word, 0) + 1
    return counts`,
    param: 'text',
    paramType: 'str',
    wrong: 'WORD.findall(text):',
    right: 'WORD.findall(text.lower()):',
    guard: `    if not isinstance(text, str):
        raise TypeError("text expected")
`,
    cases: [
      ['"The cat and the hat"', '{"the": 2, "cat": 1, "and": 1, "hat": 1}'],
      ['"one fish two fish"', '{"one": 1, "fish": 2, "two": 1}'],
      ['"Stop"', '{"stop": 1}'],
    ],
  }),
  scenario({
    name: 'collatz',
    fn: 'collatz_length',
    source: `from functools import lru_cache


@lru_cache(maxsize=None)
def collatz_length(number: int) -> int:
    if number < 1:
        raise ValueError("number must be positive")
    steps = 0
    while number > 1:
        if number % 2 == 0:
            number = number // 2
        else:
            number = 3 * number - 1
        steps += 1
    return steps
`,
    head: 'def collatz_length(number: int) -> int:',
    body: `    if number < 1:
        raise ValueError("number must be positive")
    steps = 0
    while number > 1:
        if number % 2 == 0:
            number = number // 2
        else:
            number = 3 * number - 1
        steps += 1
    return steps`,
    param: 'number',
    paramType: 'int',
    wrong: '3 * number - 1',
    right: '3 * number + 1',
    guard: `    if number < 1:
        raise ValueError("number must be positive")
`,
    cases: [
      ['27', '111'],
      ['12', '9'],
      ['64', '6'],
    ],
  }),
  scenario({
    name: 'intervals',
    fn: 'merge_intervals',
    source: `"""Intervals as pairs of numbers."""
from bounds import check_bounds


def merge_intervals(intervals):
    check_bounds(intervals)
    if any(low > high for low, high in intervals):
        raise ValueError("an interval ends before it begins")
    merged = []
    for low, high in sorted(intervals):
        if merged and low < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged
`,
    head: 'def merge_intervals(intervals):',
    body: `    check_bounds(intervals)
    if any(low > high for low, high in intervals):
        raise ValueError("an interval ends before it begins")
    merged = []
    for low, high in sorted(intervals):
        if merged and low < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged`,
    param: 'intervals',
    paramType: 'list',
    wrong: 'low < merged[-1][1]:',
    right: 'low <= merged[-1][1]:',
    guard: `    if any(low > high for low, high in intervals):
        raise ValueError("an interval ends before it begins")
`,
    cases: [
      ['[(1, 4), (4, 6)]', '[(1, 6)]'],
      ['[(8, 9), (2, 3)]', '[(2, 3), (8, 9)]'],
      ['[(5, 9), (6, 7)]', '[(5, 9)]'],
    ],
  }),
  scenario({
    name: 'checksum',
    fn: 'is_valid_card',
    source: `def is_valid_card(number: str) -> bool:
    digits = [int(sign) for sign in number if sign.isdigit()]
    if len(digits) != len(number.replace(" ", "")):
        raise ValueError("a card number has digits only")
    total = 0
    for place, digit in enumerate(reversed(digits)):
        if place % 2 == 0:
            digit *= 2
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0


def masked(number: str) -> str:
    return "*" * (len(number) - 4) + number[-4:]
`,
    head: 'def is_valid_card(number: str) -> bool:',
    body: `    digits = [int(sign) for sign in number if sign.isdigit()]
    if len(digits) != len(number.replace(" ", "")):
        raise ValueError("a card number has digits only")
    total = 0
    for place, digit in enumerate(reversed(digits)):
        if place % 2 == 0:
            digit *= 2
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0`,
    param: 'number',
    paramType: 'str',
    wrong: 'if place % 2 == 0:',
    right: 'if place % 2 == 1:',
    guard: `    if len(digits) != len(number.replace(" ", "")):
        raise ValueError("a card number has digits only")
`,
    cases: [
      ['"4539 3195 0343 6467"', 'True'],
      ['"8273 1232 7352 0569"', 'False'],
      ['"059"', 'True'],
    ],
  }),
  scenario({
    name: 'inventory',
    fn: 'restock',
    source: `import json
import logging

from warehouse import lookup

log = logging.getLogger(__name__)


class Inventory:
    def __init__(self, items=None):
        self.items = dict(items or {})

    def take(self, name, count):
        if self.items.get(name, 0) < count:
            raise LookupError("not enough left")
        self.items[name] -= count


def restock(order: str) -> int:
    """How many pieces an order of the form name:count,name:count adds."""
    pieces = 0
    for line in order.split(","):
        name, count = line.split(":")
        if lookup(name) is None:
            raise KeyError(name)
        pieces = int(count)
    log.info("restocked %s", pieces)
    return pieces
`,
    head: 'def restock(order: str) -> int:',
    body: `    pieces = 0
    for line in order.split(","):
        name, count = line.split(":")
        if lookup(name) is None:
            raise KeyError(name)
        pieces = int(count)
    log.info("restocked %s", pieces)
    return pieces`,
    param: 'order',
    paramType: 'str',
    wrong: 'pieces = int(count)',
    right: 'pieces += int(count)',
    guard: `        if lookup(name) is None:
            raise KeyError(name)
`,
    cases: [
      ['"nut:30,bolt:12"', '42'],
      ['"washer:500"', '500'],
      ['"nut:7,nut:8"', '15'],
    ],
  }),
  scenario({
    name: 'rotate',
    fn: 'rotate',
    source: `def rotate(message, by=13):
    """Shifts letters in the alphabet."""
    if by < 0:
        raise ValueError("cannot rotate backwards")
    out = []
    for sign in message:
        if sign.isalpha():
            base = ord("A") if sign.isupper() else ord("a")
            out.append(chr(base + (ord(sign) - base + by) % 25))
        else:
            out.append(sign)
    return "".join(out)
`,
    head: 'def rotate(message, by=13):',
    body: `    if by < 0:
        raise ValueError("cannot rotate backwards")
    out = []
    for sign in message:
        if sign.isalpha():
            base = ord("A") if sign.isupper() else ord("a")
            out.append(chr(base + (ord(sign) - base + by) % 25))
        else:
            out.append(sign)
    return "".join(out)`,
    param: 'message',
    paramType: 'str',
    wrong: '% 25))',
    right: '% 26))',
    guard: `    if by < 0:
        raise ValueError("cannot rotate backwards")
`,
    cases: [
      ['"Hello, World"', '"Uryyb, Jbeyq"'],
      ['"attack at dawn"', '"nggnpx ng qnja"'],
      ['"ZEBRA"', '"MROEN"'],
    ],
  }),
  scenario({
    name: 'versions',
    fn: 'newest',
    source: `import re
import warnings

_VERSION = re.compile(r"^(\\d+)\\.(\\d+)\\.(\\d+)$")


def parse(version):
    match = _VERSION.match(version)
    if match is None:
        raise ValueError("not a version: " + version)
    return tuple(match.groups())


def newest(versions: list[str]) -> str:
    """The newest of some versions."""
    if len(versions) > 1000:
        warnings.warn("that is a lot")
    ordered = sorted(versions, key=parse)
    return ordered[-1]
`,
    head: 'def newest(versions: list[str]) -> str:',
    body: `    if len(versions) > 1000:
        warnings.warn("that is a lot")
    ordered = sorted(versions, key=parse)
    return ordered[-1]`,
    param: 'versions',
    paramType: 'list[str]',
    wrong: 'return tuple(match.groups())',
    right: 'return tuple(int(part) for part in match.groups())',
    guard: `    if match is None:
        raise ValueError("not a version: " + version)
`,
    cases: [
      ['["1.9.0", "1.10.0"]', '"1.10.0"'],
      ['["2.0.1", "0.4.7"]', '"2.0.1"'],
      ['["3.11.2", "3.2.12"]', '"3.11.2"'],
    ],
  }),
  scenario({
    name: 'grades',
    fn: 'final_grade',
    source: `from dataclasses import dataclass


@dataclass
class Course:
    title: str
    weight: float = 1.0


def average(points):
    return sum(points) / len(points)


def final_grade(points: list[int]) -> float:
    if not points:
        raise ValueError("no points")
    kept = sorted(points)[:-1] if len(points) > 2 else points
    return round(average(kept), 1)
`,
    head: 'def final_grade(points: list[int]) -> float:',
    body: `    if not points:
        raise ValueError("no points")
    kept = sorted(points)[:-1] if len(points) > 2 else points
    return round(average(kept), 1)`,
    param: 'points',
    paramType: 'list[int]',
    wrong: 'sorted(points)[:-1]',
    right: 'sorted(points)[1:]',
    guard: `    if not points:
        raise ValueError("no points")
`,
    cases: [
      ['[55, 90, 80]', '85.0'],
      ['[70, 71]', '70.5'],
      ['[10, 62, 63, 66]', '63.7'],
    ],
  }),
  scenario({
    name: 'pages',
    fn: 'page_range',
    source: `import math


class Paginator:
    per_page = 20

    def page_range(self, total):
        """Numbers of the pages for so many items."""
        if total < 0:
            raise ValueError("negative total")
        last = math.floor(total / self.per_page)
        return list(range(1, last + 1))


def page_range(total):
    return Paginator().page_range(total)
`,
    head: '    def page_range(self, total):',
    body: `        if total < 0:
            raise ValueError("negative total")
        last = math.floor(total / self.per_page)
        return list(range(1, last + 1))`,
    param: 'total',
    paramType: 'int',
    wrong: 'math.floor(total / self.per_page)',
    right: 'math.ceil(total / self.per_page)',
    guard: `        if total < 0:
            raise ValueError("negative total")
`,
    cases: [
      ['45', '[1, 2, 3]'],
      ['80', '[1, 2, 3, 4]'],
      ['19', '[1]'],
    ],
  }),
];
