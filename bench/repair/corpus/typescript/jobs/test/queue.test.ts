import { describe, expect, it } from 'vitest';
import { JobQueue } from '../src/queue';

const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

function controlled() {
  const log: string[] = [];
  const finish = new Map<string, () => void>();
  const job = (name: string) => () =>
    new Promise<string>((resolve) => {
      log.push(name);
      finish.set(name, () => resolve(name));
    });
  return { log, job, finish: (name: string) => finish.get(name)?.() };
}

describe('JobQueue', () => {
  it('returns what the job returns', async () => {
    expect(await new JobQueue(1).add(async () => 42)).toBe(42);
  });
  it('passes an error on and goes on', async () => {
    const queue = new JobQueue(1);
    await expect(
      queue.add(async () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await queue.add(async () => 'next')).toBe('next');
  });
  it('runs as many at once as it may', async () => {
    const { log, job, finish } = controlled();
    const queue = new JobQueue(2);
    for (const name of ['a', 'b', 'c']) void queue.add(job(name));
    await tick();
    expect(log).toEqual(['a', 'b']);
    expect(queue.active).toBe(2);
    expect(queue.pending).toBe(1);
    finish('a');
    await tick();
    expect(log).toEqual(['a', 'b', 'c']);
  });
  it('prefers urgent jobs, and the first of equally urgent ones', async () => {
    const { log, job, finish } = controlled();
    const queue = new JobQueue(1);
    void queue.add(job('first'));
    void queue.add(job('low'), 1);
    void queue.add(job('high'), 5);
    void queue.add(job('high too'), 5);
    for (const name of ['first', 'high', 'high too']) {
      finish(name);
      await tick();
    }
    expect(log).toEqual(['first', 'high', 'high too', 'low']);
  });
  it('pauses', async () => {
    const { log, job } = controlled();
    const queue = new JobQueue(1);
    queue.pause();
    void queue.add(job('a'));
    await tick();
    expect(log).toEqual([]);
    queue.resume();
    await tick();
    expect(log).toEqual(['a']);
  });
  it('tells when it is idle', async () => {
    const { job, finish } = controlled();
    const queue = new JobQueue(1);
    await queue.onIdle();
    void queue.add(job('a'));
    void queue.add(job('b'));
    let idle = false;
    void queue.onIdle().then(() => {
      idle = true;
    });
    finish('a');
    await tick();
    expect(idle).toBe(false);
    finish('b');
    await tick();
    expect(idle).toBe(true);
  });
});
