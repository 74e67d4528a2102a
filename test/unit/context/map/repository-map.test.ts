import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RepositoryMap } from '../../../../src/context/map/repository-map.ts';
import type { Sources } from '../../../../src/loop/rooms.ts';
import { grammars } from './grammars.ts';

const { signal } = new AbortController();
let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'map-'));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

type Files = Readonly<Record<string, string>>;
const sourcesOf = (files: Files): Sources => ({
  list: () => Object.keys(files),
  read: (path) => files[path],
});

const shop: Files = {
  'src/cart.ts': `import { round } from './money.ts';\n/** Sums up. */\nexport function total(items: number[]): number {\n  return round(items.length);\n}\n`,
  'src/money.ts': `export function round(value: number): number {\n  return Math.round(value);\n}\n`,
  'src/index.ts': `export * from './cart.ts';\n`,
  'src/page.ts': `import { total } from './index.ts';\nexport const shown = total([1]);\n`,
  'src/mail.ts': `export function sendMail(): void {}\n`,
  'test/cart.test.ts': `import { total } from '../src/cart.ts';\nit('sums', () => expect(total([])).toBe(0));\n`,
};

async function mapOf(files: Files, stateFolder?: string): Promise<RepositoryMap> {
  const map = new RepositoryMap({ grammars, ...(stateFolder === undefined ? {} : { stateFolder }) });
  await map.refresh(sourcesOf(files), signal);
  return map;
}

const pathsOf = (map: RepositoryMap, text: string, places: readonly string[] = []): string[] =>
  map
    .rank({ text, places: places.map((path) => ({ path, weight: 1, why: 'open' })) })
    .map(({ path }) => path);

describe('what matters for a request', () => {
  it('is what a failing test uses, then what that uses; not what has no relation', async () => {
    const ranked = pathsOf(await mapOf(shop), '', ['test/cart.test.ts']);
    expect(ranked.slice(0, 2)).toEqual(['test/cart.test.ts', 'src/cart.ts']);
    expect(ranked.indexOf('src/money.ts')).toBeGreaterThan(0);
    expect(ranked).not.toContain('src/mail.ts');
  });

  it('is what has its words', async () => {
    expect(pathsOf(await mapOf(shop), 'Sending mails is slow')[0]).toBe('src/mail.ts');
  });

  it('is what defines a name that it has, through a re-export too', async () => {
    const map = await mapOf(shop);
    const [first] = map.rank({ text: 'sendMail blocks', places: [] });
    expect(first).toMatchObject({ path: 'src/mail.ts', why: 'defines sendMail, which the request names' });
    const used = map.rank({ text: '', places: [{ path: 'src/page.ts', weight: 1, why: 'open' }] });
    expect(used.find(({ path }) => path === 'src/cart.ts')?.symbols[0]?.tag.name).toBe('total');
  });

  it('nothing, when nothing is asked', async () => {
    expect(pathsOf(await mapOf(shop), '')).toEqual([]);
  });
});

describe('a second start', () => {
  it('parses nothing, and knows the same', async () => {
    const cold = await mapOf(shop, state);
    const warm = new RepositoryMap({ grammars, stateFolder: state });
    // A few files are parsed faster than they are looked up; many are not.
    const many = {
      ...shop,
      ...Object.fromEntries(
        Array.from({ length: 30 }, (_, i) => [`g/f${i}.ts`, `export const count${i} = ${i};\n`]),
      ),
    };
    await cold.refresh(sourcesOf(many), signal);
    expect(await warm.refresh(sourcesOf(many), signal)).toEqual({
      files: 36,
      read: 0,
      stored: 36,
      removed: 0,
    });
    const query = { text: 'total of the cart', places: [{ path: 'src/page.ts', weight: 1, why: 'open' }] };
    expect(warm.rank(query)).toEqual(cold.rank(query));
  });

  it('knows a file that was moved, and parses one that was changed', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`f${i}.ts`, `export const count${i} = ${i};\n`]),
    );
    await mapOf(many, state);
    const { 'f0.ts': first = '', ...others } = many;
    const later = { ...others, 'moved/x.ts': first, 'f1.ts': 'export const changed = 1;\n' };
    const map = new RepositoryMap({ grammars, stateFolder: state });
    expect(await map.refresh(sourcesOf(later), signal)).toMatchObject({ files: 30, read: 1 });
  });

  it('survives a cut line and nonsense on the disk', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`f${i}.ts`, `export const count${i} = ${i};\n`]),
    );
    await mapOf(many, state);
    const [name = ''] = readdirSync(state);
    const file = join(state, name);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, `${text.slice(0, text.lastIndexOf('[') - 20)}`);
    appendFileSync(file, '\n["k",3]\nnonsense\n["x"]\n');
    const map = new RepositoryMap({ grammars, stateFolder: state });
    const change = await map.refresh(sourcesOf(many), signal);
    expect(change.read).toBeGreaterThan(0);
    expect(change.read).toBeLessThan(5);
    expect(pathsOf(map, 'count7')[0]).toBe('f7.ts');
    // What was parsed again is stored for good.
    expect(
      (await new RepositoryMap({ grammars, stateFolder: state }).refresh(sourcesOf(many), signal)).read,
    ).toBe(0);
  });

  it('forgets what no file has any more', async () => {
    const version = (n: number): Files =>
      Object.fromEntries(
        Array.from({ length: 30 }, (_, i) => [`f${i}.ts`, `export const count${i} = ${n};\n`]),
      );
    for (const n of [1, 2, 3, 4]) await mapOf(version(n), state);
    const [name = ''] = readdirSync(state);
    const lines = readFileSync(join(state, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    expect(lines.length).toBeLessThan(100);
  });

  it('works where nothing can be written', async () => {
    const file = join(state, 'file');
    writeFileSync(file, '');
    const map = await mapOf(shop, join(file, 'below'));
    expect(pathsOf(map, 'sendMail')[0]).toBe('src/mail.ts');
    expect(existsSync(join(file, 'below'))).toBe(false);
  });
});

describe('secrets and locks', () => {
  it('are not mapped', async () => {
    const map = await mapOf(
      { '.env': 'STRIPE=abc', 'package-lock.json': '{"stripe": 1}', 'a.pem': 'stripe' },
      state,
    );
    expect(pathsOf(map, 'stripe')).toEqual([]);
    expect(readdirSync(state)).toEqual([]);
  });
});

describe('after saves', () => {
  const names = fc.constantFrom('alpha', 'beta', 'gamma', 'delta');
  const text = fc
    .record({
      defines: fc.uniqueArray(names),
      from: fc.constantFrom('./a.ts', './b.ts', './c.ts'),
      takes: names,
      calls: names,
      all: fc.boolean(),
    })
    .map(({ defines, from, takes, calls, all }) =>
      [
        all ? `export * from '${from}';` : `import { ${takes} } from '${from}';`,
        ...defines.map((name) => `export function ${name}() { return x.${calls}(${takes}()); }`),
      ].join('\n'),
    );
  const path = fc.constantFrom('a.ts', 'b.ts', 'c.ts', 'd.test.ts', 'e.py');

  it('it is the map that a fresh start would make', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(path, fc.option(text, { nil: undefined })), { maxLength: 8 }),
        async (saves) => {
          const files: Record<string, string> = {};
          const map = new RepositoryMap({ grammars });
          for (const [at, content] of saves) {
            if (content === undefined) delete files[at];
            else files[at] = content;
            await map.update(at, content);
          }
          const fresh = await mapOf(files);
          for (const seed of ['a.ts', 'd.test.ts']) {
            const query = { text: 'beta', places: [{ path: seed, weight: 1, why: 'open' }] };
            const sorted = (from: RepositoryMap): unknown =>
              from
                .rank(query)
                .map(({ path: at, score, symbols }) => ({
                  at,
                  score: score.toFixed(4),
                  symbols: symbols.map(({ tag }) => tag.name).toSorted(),
                }))
                .toSorted((a, b) => (a.at < b.at ? -1 : 1));
            expect(sorted(map)).toEqual(sorted(fresh));
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('it needs no more parsing when the text is the same', async () => {
    const map = await mapOf(shop, state);
    const before = readFileSync(join(state, readdirSync(state)[0] ?? ''), 'utf8');
    await map.update('src/cart.ts', shop['src/cart.ts']);
    expect(readFileSync(join(state, readdirSync(state)[0] ?? ''), 'utf8')).toBe(before);
  });
});

describe('a language service', () => {
  it('is believed where it tells which file is meant', async () => {
    const files = {
      'a.ts': `export class A { save(): void {} }\n`,
      'b.ts': `export class B { save(): void {} }\n`,
      'c.ts': `export function go(x: unknown): void { x.save(); }\n`,
    };
    const exact = (path: string) => (path === 'c.ts' ? new Map([['save', ['b.ts']]]) : undefined);
    const map = await mapOf(files);
    expect(pathsOf(map, '', ['c.ts']).toSorted()).toEqual(['a.ts', 'b.ts', 'c.ts']);
    map.refine(['c.ts', 'gone.ts'], exact);
    expect(pathsOf(map, '', ['c.ts'])).toEqual(['c.ts', 'b.ts']);
  });
});
