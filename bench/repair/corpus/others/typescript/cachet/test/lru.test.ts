import { expect, test } from 'vitest';
import { LruMap } from '../src/lru.ts';

test('keeps what it is given up to its capacity', () => {
  const map = new LruMap<number>(2);
  map.set('a', 1);
  map.set('b', 2);
  expect(map.keys()).toEqual(['a', 'b']);
  expect(map.get('a')).toBe(1);
  expect(map.size).toBe(2);
});

test('drops the oldest key when full', () => {
  const gone: string[] = [];
  const map = new LruMap<number>(2, (key) => gone.push(key));
  map.set('a', 1);
  map.set('b', 2);
  map.set('c', 3);
  expect(gone).toEqual(['a']);
  expect(map.keys()).toEqual(['b', 'c']);
});

test('reading a key protects it', () => {
  const map = new LruMap<number>(2);
  map.set('a', 1);
  map.set('b', 2);
  map.get('a');
  map.set('c', 3);
  expect(map.keys()).toEqual(['a', 'c']);
});

test('peeking does not protect a key', () => {
  const map = new LruMap<number>(2);
  map.set('a', 1);
  map.set('b', 2);
  expect(map.peek('a')).toBe(1);
  map.set('c', 3);
  expect(map.keys()).toEqual(['b', 'c']);
});

test('writing a key again protects it', () => {
  const map = new LruMap<number>(2);
  map.set('a', 1);
  map.set('b', 2);
  map.set('a', 10);
  map.set('c', 3);
  expect(map.keys()).toEqual(['a', 'c']);
  expect(map.peek('a')).toBe(10);
});

test('refuses a senseless capacity', () => {
  expect(() => new LruMap(0)).toThrow(RangeError);
});
