import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { seededRandom } from '../../src/belief/random.ts';
import type { Copy } from '../../src/environment/isolation/copy.ts';
import { makeCopy } from '../../src/environment/isolation/copy.ts';
import type { Isolation } from '../../src/environment/isolation/isolate.ts';
import { takeLease } from '../../src/environment/isolation/lease.ts';
import { Snapshot } from '../../src/environment/isolation/snapshot.ts';
import { createPythonWarm } from '../../src/environment/python/index.ts';
import type { PythonWarm } from '../../src/environment/python/python-warm.ts';
import { detectRunners } from '../../src/environment/runners/index.ts';
import type { WarmRun } from '../../src/environment/warm/warm-runner.ts';
import type { TestReport } from '../../src/loop/types.ts';

const repository = resolve(import.meta.dirname, '../..');
export const serverFolder = join(repository, 'src/environment/python/server');

type Texts = Readonly<Record<string, string | undefined>>;

/** One Python project seen by both paths. */
export interface PythonPaths {
  readonly warm: PythonWarm;
  readonly sources: Snapshot;
  /** The copy that the warm runner works in. */
  copy(): Copy;
  runWarm(
    texts: Texts,
    tests: readonly string[],
    over?: { bail?: boolean; limitSeconds?: number },
  ): Promise<WarmRun>;
  /** In a copy of its own with these texts. */
  runCold(texts?: Texts, limitSeconds?: number): Promise<TestReport>;
  /** Absolute path of the folder that marks all processes of either path. */
  readonly lease: string;
  close(): void;
}

/** Copies `test/fixtures/python/<name>` to a folder. */
export function copyPythonFixture(name: string, folder: string): void {
  cpSync(join(repository, 'test/fixtures/python', name), folder, { recursive: true });
}

/** Both paths of a project; close them when done. */
export async function openPython(folder: string, isolation?: Isolation): Promise<PythonPaths> {
  const { signal } = new AbortController();
  const lease = takeLease();
  const sources = await Snapshot.take(folder, [], lease, signal);
  const detection = detectRunners(folder, sources);
  if (detection.kind === 'none') throw new Error(detection.obstacle.message);
  const [runner] = detection.runners;
  if (runner === undefined) throw new Error('no runner');
  let own: Copy | undefined;
  const warm = createPythonWarm({
    runner,
    snapshot: sources,
    lease,
    isolation: () => isolation,
    makeCopy: () => {
      own = makeCopy(sources, lease);
      return own;
    },
    serverFolder,
  });
  if (warm === undefined) throw new Error('no warm runner');
  const cold = makeCopy(sources, lease);
  return {
    warm,
    sources,
    lease: lease.folder,
    copy: () => own ?? cold,
    runWarm: (texts, tests, { bail = false, limitSeconds = 10 } = {}) =>
      warm.run({ texts: new Map(Object.entries(texts)), tests, bail, limitSeconds, signal }),
    async runCold(texts = {}, limitSeconds = 20) {
      cold.reset();
      cold.put(new Map(Object.entries(texts)));
      return runner.run({
        root: cold.folder,
        lease: lease.folder,
        limitSeconds,
        signal,
        files: runner.testFiles,
      });
    },
    close() {
      warm.dispose();
      lease.release();
    },
  };
}

/** The same, closed when the test ends. */
export async function pythonPaths(folder: string, isolation?: Isolation): Promise<PythonPaths> {
  const paths = await openPython(folder, isolation);
  onTestFinished(() => paths.close());
  return paths;
}

/** Small slips in Python, as people make them. */
const SLIPS: readonly (readonly [from: RegExp, to: string])[] = [
  [/ <= /g, ' < '],
  [/ < /g, ' <= '],
  [/ >= /g, ' > '],
  [/ > /g, ' >= '],
  [/ == /g, ' != '],
  [/ != /g, ' == '],
  [/ and /g, ' or '],
  [/ or /g, ' and '],
  [/ \+ /g, ' - '],
  [/ - /g, ' + '],
  [/ \* /g, ' + '],
  [/ \+= /g, ' -= '],
  [/\bnot /g, ''],
  [/\bis None\b/g, 'is not None'],
  [/\bTrue\b/g, 'False'],
  [/\bFalse\b/g, 'True'],
  [/\b0\b/g, '1'],
  [/\b1\b/g, '2'],
  [/\b\d\d+\b/g, '7'],
  [/"[^"\n]+"/g, '"slip"'],
  [/\breturn (?=\S)/g, 'return None and '],
  [/(?<=\n {4,12})(?:self|found|book|best|log|file|batch)\b[^\n]*\n/g, 'pass\n'],
  [/(?<=\n {8,12})raise [^\n]*\n/g, 'pass\n'],
  [/\bbreak\b/g, 'continue'],
  [/@(?:property|classmethod|abstractmethod)\n/g, '\n'],
  [/\bimport (\w+)\n/g, 'import $1_\n'],
  [/:\n/g, '\n'],
];

export interface PythonMutant {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  readonly text: string;
  /** For people. */
  readonly title: string;
}

/** Seeded texts that each differ in one place; the same seed gives the same ones. */
export function pythonMutants(
  sources: { read(path: string): string | undefined },
  files: readonly string[],
  count: number,
  seed: number,
): readonly PythonMutant[] {
  const random = seededRandom(seed);
  const all = files.flatMap((path) => {
    const text = sources.read(path) ?? '';
    return SLIPS.flatMap(([from, to]) =>
      [...text.matchAll(from)].map((match) => {
        const replacement = to.replace('$1', match[1] ?? '');
        const [start, end] = [match.index, match.index + match[0].length];
        const line = text.slice(0, start).split('\n').length;
        const title = `${path}:${line} ${JSON.stringify(match[0])} → ${JSON.stringify(replacement)}`;
        return {
          path,
          start,
          end,
          replacement,
          title,
          text: text.slice(0, start) + replacement + text.slice(end),
        };
      }),
    );
  });
  const drawn: PythonMutant[] = [];
  while (drawn.length < count && all.length > 0) {
    const [mutant] = all.splice(Math.floor(random() * all.length), 1);
    if (mutant !== undefined) drawn.push(mutant);
  }
  return drawn;
}

/** How the two paths differ about these tests, in words; empty where they agree. */
export function differences(cold: TestReport, warm: WarmRun, tests: readonly string[]): readonly string[] {
  if (cold.status !== warm.status) return [`cold ${cold.status}, warm ${warm.status} (${warm.reason ?? ''})`];
  if (cold.status !== 'ran') return [];
  const told = (report: TestReport | WarmRun) =>
    new Map<string, string>([
      ...report.results.map((test) => [test.id, test.status] as const),
      ...report.fileErrors.map(({ file }) => [file, 'file error'] as const),
    ]);
  const [a, b] = [told(cold), told(warm)];
  const files = [...cold.fileErrors, ...warm.fileErrors].map(({ file }) => file);
  return [...new Set([...tests, ...b.keys(), ...files])]
    .filter((id) => a.get(id) !== b.get(id))
    .map((id) => `${id}: cold ${a.get(id) ?? 'silent'}, warm ${b.get(id) ?? 'silent'}`);
}
