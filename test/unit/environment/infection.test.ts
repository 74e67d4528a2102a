import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '../../../src/belief/random.ts';
import { type Checks, checksOf } from '../../../src/environment/warm/infection/checks.ts';
import type { Variant } from '../../../src/environment/warm/schemata.ts';
import { Infections } from '../../../src/environment/warm/worker/infections.ts';
import { rangeBetween } from '../../../src/syntax/change.ts';
import { testSyntax } from '../../support/syntax.ts';

/** What a body is given; whatever is done beside giving a value is written down. */
function world(n: number): Readonly<Record<string, unknown>> & { readonly log: readonly string[] } {
  const log: string[] = [];
  const noted = <T>(what: string, value: T): T => {
    log.push(what);
    return value;
  };
  const lazy = {};
  Object.defineProperty(lazy, 'x', {
    configurable: true,
    get: () => {
      Object.defineProperty(lazy, 'x', { value: n });
      return noted('lazy', n);
    },
  });
  return {
    log,
    lazy,
    n,
    m: n - 1,
    text: 'ab'.repeat(n),
    list: [n, 1, 2],
    o: {
      x: n,
      y: { z: n % 2 === 0 },
      get got() {
        return noted('got', 1);
      },
    },
    none: n > 1 ? undefined : null,
    date: { valueOf: () => noted('valueOf', n) },
    proxy: new Proxy({ x: 1 }, { get: (_, key) => noted(`proxy ${String(key)}`, n) }),
    map: new Map([[1, n]]),
    say: (value: unknown) => noted('say', value),
  };
}
const NAMES = Object.keys(world(0));
const INPUTS = [0, 1, 2, 5];

function outcome(body: string, n: number): string {
  const given = world(n);
  let told: unknown;
  try {
    told = new Function(...NAMES, body)(...NAMES.map((name) => given[name]));
  } catch (error) {
    told = error;
  }
  return inspect([told instanceof Error ? String(told) : told, given.log]);
}

async function looked(body: string, variants: readonly Variant[]) {
  const checks = await checksOf(testSyntax(), 'a.ts', body, variants);
  return { checks, infected: checks === undefined ? new Set<number>() : infectedBy(checks, body) };
}

/** The variants that differed for some input; the original does what it did. */
function infectedBy(checks: Checks, body: string): ReadonlySet<number> {
  const infections = new Infections();
  Object.assign(globalThis, infections.globals);
  infections.begin(checks.places);
  for (const n of INPUTS) expect(outcome(checks.text, n)).toBe(outcome(body, n));
  infections.ended();
  return new Set(infections.told.infected?.[0]);
}

const differs = (body: string, other: string): boolean =>
  INPUTS.some((n) => outcome(body, n) !== outcome(other, n));

async function isTold(body: string, from: string, to: string): Promise<'alike' | 'infected' | 'not told'> {
  const other = body.replace(from, () => to);
  const { start, end, newEnd } = rangeBetween(body, other);
  const { checks, infected } = await looked(body, [{ start, end, text: other.slice(start, newEnd) }]);
  if (checks?.told.has(0) !== true) return 'not told';
  return infected.has(0) ? 'infected' : 'alike';
}

describe('what is noted of variants while the original runs', () => {
  it.each([
    ['return n > 9;', '>', '>='],
    ['return n >= 0 ? 1 : 2;', '>= 0', '> -1'],
    ['if (o.x === 7 && n) return say(1); return o;', '=== 7', '=== 8'],
    ['if (list.length) return 1;', 'list.length', 'list.length > 0'],
    ['return say(none?.x.y);', 'x.y', 'x'],
    ['return say(text.trim().length);', 'trim', 'trimEnd'],
    ['let sum = 0; for (const each of list) sum += each; return sum;', 'of list', 'of o ? list : text'],
    ['return map.get(1) ?? 5;', '5', '6'],
  ])('%s with %s for %s gives the same', async (body, from, to) => {
    expect(differs(body, body.replace(from, to))).toBe(false);
    expect(await isTold(body, from, to)).toBe('alike');
  });

  it.each([
    ['return n > 1;', '>', '>='],
    ['return o.x + 1;', 'x', 'y'],
    ['return n ? 1 : 2;', 'n ?', 'm ?'],
    // Of the same value; but who reads does more than to read.
    ['return lazy.x === n || n;', 'lazy.x === n', 'n === n'],
    ['return n === n;', 'n === n', 'lazy.x === n'],
    ['return o.x ? o.got : 1;', 'o.got', '1'],
    ['return date > n;', '>', '<'],
    ['return n > -1;', 'n > -1', 'date > -1'],
    ['return proxy.x === n;', 'proxy.x === n', 'true'],
    ['return `${' + 'n}`;', 'n', 'date'],
    ['return n in list;', 'n in list', "'x' in proxy"],
  ])('%s with %s for %s is taken for another', async (body, from, to) => {
    expect(await isTold(body, from, to)).not.toBe('alike');
  });

  it.each([
    ['return say(n);', 'say(n)', 'n'],
    ['return n;', 'n', 'say(n)'],
    ['return n;', 'n', 'n = 1'],
    ['return n;', 'n', 'n, m'],
    ['return [n];', '[n]', '[]'],
    ['return say(n) + (n || m);', '(n || m)', 'n || m'],
    ['return n ?? m;', 'm', 'm || n'],
    ['return new o.y.z;', 'o.y', 'o.x'],
    ['n = 1; return n;', 'n = 1', 'm = 1'],
    ['return n;', 'n', '\nn'],
    ['return n;', 'n', 'n // m'],
  ])('nothing is said of %s with %s for %s', async (body, from, to) => {
    expect(await isTold(body, from, to)).toBe('not told');
  });

  it('never says of a variant that it is the same where it does anything else', async () => {
    const random = seededRandom(11);
    let alike = 0;
    let others = 0;
    for (let round = 0; round < 250; round += 1) {
      const { body, variants } = drawn(random);
      const { checks, infected } = await looked(body, variants);
      for (const [index, { start, end, text }] of variants.entries()) {
        const other = body.slice(0, start) + text + body.slice(end);
        if (checks?.told.has(index) !== true || infected.has(index)) {
          others += 1;
          continue;
        }
        alike += 1;
        expect([body, other, differs(body, other)]).toEqual([body, other, false]);
      }
    }
    expect(alike).toBeGreaterThan(150);
    expect(others).toBeGreaterThan(150);
  });
});

const LEAVES = [
  ...['n', 'm', '0', '1', '2', "''", "'ab'", 'true', 'null', 'undefined', 'o', 'text', 'list'],
  ...['o.x', 'o.y.z', 'o?.y?.z', 'none?.x', 'list[0]', 'list[n]', 'list.length', 'text.length'],
  ...['map.get(n)', 'map.size', 'list.includes(n)', "text.indexOf('b')", 'text.slice(1)'],
  ...['lazy.x', 'o.got', 'date', 'proxy.x', 'say(n)', 'say(1)', 'none.x'],
];
const OPERATORS = ['+', '-', '*', '<', '<=', '>', '===', '!==', '==', '&&', '||', '??', '%', '|'];
const BODIES: readonly ((a: string, b: string, c: string) => string)[] = [
  (a) => `return ${a};`,
  (a, b, c) => `if (${a}) return ${b}; return ${c};`,
  (a, b, c) => `const one = ${a}; let two = say(${b}); two = ${c}; return [one, two];`,
  (a, b, c) => `return (${a}) ? ${b} : [${c}];`,
  (a, b) => `for (let i = 0; i < 3 && (${a}); i += 1) say(${b}); return n;`,
  (a, b) => `const give = () => ${a}; return { a: give(), b: \`\${${b}}\` };`,
];

function drawn(random: Random): { readonly body: string; readonly variants: readonly Variant[] } {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const expression = (depth: number): string => {
    if (depth === 0 || random() < 0.3) return pick(LEAVES);
    if (random() < 0.2) return `!(${expression(depth - 1)})`;
    if (random() < 0.2) return `(${expression(depth - 1)} ? ${expression(0)} : ${expression(depth - 1)})`;
    return `(${expression(depth - 1)} ${pick(OPERATORS)} ${expression(0)})`;
  };
  const body = pick(BODIES)(expression(2), expression(1), expression(1));
  const parts = [
    ...body.matchAll(
      /\b(?:n|m|o\.x|list\[0\]|text|0|1|2|true)\b(?!\s*[=(:])|[<>]=?(?!=)|===|&&|\|\||\+(?!=)/g,
    ),
  ];
  const variants = parts.flatMap(({ index, 0: part }): Variant[] => {
    if (/^(?:let|const)$/.test(part)) return [];
    const text = /\w/.test(part) ? (random() < 0.3 ? expression(1) : pick(LEAVES)) : pick(OPERATORS);
    return [{ start: index, end: index + part.length, text }];
  });
  return { body, variants };
}
