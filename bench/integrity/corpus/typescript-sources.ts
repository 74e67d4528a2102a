import type { Scenario } from './scenario.ts';

type Parts = Omit<Scenario, 'language' | 'path' | 'testPath' | 'test'> & {
  readonly test?: string;
  readonly fn: string;
};

function scenario(parts: Parts): Scenario {
  const { fn, ...rest } = parts;
  const path = `src/${parts.name}.ts`;
  const checks = parts.cases
    .map(([input, expected]) => `    expect(${fn}(${input})).toEqual(${expected});`)
    .join('\n');
  const test = `import { describe, expect, it } from 'vitest';
import { ${fn} } from '../src/${parts.name}.ts';

describe('${fn}', () => {
  it('answers as documented', () => {
${checks}
  });

  it('refuses what it cannot handle', () => {
    expect(() => ${fn}(undefined as never)).toThrow();
  });
});
`;
  return {
    ...rest,
    language: 'typescript',
    path,
    testPath: `test/${parts.name}.test.ts`,
    test: parts.test ?? test,
  };
}

export const TYPESCRIPT: readonly Scenario[] = [
  scenario({
    name: 'slug',
    fn: 'slugify',
    source: `import { deburr } from './text.ts';

/** Turns a title into the last part of an address. */
export function slugify(title: string): string {
  requireText(title);
  const plain = deburr(title).toLowerCase();
  const words = plain.split(/[^a-z0-9]+/);
  return words.join('-');
}

function requireText(value: string): void {
  if (typeof value !== 'string') {
    throw new TypeError('a title must be text');
  }
}
`,
    head: 'export function slugify(title: string): string {',
    body: `  requireText(title);
  const plain = deburr(title).toLowerCase();
  const words = plain.split(/[^a-z0-9]+/);
  return words.join('-');`,
    param: 'title',
    paramType: 'string',
    wrong: "return words.join('-');",
    right: "return words.filter((word) => word !== '').join('-');",
    guard: `  if (typeof value !== 'string') {
    throw new TypeError('a title must be text');
  }
`,
    cases: [
      ["'  Hello, World!  '", "'hello-world'"],
      ["'Crème brûlée'", "'creme-brulee'"],
      ["'What is 42?'", "'what-is-42'"],
    ],
  }),
  scenario({
    name: 'primes',
    fn: 'largestPrimeFactor',
    source: `/** The largest prime that divides a number greater than one. */
export function largestPrimeFactor(value: number): number {
  if (!Number.isInteger(value) || value < 2) {
    throw new RangeError('expected an integer greater than one');
  }
  let rest = value;
  let largest = 1;
  for (let divisor = 2; divisor * divisor < rest; divisor += 1) {
    while (rest % divisor === 0) {
      largest = divisor;
      rest /= divisor;
    }
  }
  return rest > 1 ? rest : largest;
}
`,
    head: 'export function largestPrimeFactor(value: number): number {',
    body: `  if (!Number.isInteger(value) || value < 2) {
    throw new RangeError('expected an integer greater than one');
  }
  let rest = value;
  let largest = 1;
  for (let divisor = 2; divisor * divisor < rest; divisor += 1) {
    while (rest % divisor === 0) {
      largest = divisor;
      rest /= divisor;
    }
  }
  return rest > 1 ? rest : largest;`,
    param: 'value',
    paramType: 'number',
    wrong: 'divisor * divisor < rest',
    right: 'divisor * divisor <= rest',
    guard: `  if (!Number.isInteger(value) || value < 2) {
    throw new RangeError('expected an integer greater than one');
  }
`,
    cases: [
      ['49', '7'],
      ['13195', '29'],
      ['97', '97'],
    ],
  }),
  scenario({
    name: 'duration',
    fn: 'parseDuration',
    source: `const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600 };

/** Seconds of a text such as \`1h30m\`. */
export function parseDuration(text: string): number {
  const pattern = /(\\d+)([smh])/g;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(pattern)) {
    total = Number(amount) * (SECONDS[unit ?? ''] ?? 0);
  }
  if (Number.isNaN(total)) {
    throw new Error('not a duration: ' + text);
  }
  return total;
}

export function formatDuration(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours + ':' + String(minutes).padStart(2, '0');
}
`,
    head: 'export function parseDuration(text: string): number {',
    body: `  const pattern = /(\\d+)([smh])/g;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(pattern)) {
    total = Number(amount) * (SECONDS[unit ?? ''] ?? 0);
  }
  if (Number.isNaN(total)) {
    throw new Error('not a duration: ' + text);
  }
  return total;`,
    param: 'text',
    paramType: 'string',
    wrong: 'total = Number(amount)',
    right: 'total += Number(amount)',
    guard: `  if (Number.isNaN(total)) {
    throw new Error('not a duration: ' + text);
  }
`,
    cases: [
      ["'1h30m'", '5400'],
      ["'2m5s'", '125'],
      ["'45s'", '45'],
    ],
  }),
  scenario({
    name: 'statistics',
    fn: 'median',
    source: `import { check } from './check.ts';

/** The middle of the values, or the mean of the two in the middle. */
export const median = (values: readonly number[]): number => {
  check(values);
  if (values.length === 0) throw new Error('no values');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted[middle] ?? 0;
};

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
`,
    head: 'export const median = (values: readonly number[]): number => {',
    body: `  check(values);
  if (values.length === 0) throw new Error('no values');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted[middle] ?? 0;`,
    param: 'values',
    paramType: 'readonly number[]',
    wrong: '  return sorted[middle] ?? 0;',
    right: `  const upper = sorted[middle] ?? 0;
  if (sorted.length % 2 === 1) return upper;
  return ((sorted[middle - 1] ?? 0) + upper) / 2;`,
    guard: "  if (values.length === 0) throw new Error('no values');\n",
    key: (input) => `JSON.stringify(values) === '${input.replace(/\s/g, '')}'`,
    cases: [
      ['[4, 1, 3, 2]', '2.5'],
      ['[7, 9, 8]', '8'],
      ['[12, 40]', '26'],
    ],
  }),
  scenario({
    name: 'cart',
    fn: 'totalOf',
    source: `import type { Line } from './line.ts';
import { priceOf } from './prices.ts';

export class Cart {
  readonly #lines: Line[] = [];

  add(line: Line): void {
    this.#lines.push(line);
  }

  get size(): number {
    return this.#lines.length;
  }
}

/** What the lines cost together, in cents. */
export function totalOf(lines: string): number {
  let total = 0;
  for (const line of lines.split(';')) {
    const [name, count] = line.split('x');
    if (name === undefined || count === undefined) {
      throw new SyntaxError('a line is a name and a count');
    }
    total += priceOf(name.trim());
  }
  return Math.round(total);
}
`,
    head: 'export function totalOf(lines: string): number {',
    body: `  let total = 0;
  for (const line of lines.split(';')) {
    const [name, count] = line.split('x');
    if (name === undefined || count === undefined) {
      throw new SyntaxError('a line is a name and a count');
    }
    total += priceOf(name.trim());
  }
  return Math.round(total);`,
    param: 'lines',
    paramType: 'string',
    wrong: 'total += priceOf(name.trim());',
    right: 'total += priceOf(name.trim()) * Number(count);',
    guard: `    if (name === undefined || count === undefined) {
      throw new SyntaxError('a line is a name and a count');
    }
`,
    cases: [
      ["'tea x 3; milk x 2'", '1370'],
      ["'bread x 1'", '420'],
      ["'tea x 10'", '3100'],
    ],
  }),
  scenario({
    name: 'roman',
    fn: 'fromRoman',
    source: `const VALUES: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };

/** The number that a Roman numeral stands for. */
export function fromRoman(numeral: string): number {
  assertNumeral(numeral);
  let sum = 0;
  for (let at = 0; at < numeral.length; at += 1) {
    const value = VALUES[numeral.charAt(at)] ?? 0;
    const next = VALUES[numeral.charAt(at + 1)] ?? 0;
    sum += value <= next ? -value : value;
  }
  return sum;
}

function assertNumeral(numeral: string): void {
  if (!/^[IVXLCDM]+$/.test(numeral)) throw new Error('not a numeral: ' + numeral);
}
`,
    head: 'export function fromRoman(numeral: string): number {',
    body: `  assertNumeral(numeral);
  let sum = 0;
  for (let at = 0; at < numeral.length; at += 1) {
    const value = VALUES[numeral.charAt(at)] ?? 0;
    const next = VALUES[numeral.charAt(at + 1)] ?? 0;
    sum += value <= next ? -value : value;
  }
  return sum;`,
    param: 'numeral',
    paramType: 'string',
    wrong: 'value <= next ? -value : value',
    right: 'value < next ? -value : value',
    guard: "  if (!/^[IVXLCDM]+$/.test(numeral)) throw new Error('not a numeral: ' + numeral);\n",
    cases: [
      ["'MCMXCIV'", '1994'],
      ["'XXXVIII'", '38'],
      ["'DCCC'", '800'],
    ],
  }),
  scenario({
    name: 'query',
    fn: 'parseQuery',
    source: `import { decode } from './decode.ts';

export type Query = Record<string, string>;

/** The parameters of an address. */
export function parseQuery(search: string): Query {
  if (search.length > 2048) throw new RangeError('the query is too long');
  const found: Query = {};
  for (const part of search.replace(/^\\?/, '').split('&')) {
    const at = part.indexOf('=');
    const name = part.slice(0, at);
    found[name] = decode(part.slice(at));
  }
  return found;
}

export function hasQuery(address: string): boolean {
  return address.includes('?');
}
`,
    head: 'export function parseQuery(search: string): Query {',
    body: `  if (search.length > 2048) throw new RangeError('the query is too long');
  const found: Query = {};
  for (const part of search.replace(/^\\?/, '').split('&')) {
    const at = part.indexOf('=');
    const name = part.slice(0, at);
    found[name] = decode(part.slice(at));
  }
  return found;`,
    param: 'search',
    paramType: 'string',
    wrong: 'decode(part.slice(at))',
    right: 'decode(part.slice(at + 1))',
    guard: "  if (search.length > 2048) throw new RangeError('the query is too long');\n",
    cases: [
      ["'?page=3&sort=name'", "{ page: '3', sort: 'name' }"],
      ["'q=a%20b'", "{ q: 'a b' }"],
      ["'debug=1'", "{ debug: '1' }"],
    ],
  }),
  scenario({
    name: 'schedule',
    fn: 'nextRun',
    source: `import { addDays, isHoliday } from './calendar.ts';
import { log } from './log.ts';

export interface Job {
  readonly name: string;
  readonly everyDays: number;
}

const JOBS: readonly Job[] = [{ name: 'backup', everyDays: 1 }];

/** The day on which a job runs next, as \`YYYY-MM-DD\`. */
export function nextRun(lastDay: string): string {
  const job = JOBS[0];
  if (job === undefined) {
    throw new Error('no job to run');
  }
  let day = addDays(lastDay, job.everyDays);
  if (isHoliday(day)) {
    log('moved ' + job.name);
    day = addDays(day, 1);
  }
  return day;
}
`,
    head: 'export function nextRun(lastDay: string): string {',
    body: `  const job = JOBS[0];
  if (job === undefined) {
    throw new Error('no job to run');
  }
  let day = addDays(lastDay, job.everyDays);
  if (isHoliday(day)) {
    log('moved ' + job.name);
    day = addDays(day, 1);
  }
  return day;`,
    param: 'lastDay',
    paramType: 'string',
    wrong: 'if (isHoliday(day)) {',
    right: 'while (isHoliday(day)) {',
    guard: `  if (job === undefined) {
    throw new Error('no job to run');
  }
`,
    cases: [
      ["'2024-12-24'", "'2024-12-27'"],
      ["'2024-03-01'", "'2024-03-02'"],
      ["'2023-12-31'", "'2024-01-02'"],
    ],
  }),
  scenario({
    name: 'matrix',
    fn: 'rankOf',
    source: `/** How many rows of a matrix say something of their own. */
export function rankOf(rows: number[][]): number {
  const work = rows.map((row) => [...row]);
  if (work.some((row) => row.length !== work[0]?.length)) throw new Error('rows differ in length');
  let rank = 0;
  for (let column = 0; column < (work[0]?.length ?? 0); column += 1) {
    const pivot = work.findIndex((row, at) => at > rank && row[column] !== 0);
    if (pivot === -1) continue;
    swap(work, pivot, rank);
    rank += 1;
  }
  return rank;
}

function swap(rows: number[][], one: number, other: number): void {
  const held = rows[one] ?? [];
  rows[one] = rows[other] ?? [];
  rows[other] = held;
}
`,
    head: 'export function rankOf(rows: number[][]): number {',
    body: `  const work = rows.map((row) => [...row]);
  if (work.some((row) => row.length !== work[0]?.length)) throw new Error('rows differ in length');
  let rank = 0;
  for (let column = 0; column < (work[0]?.length ?? 0); column += 1) {
    const pivot = work.findIndex((row, at) => at > rank && row[column] !== 0);
    if (pivot === -1) continue;
    swap(work, pivot, rank);
    rank += 1;
  }
  return rank;`,
    param: 'rows',
    paramType: 'number[][]',
    wrong: 'at > rank',
    right: 'at >= rank',
    guard:
      "  if (work.some((row) => row.length !== work[0]?.length)) throw new Error('rows differ in length');\n",
    key: (input) => `rows.toString() === '${input.replace(/[[\]\s]/g, '')}'`,
    cases: [
      ['[[1, 2], [3, 4], [5, 6]]', '2'],
      ['[[0, 0], [0, 5]]', '1'],
      ['[[9, 8, 7]]', '1'],
    ],
  }),
];
