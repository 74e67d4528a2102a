import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HandbookAnswer, OwnFigures } from '../../src/loop/learned.ts';
import { startLoopbackModel } from '../support/loopback-model.ts';
import { project } from './support/projects.ts';
import { bundlesTheTerminal, run, scratch, terminal } from './support/terminal.ts';

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
    const effort = ({ events }: Awaited<ReturnType<typeof run>>): number =>
      events.findLast((event) => event.type === 'reflected')?.reflection.candidates ?? Number.NaN;
    /** How many were tried until one passed; what comes after it looks for rivals. */
    const untilOnePassed = ({ events }: Awaited<ReturnType<typeof run>>): number => {
      const seen = events.flatMap((event) => (event.type === 'observed' ? [event.observation] : []));
      const passed = seen.findIndex(({ rungs }) =>
        rungs.some(({ rung, status }) => rung === 'tests' && status === 'passed'),
      );
      return passed === -1 ? Number.NaN : passed + 1;
    };

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
    expect(untilOnePassed(first)).toBeGreaterThan(50);
    expect(untilOnePassed(again)).toBeLessThan(untilOnePassed(first) / 5);
    expect(effort(again)).toBeLessThan(effort(first) / 1.5);
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

  it('with a model, what was learned is worded by it once the patch was accepted', async () => {
    const better = 'When a count stays at nought, look for a loop that forgets `count += 1;` at its end.';
    const model = await startLoopbackModel({
      replies: [''],
      whenAsked: [{ for: 'You word one line of a handbook', reply: better }],
    });
    try {
      const folder = project(OF_THREE);
      const state = join(scratch, 'worded');
      const asked = ['--base-url', model.baseUrl, '--model', 'loopback', '--budget-seconds', '90', '--apply'];
      const { outcome, stderr } = await run([folder, 'Make the failing tests pass', ...asked], { state });
      expect(outcome, stderr).toMatchObject({ verdict: 'solved' });
      const handbook = readFileSync(join(folder, '.credence/handbook.md'), 'utf8');
      expect(handbook).toContain(better);
      expect(handbook).toContain('prefer: `idiom:→ _ += 1;`');
      expect(handbook).not.toContain('look early for where');
      expect(readFileSync(join(state, 'evidence.jsonl'), 'utf8')).toContain(
        'You word one line of a handbook',
      );
    } finally {
      await model.close();
    }
  }, 180_000);

  it('of a file that is hidden from models, none is told what was learned', async () => {
    const model = await startLoopbackModel({ replies: [''] });
    try {
      const folder = project({ ...OF_THREE, '.credenceignore': 'src/orders.js\n' });
      const asked = ['--base-url', model.baseUrl, '--model', 'loopback', '--budget-seconds', '90', '--apply'];
      const { outcome, stderr } = await run([folder, 'Make the failing tests pass', ...asked], {
        state: join(scratch, 'hidden'),
      });
      expect(outcome, stderr).toMatchObject({ verdict: 'solved' });
      expect(readFileSync(join(folder, '.credence/handbook.md'), 'utf8')).toContain('look early for where');
      const prompts = model.chats.map(({ body }) => JSON.stringify(body.messages));
      expect(prompts.filter((prompt) => prompt.includes('You word one line of a handbook'))).toEqual([]);
      // Nor what was tried there: titles quote the code and end with the place.
      expect(prompts.some((prompt) => prompt.includes('it edits what may not be shown'))).toBe(true);
      expect(prompts.filter((prompt) => prompt.includes('(src/orders.js:'))).toEqual([]);
    } finally {
      await model.close();
    }
  }, 180_000);

  it('is written by another engine where the one of the episode has ended before the patch was taken', async () => {
    const folder = project(OF_THREE);
    const stateFolder = join(scratch, 'ended');
    const { node, cli, env } = terminal();
    const begin = (): ChildProcess => fork(cli, ['engine'], { execPath: node, env, stdio: 'ignore' });
    const first = begin();
    try {
      const finished = new Promise<{ readonly type: string; readonly episode: string }>((resolve) => {
        first.on('message', (message: { readonly type: string; readonly episode: string }) => {
          if (message.type === 'finished' || message.type === 'failed') resolve(message);
        });
      });
      first.send({
        ...{ type: 'run', id: 'a', folder, request: 'Make the failing tests pass' },
        focus: { kind: 'workspace' },
        budget: { seconds: 90, candidates: 2000, tokens: 50_000, dollars: 1 },
        ...{ seed: 1, overlays: [], trusted: true, stateFolder, assessOnly: false },
      });
      const { type, episode } = await finished;
      expect(type).toBe('finished');
      first.disconnect();
      await once(first, 'exit');
      expect(existsSync(join(folder, '.credence'))).toBe(false);
      const second = begin();
      second.send({ type: 'accepted', id: 'a', of: { folder, stateFolder, episode } });
      second.disconnect();
      await once(second, 'exit');
      expect(readFileSync(join(folder, '.credence/handbook.md'), 'utf8')).toContain('look early for where');
    } finally {
      first.kill('SIGKILL');
    }
  }, 180_000);

  it('is written although the editor goes while a model still thinks about the words', async () => {
    let whenAsked = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => {
      whenAsked = resolve;
    });
    const server = createServer(async (request, response) => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece as Buffer);
      if (Buffer.concat(pieces).includes('You word one line of a handbook')) whenAsked();
      else response.writeHead(400).end('{}');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const folder = project(OF_THREE);
    const { node, cli, env } = terminal();
    const engine = fork(cli, ['engine'], { execPath: node, env, stdio: 'ignore' });
    try {
      const finished = new Promise<unknown>((resolve) => {
        engine.on('message', (message: { readonly type: string }) => {
          if (message.type === 'finished' || message.type === 'failed') resolve(message);
        });
      });
      engine.send({
        ...{
          type: 'run',
          id: 'a',
          folder,
          request: 'Make the failing tests pass',
          focus: { kind: 'workspace' },
        },
        budget: { seconds: 90, candidates: 2000, tokens: 50_000, dollars: 1 },
        ...{ seed: 1, overlays: [], trusted: true, stateFolder: join(scratch, 'leaving'), assessOnly: false },
        model: { baseUrl: `http://127.0.0.1:${port}/v1`, model: 'slow' },
      });
      expect(await finished).toMatchObject({ type: 'finished', outcome: { verdict: 'solved' } });
      engine.send({ type: 'accepted', id: 'a' });
      await isAsked;
      const left = once(engine, 'exit');
      engine.disconnect();
      await left;
      expect(readFileSync(join(folder, '.credence/handbook.md'), 'utf8')).toContain('look early for where');
    } finally {
      engine.kill('SIGKILL');
      server.closeAllConnections();
      server.close();
    }
  }, 180_000);
});
