import { expect, test } from 'vitest';
import { LoadingCache } from '../src/cache.ts';
import { isFresh, makeEntry } from '../src/entry.ts';
import { LruMap } from '../src/lru.ts';

function setup(options: { staleOnError?: boolean } = {}) {
  const state = { now: 0, calls: 0, failing: false };
  const cache = new LoadingCache<string>({
    ttl: 10,
    clock: () => state.now,
    loader: async (key) => {
      state.calls += 1;
      if (state.failing) throw new Error('down');
      return `${key}${state.calls}`;
    },
    ...options,
  });
  return { state, cache };
}

test('a failed load does not stick', async () => {
  const { state, cache } = setup();
  state.failing = true;
  await expect(cache.fetch('a')).rejects.toThrow('down');
  state.failing = false;
  expect(await cache.fetch('a')).toBe('a2');
});

test('each expiry brings a new load', async () => {
  const { state, cache } = setup();
  expect(await cache.fetch('a')).toBe('a1');
  state.now += 100;
  expect(await cache.fetch('a')).toBe('a2');
  state.now += 100;
  expect(await cache.fetch('a')).toBe('a3');
});

test('an expired value is not answered unless asked for', async () => {
  const { state, cache } = setup();
  cache.set('a', 'old');
  state.now += 100;
  state.failing = true;
  await expect(cache.fetch('a')).rejects.toThrow('down');
  expect(cache.stats.stale).toBe(0);
});

test('stale answers are counted and repeated until the loader is back', async () => {
  const { state, cache } = setup({ staleOnError: true });
  cache.set('a', 'old');
  state.now += 100;
  state.failing = true;
  expect(await Promise.all([cache.fetch('a'), cache.fetch('a')])).toEqual(['old', 'old']);
  expect(state.calls).toBe(1);
  expect(await cache.fetch('a')).toBe('old');
  state.failing = false;
  expect(await cache.fetch('a')).toBe('a3');
  expect(cache.stats.stale).toBe(2);
});

test('expiry is exact in every way of asking', async () => {
  const { state, cache } = setup();
  cache.set('a', 'x');
  cache.set('b', 'y', 11);
  state.now += 9;
  expect(cache.prune()).toBe(0);
  expect(await cache.fetch('a')).toBe('x');
  state.now += 1;
  expect(cache.has('a')).toBe(false);
  expect(cache.has('b')).toBe(true);
  expect(cache.prune()).toBe(1);
  expect(await cache.fetch('a')).toBe('a1');
});

test('an entry is fresh until expiresAt, not at it', () => {
  const entry = makeEntry('v', 5, 10);
  expect(entry.expiresAt).toBe(15);
  expect([14, 15, 16].map((now) => isFresh(entry, now))).toEqual([true, false, false]);
  expect(isFresh(makeEntry('v', 5, 0), 5)).toBe(false);
});

test('writing to a full map again evicts nothing', () => {
  const gone: string[] = [];
  const map = new LruMap<number>(2, (key) => gone.push(key));
  map.set('a', 1);
  map.set('b', 2);
  map.set('a', 3);
  expect(gone).toEqual([]);
  expect(map.keys()).toEqual(['b', 'a']);
  map.set('b', 4);
  expect(map.keys()).toEqual(['a', 'b']);
  expect(map.size).toBe(2);
});

test('writing below capacity also renews the order', () => {
  const map = new LruMap<number>(5);
  for (const key of ['a', 'b', 'c', 'a']) map.set(key, 1);
  expect(map.keys()).toEqual(['b', 'c', 'a']);
});
