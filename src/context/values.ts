/** How an expected and a received value differ, as far as their texts tell. */
export interface Difference {
  readonly kind:
    | 'one-apart'
    | 'sign-flipped'
    | 'scaled'
    | 'shifted'
    | 'not-a-number'
    | 'boolean-flipped'
    | 'nothing-instead'
    | 'something-instead-of-nothing'
    | 'promise-instead'
    | 'one-element-apart'
    | 'elements-missing'
    | 'elements-added'
    | 'reordered'
    | 'case-or-space'
    | 'text-shifted'
    | 'other-text'
    | 'other-type';
  /** Numbers that would turn the one into the other: what to add, or what to multiply with. */
  readonly numbers: readonly number[];
}

const NOTHING = /^(?:undefined|null|None|void 0)$/;
const BOOLEAN = /^(?:true|false|True|False)$/;
const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?n?$/i;
const QUOTED = /^(['"`])([\s\S]*)\1$/;

/** Reads pairs of values out of messages of runners that do not report them apart. */
const IN_MESSAGE: readonly {
  readonly pattern: RegExp;
  readonly expected: number;
  readonly actual: number;
}[] = [
  {
    pattern:
      /expected (.+?) to (?:be|deeply equal|strictly equal|equal|have a length of) (.+?)(?: but got .*)?(?: \/\/ .*)?(?:\n|$)/,
    expected: 2,
    actual: 1,
  },
  { pattern: /Expected: (.+)\n\s*Received: (.+)/, expected: 1, actual: 2 },
  { pattern: /AssertionError: (.+?) != (.+?)(?: :.*)?(?:\n|$)/, expected: 2, actual: 1 },
  { pattern: /assert (.+?) == (.+?)(?:\n|$)/, expected: 2, actual: 1 },
  { pattern: /(?:^|\n)(.+?) (?:!==|!=) (.+?)(?:\n|$)/, expected: 2, actual: 1 },
];

/** Compares what a test expected with what it received; undefined when the texts say nothing. */
export function differenceOf(
  expected: string | undefined,
  actual: string | undefined,
  message: string,
): Difference | undefined {
  if (expected !== undefined && actual !== undefined) return compare(expected.trim(), actual.trim());
  for (const { pattern, ...groups } of IN_MESSAGE) {
    const match = pattern.exec(message);
    const found = [match?.[groups.expected]?.trim(), match?.[groups.actual]?.trim()];
    if (found[0] !== undefined && found[1] !== undefined) return compare(found[0], found[1]);
  }
  return undefined;
}

function compare(expected: string, actual: string): Difference | undefined {
  const plain = (kind: Difference['kind']): Difference => ({ kind, numbers: [] });
  if (expected === actual) return undefined;
  if (/^(?:Promise\b|\[object Promise\]|<coroutine)/.test(actual)) return plain('promise-instead');
  if (NOTHING.test(actual)) return plain('nothing-instead');
  if (NOTHING.test(expected)) return plain('something-instead-of-nothing');
  if (BOOLEAN.test(expected) && BOOLEAN.test(actual)) return plain('boolean-flipped');
  if (/^nan$/i.test(actual)) return plain('not-a-number');
  if (NUMBER.test(expected) && NUMBER.test(actual)) return ofNumbers(number(expected), number(actual));
  const lists = [elementsOf(expected), elementsOf(actual)];
  if (lists[0] !== undefined && lists[1] !== undefined) return ofLists(lists[0], lists[1]);
  const types = [expected, actual].map((text) =>
    NUMBER.test(text)
      ? 'number'
      : BOOLEAN.test(text)
        ? 'boolean'
        : elementsOf(text) === undefined
          ? 'text'
          : 'list',
  );
  if (types[0] !== types[1]) return plain('other-type');
  return ofTexts(QUOTED.exec(expected)?.[2] ?? expected, QUOTED.exec(actual)?.[2] ?? actual);
}

function number(text: string): number {
  return Number(text.replace(/n$/, ''));
}

function ofNumbers(expected: number, actual: number): Difference {
  const apart = expected - actual;
  if (Math.abs(Math.abs(apart) - 1) < 1e-9) return { kind: 'one-apart', numbers: [apart] };
  if (expected === -actual) return { kind: 'sign-flipped', numbers: [-1] };
  const ratio = actual === 0 || expected === 0 ? Number.NaN : expected / actual;
  const whole = [ratio, 1 / ratio].some((r) => Math.abs(r - Math.round(r)) < 1e-9 && Math.abs(r) > 1);
  return whole
    ? { kind: 'scaled', numbers: [ratio, 1 / ratio, apart] }
    : { kind: 'shifted', numbers: [apart] };
}

/** The elements of a list, set or object as texts; undefined when the text shows none. */
function elementsOf(text: string): readonly string[] | undefined {
  const body = /^[A-Z]?\w*\s*(?:\(\d+\)\s*)?[[{(]([\s\S]*)[\]})]$/.exec(text)?.[1];
  if (body === undefined) return undefined;
  const elements: string[] = [];
  let depth = 0;
  let quote = '';
  let from = 0;
  for (let at = 0; at < body.length; at += 1) {
    const char = body[at] ?? '';
    if (quote !== '') {
      if (char === '\\') at += 1;
      else if (char === quote) quote = '';
    } else if (/['"`]/.test(char)) quote = char;
    else if (/[[{(]/.test(char)) depth += 1;
    else if (/[\]})]/.test(char)) depth -= 1;
    else if (char === ',' && depth === 0) {
      elements.push(body.slice(from, at).trim());
      from = at + 1;
    }
  }
  return [...elements, body.slice(from).trim()].filter((element) => element !== '' && element !== '…');
}

function ofLists(expected: readonly string[], actual: readonly string[]): Difference {
  const plain = (kind: Difference['kind']): Difference => ({ kind, numbers: [] });
  if (expected.length === actual.length) {
    const same = expected.toSorted().join('\0') === actual.toSorted().join('\0');
    if (same) return plain('reordered');
    const differing = expected.flatMap((element, index) => {
      const other = actual[index] ?? '';
      return element === other ? [] : [[memberValue(element), memberValue(other)] as const];
    });
    const [first] = differing;
    return (first === undefined ? undefined : compare(first[0], first[1])) ?? plain('other-text');
  }
  const apart = expected.length - actual.length;
  if (Math.abs(apart) === 1) return { kind: 'one-element-apart', numbers: [apart] };
  return plain(apart > 0 ? 'elements-missing' : 'elements-added');
}

/** The value of `name: value`, or the whole. */
function memberValue(element: string): string {
  return /^["']?[\w$]+["']?\s*:\s*([\s\S]+)$/.exec(element)?.[1] ?? element;
}

function ofTexts(expected: string, actual: string): Difference {
  const plain = (kind: Difference['kind']): Difference => ({ kind, numbers: [] });
  const bare = (text: string): string => text.replace(/\s+/g, '').toLowerCase();
  if (bare(expected) === bare(actual)) return plain('case-or-space');
  const [short, long] = expected.length < actual.length ? [expected, actual] : [actual, expected];
  if (long.length - short.length <= 2 && short !== '' && long.includes(short)) return plain('text-shifted');
  return plain('other-text');
}
