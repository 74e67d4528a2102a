import { expect, it, onTestFinished, vi } from 'vitest';
import { confirmCold } from '../../../src/environment/confirmation.ts';
import type { Climb } from '../../../src/environment/ladder.ts';

type ColdParts = Parameters<typeof confirmCold>[0];

const turns = (): Promise<void> =>
  new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));

it('a suite that cannot be started while the compiler is at work is told to whoever waits, and ends no process', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  onTestFinished(() => void process.off('unhandledRejection', unhandled));
  const parts = {
    cold: {
      inFreshCopy: (_texts: unknown, _signal: unknown, use: (run: () => Promise<never>) => unknown) =>
        use(() => Promise.reject(new Error('no space left on the device'))),
    },
    checks: { climb: async () => undefined },
    types: { confirm: () => turns().then(() => true) },
  } as unknown as ColdParts;
  const climb = { typeTarget: {} } as unknown as Climb;
  const confirmation = confirmCold(parts, climb, new Map(), new AbortController().signal);
  await expect(confirmation).rejects.toThrow('no space left');
  expect(unhandled).not.toHaveBeenCalled();
});
