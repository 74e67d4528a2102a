import type { Survey, TestResult } from '../loop/types.ts';
import { casesOf, type Reach, reachOf } from './reach.ts';
import type { Located, Methods, Workspace } from './workspace.ts';

/** Passing tests compared with the failing ones; more of them change little. */
const PASSING_LIMIT = 200;
const PASSING_FILE_LIMIT = 30;

/** What failing tests reach, and how much less the passing ones do. */
export interface Spectrum {
  readonly reached: ReadonlyMap<string, Reached>;
  /** Distance in imports from the failing test files. */
  readonly distance: ReadonlyMap<string, number>;
  readonly methods: Methods;
}

interface Reached {
  readonly located: Located;
  /** 0..1: the strongest path from a failing test. */
  readonly strength: number;
  readonly hops: number;
  /** The function that names it; empty when a test does. */
  readonly reader: string;
  /** 0..1: Ochiai's coefficient over the tests, with static reach in place of coverage. */
  readonly ochiai: number;
  readonly failing: number;
  readonly passing: number;
}

/**
 * Spectrum-based fault localisation over static reach. The coefficient is Ochiai's: failed(s) / √(all failed ×
 * (failed(s) + passed(s))) (Abreu et al., 2007); a test "covers" a definition as strongly as it reaches it.
 */
export async function spectrumOf(
  workspace: Workspace,
  survey: Survey,
  failing: readonly TestResult[],
  failingFiles: readonly string[],
): Promise<Spectrum> {
  const files = [...new Set([...failing.map((test) => test.file), ...failingFiles])];
  const distance = await workspace.load(files);
  const methods = workspace.methodsOf(distance.keys());
  const reaches = failing.map((test) => reachOfTest(workspace, test, methods));
  for (const file of failingFiles) {
    const outline = workspace.outline(file);
    if (outline !== undefined) reaches.push(reachOf(workspace, file, outline.tests, methods));
  }
  const passing = passingTests(survey, files, failing);
  await workspace.load([...new Set(passing.map((test) => test.file))]);
  const passed = passing.map((test) => reachOfTest(workspace, test, methods));
  const reached = new Map<string, Reached>();
  for (const key of new Set(reaches.flatMap((reach) => [...reach.keys()]))) {
    const hits = reaches.flatMap((reach) => reach.get(key) ?? []);
    const best = hits.toSorted((a, b) => b.strength - a.strength)[0];
    if (best === undefined) continue;
    const ef = hits.reduce((sum, hit) => sum + hit.strength, 0);
    const ep = passed.reduce((sum, reach) => sum + (reach.get(key)?.strength ?? 0), 0);
    const ochiai = ef / Math.sqrt(Math.max(1, reaches.length) * (ef + ep));
    reached.set(key, {
      ...best,
      ochiai: Math.min(1, ochiai),
      failing: hits.length,
      passing: passed.filter((reach) => reach.has(key)).length,
    });
  }
  return { reached, distance, methods };
}

function reachOfTest(workspace: Workspace, test: TestResult, methods: Methods): Reach {
  const outline = workspace.outline(test.file);
  const cases = outline === undefined ? [] : casesOf(outline, test);
  return reachOf(workspace, test.file, cases, methods, test.frames);
}

/** Passing tests of the failing files first, then of others. */
function passingTests(
  survey: Survey,
  files: readonly string[],
  failing: readonly TestResult[],
): readonly TestResult[] {
  const ids = new Set(failing.map((test) => test.id));
  const passed = (survey.tests?.results ?? []).filter(
    (test) => test.status === 'passed' && !survey.flaky.includes(test.id) && !ids.has(test.id),
  );
  const near = passed.filter((test) => files.includes(test.file));
  const far = passed.filter((test) => !files.includes(test.file));
  const kept = new Set([...new Set([...near, ...far].map((test) => test.file))].slice(0, PASSING_FILE_LIMIT));
  return [...near, ...far].filter((test) => kept.has(test.file)).slice(0, PASSING_LIMIT);
}
