import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/* The editor's interface stands in here, since it exists only in the editor. */
const warned: string[] = [];
vi.mock('vscode', () => ({
  l10n: { t: (text: string) => text },
  window: { showWarningMessage: (text: string) => warned.push(text) },
  workspace: { getConfiguration: () => ({ get: (_: string, or: number) => or }), textDocuments: [] },
}));
const { Checkpoints } = await import('../../../src/vscode/checkpoints/checkpoints.ts');

beforeEach(() => {
  warned.length = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** An engine that answers after so long, or when it is told to stop. */
function checkpointsOf(milliseconds: number) {
  const cancelled: string[] = [];
  const stops = new Map<string, (answer: unknown) => void>();
  const engine = {
    ask: ({ id }: { id: string }) =>
      new Promise((settle) => {
        stops.set(id, settle);
        setTimeout(() => settle({ type: 'checkpoints', id, checkpoints: [] }), milliseconds);
      }),
    cancel: (id: string) => {
      cancelled.push(id);
      stops.get(id)?.({ problem: 'it was given up' });
    },
  };
  const at = { fsPath: '/work' };
  const checkpoints = new Checkpoints(engine as never, () => at as never, { warn: () => undefined } as never);
  return { cancelled, wait: () => checkpoints.before({ uri: at } as never, 'a patch') };
}

describe('the checkpoint before a patch', () => {
  it('is given up, and the person told, before a patch that waited long is applied', async () => {
    const { cancelled, wait } = checkpointsOf(60_000);
    const applied = wait();
    await vi.advanceTimersByTimeAsync(6_000);
    await applied;
    expect(cancelled).toHaveLength(1);
    expect(warned.join()).toContain('no checkpoint');
  });

  it('is waited for while it is quick, and then nothing is said', async () => {
    const { cancelled, wait } = checkpointsOf(1_000);
    const applied = wait();
    await vi.advanceTimersByTimeAsync(60_000);
    await applied;
    expect([cancelled, warned]).toEqual([[], []]);
  });
});
