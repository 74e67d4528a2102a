import type { FaultHints, FaultKind } from '../loop/ports.ts';
import type { TestResult } from '../loop/types.ts';
import { type Difference, differenceOf } from './values.ts';

/** How much one failure's look says: a likelihood ratio, kept modest because several kinds may look alike. */
const STRONG = 3;
const SOME = 1.8;
const LITTLE = 1.3;
const AGAINST = 0.6;
/** No number of failures makes a hint stronger or weaker than this. */
const MOST = 4;
const LEAST = 0.4;

type Ratios = Readonly<Partial<Record<FaultKind, number>>>;

/** What the difference of two values speaks for. */
const BY_DIFFERENCE: Readonly<Record<Difference['kind'], Ratios>> = {
  'one-apart': {
    'off-by-one': STRONG,
    comparison: SOME,
    number: SOME,
    'initial-value': SOME,
    slice: SOME,
    string: AGAINST,
  },
  'sign-flipped': { arithmetic: STRONG, argument: SOME, order: SOME, string: AGAINST },
  scaled: { arithmetic: STRONG, number: SOME, string: AGAINST },
  shifted: { arithmetic: SOME, number: SOME, name: LITTLE, 'initial-value': LITTLE, string: AGAINST },
  'not-a-number': { name: SOME, member: STRONG, null: SOME, argument: SOME, 'initial-value': SOME },
  'boolean-flipped': {
    comparison: SOME,
    logic: SOME,
    condition: STRONG,
    boolean: SOME,
    guard: LITTLE,
    'off-by-one': LITTLE,
  },
  'nothing-instead': {
    return: STRONG,
    member: SOME,
    guard: LITTLE,
    null: SOME,
    name: LITTLE,
    'missing-case': SOME,
  },
  'something-instead-of-nothing': { guard: STRONG, condition: SOME, null: SOME, 'missing-case': LITTLE },
  'promise-instead': { async: MOST },
  'one-element-apart': { 'off-by-one': STRONG, slice: STRONG, comparison: SOME, loop: SOME, guard: LITTLE },
  'elements-missing': {
    condition: SOME,
    comparison: SOME,
    logic: SOME,
    slice: SOME,
    loop: SOME,
    guard: LITTLE,
  },
  'elements-added': {
    guard: SOME,
    condition: SOME,
    comparison: LITTLE,
    logic: SOME,
    loop: SOME,
    state: SOME,
  },
  reordered: { order: STRONG, argument: SOME, comparison: SOME, arithmetic: LITTLE, member: LITTLE },
  'case-or-space': { member: STRONG, string: SOME },
  'text-shifted': { slice: STRONG, 'off-by-one': STRONG },
  'other-text': { string: SOME, name: LITTLE, 'missing-case': LITTLE, condition: LITTLE },
  'other-type': { return: SOME, name: SOME, member: SOME, argument: LITTLE },
};

/** What an error's message speaks for. */
const BY_MESSAGE: readonly (readonly [RegExp, Ratios])[] = [
  [
    /expected .*(?:to throw|to be rejected)|did not (?:raise|throw)|DID NOT RAISE|not raised|Missing expected exception|promise resolved .*instead of rejecting/i,
    { guard: STRONG, condition: SOME, comparison: SOME, logic: SOME, 'missing-case': LITTLE },
  ],
  [
    /Cannot read propert|undefined is not an object|of undefined|of null|'NoneType'|is not iterable|NoneType/,
    { null: STRONG, guard: SOME, name: SOME, member: SOME, return: SOME, 'off-by-one': SOME },
  ],
  [
    /is not a function|has no attribute|object is not callable|not subscriptable/,
    { member: STRONG, name: SOME, argument: LITTLE, async: LITTLE },
  ],
  [
    /is not defined|NameError|UnboundLocalError|before initialization|before assignment/,
    { name: STRONG, 'initial-value': SOME, state: SOME },
  ],
  [/Assignment to constant variable/, { state: STRONG, name: SOME }],
  [
    /IndexError|out of range|Invalid array length|Invalid count value/,
    { 'off-by-one': STRONG, comparison: SOME, slice: SOME, guard: SOME, loop: SOME },
  ],
  [/KeyError/, { guard: SOME, name: SOME, string: SOME, null: SOME, 'missing-case': SOME }],
  [
    /ZeroDivision|division by zero/,
    { guard: STRONG, comparison: SOME, 'initial-value': SOME, arithmetic: LITTLE },
  ],
  [
    /RecursionError|Maximum call stack|maximum recursion/i,
    { guard: STRONG, comparison: SOME, arithmetic: SOME, argument: SOME, condition: SOME },
  ],
  [
    /timed? ?out|steps? of a loop|infinite|exceeded timeout|(?:did|does) not end/i,
    { loop: STRONG, comparison: SOME, arithmetic: SOME, async: LITTLE },
  ],
  [/missing \d+ required|takes \d+ positional|unexpected keyword|Expected \d+ arguments/, { argument: MOST }],
  [
    /unsupported operand|can only concatenate|must be str|not supported between/,
    { argument: SOME, name: SOME, arithmetic: SOME, null: SOME, 'initial-value': LITTLE },
  ],
  [/coroutine|was never awaited|\[object Promise\]|Promise \{/, { async: MOST }],
  [/dictionary changed size|mutated during iteration|Duplicate/i, { state: STRONG }],
];

/** Which kinds of fault the failures speak for, together. An error of its own kind says more than a wrong value. */
export function faultHints(failing: readonly TestResult[]): FaultHints {
  const sums = new Map<FaultKind, number>();
  const looks = failing.map(looksOf);
  for (const ratios of looks) {
    for (const [kind, ratio] of Object.entries(ratios) as [FaultKind, number][])
      sums.set(kind, (sums.get(kind) ?? 0) + Math.log(ratio));
  }
  // Many failures of one fault look alike: their mean, made a little stronger by agreement, not their product.
  const weight = Math.min(1.5, 1 + 0.15 * Math.log(Math.max(1, looks.length))) / Math.max(1, looks.length);
  return Object.fromEntries([...sums].map(([kind, sum]) => [kind, clamp(Math.exp(sum * weight))] as const));
}

function looksOf({ message = '', expected, actual }: TestResult): Ratios {
  const error = BY_MESSAGE.find(([pattern]) => pattern.test(message));
  if (error !== undefined) return error[1];
  const difference = differenceOf(expected, actual, message);
  return difference === undefined ? {} : BY_DIFFERENCE[difference.kind];
}

function clamp(ratio: number): number {
  return Math.min(MOST, Math.max(LEAST, ratio));
}
