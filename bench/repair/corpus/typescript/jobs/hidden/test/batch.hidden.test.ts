import { expect, it } from 'vitest';
import { chunk, processInBatches } from '../src/batch';
import { FakeClock } from '../src/clock';

it('chunks', () => {
  for (let length = 0; length < 12; length++) {
    const items = Array.from({ length }, (_, i) => i);
    for (let size = 1; size < 14; size++) {
      const chunks = chunk(items, size);
      expect(chunks.flat()).toEqual(items);
      expect(chunks.length).toBe(Math.ceil(length / size));
      expect(chunks.slice(0, -1).every((c) => c.length === size)).toBe(true);
    }
  }
});

it('one group after the other', async () => {
  for (const size of [1, 2, 3, 5, 9]) {
    const clock = new FakeClock();
    const items = Array.from({ length: 7 }, (_, i) => `i${i}`);
    const log: string[] = [];
    let open = 0;
    let most = 0;
    const report = await processInBatches(
      items,
      size,
      async (item, index) => {
        expect(items[index]).toBe(item);
        open++;
        most = Math.max(most, open);
        await Promise.resolve();
        open--;
        log.push(item);
        if (index % 3 === 2) throw index === 2 ? new Error('three') : 'plain';
        return item.toUpperCase();
      },
      clock,
      5,
    );
    expect(most).toBe(Math.min(size, 7));
    expect(log).toEqual(items);
    expect(report.results).toEqual(['I0', 'I1', 'I3', 'I4', 'I6']);
    expect(report.failures).toEqual([
      { index: 2, message: 'three' },
      { index: 5, message: 'plain' },
    ]);
    expect(clock.slept).toEqual(Array(Math.ceil(7 / size) - 1).fill(5));
  }
  const clock = new FakeClock();
  expect(await processInBatches([], 3, async () => 1, clock, 5)).toEqual({ results: [], failures: [] });
  expect(clock.slept).toEqual([]);
});
