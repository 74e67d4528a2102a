import { describe, expect, it } from 'vitest';
import { ConcurrencyError, EventStore } from '../src/event-store';

describe('EventStore', () => {
  it('numbers events', () => {
    const store = new EventStore<string>();
    store.append('a', ['one', 'two']);
    store.append('b', ['three']);
    expect(store.append('a', ['four'])).toBe(3);
    expect(store.read('a').map((s) => [s.version, s.position, s.event])).toEqual([
      [1, 1, 'one'],
      [2, 2, 'two'],
      [3, 4, 'four'],
    ]);
  });
  it('reads from a version on', () => {
    const store = new EventStore<string>();
    store.append('a', ['one', 'two', 'three']);
    expect(store.read('a', 2).map((s) => s.event)).toEqual(['two', 'three']);
  });
  it('reads pages of all events', () => {
    const store = new EventStore<number>();
    store.append('a', [1, 2, 3, 4, 5]);
    expect(store.readAll(1, 2).map((s) => s.event)).toEqual([2, 3]);
    expect(store.readAll(4, 2).map((s) => s.event)).toEqual([5]);
  });
  it('refuses a stale writer', () => {
    const store = new EventStore<string>();
    store.append('a', ['one'], 0);
    expect(() => store.append('a', ['two'], 0)).toThrow(ConcurrencyError);
    expect(() => store.append('a', ['two'], 0)).toThrow('a is at version 1, not 0');
    expect(store.version('a')).toBe(1);
  });
  it('tells subscribers until they stop', () => {
    const store = new EventStore<string>();
    const heard: string[] = [];
    store.append('a', ['before']);
    const stop = store.subscribe((s) => heard.push(s.event));
    store.append('a', ['one', 'two']);
    stop();
    store.append('a', ['three']);
    expect(heard).toEqual(['one', 'two']);
  });
  it('lets subscribers catch up', () => {
    const store = new EventStore<string>();
    const heard: string[] = [];
    store.append('a', ['one', 'two']);
    store.subscribe((s) => heard.push(s.event), 1);
    store.append('a', ['three']);
    expect(heard).toEqual(['two', 'three']);
  });
});
