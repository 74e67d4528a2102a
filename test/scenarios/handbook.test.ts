import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HandbookAnswer, OwnFigures } from '../../src/loop/learned.ts';
import { project } from './support/projects.ts';
import { bundlesTheTerminal, run, scratch } from './support/terminal.ts';

/** Adds up rows, in a loop with enough in it that a search has to look for a while; `counts` is its last line. */
const adding = (name: string, counts: string): string => `export function ${name}(rows, day) {
  const trail = [];
  let count = 0;
  let sum = 0;
  let oldest = day;
  for (const row of rows) {
    if (row.cancelled) continue;
    if (row.until < oldest) oldest = row.until;
    trail.push(row.id);
    sum += row.price * row.count;
${counts}  }
  return { trail, count, sum, oldest };
}
`;
const COUNTS = '    count += 1;\n';
const testOf = (name: string): string => `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ${name} } from '../src/${name}.js';
const row = (id, more) => ({ id, until: 4, price: 2, count: 3, ...more });
test('${name} adds up', () => assert.equal(${name}([row('a'), row('b', { until: 2 })], 9).sum, 12));
test('${name} knows the oldest', () => assert.equal(${name}([row('a'), row('b', { until: 2 })], 9).oldest, 2));
test('${name} leaves the cancelled', () => assert.deepEqual(${name}([row('a', { cancelled: true }), row('b')], 9).trail, ['b']));
test('${name} counts', () => assert.equal(${name}([row('a'), row('b'), row('c', { cancelled: true })], 9).count, 2));
`;

const OF_THREE = {
  'package.json': '{"type":"module","scripts":{"test":"node --test"}}',
  'src/orders.js': adding('orders', ''),
  'src/visits.js': adding('visits', COUNTS),
  'src/meals.js': adding('meals', COUNTS),
  'test/orders.test.js': testOf('orders'),
  'test/visits.test.js': testOf('visits'),
  'test/meals.test.js': testOf('meals'),
};

describe('the handbook over two tasks', () => {
  bundlesTheTerminal();

  it('what mended one module is tried first in the next, proves itself, and can be asked about', async () => {
    // The slip of the first task: something has to be found out before there is anything to remember.
    const folder = project(OF_THREE);
    const learned = { state: join(scratch, 'learned') };
    const solve = (options: { readonly state: string }, ...more: readonly string[]) =>
      run([folder, 'Make the failing tests pass', '--budget-seconds', '90', ...more], options);
    const ask = async <T>(...words: readonly string[]): Promise<T> => {
      const { stdout, stderr } = await run(['handbook', ...words, '--folder', folder], learned);
      expect(stdout, stderr).not.toBe('');
      return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as T;
    };
    const effort = ({ events }: Awaited<ReturnType<typeof run>>): number | undefined =>
      events.findLast((event) => event.type === 'reflected')?.reflection.candidates;

    const first = await solve(learned, '--apply');
    expect(first.outcome, first.stderr).toMatchObject({ verdict: 'solved' });
    expect(readFileSync(join(folder, 'src/orders.js'), 'utf8')).toContain('count += 1');
    const handbook = readFileSync(join(folder, '.credence/handbook.md'), 'utf8');
    expect(handbook).toContain('prefer: `idiom:→ _ += 1;`');
    const { behaviors } = await ask<HandbookAnswer>('list');
    const idiom = behaviors.find(({ behavior }) => behavior.prefer?.startsWith('idiom:'));
    expect(idiom).toMatchObject({
      behavior: { status: 'trial' },
      place: 'handbook',
      citations: [{ citation: { path: 'src/orders.js' }, state: 'there' }],
    });
    // What is pinned is never withheld, whatever the draw.
    await ask('pin', idiom?.behavior.name ?? '');

    // The same slip in another module, with what was learned and without.
    writeFileSync(join(folder, 'src/visits.js'), adding('visits', ''));
    const again = await solve(learned);
    expect(again.outcome, again.stderr).toMatchObject({ verdict: 'solved' });
    // What mended one task has that much of the belief, over all lines that it may stand before; other edits come between.
    expect(effort(first)).toBeGreaterThan(50);
    expect(effort(again)).toBeLessThan((effort(first) ?? 0) / 3);
    const recalled = again.events.find((event) => event.type === 'recalled');
    expect(recalled?.behaviors.map(({ name }) => name)).toContain(idiom?.behavior.name);
    const after = (await ask<HandbookAnswer>('list')).behaviors;
    expect(after.find(({ behavior }) => behavior.name === idiom?.behavior.name)).toMatchObject({
      behavior: { status: 'pinned' },
      used: { solved: 1, failed: 0 },
    });
    const figures = await ask<OwnFigures>('figures');
    expect(figures.learning.points.map(({ solved }) => solved)).toEqual([true, true]);
    expect(figures.reliability.episodes).toBe(2);
  }, 180_000);
});
