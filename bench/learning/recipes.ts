/** What small modules are made of: a function, and tests that say what it does. `Noun` and `noun` are replaced. */
export interface Recipe {
  readonly name: string;
  readonly code: string;
  /** Bodies of tests, by what they say. */
  readonly tests: Readonly<Record<string, string>>;
}

/** Written for this bench; idioms of one kind recur in several of them, as they do in a project. */
export const RECIPES: readonly Recipe[] = [
  {
    name: 'total',
    code: `export function totalNoun(items) {
  if (items.length === 0) return 0;
  let sum = 0;
  for (const item of items) {
    if (item.cancelled) continue;
    sum += item.price * item.count;
  }
  return cents(sum);
}`,
    tests: {
      'adds up': 'assert.equal(totalNoun([{ price: 2.5, count: 2 }, { price: 1, count: 3 }]), 8);',
      'rounds to cents': 'assert.equal(totalNoun([{ price: 0.1, count: 3 }]), 0.3);',
      'leaves the cancelled':
        'assert.equal(totalNoun([{ price: 5, count: 1 }, { price: 9, count: 1, cancelled: true }]), 5);',
      'of nothing is nought': 'assert.equal(totalNoun([]), 0);',
    },
  },
  {
    name: 'average',
    code: `export function averageNoun(values) {
  if (values.length === 0) return 0;
  const sum = values.reduce((all, value) => all + value, 0);
  return sum / values.length;
}`,
    tests: {
      'is the mean': 'assert.equal(averageNoun([2, 4, 9]), 5);',
      'of one is itself': 'assert.equal(averageNoun([7]), 7);',
      'of nothing is nought': 'assert.equal(averageNoun([]), 0);',
    },
  },
  {
    name: 'within',
    code: `export function isNounWithin(value, low, high) {
  if (low > high) return false;
  return low <= value && value <= high;
}`,
    tests: {
      'holds inside': 'assert.equal(isNounWithin(5, 1, 9), true);',
      'holds at both ends':
        'assert.equal(isNounWithin(1, 1, 9), true);\n  assert.equal(isNounWithin(9, 1, 9), true);',
      'does not hold outside':
        'assert.equal(isNounWithin(0, 1, 9), false);\n  assert.equal(isNounWithin(10, 1, 9), false);',
    },
  },
  {
    name: 'due',
    code: `export function dueNouns(nouns, day, grace) {
  const due = [];
  for (const noun of nouns) {
    if (noun.cancelled) continue;
    if (noun.paid) continue;
    if (noun.day + grace <= day) due.push(noun.id);
  }
  return due;
}`,
    tests: {
      'takes those of the day':
        "assert.deepEqual(dueNouns([{ id: 'a', day: 3 }, { id: 'b', day: 5 }], 3, 0), ['a']);",
      'knows the grace': "assert.deepEqual(dueNouns([{ id: 'a', day: 3 }], 4, 2), []);",
      'leaves the cancelled': "assert.deepEqual(dueNouns([{ id: 'a', day: 1, cancelled: true }], 9, 0), []);",
      'leaves the paid': "assert.deepEqual(dueNouns([{ id: 'a', day: 1, paid: true }], 9, 0), []);",
    },
  },
  {
    name: 'sorted',
    code: `export function sortedNouns(nouns) {
  return [...nouns].sort((a, b) => a.rank - b.rank);
}

export function firstNoun(nouns) {
  const [first] = sortedNouns(nouns);
  return first?.id ?? 'none';
}`,
    tests: {
      'sorts by rank':
        "assert.deepEqual(sortedNouns([{ id: 'b', rank: 2 }, { id: 'a', rank: 1 }]).map((each) => each.id), ['a', 'b']);",
      'leaves what it was given':
        "const given = [{ id: 'b', rank: 2 }, { id: 'a', rank: 1 }];\n  sortedNouns(given);\n  assert.equal(given[0].id, 'b');",
      'finds the first': "assert.equal(firstNoun([{ id: 'b', rank: 2 }, { id: 'a', rank: 1 }]), 'a');",
      'says when there is none': "assert.equal(firstNoun([]), 'none');",
    },
  },
  {
    name: 'page',
    code: `export function nounPage(nouns, page, size) {
  const start = (page - 1) * size;
  return nouns.slice(start, start + size);
}

export function nounPages(count, size) {
  return Math.max(1, Math.ceil(count / size));
}`,
    tests: {
      'cuts the first': 'assert.deepEqual(nounPage([1, 2, 3, 4, 5], 1, 2), [1, 2]);',
      'cuts the last': 'assert.deepEqual(nounPage([1, 2, 3, 4, 5], 3, 2), [5]);',
      'counts pages': 'assert.equal(nounPages(5, 2), 3);\n  assert.equal(nounPages(4, 2), 2);',
      'has one page at least': 'assert.equal(nounPages(0, 2), 1);',
    },
  },
  {
    name: 'counts',
    code: `export function countNouns(nouns) {
  const counts = {};
  for (const noun of nouns) {
    if (noun.cancelled) continue;
    counts[noun.kind] = (counts[noun.kind] ?? 0) + 1;
  }
  return counts;
}

export function nounsOf(counts, kind) {
  return counts[kind] ?? 0;
}`,
    tests: {
      'counts by kind':
        "assert.deepEqual(countNouns([{ kind: 'x' }, { kind: 'y' }, { kind: 'x' }]), { x: 2, y: 1 });",
      'leaves the cancelled':
        "assert.deepEqual(countNouns([{ kind: 'x' }, { kind: 'x', cancelled: true }]), { x: 1 });",
      'knows one': "assert.equal(nounsOf({ x: 2 }, 'x'), 2);",
      'has none of others': "assert.equal(nounsOf({ x: 2 }, 'z'), 0);",
    },
  },
  {
    name: 'discount',
    code: `export function nounPrice(price, rate, fee) {
  const reduced = price * (1 - rate);
  const charged = Math.max(0, reduced) + fee;
  return cents(charged);
}`,
    tests: {
      'takes the rate off': 'assert.equal(nounPrice(50, 0.2, 0), 40);',
      'adds the fee': 'assert.equal(nounPrice(10, 0, 2.5), 12.5);',
      'rounds to cents': 'assert.equal(nounPrice(9.99, 0.15, 0), 8.49);',
      'is never below the fee': 'assert.equal(nounPrice(10, 1.5, 3), 3);',
    },
  },
  {
    name: 'name',
    code: `export function nounKey(name) {
  const words = name.trim().toLowerCase().split(/\\s+/);
  return words.join('-');
}

export function sameNoun(a, b) {
  return nounKey(a.name) === nounKey(b.name);
}`,
    tests: {
      'joins words': "assert.equal(nounKey('Red Chair'), 'red-chair');",
      'ignores space around': "assert.equal(nounKey('  Red Chair '), 'red-chair');",
      'ignores case': "assert.equal(sameNoun({ name: 'DESK' }, { name: 'desk' }), true);",
      'tells others apart': "assert.equal(sameNoun({ name: 'desk' }, { name: 'chair' }), false);",
    },
  },
  {
    name: 'overlap',
    code: `export function nounsOverlap(a, b) {
  return a.start < b.end && b.start < a.end;
}

export function freeNoun(taken, wanted) {
  for (const each of taken) {
    if (nounsOverlap(each, wanted)) return false;
  }
  return true;
}`,
    tests: {
      'sees an overlap': 'assert.equal(nounsOverlap({ start: 1, end: 5 }, { start: 4, end: 8 }), true);',
      'lets neighbours be':
        'assert.equal(nounsOverlap({ start: 1, end: 4 }, { start: 4, end: 8 }), false);\n  assert.equal(nounsOverlap({ start: 4, end: 8 }, { start: 1, end: 4 }), false);',
      'is free beside': 'assert.equal(freeNoun([{ start: 1, end: 4 }], { start: 4, end: 6 }), true);',
      'is taken inside': 'assert.equal(freeNoun([{ start: 1, end: 4 }], { start: 2, end: 3 }), false);',
    },
  },
  {
    name: 'stock',
    code: `export function takeNoun(stock, id, count) {
  const left = (stock[id] ?? 0) - count;
  if (left < 0) return { ok: false, stock };
  return { ok: true, stock: { ...stock, [id]: left } };
}`,
    tests: {
      'takes some': 'assert.deepEqual(takeNoun({ a: 5 }, "a", 2), { ok: true, stock: { a: 3 } });',
      'takes the last': 'assert.equal(takeNoun({ a: 2 }, "a", 2).ok, true);',
      'takes no more than there is': 'assert.equal(takeNoun({ a: 1 }, "a", 2).ok, false);',
      'knows what it never had': 'assert.equal(takeNoun({}, "b", 1).ok, false);',
      'leaves the old stock':
        'const stock = { a: 5 };\n  takeNoun(stock, "a", 2);\n  assert.equal(stock.a, 5);',
    },
  },
  {
    name: 'closing',
    code: `export function closeNouns(nouns, day) {
  const trail = [];
  let closed = 0;
  for (const noun of nouns) {
    if (noun.state !== 'open' || noun.until > day) continue;
    closed += 1;
    trail.push(noun.id);
  }
  return { closed, trail };
}`,
    tests: {
      'closes what is over':
        "assert.equal(closeNouns([{ id: 'a', state: 'open', until: 3 }, { id: 'b', state: 'open', until: 9 }], 5).closed, 1);",
      'tells which':
        "assert.deepEqual(closeNouns([{ id: 'a', state: 'open', until: 3 }, { id: 'b', state: 'open', until: 4 }], 5).trail, ['a', 'b']);",
      'leaves the others': "assert.equal(closeNouns([{ id: 'a', state: 'new', until: 3 }], 5).closed, 0);",
    },
  },
  {
    name: 'moving',
    code: `export function moveNouns(nouns, days) {
  const trail = [];
  const moved = [];
  for (const noun of nouns) {
    if (noun.cancelled) continue;
    trail.push(noun.id);
    const day = noun.day + days;
    moved.push({ ...noun, day: Math.min(LIMIT, day) });
  }
  return { moved, trail };
}`,
    tests: {
      'moves by days': "assert.deepEqual(moveNouns([{ id: 'a', day: 3 }], 4).moved, [{ id: 'a', day: 7 }]);",
      'tells which': "assert.deepEqual(moveNouns([{ id: 'a', day: 3 }], 4).trail, ['a']);",
      'never goes beyond the limit': "assert.equal(moveNouns([{ id: 'a', day: 360 }], 9).moved[0].day, 365);",
      'leaves the cancelled':
        "assert.deepEqual(moveNouns([{ id: 'a', day: 3, cancelled: true }], 4).moved, []);",
    },
  },
  {
    name: 'waiting',
    code: `export function waitingNouns(nouns, day) {
  let waiting = 0;
  for (const noun of nouns) {
    if (noun.cancelled) continue;
    if (noun.state === 'open') waiting += day - noun.day;
  }
  return Math.min(LIMIT, waiting);
}`,
    tests: {
      'adds the days of the open':
        "assert.equal(waitingNouns([{ state: 'open', day: 3 }, { state: 'done', day: 1 }, { state: 'open', day: 4 }], 6), 5);",
      'has a limit': "assert.equal(waitingNouns([{ state: 'open', day: 0 }], 999), 365);",
      'leaves the cancelled':
        "assert.equal(waitingNouns([{ state: 'open', day: 1, cancelled: true }], 6), 0);",
    },
  },
  {
    name: 'streak',
    code: `export function longestNounRun(values) {
  let longest = 0;
  let run = 0;
  for (let i = 0; i < values.length; i += 1) {
    run = i > 0 && values[i] === values[i - 1] ? run + 1 : 1;
    if (run > longest) longest = run;
  }
  return longest;
}`,
    tests: {
      'finds the longest': 'assert.equal(longestNounRun([1, 1, 2, 2, 2, 3]), 3);',
      'looks at the end': 'assert.equal(longestNounRun([1, 4, 4, 4, 4]), 4);',
      'of one is one': 'assert.equal(longestNounRun([9]), 1);',
      'of nothing is nought': 'assert.equal(longestNounRun([]), 0);',
    },
  },
];

/** In every module: functions of projects are longer than examples. */
export const LONG: Recipe = {
  name: 'settling',
  code: `export function settleNouns(nouns, day, fee) {
  const trail = [];
  const counts = {};
  let closed = 0;
  let sum = 0;
  let oldest = day;
  for (const noun of nouns) {
    if (noun.cancelled) continue;
    if (noun.state !== 'open') continue;
    counts[noun.kind] = (counts[noun.kind] ?? 0) + 1;
    trail.push(noun.id);
    const late = Math.max(0, day - noun.until);
    if (late > 0) {
      sum += noun.price * noun.count + late * fee;
    } else {
      sum += noun.price * noun.count;
    }
    if (noun.until < oldest) oldest = noun.until;
    closed += 1;
  }
  const mean = closed === 0 ? 0 : sum / closed;
  return { closed, trail, counts, oldest, sum: cents(sum), mean: cents(mean) };
}`,
  tests: {
    'closes the open ones': `const some = [{ id: 'a', kind: 'x', state: 'open', until: 4, price: 2, count: 3 }, { id: 'b', kind: 'x', state: 'done', until: 4, price: 9, count: 1 }];
  assert.equal(settleNouns(some, 4, 1).closed, 1);
  assert.deepEqual(settleNouns(some, 4, 1).trail, ['a']);`,
    'leaves the cancelled': `const some = [{ id: 'a', kind: 'x', state: 'open', until: 4, price: 2, count: 3, cancelled: true }];
  assert.deepEqual(settleNouns(some, 4, 1).trail, []);
  assert.equal(settleNouns(some, 4, 1).sum, 0);`,
    'charges for late ones': `const some = [{ id: 'a', kind: 'x', state: 'open', until: 1, price: 2, count: 3 }];
  assert.equal(settleNouns(some, 4, 0.5).sum, 7.5);
  assert.equal(settleNouns(some, 4, 0.5).oldest, 1);`,
    'counts by kind': `const some = ['x', 'y', 'x'].map((kind, at) => ({ id: 'i' + at, kind, state: 'open', until: 9, price: 1, count: 1 }));
  assert.deepEqual(settleNouns(some, 4, 1).counts, { x: 2, y: 1 });
  assert.equal(settleNouns(some, 4, 1).mean, 1);`,
    'rounds to cents': `const some = [0.1, 0.2].map((price, at) => ({ id: 'i' + at, kind: 'x', state: 'open', until: 9, price, count: 1 }));
  assert.equal(settleNouns(some, 4, 1).sum, 0.3);
  assert.equal(settleNouns(some.slice(0, 1), 4, 1).mean, 0.1);`,
  },
};

/** A kind of mistake: what stands in the right code, and what somebody writes instead. */
export interface BugKind {
  readonly name: string;
  readonly find: RegExp;
  readonly put: string;
}

/** Kinds that what is learned was developed with: all of them take the product a search of some length. */
export const KINDS: readonly BugKind[] = [
  { name: 'cancelled not left out', find: /\n {4}if \(\w+\.cancelled\) continue;/g, put: '' },
  { name: 'trail forgotten', find: /\n {4}trail\.push\(\w+\.id\);/g, put: '' },
  { name: 'not counted', find: /\n {4}closed \+= 1;/g, put: '' },
  { name: 'wrong state', find: /'open'/g, put: "'closed'" },
];

/** Kinds that were looked at only when everything was done. */
export const HELD_OUT: readonly BugKind[] = [
  { name: 'floor forgotten', find: /Math\.max\([01], ([^;]+?)\)(?= \+ fee;|;)/g, put: '$1' },
  { name: 'paid not left out', find: /\n {4}if \(\w+\.paid\) continue;/g, put: '' },
  { name: 'wrong member', find: /(\w+)\.price \* \1\.count/g, put: '$1.price * $1.price' },
  { name: 'oldest not kept', find: /\n {4}if \(\w+\.until < oldest\) oldest = \w+\.until;/g, put: '' },
  { name: 'late not charged', find: / \+ late \* fee/g, put: '' },
  { name: 'space not trimmed', find: /\.trim\(\)/g, put: '' },
];

export const NOUNS: readonly string[] = [
  'order',
  'invoice',
  'parcel',
  'booking',
  'ticket',
  'lesson',
  'meal',
  'loan',
  'repair',
  'visit',
  'batch',
  'shift',
];
