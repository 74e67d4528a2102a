import type { Clock } from './clock';

/** Splits into groups of at most `size`. */
export function chunk<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += size) {
    chunks.push(items.slice(start, start + size));
  }
  return chunks;
}

export interface BatchReport<R> {
  results: R[];
  failures: { index: number; message: string }[];
}

/** Works through items in groups, one group after the other, with a pause between groups. */
export async function processInBatches<T, R>(
  items: readonly T[],
  size: number,
  work: (item: T, index: number) => Promise<R>,
  clock: Clock,
  pause = 0,
): Promise<BatchReport<R>> {
  const report: BatchReport<R> = { results: [], failures: [] };
  let index = 0;
  for (const group of chunk(items, size)) {
    if (index > 0 && pause > 0) await clock.sleep(pause);
    const offset = index;
    const settled = await Promise.allSettled(group.map((item, i) => work(item, offset + i)));
    settled.forEach((outcome, i) => {
      if (outcome.status === 'fulfilled') report.results.push(outcome.value);
      else report.failures.push({ index: offset + i, message: String(outcome.reason?.message ?? outcome.reason) });
    });
    index += group.length;
  }
  return report;
}
