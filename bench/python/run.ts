/*
 * `npm run bench:python [-- --mutants N --seed N --json]`: milliseconds per candidate in warm children and in cold runs of
 * the same tests, interleaved, for seeded slips in two small projects, and how often the two verdicts agree.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { coveringTests } from '../../src/environment/covering.ts';
import { copyPythonFixture, differences, openPython, pythonMutants } from '../../test/support/python.ts';
import { highestRate, median } from '../verify/statistics.ts';

const { values } = parseArgs({
  options: {
    mutants: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const { signal } = new AbortController();

interface Figures {
  readonly mutants: number;
  readonly disagreements: readonly string[];
  /** Candidates that the warm path did not judge though the cold one did. */
  readonly left: number;
  /** Milliseconds, medians. */
  readonly cold: number;
  readonly all: number;
  readonly covering: number;
  readonly inPlace: number;
  readonly loadedAnew: number;
  /** Median over candidates of cold time by warm time. */
  readonly vsCold: number;
  /** Tests that are run of a candidate, of all, on average. */
  readonly selected: number;
  readonly openSeconds: number;
  readonly megabytes: number;
}

async function measure(name: string): Promise<Figures> {
  const outer = mkdtempSync(join(tmpdir(), 'bench-python-'));
  copyPythonFixture(name, join(outer, name));
  const paths = await openPython(join(outer, name));
  try {
    const baseline = await paths.warm.open({ limitSeconds: 120, coverage: true, signal });
    const tests = baseline.results.map((test) => test.id);
    if (tests.length === 0) throw new Error(baseline.unsupported.map(({ reason }) => reason).join('; '));
    const files = paths.sources.list().filter((path) => path.endsWith('.py') && !/tests\//.test(path));
    const mutants = pythonMutants(paths.sources, files, Number(values.mutants), Number(values.seed));
    const times = { cold: [], all: [], covering: [], inPlace: [], loadedAnew: [], ratio: [] } as Record<
      string,
      number[]
    >;
    const disagreements: string[] = [];
    let selected = 0;
    let left = 0;
    const timed = async <T>(work: () => Promise<T>): Promise<readonly [T, number]> => {
      const began = performance.now();
      return [await work(), performance.now() - began];
    };
    for (const { path, start, end, replacement, text, title } of mutants) {
      const texts = { [path]: text };
      const edit = { kind: 'modify', path, replacements: [{ start, end, text: replacement }] } as const;
      const covering = baseline.coverage === undefined ? undefined : coveringTests(baseline.coverage, [edit]);
      const own = covering?.kind === 'known' ? tests.filter((id) => covering.tests.has(id)) : tests;
      selected += own.length / tests.length;
      const [, fewMs] = await timed(() => paths.runWarm(texts, own, { bail: true }));
      const [warm, warmMs] = await timed(() => paths.runWarm(texts, tests));
      const how = paths.warm.lastRun === 'in place' ? 'inPlace' : 'loadedAnew';
      const [cold, coldMs] = await timed(() => paths.runCold(texts));
      times.cold?.push(coldMs);
      times.all?.push(warmMs);
      times.covering?.push(fewMs);
      times[how]?.push(warmMs);
      times.ratio?.push(coldMs / fewMs);
      const differing = differences(cold, warm, tests);
      // What says that it could not be run is left to the cold path, and so is no verdict.
      if (differing.length > 0 && warm.status === 'could-not-run') left += 1;
      else if (differing.length > 0) disagreements.push(`${title}: ${differing.join('; ')}`);
    }
    const of = (key: string): number => Math.round(10 * median(times[key] ?? [])) / 10;
    return {
      mutants: mutants.length,
      disagreements,
      left,
      ...{ cold: of('cold'), all: of('all'), covering: of('covering') },
      ...{ inPlace: of('inPlace'), loadedAnew: of('loadedAnew'), vsCold: of('ratio') },
      selected: selected / mutants.length,
      openSeconds: baseline.seconds,
      megabytes: Math.round(paths.warm.megabytes()),
    };
  } finally {
    paths.close();
    rmSync(outer, { recursive: true, force: true });
  }
}

const projects = { pytest: await measure('orders'), unittest: await measure('ledger') };
const all = Object.values(projects);
const mutants = all.reduce((sum, each) => sum + each.mutants, 0);
const wrong = all.reduce((sum, each) => sum + each.disagreements.length, 0);
if (!values.json) {
  for (const [name, each] of Object.entries(projects)) {
    console.log(
      `${name}: ${each.mutants} candidates (${each.left} left to the cold path), opened in ${each.openSeconds.toFixed(1)} s, ${each.megabytes} MB`,
    );
    console.log(
      `  cold ${each.cold} ms; warm ${each.all} ms (code put in place ${each.inPlace}, loaded anew ${each.loadedAnew})`,
    );
    console.log(
      `  covering tests (${Math.round(100 * each.selected)}%) ${each.covering} ms: ${each.vsCold} times as fast as cold`,
    );
    for (const words of each.disagreements) console.log(`  disagrees: ${words}`);
  }
  console.log(
    `${wrong} of ${mutants} verdicts disagree (at most ${(100 * highestRate(wrong, mutants)).toFixed(1)}% at 95%)`,
  );
}
const figures = Object.fromEntries(
  Object.entries(projects).map(([name, each]) => [
    name,
    { ...each, disagreements: each.disagreements.length },
  ]),
);
console.log(JSON.stringify({ ...figures, agreement: 1 - wrong / Math.max(1, mutants) }));
