import { expect, it } from 'vitest';
import { ConcurrencyError, EventStore } from '../src/event-store';

it('keeps streams apart', () => {
  const store = new EventStore<number>();
  const model: [string, number][] = [];
  let seed = 8;
  const draw = (n: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * n);
  };
  for (let step = 0; step < 60; step++) {
    const stream = 'abc'[draw(3)];
    const events = Array.from({ length: draw(4) }, () => draw(100));
    const before = model.filter(([s]) => s === stream).length;
    expect(store.version(stream)).toBe(before);
    const expected = draw(2) ? before : undefined;
    expect(store.append(stream, events, expected)).toBe(before + events.length);
    for (const event of events) model.push([stream, event]);
    expect(() => store.append(stream, [1], before + events.length + 1)).toThrow(ConcurrencyError);
    if (before + events.length > 0) {
      expect(() => store.append(stream, [1], before + events.length - 1)).toThrow(ConcurrencyError);
    }
  }
  for (const stream of ['a', 'b', 'c', 'd']) {
    const own = model.flatMap(([s, event], i) => (s === stream ? [{ event, position: i + 1 }] : []));
    const all = own.map((o, i) => ({ stream, version: i + 1, position: o.position, event: o.event }));
    expect(store.read(stream)).toEqual(all);
    for (const from of [1, 2, 5, 200]) expect(store.read(stream, from)).toEqual(all.slice(from - 1));
  }
  const events = model.map(([, e]) => e);
  for (const after of [0, 1, 7, events.length, events.length + 3]) {
    for (const limit of [0, 1, 5, 1000]) {
      expect(store.readAll(after, limit).map((s) => s.event)).toEqual(events.slice(after, after + limit));
    }
  }
});

it('limits a page to a hundred', () => {
  const store = new EventStore<number>();
  store.append('a', Array.from({ length: 150 }, (_, i) => i));
  expect(store.readAll()).toHaveLength(100);
  expect(store.readAll(100)).toHaveLength(50);
});

it('subscriptions', () => {
  const store = new EventStore<number>();
  const log: string[] = [];
  store.append('a', Array.from({ length: 120 }, (_, i) => i));
  const stopOne = store.subscribe((s) => {
    log.push(`one ${s.event}`);
    if (s.event === 201) stopOne();
  });
  store.subscribe((s) => log.push(`two ${s.event}/${s.position}/${s.version}`), 119);
  store.append('b', [200, 201, 202]);
  expect(log).toEqual([
    'two 119/120/120',
    'one 200',
    'two 200/121/1',
    'one 201',
    'two 201/122/2',
    'two 202/123/3',
  ]);
  const all: number[] = [];
  store.subscribe((s) => all.push(s.event), 0);
  expect(all).toHaveLength(123);
  const heard: number[] = [];
  store.subscribe(() => heard.push(store.version('c')));
  store.append('c', [1, 2]);
  expect(heard).toEqual([2, 2]);
  expect(() => store.append('c', [3], 0)).toThrow();
  expect(heard).toEqual([2, 2]);
});
