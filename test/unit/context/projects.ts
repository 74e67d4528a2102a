import type { Files } from './workspace.ts';

/** A shop in TypeScript: each scenario replaces one text by a faulty one. */
export const SHOP: Files = {
  'package.json': '{ "name": "shop" }',
  'vitest.config.ts': 'export default { test: { include: ["test/**"] } };\n',
  'src/index.ts': `export { Cart } from './cart.js';\nexport * from './shipping.js';\n`,
  'src/money.ts': `/** Rounds to whole cents. */
export function roundCents(value: number): number {
  return Math.round(value * 100) / 100;
}

export const format = (value: number, currency = '€'): string => {
  const fixed = roundCents(value).toFixed(2);
  return \`\${currency}\${fixed}\`;
};
`,
  'src/discount.ts': `import { roundCents } from './money.js';

const RATES: Record<string, number> = { gold: 0.2, silver: 0.1 };
export const BULK_THRESHOLD = 10;

export function memberDiscount(level: string, total: number): number {
  const rate = RATES[level] ?? 0;
  return roundCents(total * rate);
}

export function bulkDiscount(quantity: number, total: number): number {
  if (quantity >= BULK_THRESHOLD) {
    return roundCents(total * 0.05);
  }
  return 0;
}
`,
  'src/cart.ts': `import { bulkDiscount, memberDiscount } from './discount.js';
import { roundCents } from './money.js';

interface Line {
  readonly sku: string;
  readonly price: number;
  readonly quantity: number;
}

export class Cart {
  readonly #lines: Line[] = [];
  private limit = 99;

  add(sku: string, price: number, quantity = 1): void {
    if (quantity > this.limit) {
      throw new RangeError('too many');
    }
    this.#lines.push({ sku, price, quantity });
  }

  get count(): number {
    return this.#lines.reduce((sum, line) => sum + line.quantity, 0);
  }

  subtotal(): number {
    let sum = 0;
    for (const line of this.#lines) {
      sum += line.price * line.quantity;
    }
    return roundCents(sum);
  }

  total(level: string): number {
    const subtotal = this.subtotal();
    return subtotal - memberDiscount(level, subtotal) - bulkDiscount(this.count, subtotal);
  }
}
`,
  'src/shipping.ts': `export function shippingCost(weight: number, express = false): number {
  if (weight <= 0) return 0;
  const base = weight < 5 ? 4.9 : 9.9;
  return express ? base * 2 : base;
}

export function estimateDays(country: string): number {
  switch (country) {
    case 'DE':
      return 2;
    case 'US':
      return 7;
    default:
      return 10;
  }
}
`,
  'test/helpers.ts': `import { Cart } from '../src/index.js';
export function cartOf(prices: number[]): Cart {
  const cart = new Cart();
  prices.forEach((price, i) => cart.add('sku' + i, price));
  return cart;
}
`,
  'test/cart.test.ts': `import { beforeEach, describe, expect, it } from 'vitest';
import { Cart, estimateDays, shippingCost } from '../src/index.js';
import { cartOf } from './helpers.js';

describe('Cart', () => {
  let cart: Cart;
  beforeEach(() => {
    cart = new Cart();
  });
  it('adds up prices', () => {
    cart.add('a', 2, 3);
    expect(cart.subtotal()).toBe(6);
  });
  it('counts articles', () => {
    cart.add('a', 2, 3);
    expect(cart.count).toBe(3);
  });
  it('refuses too many articles', () => {
    expect(() => cart.add('a', 1, 100)).toThrow();
  });
  it('gives gold members a discount', () => {
    expect(cartOf([100]).total('gold')).toBe(80);
  });
  it('gives a bulk discount from ten articles', () => {
    cart.add('a', 10, 10);
    expect(cart.total('none')).toBe(95);
  });
});

describe('shipping', () => {
  it('is free without weight', () => {
    expect(shippingCost(0)).toBe(0);
  });
  it('doubles for express', () => {
    expect(shippingCost(1, true)).toBeCloseTo(9.8);
  });
  it.each([['DE', 2], ['US', 7]])('estimates days to %s', (country, days) => {
    expect(estimateDays(country)).toBe(days);
  });
});
`,
  'test/money.test.ts': `import { expect, test } from 'vitest';
import * as money from '../src/money.js';
test('formats money', () => {
  expect(money.format(3.456)).toBe('€3.46');
});
test('rounds to cents', () => {
  expect(money.roundCents(1.005)).toBe(1);
});
`,
};

export const SHOP_TESTS: readonly (readonly [string, string])[] = [
  ['test/cart.test.ts', 'Cart > adds up prices'],
  ['test/cart.test.ts', 'Cart > counts articles'],
  ['test/cart.test.ts', 'Cart > refuses too many articles'],
  ['test/cart.test.ts', 'Cart > gives gold members a discount'],
  ['test/cart.test.ts', 'Cart > gives a bulk discount from ten articles'],
  ['test/cart.test.ts', 'shipping > is free without weight'],
  ['test/cart.test.ts', 'shipping > doubles for express'],
  ['test/cart.test.ts', 'shipping > estimates days to DE'],
  ['test/cart.test.ts', 'shipping > estimates days to US'],
  ['test/money.test.ts', 'formats money'],
  ['test/money.test.ts', 'rounds to cents'],
];

/** A CommonJS package with mocha tests. */
export const QUEUE: Files = {
  'lib/heap.js': `'use strict';

function Heap(compare) {
  this.items = [];
  this.compare = compare;
}

Heap.prototype.size = function () {
  return this.items.length;
};

Heap.prototype.siftUp = function (index) {
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (this.compare(this.items[index], this.items[parent]) >= 0) break;
    [this.items[index], this.items[parent]] = [this.items[parent], this.items[index]];
    index = parent;
  }
};

Heap.prototype.insert = function (item) {
  this.items.push(item);
  this.siftUp(this.items.length - 1);
};

module.exports = Heap;
`,
  'lib/queue.js': `const Heap = require('./heap');
const { parseDelay } = require('./delay');

exports.createQueue = function createQueue(options = { max: 100 }) {
  const heap = new Heap((a, b) => a.at - b.at);
  return {
    schedule(name, delay) {
      if (heap.size() >= options.max) return false;
      heap.insert({ name, at: parseDelay(delay) });
      return true;
    },
    peek() {
      return heap.items[0];
    },
  };
};
`,
  'lib/delay.js': `const UNITS = { s: 1, m: 60, h: 3600 };

function parseDelay(text) {
  const match = /^(\\d+)([smh])$/.exec(text);
  if (!match) throw new Error('bad delay: ' + text);
  return Number(match[1]) * UNITS[match[2]];
}

module.exports = { parseDelay };
`,
  'test/queue.spec.js': `const assert = require('assert');
const { createQueue } = require('../lib/queue');
const { parseDelay } = require('../lib/delay');

describe('queue', function () {
  it('peeks at the earliest', function () {
    const queue = createQueue();
    queue.schedule('late', '2h');
    queue.schedule('soon', '5m');
    assert.equal(queue.peek().name, 'soon');
  });
  it('refuses more than its maximum', function () {
    const queue = createQueue({ max: 1 });
    queue.schedule('a', '1s');
    assert.equal(queue.schedule('b', '1s'), false);
  });
});

describe('delay', function () {
  it('parses hours', function () {
    assert.equal(parseDelay('2h'), 7200);
  });
  it('parses seconds', function () {
    assert.equal(parseDelay('30s'), 30);
  });
});
`,
};

export const QUEUE_TESTS: readonly (readonly [string, string])[] = [
  ['test/queue.spec.js', 'queue > peeks at the earliest'],
  ['test/queue.spec.js', 'queue > refuses more than its maximum'],
  ['test/queue.spec.js', 'delay > parses hours'],
  ['test/queue.spec.js', 'delay > parses seconds'],
];

/** A Python package in a src folder, with pytest and unittest tests. */
export const LIBRARY: Files = {
  'pyproject.toml': '[project]\nname = "library"\n',
  'src/library/__init__.py': 'from .loans import Desk\nfrom .fines import fine_for\n',
  'src/library/fines.py': `"""What a late book costs."""
from datetime import timedelta

DAILY_RATE = 25
GRACE_DAYS = 3


def late_days(due, returned):
    """Days after the due date; never negative."""
    delta = returned - due
    return max(0, delta.days)


def fine_for(due, returned, cap=500):
    days = late_days(due, returned)
    if days <= GRACE_DAYS:
        return 0
    elif days > 365:
        return cap
    else:
        return min(cap, days * DAILY_RATE)
`,
  'src/library/loans.py': `from dataclasses import dataclass, field
from . import shelf
from library.members import Member, may_borrow


@dataclass
class Loan:
    member: Member
    title: str
    renewals: int = 0


class Desk:
    MAX_RENEWALS = 2

    def __init__(self, titles):
        self.shelf = shelf.Shelf(titles)
        self.loans = []

    def borrow(self, member, title):
        if not may_borrow(member, self.count(member)):
            raise PermissionError(f"{member.name} may not borrow")
        self.shelf.take(title)
        loan = Loan(member, title)
        self.loans.append(loan)
        return loan

    def count(self, member):
        return sum(1 for loan in self.loans if loan.member == member)

    def renew(self, loan):
        if loan.renewals >= self.MAX_RENEWALS:
            return False
        loan.renewals += 1
        return True
`,
  'src/library/members.py': `from dataclasses import dataclass


@dataclass(frozen=True)
class Member:
    name: str
    level: str = "adult"


LIMITS = {"adult": 5, "child": 2}


def may_borrow(member, count):
    return count < LIMITS[member.level]
`,
  'src/library/shelf.py': `class Shelf:
    def __init__(self, titles):
        self.titles = sorted(titles)

    def take(self, title):
        for index, known in enumerate(self.titles):
            if known.lower() == title.lower():
                return self.titles.pop(index)
        raise KeyError(title)
`,
  'tests/conftest.py': `import pytest
from library import Desk
from library.members import Member


@pytest.fixture
def desk():
    return Desk(["Emma", "Dune", "Ulysses"])


@pytest.fixture
def child():
    return Member("Tim", "child")
`,
  'tests/test_loans.py': `from library.members import Member
import pytest


def test_child_may_borrow_two(desk, child):
    desk.borrow(child, "Emma")
    desk.borrow(child, "Dune")
    with pytest.raises(PermissionError):
        desk.borrow(child, "Ulysses")


def test_renews_twice(desk):
    loan = desk.borrow(Member("Ada"), "Emma")
    assert desk.renew(loan)
    assert desk.renew(loan)
    assert not desk.renew(loan)


def test_takes_title_in_any_case(desk):
    assert desk.borrow(Member("Ada"), "EMMA")
`,
  'tests/test_fines.py': `import unittest
from datetime import date
from library import fines


class FineTest(unittest.TestCase):
    def setUp(self):
        self.due = date(2024, 1, 1)

    def test_no_fine_in_grace(self):
        self.assertEqual(fines.fine_for(self.due, date(2024, 1, 4)), 0)

    def test_daily_rate(self):
        self.assertEqual(fines.fine_for(self.due, date(2024, 1, 11)), 250)

    def test_early_is_not_late(self):
        self.assertEqual(fines.late_days(self.due, date(2023, 12, 30)), 0)
`,
};

export const LIBRARY_TESTS: readonly (readonly [string, string])[] = [
  ['tests/test_loans.py', 'test_child_may_borrow_two'],
  ['tests/test_loans.py', 'test_renews_twice'],
  ['tests/test_loans.py', 'test_takes_title_in_any_case'],
  ['tests/test_fines.py', 'FineTest > test_no_fine_in_grace'],
  ['tests/test_fines.py', 'FineTest > test_daily_rate'],
  ['tests/test_fines.py', 'FineTest > test_early_is_not_late'],
];
