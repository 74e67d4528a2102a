import { normalText } from './reading.ts';

/** A test that fails now, as far as the guard needs it. */
export interface FailingTest {
  readonly id: string;
  readonly file: string;
  readonly name: string;
  readonly message?: string;
  readonly expected?: string;
  readonly actual?: string;
}

/** Lines between which a value that goes in and one that comes out belong to one check. */
const PAIR_LINES = 3;

const LITERAL =
  /"""([\s\S]*?)"""|'''([\s\S]*?)'''|"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`|(?<![\w$.])(-?\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?)(?![\w])|\b(true|false|null|undefined|None|True|False|NaN|Infinity)\b/g;

/** The values that tests hold: what a candidate must compute and must not look up. */
export class TestValues {
  /** Lines on which a value stands, over all tests one after another. */
  readonly #lines = new Map<string, number[]>();
  readonly #normal: string;
  readonly #expected: ReadonlySet<string>;
  readonly #messages: string;

  constructor(texts: readonly string[], failing: readonly FailingTest[]) {
    const messages = failing.map((test) =>
      [test.name, test.message, test.expected, test.actual].filter((part) => part !== undefined).join('\n'),
    );
    let line = 0;
    for (const text of [...texts, ...messages]) {
      for (const row of text.split('\n')) {
        line += 1;
        for (const match of row.matchAll(LITERAL))
          this.#note(
            match.slice(1).find((part) => part !== undefined),
            line,
          );
      }
      line += PAIR_LINES + 1;
    }
    this.#messages = messages.join('\n');
    this.#normal = normalText([...texts, ...messages].join('\n'));
    this.#expected = new Set(failing.flatMap((test) => expectedOf(test)));
  }

  #note(value: string | undefined, line: number): void {
    if (value === undefined) return;
    const key = plain(value);
    const lines = this.#lines.get(key);
    if (lines === undefined) this.#lines.set(key, [line]);
    else lines.push(line);
  }

  /** Whether a test holds this value, as a literal or as a part of its text when it is made up of several. */
  has(value: string): boolean {
    const key = plain(value);
    if (this.#lines.has(key) || this.hasAll(key.split(/[,|:;]+/))) return true;
    const text = normalText(key);
    const inner = /^[[(](.*)[\])]$/.exec(text)?.[1];
    if (inner?.includes(',') === true) return this.#normal.includes(inner);
    return /^\{|^(?:new)?(?:Map|Set|Date)/.test(text) && text.length > 4 && this.#normal.includes(text);
  }

  /** Whether several values make up this one, and tests hold each of them. */
  hasAll(parts: readonly string[]): boolean {
    const values = parts
      .map((part) => plain(part.replace(/^'|'$/g, '').trim()))
      .filter((part) => part !== '');
    return values.length > 1 && values.every((part) => this.#lines.has(part));
  }

  /** Whether a text of a test holds this as a part. */
  hasPart(value: string): boolean {
    if (value.length < 5) return this.has(value);
    for (const text of this.#lines.keys()) if (text.includes(value)) return true;
    return false;
  }

  /** Whether the two stand close together in a test. */
  pairs(one: string, other: string): boolean {
    const left = this.#lines.get(plain(one));
    const right = this.#lines.get(plain(other));
    if (left === undefined || right === undefined) return this.has(one) && this.has(other);
    return left.some((line) => right.some((candidate) => Math.abs(candidate - line) <= PAIR_LINES));
  }

  /** Whether a failing test expects exactly this. */
  isExpected(value: string): boolean {
    return this.#expected.has(loose(normalText(plain(value))));
  }

  /** Whether what the failing tests say holds this text. */
  isNamed(text: string): boolean {
    return text.trim().length > 2 && this.#messages.includes(text.trim());
  }
}

/** One spelling for a value of either language. */
function plain(value: string): string {
  if (/^-?\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?n?$/.test(value)) return String(Number(value.replace(/[_n]/g, '')));
  return { True: 'true', False: 'false', None: 'null', undefined: 'null' }[value] ?? value;
}

/** Without the brackets' kind, which differs between a tuple and a list. */
function loose(text: string): string {
  return text.replace(/^\((.*)\)$/, '[$1]');
}

const SAYS_EXPECTED = [
  /to (?:be|equal|deeply equal|strictly equal|deep equal)\s+(.+?)(?:\s*\/\/.*)?$/m,
  /Expected:?\s+(.+)$/m,
  /==\s*(.+)$/m,
  /assert .+ == (.+)$/m,
  /AssertionError: .+ != (.+)$/m,
];

function expectedOf(test: FailingTest): readonly string[] {
  const said = SAYS_EXPECTED.flatMap((pattern) => pattern.exec(test.message ?? '')?.[1] ?? []);
  return [...(test.expected === undefined ? [] : [test.expected]), ...said].map((text) =>
    loose(normalText(plain(text.trim().replace(/^(["'`])(.*)\1$/, '$2')))),
  );
}
