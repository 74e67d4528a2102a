import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { TAGS_VERSION } from '../../src/context/map/codec.ts';
import { RepositoryMap } from '../../src/context/map/repository-map.ts';
import type { Sources } from '../../src/loop/rooms.ts';
import type { GrammarFiles } from '../../src/syntax/syntax.ts';
import type { Generated } from './generate.ts';

interface Quantiles {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

export interface MapCosts {
  readonly files: number;
  readonly bytes: number;
  readonly threads: number;
  readonly coldSeconds: number;
  readonly coldCpuSeconds: number;
  readonly warmSeconds: number;
  readonly storeBytes: number;
  readonly refreshMs: number;
  readonly updates: number;
  readonly updateMs: Quantiles;
  readonly rankMs: Quantiles;
  readonly heapMegabytes: number;
}

const UPDATES = 60;
const QUESTIONS = [
  'The discount of a voucher is applied twice when an order is split',
  'parse the currency of a refund',
  'cancel a scheduled shipment',
];

export async function measureMap(
  files: Generated,
  grammars: GrammarFiles,
  scratch: string,
): Promise<MapCosts> {
  const sources: Sources = { list: () => [...files.keys()], read: (path) => files.get(path) };
  const options = {
    grammars,
    stateFolder: join(scratch, 'map'),
    worker: new URL('../../src/context/map/tag-worker.ts', import.meta.url),
  };
  const { signal } = new AbortController();
  const before = heap();
  const cpu = process.cpuUsage();
  const cold = new RepositoryMap(options);
  const coldSeconds = (await timed(() => cold.refresh(sources, signal))) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const heapMegabytes = (heap() - before) / 1e6;
  const refreshMs = await timed(() => cold.refresh(sources, signal));
  const updates: number[] = [];
  const ranks: number[] = [];
  const paths = [...files.keys()];
  for (let i = 0; i < UPDATES; i += 1) {
    const path = paths[Math.floor((i * paths.length) / UPDATES)] ?? '';
    const text = files.get(path) ?? '';
    // A save that renames what is defined here touches the most; one that changes a body the least.
    const saved =
      i % 3 === 0
        ? text.replace(/(function|def) (\w+)/, `$1 $2_renamed${i}`)
        : text.replace(/limit/, `bound${i}`);
    updates.push(await timed(() => cold.update(path, saved)));
    const places = [{ path, weight: 1, why: 'open' }];
    ranks.push(await timed(async () => cold.rank({ text: QUESTIONS[i % QUESTIONS.length] ?? '', places })));
  }
  const warm = new RepositoryMap(options);
  const warmSeconds = (await timed(() => warm.refresh(sources, signal))) / 1000;
  return {
    files: files.size,
    bytes: [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    threads: Math.min(4, availableParallelism()),
    coldSeconds,
    coldCpuSeconds: (user + system) / 1e6,
    warmSeconds,
    storeBytes: statSync(join(scratch, 'map', `tags-${TAGS_VERSION}.jsonl`)).size,
    refreshMs,
    updates: updates.length,
    updateMs: quantiles(updates),
    rankMs: quantiles(ranks),
    heapMegabytes,
  };
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
}

function quantiles(values: readonly number[]): Quantiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), max: sorted.at(-1) ?? 0 };
}
