import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { onTestFinished } from 'vitest';
import { makeCopy } from '../../src/environment/isolation/copy.ts';
import { takeLease } from '../../src/environment/isolation/lease.ts';
import { Snapshot } from '../../src/environment/isolation/snapshot.ts';
import { detectRunners } from '../../src/environment/runners/index.ts';
import type { WarmBaseline, WarmRun } from '../../src/environment/warm/warm-runner.ts';
import { warmRunners } from '../../src/environment/warm-runners.ts';
import type { TestReport } from '../../src/loop/types.ts';
import { put } from './projects.ts';
import { testSyntax } from './syntax.ts';

const repository = resolve(import.meta.dirname, '../..');

/** Bundles the program of the warm process, as it ships, into a folder; returns its path. */
export function bundleWorker(folder: string): string {
  const outfile = join(folder, 'warm-javascript.cjs');
  buildSync({
    entryPoints: [join(repository, 'src/environment/warm/worker/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
  });
  return outfile;
}

type Texts = Readonly<Record<string, string>>;

/** One project seen by both paths, each wired as the environment does it. */
export interface BothPaths {
  read(path: string): string;
  openWarm(): Promise<WarmBaseline>;
  runWarm(texts: Texts, tests: readonly string[], limitSeconds?: number): Promise<WarmRun>;
  /** In a fresh copy with these texts written over it. */
  runCold(texts?: Texts): Promise<TestReport>;
}

/** Both paths of a project; all they hold is gone when the test ends. */
export async function bothPaths(folder: string, program: string): Promise<BothPaths> {
  const { signal } = new AbortController();
  const lease = takeLease();
  onTestFinished(() => lease.release());
  const snapshot = await Snapshot.take(folder, [], lease, signal);
  const detection = detectRunners(folder, snapshot);
  if (detection.kind === 'none') throw new Error(detection.obstacle.message);
  const [runner] = detection.runners;
  const copy = makeCopy(snapshot, lease);
  const [warm] = warmRunners({
    runners: detection.runners,
    programs: { javascript: program },
    sources: snapshot,
    syntax: testSyntax(),
    lease,
    isolation: () => undefined,
    copy: () => copy,
  });
  if (runner === undefined || warm === undefined) throw new Error('no runner');
  onTestFinished(() => warm.dispose());
  return {
    read: (path) => snapshot.read(path) ?? '',
    openWarm: () => warm.open({ limitSeconds: 30, coverage: true, signal }),
    runWarm: (texts, tests, limitSeconds = 10) =>
      warm.run({ texts: new Map(Object.entries(texts)), tests, bail: false, limitSeconds, signal }),
    async runCold(texts = {}) {
      const fresh = makeCopy(snapshot, lease);
      put(fresh.folder, texts);
      const root = fresh.folder;
      return runner.run({ root, lease: lease.folder, limitSeconds: 45, signal, files: runner.testFiles });
    },
  };
}
