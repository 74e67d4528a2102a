import { expect, it } from 'vitest';
import { JobQueue } from '../src/queue';

const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

it('never runs more than it may, and runs all', async () => {
  for (const concurrency of [1, 2, 3, 7]) {
    const queue = new JobQueue(concurrency);
    let now = 0;
    let most = 0;
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        queue.add(async () => {
          now++;
          most = Math.max(most, now);
          await tick();
          now--;
          return i;
        }),
      ),
    );
    expect(results).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(most).toBe(concurrency);
    await queue.onIdle();
    expect([queue.active, queue.pending]).toEqual([0, 0]);
  }
  expect(() => new JobQueue(0)).toThrow(RangeError);
});

it('failures free their place', async () => {
  const queue = new JobQueue(2);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 9 }, (_, i) =>
      queue.add(async () => {
        await tick();
        if (i % 2 === 0) throw new Error(`e${i}`);
        return i;
      }),
    ),
  );
  expect(outcomes.map((o) => o.status)).toEqual(Array.from({ length: 9 }, (_, i) => (i % 2 ? 'fulfilled' : 'rejected')));
  expect(queue.active).toBe(0);
});

it('priorities', async () => {
  const queue = new JobQueue(1);
  queue.pause();
  const log: string[] = [];
  const priorities = [0, 2, 1, 2, -1, 0, 3, 1];
  const all = priorities.map((p, i) => queue.add(async () => void log.push(`${p}#${i}`), p));
  expect(queue.pending).toBe(8);
  queue.resume();
  await Promise.all(all);
  expect(log).toEqual(['3#6', '2#1', '2#3', '1#2', '1#7', '0#0', '0#5', '-1#4']);
});

it('pauses while jobs run, and resumes with full width', async () => {
  const queue = new JobQueue(2);
  const started: number[] = [];
  let free = () => {};
  const gate = new Promise<void>((resolve) => {
    free = resolve;
  });
  for (let i = 0; i < 5; i++) {
    void queue.add(async () => {
      started.push(i);
      await gate;
    });
  }
  queue.pause();
  free();
  await tick();
  expect(started).toEqual([0, 1]);
  expect([queue.active, queue.pending]).toEqual([0, 3]);
  let idle = 0;
  void queue.onIdle().then(() => idle++);
  void queue.onIdle().then(() => idle++);
  await tick();
  expect(idle).toBe(0);
  queue.resume();
  await tick();
  expect(started).toEqual([0, 1, 2, 3, 4]);
  expect(idle).toBe(2);
});
