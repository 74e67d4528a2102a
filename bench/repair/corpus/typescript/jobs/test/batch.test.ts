import { describe, expect, it } from 'vitest';
import { chunk, processInBatches } from '../src/batch';
import { FakeClock } from '../src/clock';

describe('chunk', () => {
  it('splits, with a rest', () => {
    expect(chunk([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(chunk([], 2)).toEqual([]);
  });
});

describe('processInBatches', () => {
  it('keeps the order of results', async () => {
    const report = await processInBatches([1, 2, 3], 2, async (n) => n * 10, new FakeClock());
    expect(report).toEqual({ results: [10, 20, 30], failures: [] });
  });
  it('pauses between groups', async () => {
    const clock = new FakeClock();
    await processInBatches([1, 2, 3, 4, 5], 2, async (n) => n, clock, 50);
    expect(clock.slept).toEqual([50, 50]);
  });
  it('reports failures with their index', async () => {
    const report = await processInBatches(['a', 'b', 'c', 'd'], 2, async (name, index) => {
      if (name === 'd') throw new Error(`bad ${index}`);
      return name;
    }, new FakeClock());
    expect(report.results).toEqual(['a', 'b', 'c']);
    expect(report.failures).toEqual([{ index: 3, message: 'bad 3' }]);
  });
});
