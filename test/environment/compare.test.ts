import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createEnvironment } from '../../src/environment/environment.ts';
import type { Candidate, Comparison, Target } from '../../src/loop/types.ts';
import { projectOf } from '../support/projects.ts';
import { serverFolder } from '../support/python.ts';
import { testSyntax } from '../support/syntax.ts';
import { bundleWorker } from '../support/warm.ts';
import { aCandidate, aTask } from '../support/world.ts';

const repository = resolve(import.meta.dirname, '../..');
const never = new AbortController().signal;
let programs: string;
beforeAll(() => {
  programs = mkdtempSync(join(tmpdir(), 'programs-'));
  bundleWorker(programs);
});
afterAll(() => rmSync(programs, { recursive: true, force: true }));

/** Compares edits of one file, each told as what it puts in the place of what; with what `compare` says. */
async function compared(
  files: Readonly<Record<string, string>>,
  path: string,
  edits: Readonly<Record<string, readonly [from: string, to: string]>>,
): Promise<Comparison & { clusterOf(id: string): number | undefined }> {
  const environment = await createEnvironment({
    folder: projectOf(files),
    overlays: [],
    trusted: true,
    syntax: testSyntax(),
    programs: { javascript: join(programs, 'warm-javascript.cjs'), python: serverFolder },
    fallbackTypescript: join(repository, 'node_modules/typescript/lib/typescript.js'),
    signal: never,
  });
  onTestFinished(() => environment.dispose());
  const survey = await environment.survey(aTask(), never);
  const failing = (survey.tests?.results ?? [])
    .filter(({ status }) => status === 'failed')
    .map(({ id }) => id);
  const target: Target = { kind: 'failing-test', tests: failing, files: [], diagnostics: [] };
  const text = files[path] ?? '';
  const candidates = Object.entries(edits).map(([id, [from, to]]): Candidate => {
    const start = text.indexOf(from);
    if (start === -1) throw new Error(`${from} is not in ${path}`);
    const replacements = [{ start, end: start + from.length, text: to }];
    return aCandidate(id, 0.1, { edits: [{ kind: 'modify', path, replacements }] });
  });
  const comparison = await environment.compare?.(candidates, target, never);
  if (comparison === undefined) throw new Error('nothing compares here');
  const byId = new Map(comparison.behaviours.map((each) => [each.candidate, each.cluster]));
  return { ...comparison, clusterOf: (id) => byId.get(id) };
}

const packageFor = (script: string): string =>
  `{ "name": "subject", "type": "module", "scripts": { "test": "${script}" } }`;

const SHIPPING = {
  'package.json': packageFor('vitest run'),
  'src/shipping.ts': `/** Free from 50 on: shipping(50) -> 0. */
export function shipping(total: number): number {
  return total > 50 ? 0 : 5;
}
`,
  'test/shipping.test.ts': `import { expect, it } from 'vitest';
import { shipping } from '../src/shipping.ts';
it('is free for large orders', () => expect(shipping(80)).toBe(0));
it('costs for small ones', () => expect(shipping(20)).toBe(5));
it('is free at the limit', () => expect(shipping(50)).toBe(0));
`,
};

describe('patches that all pass, in TypeScript', () => {
  it('are told apart by an input that no test tries, and put together where they do the same', async () => {
    const told = await compared(SHIPPING, 'src/shipping.ts', {
      atLeast: ['total > 50', 'total >= 50'],
      turned: ['total > 50', '50 <= total'],
      lower: ['> 50', '> 30'],
      only: ['total > 50', 'total === 50 || total === 80'],
    });
    expect(told.reason).toBeUndefined();
    expect(told.clusterOf('turned')).toBe(told.clusterOf('atLeast'));
    expect(new Set(['atLeast', 'lower', 'only'].map((id) => told.clusterOf(id))).size).toBe(3);
    expect(told.differences[0]?.input).toMatch(/^shipping\(-?[\d.]+\)$/);
    expect(told.behaviours.map(({ examples }) => examples.broken)).toEqual([0, 0, 0, 0]);
    const green = told.behaviours.map((each) => each.green.kept / each.green.of);
    expect(green).toEqual([1, 1, 1, 1]);
  });

  it('follow the documentation or break it', async () => {
    const broken = {
      ...SHIPPING,
      'src/shipping.ts': SHIPPING['src/shipping.ts'].replace('(50) -> 0', '(70) -> 5'),
    };
    const told = await compared(broken, 'src/shipping.ts', { atLeast: ['total > 50', 'total >= 50'] });
    expect(told.behaviours[0]?.examples).toEqual({ held: 0, broken: 1 });
  });

  it('are called through objects with private fields, stores of functions and callbacks, and may hang or throw', async () => {
    const told = await compared(
      {
        'package.json': packageFor('vitest run'),
        'src/cart.ts': `export class Cart {
  #lines: number[] = [];
  readonly #limit: number;
  constructor(limit: number) { this.#limit = limit; }
  add(price: number): this { if (this.#lines.length <= this.#limit) this.#lines.push(price); return this; }
  total(weigh: (price: number) => number): number {
    let sum = 0;
    for (const line of this.#lines) sum += weigh(line);
    return sum;
  }
}
export function stock(start: number) {
  let left = start;
  return { take: (count: number) => { if (count < left) left -= count; return left; } };
}
`,
        'test/cart.test.ts': `import { expect, it } from 'vitest';
import { Cart, stock } from '../src/cart.ts';
it('limits', () => expect(new Cart(1).add(2).add(3).total((price) => price * 2)).toBe(4));
it('takes all', () => { const own = stock(5); own.take(2); expect(own.take(3)).toBe(0); });
`,
      },
      'src/cart.ts',
      {
        below: ['<= this.#limit', '< this.#limit'],
        one: ['this.#lines.length <= this.#limit', 'this.#lines.length === 0'],
        loops: [
          'if (this.#lines.length <= this.#limit)',
          'while (price > 3) {} if (this.#lines.length < this.#limit)',
        ],
        throws: [
          'if (this.#lines.length <= this.#limit)',
          'if (price === 1) (null as any).x; if (this.#lines.length < this.#limit)',
        ],
        atMost: ['count < left', 'count <= left'],
        always: ['if (count < left) left', 'left'],
      },
    );
    const clusters = ['below', 'one', 'loops', 'throws', 'atMost', 'always'].map((id) => told.clusterOf(id));
    expect(new Set(clusters).size, JSON.stringify([clusters, told.differences])).toBe(6);
    expect(told.differences.some(({ input }) => /new Cart\(\d+\)\.add\(/.test(input))).toBe(true);
    const broke = new Map(told.behaviours.map((each) => [each.candidate, each.broke]));
    expect(broke.get('below')).toBe(0);
    expect(broke.get('loops')).toBeGreaterThan(0);
    expect(broke.get('throws')).toBeGreaterThan(0);
  });

  it('are told apart by what they do after long waits, which nobody sits through', async () => {
    const told = await compared(
      {
        'package.json': packageFor('vitest run'),
        'src/backoff.ts': `/** Waits longer with each attempt, and says for how many tenths of a second. */
export async function backoff(attempt: number): Promise<number> {
  const from = Date.now();
  await new Promise((resolve) => setTimeout(resolve, attempt * 100));
  return Math.round((Date.now() - from) / 100);
}
`,
        'test/backoff.test.ts': `import { expect, it } from 'vitest';
import { backoff } from '../src/backoff.ts';
it('does not wait at first', async () => expect(await backoff(0)).toBe(0));
it('waits four times as long the second time', async () => expect(await backoff(2)).toBe(4));
`,
      },
      'src/backoff.ts',
      { squared: ['attempt * 100', 'attempt ** 2 * 100'], doubled: ['attempt * 100', 'attempt * 2 * 100'] },
    );
    expect(told.clusterOf('squared')).not.toBe(told.clusterOf('doubled'));
    const three = told.differences.find(({ input }) => input === 'backoff(3)');
    expect(
      three?.results.map(({ result }) => result),
      JSON.stringify(told.differences),
    ).toEqual(['9', '6']);
    expect(three?.before).toBe('3');
  });

  it('cannot write a file while inputs are tried', async () => {
    const told = await compared(
      {
        'package.json': packageFor('vitest run'),
        'src/save.ts': `import { writeFileSync, rmSync } from 'node:fs';
export function save(path: string, text: string): number {
  writeFileSync(path, text);
  rmSync(path);
  return text.length + 1;
}
`,
        'test/save.test.ts': `import { expect, it } from 'vitest';
import { tmpdir } from 'node:os';
import { save } from '../src/save.ts';
it('saves', () => expect(save(tmpdir() + '/x', 'abc')).toBe(3));
`,
      },
      'src/save.ts',
      { plain: ['text.length + 1', 'text.length'], constant: ['text.length + 1', '3'] },
    );
    // Every input ends at the first write, so that nothing tells the two apart.
    expect(told.inputs).toBeGreaterThan(1);
    expect(told.clusterOf('plain')).toBe(told.clusterOf('constant'));
  });
});

describe('patches that all pass, one of which refuses what it should not', () => {
  const evaluated = (guard: string): string => `export class Trouble extends Error {}
function apply(sign: string, left: number, right: number): number {
${guard}  if (sign === '+') return left + right;
  if (sign === '-') return left - right;
  return left / right;
}
export function evaluate(source: string): number {
  const [left = '', sign = '', right = ''] = source.split(' ');
  return apply(sign, Number(left), Number(right));
}
`;
  const files = {
    'package.json': packageFor('vitest run'),
    'src/evaluate.ts': evaluated(
      `  if (sign === '/' && left === 0) throw new Trouble('division by zero');\n`,
    ),
    'test/evaluate.test.ts': `import { expect, it } from 'vitest';
import { evaluate, Trouble } from '../src/evaluate.ts';
it('adds', () => expect(evaluate('8 + 3')).toBe(11));
it('subtracts', () => expect(evaluate('8 - 3')).toBe(5));
it('divides', () => expect(evaluate('8 / 4')).toBe(2));
it('does not divide by zero', () => expect(() => evaluate('8 / 0')).toThrow(Trouble));
`,
  };

  it('are told apart by calls of the changed function that the tests do not make themselves', async () => {
    const told = await compared(files, 'src/evaluate.ts', {
      divisor: ['left === 0', 'right === 0'],
      everywhere: ["sign === '/' && left === 0", 'right === 0'],
    });
    expect(told.reason).toBeUndefined();
    expect(told.clusterOf('divisor')).not.toBe(told.clusterOf('everywhere'));
    const [divisor, everywhere] = told.behaviours.map(({ directed }) => directed?.refused ?? 0);
    expect(everywhere).toBeGreaterThan(divisor ?? 0);
  });
});

describe('inputs that take long', () => {
  it('are as many as their steps allow, however fast the machine is', async () => {
    const files = {
      'package.json': packageFor('vitest run'),
      'src/spin.ts': `export function spin(values: readonly number[], by: number, name: string): string {
  let sum = 0;
  for (let turn = 0; turn < 25_000; turn += 1) sum += by;
  return name + sum + values.join();
}
`,
      'test/spin.test.ts': `import { expect, it } from 'vitest';
import { spin } from '../src/spin.ts';
it('counts on', () => expect(spin([4, 1, 7], 3, 'abc')).toBe('abc:750004,1,7'));
it('counts none', () => expect(spin([2], 0, 'd')).toBe('d:02'));
`,
    };
    const told = await compared(files, 'src/spin.ts', { colon: ['name + sum', "name + ':' + sum"] });
    expect(told.reason).toBeUndefined();
    // Four million steps, of 25,001 an input, are fewer inputs than could be made.
    expect(told.inputs).toBe(Math.ceil(4e6 / 25_001));
  });

  it('are endless once they take fifty times the steps of any that ends', async () => {
    const files = {
      'package.json': packageFor('vitest run'),
      'src/spin.ts': `export function spin(turns: number): number {
  let sum = 0;
  for (let turn = 0; turn < turns * turns; turn += 1) sum += 1;
  return sum + turns;
}
`,
      'test/spin.test.ts': `import { expect, it } from 'vitest';
import { spin } from '../src/spin.ts';
it('squares', () => expect(spin(3)).toBe(13));
it('squares nothing', () => expect(spin(0)).toBe(1));
`,
    };
    const told = await compared(files, 'src/spin.ts', {
      more: ['sum + turns', 'sum + turns + 1'],
      endless: ['return sum + turns', 'if (turns > 3) for (;;) sum += 1;\n  return sum + turns + 1'],
    });
    const broke = new Map(told.behaviours.map((each) => [each.candidate, each.broke]));
    expect(broke.get('more')).toBe(0);
    expect(broke.get('endless')).toBeGreaterThan(0);
  });

  it('do the same though one takes more steps for it', async () => {
    const files = {
      'package.json': packageFor('vitest run'),
      'src/spin.ts': `export function spin(turns: number): number {
  let sum = turns > 1500 ? 1 : 0;
  for (let turn = 0; turn < turns; turn += 1) sum += 1;
  return sum;
}
`,
      'test/spin.test.ts': `import { expect, it } from 'vitest';
import { spin } from '../src/spin.ts';
it('counts on', () => expect(spin(3)).toBe(4));
it('counts none', () => expect(spin(0)).toBe(1));
`,
    };
    const told = await compared(files, 'src/spin.ts', {
      plain: ['return sum', 'return sum + 1'],
      asking: ['sum += 1;\n  return sum', 'if (turn >= 0) { sum += 1; }\n  return sum + 1'],
    });
    expect(told.inputs).toBeGreaterThanOrEqual(5);
    expect(told.clusterOf('asking')).toBe(told.clusterOf('plain'));
    expect(told.behaviours.map(({ broke }) => broke)).toEqual([0, 0]);
  });
});

describe('patches that all pass where the untouched program hangs', () => {
  it('do the same though one takes more steps for it than that program takes where it ends', async () => {
    const files = {
      'package.json': packageFor('vitest run'),
      'src/spin.ts': `export function spin(turns: number): number {
  let sum = 0;
  for (let turn = 0; turn < turns; turn += turns > 5 ? 0 : 1) sum += 1;
  return sum;
}
`,
      'test/spin.test.ts': `import { expect, it } from 'vitest';
import { spin } from '../src/spin.ts';
it('counts on', () => expect(spin(3)).toBe(4));
it('counts none', () => expect(spin(0)).toBe(1));
`,
    };
    const from = 'turns > 5 ? 0 : 1) sum += 1;\n  return sum';
    const told = await compared(files, 'src/spin.ts', {
      plain: [from, '1) sum += 1;\n  return sum + (turns > 1500 ? 2 : 1)'],
      asking: [from, '1) { if (turn >= 0) { sum += 1; } }\n  return sum + (turns > 1500 ? 2 : 1)'],
    });
    expect(told.inputs).toBeGreaterThanOrEqual(5);
    expect(told.clusterOf('asking')).toBe(told.clusterOf('plain'));
  });
});

describe('patches that all pass, in JavaScript by node:test', () => {
  it('are told apart as well', async () => {
    const told = await compared(
      {
        'package.json': packageFor('node --test'),
        'last.js': 'export function last(items, count) {\n  return items.slice(-count - 1);\n}\n',
        'test/last.test.js': `import assert from 'node:assert';
import { it } from 'node:test';
import { last } from '../last.js';
it('gives the end', () => assert.deepEqual(last([1, 2, 3], 2), [2, 3]));
`,
      },
      'last.js',
      {
        end: ['items.slice(-count - 1)', 'items.slice(-count)'],
        rest: ['items.slice(-count - 1)', 'items.slice(1)'],
        other: ['items.slice(-count - 1)', 'items.slice(items.length - count)'],
      },
    );
    expect(told.clusterOf('end')).not.toBe(told.clusterOf('rest'));
    expect(told.differences.length).toBeGreaterThan(0);
  });
});

const BANK = {
  'pyproject.toml': '[tool.pytest.ini_options]\n',
  'bank.py': `from dataclasses import dataclass, field


class Account:
    def __init__(self, balance=0):
        self.balance = balance

    def withdraw(self, amount):
        if amount >= self.balance:
            return False
        self.balance -= amount
        return True


@dataclass(frozen=True)
class Span:
    low: int
    high: int

    def holds(self, x, *, open=False):
        """Both ends belong to it.

        >>> Span(1, 2).holds(2)
        True
        """
        return self.low <= x < self.high


def pages(total, size):
    """pages(10, 5) -> 2"""
    return total // size
`,
  'test_bank.py': `from bank import Account, Span, pages


def test_takes_all():
    account = Account(10)
    assert account.withdraw(10)
    assert account.balance == 0


def test_takes_some():
    assert Account(10).withdraw(3)


def test_holds():
    assert Span(1, 5).holds(5)
    assert not Span(1, 5).holds(0, open=True)


def test_pages():
    assert pages(11, 5) == 3
    assert pages(10, 5) == 2
`,
};

describe.skipIf(process.platform === 'win32')(
  'patches that all pass, in Python (forks: not on Windows)',
  () => {
    it('are told apart on objects, on their fields and on keyword arguments', async () => {
      const told = await compared(BANK, 'bank.py', {
        atMost: ['amount >= self.balance', 'amount > self.balance'],
        never: ['amount >= self.balance', 'amount < 0'],
        loops: ['if amount >= self.balance:', 'while amount == 4: pass\n        if amount > self.balance:'],
        inclusive: ['x < self.high', 'x <= self.high'],
        longer: ['x < self.high', 'x < self.high + 2'],
      });
      expect(told.reason).toBeUndefined();
      const clusters = ['atMost', 'never', 'loops', 'inclusive', 'longer'].map((id) => told.clusterOf(id));
      expect(new Set(clusters).size, JSON.stringify(told)).toBe(5);
      expect(told.behaviours.find(({ candidate }) => candidate === 'loops')?.broke).toBeGreaterThan(0);
      expect(told.behaviours.find(({ candidate }) => candidate === 'atMost')?.broke).toBe(0);
    });

    it('follow the examples of a docstring or break them, also where a module has to be loaded anew', async () => {
      const files = {
        ...BANK,
        'bank.py': `EXTRA = 0\n${BANK['bank.py'].replace('total // size', 'total // size + EXTRA')}`,
      };
      const told = await compared(files, 'bank.py', {
        up: ['total // size', '-(-total // size)'],
        more: ['EXTRA = 0', 'EXTRA = 1'],
      });
      const of = (id: string) => told.behaviours.find(({ candidate }) => candidate === id);
      expect(of('up')?.examples).toEqual({ held: 1, broken: 0 });
      expect(of('more')?.examples).toEqual({ held: 0, broken: 1 });
    });

    it('break what worked when they fail without a word, and not when the project says why', async () => {
      const told = await compared(
        {
          'pyproject.toml': '[tool.pytest.ini_options]\n',
          'spread.py': 'def spread(values):\n    return max(values) - values[0]\n',
          'test_spread.py':
            'from spread import spread\n\n\ndef test_up():\n    assert spread([1, 5]) == 4\n\n\ndef test_down():\n    assert spread([5, 1]) == 4\n',
        },
        'spread.py',
        {
          least: ['values[0]', 'min(values)'],
          second: ['return max(values) - values[0]', 'return abs(values[1] - values[0])'],
          told: [
            'return max(values) - values[0]',
            'if len(values) == 1:\n        raise ValueError("one is no spread")\n    return max(values) - min(values)',
          ],
        },
      );
      const broke = new Map(told.behaviours.map((each) => [each.candidate, each.broke]));
      expect(broke.get('least')).toBe(0);
      expect(broke.get('second')).toBeGreaterThan(0);
      expect(broke.get('told')).toBe(0);
      expect(new Set(told.behaviours.map(({ cluster }) => cluster)).size).toBe(3);
    });

    it('do the same though one takes more lines for it', async () => {
      const files = {
        'pyproject.toml': '[tool.pytest.ini_options]\n',
        'spin.py': `def spin(turns):
    total = 1 if turns > 800 else 0
    for turn in range(turns):
        total += 1
    return total
`,
        'test_spin.py':
          'from spin import spin\n\n\ndef test_counts_on():\n    assert spin(3) == 4\n\n\ndef test_counts_none():\n    assert spin(0) == 1\n',
      };
      const told = await compared(files, 'spin.py', {
        plain: ['return total', 'return total + 1'],
        asking: [
          '    total += 1\n    return total',
          '    if turn >= 0:\n            total += 1\n    return total + 1',
        ],
      });
      expect(told.inputs).toBeGreaterThanOrEqual(5);
      expect(told.clusterOf('asking')).toBe(told.clusterOf('plain'));
      expect(told.behaviours.map(({ broke }) => broke)).toEqual([0, 0]);
    });

    it('cannot write a file while inputs are tried', async () => {
      const told = await compared(
        {
          'pyproject.toml': '[tool.pytest.ini_options]\n',
          'save.py': 'def save(path, text):\n    open(path, "w").write(text)\n    return len(text) + 1\n',
          'test_save.py':
            'from save import save\n\n\ndef test_save(tmp_path):\n    assert save(str(tmp_path / "a"), "abc") == 3\n',
        },
        'save.py',
        { plain: ['len(text) + 1', 'len(text)'], constant: ['len(text) + 1', '3'] },
      );
      expect(told.clusterOf('plain')).toBe(told.clusterOf('constant'));
    });
  },
);

describe('where nothing can be compared', () => {
  it('says why', async () => {
    const told = await compared(
      {
        'package.json': packageFor('vitest run'),
        'src/limit.ts': 'export const LIMIT = 4;\n',
        'test/limit.test.ts': `import { expect, it } from 'vitest';
import { LIMIT } from '../src/limit.ts';
it('is five', () => expect(LIMIT).toBe(5));
`,
      },
      'src/limit.ts',
      { five: ['= 4', '= 5'] },
    );
    expect(told).toMatchObject({ behaviours: [], inputs: 0 });
    expect(told.reason).toContain('no function is changed');
  });
});
