import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestResult } from '../../src/loop/types.ts';
import { mutantsOf } from '../support/mutants.ts';
import { projectOf } from '../support/projects.ts';
import { type BothPaths, bothPaths, bundleWorker } from '../support/warm.ts';

const fixtures = resolve(import.meta.dirname, '../fixtures');
let folder = '';
let program = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'warm-dialects-'));
  program = bundleWorker(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fixture(path: string): Promise<BothPaths> {
  const project = projectOf({});
  cpSync(join(fixtures, path), project, { recursive: true });
  return bothPaths(project, program);
}

function outcomes(results: readonly TestResult[]): Readonly<Record<string, string>> {
  return Object.fromEntries(results.map(({ id, status }) => [id, status]));
}

/** Ids of the tests that a candidate has to leave as they are. */
function passing(results: readonly TestResult[]): readonly string[] {
  return results.filter(({ status }) => status === 'passed').map(({ id }) => id);
}

const RUNNERS = [
  { name: 'jest', source: 'src/cart.js', export: (body: string) => `module.exports = ${body}` },
  { name: 'mocha', source: 'src/cart.js', export: (body: string) => `module.exports = ${body}` },
  {
    name: 'node-test',
    source: 'src/cart.ts',
    export: (body: string) => `export const { total, label, later, sell } = ${body}`,
  },
] as const;

describe.each(RUNNERS)('$name', ({ name, source, export: exporting }) => {
  it('names and judges every test of a rich project as the runner itself does', async () => {
    const { openWarm, runCold } = await fixture(`warm-dialects/${name}`);
    const [warm, cold] = [await openWarm(), await runCold()];
    expect(cold.status).toBe('ran');
    expect(warm.unsupported).toEqual([]);
    expect(Object.keys(outcomes(warm.results)).length).toBeGreaterThan(30);
    expect(outcomes(warm.results)).toEqual(outcomes(cold.results));
    expect(warm.fileErrors.map(({ file }) => file)).toEqual(cold.fileErrors.map(({ file }) => file));
    // Of failures it tells the same values and place.
    const told = (results: readonly TestResult[]) =>
      results
        .filter(({ expected }) => expected !== undefined && expected !== 'undefined')
        .map(({ id, expected, actual, frames }) => [id, expected, actual, frames[0]?.path, frames[0]?.line])
        .toSorted();
    expect(told(cold.results)).not.toEqual([]);
    expect(told(warm.results)).toEqual(told(cold.results));
  });

  it('gives slips in the source the verdict that the runner gives them', async () => {
    const { read, openWarm, runWarm, runCold } = await fixture(`warm-dialects/${name}`);
    const tests = passing((await openWarm()).results);
    for (const { id, edits } of mutantsOf(source, read(source), 4, 7)) {
      const [edit] = edits;
      if (edit?.kind !== 'modify') throw new Error('a slip modifies');
      const [change] = edit.replacements;
      const text = read(source);
      const mutated = text.slice(0, change?.start) + change?.text + text.slice(change?.end);
      const warm = outcomes((await runWarm({ [source]: mutated }, tests)).results);
      const cold = outcomes((await runCold({ [source]: mutated })).results);
      const survives = (seen: Readonly<Record<string, string>>): readonly string[] =>
        tests.filter((test) => seen[test] === 'passed');
      expect(survives(warm), id).toEqual(survives(cold));
    }
  });

  it('runs one test alone, in the midst of others', async () => {
    const { openWarm, runWarm } = await fixture(`warm-dialects/${name}`);
    const { results } = await openWarm();
    const independent = passing(results).filter(
      (id) => !/order|goes on|has the method back|can say|hooks of/.test(id),
    );
    for (const id of independent) {
      const run = await runWarm({}, [id]);
      expect(outcomes(run.results), id).toEqual({ [id]: 'passed' });
    }
  });

  const SPOILERS: readonly (readonly [what: string, code: string])[] = [
    ['throws while it loads', "throw new Error('on purpose');"],
    ['cannot be parsed', 'const = 3;'],
    ['ends the process while it loads', 'process.exit(0);'],
    [
      'ends the process in a test',
      exporting('{ total() { process.exit(0); }, label() {}, later() {}, sell() {} };'),
    ],
    ['loops', exporting('{ total() { for (;;) {} }, label() {}, later() {}, sell() {} };')],
    [
      'never settles',
      exporting('{ total() {}, label() {}, later: () => new Promise(() => {}), sell() {} };'),
    ],
    [
      'leaves timers and rejections',
      exporting(
        "{ total() { setInterval(() => {}, 1); Promise.reject(new Error('left')); }, label() {}, later() {}, sell() {} };",
      ),
    ],
    [
      'spoils what all share',
      exporting(
        "{ total() { Array.prototype.map = () => []; Object.prototype.extra = 1; process.env.PATH = ''; globalThis.Promise = undefined; Math.max = () => 0; process.chdir('/'); }, label() {}, later() {}, sell() {} };",
      ),
    ],
  ];
  it('is misled by no candidate that spoils the process, nor is the next one', async () => {
    const { openWarm, runWarm, read } = await fixture(`warm-dialects/${name}`);
    const tests = passing((await openWarm()).results);
    const before = await runWarm({ [source]: `${read(source)}\n` }, tests);
    expect(passing(before.results)).toHaveLength(tests.length);
    for (const [what, code] of SPOILERS) {
      const spoilt = await runWarm({ [source]: code }, tests, 3);
      expect(passing(spoilt.results).length, what).toBeLessThan(tests.length);
      const after = await runWarm({ [source]: `${read(source)}\n` }, tests);
      expect([after.status, after.fileErrors], what).toEqual(['ran', before.fileErrors]);
      expect(outcomes(after.results), what).toEqual(outcomes(before.results));
    }
  });
});

const PAGES = [
  { name: 'jest', sources: ['src/list.js', 'src/router.js'] },
  { name: 'vitest', sources: ['src/list.jsx', 'src/router.js'] },
];

describe.each(PAGES)('tests of web pages in jsdom, by $name', ({ name, sources }) => {
  it('are judged as the runner itself does, again and again', async () => {
    const { read, openWarm, runWarm, runCold } = await fixture(`warm-dialects/pages-${name}`);
    const [warm, cold] = [await openWarm(), await runCold()];
    expect(cold.status).toBe('ran');
    expect(warm.unsupported).toEqual([]);
    expect(warm.fileErrors).toEqual([]);
    expect(passing(warm.results).length).toBeGreaterThan(20);
    expect(outcomes(warm.results)).toEqual(outcomes(cold.results));
    for (const source of sources) {
      const again = await runWarm({ [source]: `${read(source)}\n` }, passing(warm.results));
      expect([again.status, again.fileErrors]).toEqual(['ran', []]);
      expect(outcomes(again.results)).toEqual(outcomes(cold.results));
    }
  });

  it('see slips as the runner does, and nothing of the candidates before', async () => {
    const { read, openWarm, runWarm, runCold } = await fixture(`warm-dialects/pages-${name}`);
    const tests = passing((await openWarm()).results);
    const [list = '', router = ''] = sources;
    const slips = [
      [list, 'name.length < 2', 'name.length < 6'],
      [list, 'window.innerWidth > 600', 'window.innerWidth < 600'],
      [
        router,
        'clearTimeout(timer);',
        "clearTimeout(timer); document.title = ''; localStorage.setItem('x', 'y');",
      ],
      [
        router,
        'window.dispatchEvent(',
        "window.addEventListener('went', () => document.body.append('!'));\n  window.dispatchEvent(",
      ],
    ] as const;
    for (const [source, from, to] of slips) {
      const text = read(source).replace(from, to);
      expect(text, from).not.toBe(read(source));
      const warm = outcomes((await runWarm({ [source]: text }, tests)).results);
      const cold = outcomes((await runCold({ [source]: text })).results);
      expect(warm, to).toEqual(cold);
    }
    const after = await runWarm({ [list]: `${read(list)}\n` }, tests);
    expect(passing(after.results)).toEqual(tests);
  });
});

describe('a page that a candidate has used', () => {
  const right = `export function start() {
  window.onhashchange = () => { document.body.textContent = 'changed'; };
  document.onclick = () => { document.title = 'clicked'; };
  Object.assign(navigator, { clipboard: 'mine' });
  document.visibilityState2 = 'hidden';
  document.documentElement.innerHTML = '<head></head><body><b>new</b></body>';
  document.body.addEventListener('keydown', () => { document.title = 'typed'; });
  history.pushState(null, '', '/a');
}
`;
  it('is as new for the next one', async () => {
    const project = projectOf({
      'package.json': '{ "name": "page", "type": "module", "scripts": { "test": "vitest run" } }',
      'vitest.config.js': "export default { test: { environment: 'jsdom', globals: true } };\n",
      'src/start.js': right,
      'test/start.test.js': `import { start } from '../src/start.js';
start();
it('a', () => { window.onhashchange?.(); expect(document.body.textContent).toBe('changed'); });
it('b', () => { document.onclick?.(); expect(document.title).toBe('clicked'); });
it('c', () => expect(navigator.clipboard).toBe('mine'));
it('d', () => expect(document.visibilityState2).toBe('hidden'));
it('e', () => { document.body.dispatchEvent(new Event('keydown')); expect(document.title).toBe('typed'); });
it('f', () => expect([history.length, location.pathname]).toEqual([2, '/a']));
`,
    });
    const { openWarm, runWarm } = await bothPaths(project, program);
    const warm = await openWarm();
    expect(warm.unsupported).toEqual([]);
    const tests = passing(warm.results);
    expect(tests).toHaveLength(6);
    for (let round = 0; round < 2; round += 1) {
      const without = await runWarm({ 'src/start.js': `export function start() {} // ${round}\n` }, tests);
      expect(passing(without.results), JSON.stringify(without)).toEqual([]);
      expect(without.results).toHaveLength(6);
      const again = await runWarm({ 'src/start.js': `${right}// ${round}\n` }, tests);
      expect(passing(again.results)).toEqual(tests);
    }
  });
});

describe('vitest', () => {
  it('runs tests that put mocks in the place of modules as Vitest does, each file for itself', async () => {
    const { read, openWarm, runWarm, runCold } = await fixture('warm-dialects/vitest');
    const [warm, cold] = [await openWarm(), await runCold()];
    expect(cold.status).toBe('ran');
    expect(warm.unsupported).toEqual([]);
    expect(outcomes(warm.results)).toEqual(outcomes(cold.results));
    expect(warm.fileErrors).toEqual([]);
    // One run, in which each file would meet what the one before it loaded.
    const tests = passing(warm.results);
    const run = await runWarm({ 'src/cart.ts': `${read('src/cart.ts')}\n` }, [
      ...tests.toReversed(),
      ...tests,
    ]);
    expect(passing(run.results).toSorted()).toEqual(tests.toSorted());
  });
});
