import { afterEach, beforeEach, expect, it, vi } from 'vitest';

/* The editor's interface stands in here, since it exists only in the editor. */
const shown: string[] = [];
vi.mock('vscode', () => ({
  ProgressLocation: { Notification: 15 },
  window: {
    withProgress: ({ title }: { title: string }, work: (progress: object, token: object) => unknown) => {
      shown.push(title);
      return work({}, { onCancellationRequested: () => undefined });
    },
  },
}));
const { whenSlow } = await import('../../../src/vscode/when-slow.ts');

beforeEach(() => {
  shown.length = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});
const waiting = <T>(work: Promise<T>): Promise<T> => whenSlow('Looking', work, () => undefined);

it('work that fails soon says why, and leaves no timer behind', async () => {
  await expect(waiting(Promise.reject(new Error('It broke.')))).rejects.toThrow('It broke.');
  expect(vi.getTimerCount()).toBe(0);
  expect(shown).toEqual([]);
});

it('only work that takes its time is shown', async () => {
  expect(await waiting(Promise.resolve('soon'))).toBe('soon');
  expect([vi.getTimerCount(), shown]).toEqual([0, []]);
  const late = waiting(new Promise((resolve) => setTimeout(() => resolve('late'), 5000)));
  await vi.advanceTimersByTimeAsync(5000);
  expect(await late).toBe('late');
  expect(shown).toEqual(['Looking']);
});
