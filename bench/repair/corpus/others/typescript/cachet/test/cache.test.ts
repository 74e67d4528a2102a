import { expect, test } from 'vitest';
import { LoadingCache } from '../src/cache.ts';

function setup(options: { staleOnError?: boolean; capacity?: number } = {}) {
  const state = { now: 1000, calls: [] as string[], failing: false };
  const cache = new LoadingCache<string>({
    ttl: 50,
    clock: () => state.now,
    loader: async (key) => {
      state.calls.push(key);
      if (state.failing) throw new Error('backend down');
      return `${key}#${state.calls.length}`;
    },
    ...options,
  });
  return { state, cache };
}

test('loads a key once while it is fresh', async () => {
  const { state, cache } = setup();
  expect(await cache.fetch('a')).toBe('a#1');
  state.now += 20;
  expect(await cache.fetch('a')).toBe('a#1');
  expect(state.calls).toEqual(['a']);
  expect(cache.stats).toMatchObject({ hits: 1, misses: 1 });
});

test('shares one load between concurrent callers', async () => {
  const { state, cache } = setup();
  expect(await Promise.all([cache.fetch('a'), cache.fetch('a')])).toEqual(['a#1', 'a#1']);
  expect(state.calls).toEqual(['a']);
});

test('loads again long after expiry', async () => {
  const { state, cache } = setup();
  cache.set('a', 'old');
  state.now += 500;
  expect(cache.has('a')).toBe(false);
  expect(await cache.fetch('a')).toBe('a#1');
});

test('a value expires when its time to live is over', () => {
  const { state, cache } = setup();
  cache.set('a', 'x');
  state.now += 49;
  expect(cache.has('a')).toBe(true);
  state.now += 1;
  expect(cache.has('a')).toBe(false);
});

test('prune drops what has expired', () => {
  const { state, cache } = setup();
  cache.set('a', 'x');
  state.now += 25;
  cache.set('b', 'y');
  state.now += 25;
  expect(cache.prune()).toBe(1);
  expect(cache.invalidate('a')).toBe(false);
  expect(cache.invalidate('b')).toBe(true);
});

test('passes a loader error on', async () => {
  const { state, cache } = setup();
  state.failing = true;
  await expect(cache.fetch('a')).rejects.toThrow('backend down');
});

test('can answer with an expired value when the loader fails', async () => {
  const { state, cache } = setup({ staleOnError: true });
  cache.set('a', 'old');
  state.now += 500;
  state.failing = true;
  expect(await cache.fetch('a')).toBe('old');
  expect(cache.stats.stale).toBe(1);
});

test('counts evictions', async () => {
  const { cache } = setup({ capacity: 1 });
  await cache.fetch('a');
  await cache.fetch('b');
  expect(cache.stats.evictions).toBe(1);
});

test('a value may have its own time to live', () => {
  const { state, cache } = setup();
  cache.set('a', 'x', 200);
  state.now += 150;
  expect(cache.has('a')).toBe(true);
});
