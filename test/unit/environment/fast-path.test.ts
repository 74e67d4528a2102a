import { expect, it } from 'vitest';
import { FastPath } from '../../../src/environment/fast-path.ts';
import type { WarmRunner } from '../../../src/environment/warm/warm-runner.ts';

it('nobody waits for a process that could not be opened, and the error is told', async () => {
  const broken: WarmRunner = {
    ...{ name: 'broken, warm', testFiles: ['a.test.js'] },
    open: () => Promise.reject(new Error('no process')),
    run: () => Promise.reject(new Error('not open')),
    probe: () => Promise.reject(new Error('not open')),
    megabytes: () => 0,
    dispose: () => undefined,
  };
  const fast = new FastPath([broken]);
  await expect(fast.open(10, new AbortController().signal)).rejects.toThrow('no process');
  const soon = new Promise((resolve) => setTimeout(() => resolve('waits'), 100));
  expect(await Promise.race([fast.loaded.then(() => 'goes on'), soon])).toBe('goes on');
});
