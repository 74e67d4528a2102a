import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeTags } from '../../../../src/context/map/codec.ts';
import { TagPool } from '../../../../src/context/map/tag-pool.ts';
import { grammars } from './grammars.ts';

const { signal } = new AbortController();
const program = new URL('../../../../src/context/map/tag-worker.ts', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'pool-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Enough text for threads to be worth it. */
const texts = Array.from({ length: 80 }, (_, i) => ({
  key: `k${i}`,
  path: `f${i}.ts`,
  text: `export function f${i}(): number { return ${i}; }\n`.padEnd(25_000),
}));

function namesOf(lines: readonly string[]): string[] {
  return lines
    .map((line) => decodeTags(line))
    .map((decoded) => `${decoded?.key} ${decoded?.tags.definitions[0]?.name}`)
    .toSorted();
}

const wanted = texts.map(({ key }, i) => `${key} f${i}`).toSorted();

describe('many files', () => {
  it.skipIf(process.features.typescript === false)(
    'are read by threads as on the own one (skipped where Node cannot run TypeScript by itself)',
    async () => {
      expect(namesOf(await new TagPool(grammars, program).read(texts, signal))).toEqual(wanted);
    },
  );

  it('are read here where there is no program for threads', async () => {
    expect(namesOf(await new TagPool(grammars).read(texts, signal))).toEqual(wanted);
  });

  it.each([
    ['cannot be loaded', 'import "./not-there.mjs";'],
    [
      'dies at the first message',
      `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => process.exit(1));`,
    ],
    [
      'throws',
      `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { throw new Error('x'); });`,
    ],
  ])('are all read here when the threads’ program %s', async (_how, text) => {
    const file = join(folder, `${_how.replaceAll(' ', '-')}.mjs`);
    writeFileSync(file, text);
    expect(namesOf(await new TagPool(grammars, pathToFileURL(file)).read(texts, signal))).toEqual(wanted);
  });

  it('are read here when a thread answers what cannot be understood', async () => {
    const file = join(folder, 'mumbles.mjs');
    writeFileSync(
      file,
      `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => parentPort.postMessage({ lines: 'x' }));`,
    );
    expect(namesOf(await new TagPool(grammars, pathToFileURL(file)).read(texts, signal))).toEqual(wanted);
  });

  it('are left when it is cancelled while threads are at work', async () => {
    const file = join(folder, 'silent.mjs');
    writeFileSync(
      file,
      `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => {});`,
    );
    const cancel = new AbortController();
    const listeners = new Set<unknown>();
    const watched = {
      get aborted() {
        return cancel.signal.aborted;
      },
      addEventListener: (type: 'abort', listener: () => void) => {
        listeners.add(listener);
        cancel.signal.addEventListener(type, listener);
      },
      removeEventListener: (type: 'abort', listener: () => void) => {
        listeners.delete(listener);
        cancel.signal.removeEventListener(type, listener);
      },
    };
    const reading = new TagPool(grammars, pathToFileURL(file)).read(texts, watched);
    setTimeout(() => cancel.abort(), 50);
    expect(await reading).toEqual([]);
    expect(listeners.size).toBe(0);
  });

  it('are not read any more after a cancel', async () => {
    expect(await new TagPool(grammars, program).read(texts, AbortSignal.abort())).toEqual([]);
    expect(await new TagPool(grammars).read(texts, AbortSignal.abort())).toEqual([]);
  });
});
