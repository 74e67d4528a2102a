import type { Situation } from '../../loop/ports.ts';
import type { TestResult } from '../../loop/types.ts';

/** How much likelier a template is under what was seen. */
type Factors = Readonly<Record<string, number>>;

const BY_MESSAGE: ReadonlyArray<readonly [RegExp, Factors]> = [
  [
    /division by zero|ZeroDivisionError|ArithmeticException|\bNaN\b/,
    { 'missing-guard': 5, presence: 2, 'initial-value': 2, variable: 1.5, 'condition-strengthened': 1.5 },
  ],
  [
    /Cannot read propert|of undefined|of null|NoneType|NullPointer|is not iterable|is not subscriptable/,
    {
      precondition: 4,
      'optional-access': 4,
      'safe-lookup': 3,
      presence: 3,
      'missing-guard': 3,
      'missing-return': 4,
      'condition-strengthened': 2,
      'missing-await': 2,
      'missing-skip': 2,
      'off-by-one': 1.5,
      'index-place': 2,
    },
  ],
  [
    /IndexError|out of range|OutOfBounds|out of bounds/,
    {
      precondition: 3,
      'off-by-one': 2,
      'index-place': 3,
      comparison: 2,
      'missing-guard': 3,
      'condition-strengthened': 2,
      'operand-dropped': 2,
      'bound-moved': 2,
    },
  ],
  [
    /KeyError/,
    {
      precondition: 2,
      'index-order': 2,
      'safe-lookup': 8,
      'language-slip': 4,
      'string-literal': 4,
      'missing-guard': 2,
      presence: 2,
      variable: 1.5,
    },
  ],
  [
    /RecursionError|Maximum call stack|StackOverflow/,
    {
      'small-size': 4,
      'missing-guard': 4,
      'missing-argument': 3,
      'off-by-one': 2,
      comparison: 2,
      arithmetic: 2,
      'donor-statement': 2,
      'missing-update': 2,
    },
  ],
  [
    /timed? ?out|too many steps|(?:did|does) not end|steps/i,
    {
      'missing-update': 6,
      'other-keyword': 2,
      comparison: 2,
      'loop-exit': 2,
      'off-by-one': 1.5,
      assignment: 2,
      'missing-await': 1.5,
      'missing-skip': 2,
      'donor-statement': 2,
      'missing-guard': 1.5,
    },
  ],
  [/\[object Promise\]|Promise \{|coroutine|was never awaited|un-?awaited/, { 'missing-await': 8 }],
  [
    /is not a function|has no attribute|AttributeError|undefined method/,
    {
      'sibling-member': 3,
      'other-member': 3,
      wrapped: 3,
      'missing-self': 3,
      unwrapped: 2,
      'missing-await': 2,
    },
  ],
  [
    /missing \d+ required|takes \d+ positional|Expected \d+ arguments|unexpected keyword/,
    { 'missing-argument': 8, 'extra-argument': 8, 'keyword-argument': 8, 'default-added': 12 },
  ],
  [
    /unsupported operand|can only concatenate|must be str|not supported between|Cannot mix/,
    { wrapped: 6, unwrapped: 3, suffixed: 4, variable: 2, 'safe-lookup': 2 },
  ],
  [
    /not defined|UnboundLocalError|before initialization|referenced before assignment/,
    { variable: 2, 'missing-self': 5, 'initial-value': 2, 'statement-moved': 4, 'statement-order': 3 },
  ],
  [
    /to throw|did not throw|DID NOT RAISE|not raised|Missing expected (exception|rejection)/i,
    {
      'missing-guard': 4,
      comparison: 1.5,
      presence: 2,
      'condition-strengthened': 2,
      'condition-weakened': 1.5,
      'donor-statement': 3,
      negation: 1.5,
    },
  ],
  [
    /toBe\(true\)|toBe\(false\)|True is not false|False is not true/i,
    { logical: 1.5, negation: 1.5, comparison: 1.3 },
  ],
];

/** Factors of the templates for the failures of the target: what they say, and how far apart the values are. */
export function symptomsOf({ survey, target }: Situation): ReadonlyMap<string, number> {
  const wanted = new Set(target.tests);
  const failures = survey.tests?.results.filter((test) => wanted.has(test.id)) ?? [];
  const total = new Map<string, number>();
  for (const failure of failures) {
    for (const [name, factor] of Object.entries(merged(factorsOf(failure)))) {
      // A symptom of one of many failures says less than one of all of them.
      total.set(name, (total.get(name) ?? 0) + Math.log(factor) / failures.length);
    }
  }
  return new Map([...total].map(([name, sum]) => [name, Math.exp(sum)]));
}

function factorsOf(failure: TestResult): readonly Factors[] {
  const message = failure.message ?? '';
  const found = BY_MESSAGE.filter(([pattern]) => pattern.test(message)).map(([, factors]) => factors);
  const { expected, actual } = failure;
  if (expected !== undefined && actual !== undefined)
    found.push(...byDifference(expected.trim(), actual.trim()));
  return found;
}

/** The strongest factor of each template: symptoms of one failure are not independent. */
function merged(all: readonly Factors[]): Factors {
  const strongest: Record<string, number> = {};
  for (const factors of all) {
    for (const [name, factor] of Object.entries(factors)) {
      strongest[name] = Math.max(strongest[name] ?? 1, factor);
    }
  }
  return strongest;
}

function* byDifference(expected: string, actual: string): Generator<Factors> {
  if (/^(undefined|None|null)$/.test(actual) && actual !== expected) {
    yield {
      'missing-return': 5,
      'loop-exit': 1.3,
      'missing-await': 1.5,
      'other-member': 2,
      'string-literal': 1.5,
    };
    return;
  }
  if (/^(undefined|None|null)$/.test(expected)) yield { 'missing-guard': 3, presence: 2 };
  if (/^(true|false)$/i.test(expected) && /^(true|false)$/i.test(actual)) {
    yield { logical: 2, negation: 2, comparison: 1.5, 'boolean-literal': 2, 'condition-strengthened': 1.5 };
    return;
  }
  const [a, b] = [Number(expected), Number(actual)];
  if (expected !== '' && actual !== '' && !Number.isNaN(a) && !Number.isNaN(b)) {
    yield* byNumbers(a, b);
    return;
  }
  const [x, y] = [unquoted(expected), unquoted(actual)];
  if (x === y) return;
  if (x.toLowerCase() === y.toLowerCase())
    yield { 'sibling-member': 2, suffixed: 4, unwrapped: 3, 'string-literal': 2 };
  else if (x.replace(/\s/g, '') === y.replace(/\s/g, ''))
    yield { suffixed: 3, 'string-literal': 4, unwrapped: 2, 'sibling-member': 1.5 };
  const [left, right] = [itemsOf(x), itemsOf(y)];
  if (left.length > 1 && right.length > 1) {
    if (left.length === right.length && left.toSorted().join() === right.toSorted().join()) {
      yield {
        'missing-option': 3,
        comparison: 1.5,
        'operand-order': 2.5,
        'sibling-member': 2,
        'statement-order': 2,
        'argument-order': 1.5,
      };
    }
    if (Math.abs(left.length - right.length) === 1)
      yield { 'off-by-one': 1.5, 'slice-boundary': 2, comparison: 1.5, 'index-place': 1.3 };
    if (left.length < right.length)
      yield { 'missing-skip': 1.5, 'condition-strengthened': 1.5, 'missing-guard': 1.3 };
  } else if (Math.abs(x.length - y.length) === 1) yield { 'off-by-one': 1.5, 'slice-boundary': 2 };
}

function* byNumbers(expected: number, actual: number): Generator<Factors> {
  if (Math.abs(expected - actual) === 1) yield { 'off-by-one': 1.8, 'initial-value': 1.5, comparison: 1.5 };
  if (expected === -actual && expected !== 0)
    yield { 'operand-order': 4, 'number-constant': 3, 'argument-order': 2, arithmetic: 1.5 };
  if (Number.isInteger(expected) && !Number.isInteger(actual)) {
    yield { wrapped: 3, arithmetic: 2, 'missing-guard': 1.5 };
  }
  if (!Number.isFinite(actual)) yield { 'initial-value': 3, 'missing-guard': 4 };
  if (actual === 0) yield { assignment: 1.5, 'initial-value': 1.5, arithmetic: 1.3 };
}

function unquoted(text: string): string {
  return text.replace(/^(['"`])([\s\S]*)\1$/, '$2');
}

/** The top-level items of a printed list, roughly. */
function itemsOf(text: string): readonly string[] {
  const inner = /^[[({]([\s\S]*)[\])}]$/.exec(text)?.[1];
  return inner === undefined
    ? []
    : inner
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '');
}
