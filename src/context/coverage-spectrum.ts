import type { Coverage } from '../loop/rooms.ts';
import type { Survey, TestResult } from '../loop/types.ts';
import type { Definition, Outline, Stretch } from '../syntax/outline.ts';
import { Executed, type Population, type Ran } from './executed.ts';
import type { Counts } from './formulas.ts';
import { keyOf, usesWithin } from './reach.ts';
import type { Methods, Workspace } from './workspace.ts';

/** Statements that are noted as run, over all tests; with more, some passing tests are not compared. */
const MOST_NOTED = 2_000_000;
/** A constant may be named by another one, and that by a third. */
const CHAIN = 3;

/** What a stretch of code was for the tests. */
export interface Measured {
  readonly counts: Counts;
  /** The same without the parts that run on their own. */
  readonly around: Counts;
  /** Parts of it that run on their own, such as the body of a callback. */
  readonly inner: readonly { readonly start: number; readonly end: number; readonly counts: Counts }[];
}

/** What each test ran, told for stretches of code. */
interface CoverageSpectrum {
  /** Undefined where nothing was measured that says whether it ran. */
  of(path: string, outline: Outline, stretch: Stretch): Measured | undefined;
  /** Files that a failing test went through. */
  readonly paths: readonly string[];
}

/**
 * The spectrum of the failing tests against the passing ones. A constant, a field or a default has no run of its own:
 * it counts as run by whoever ran code that names it.
 * @returns undefined when no failing test was measured
 */
export function coverageSpectrum(
  workspace: Workspace,
  coverage: Coverage | undefined,
  survey: Survey,
  failing: readonly TestResult[],
  methods: Methods,
): CoverageSpectrum | undefined {
  if (coverage === undefined) return undefined;
  const population = populationOf(coverage, survey, failing);
  if (population.failing.length === 0) return undefined;
  const executed = new Executed(coverage, population);
  const paths = [...executed.paths].filter((path) => workspace.outline(path) !== undefined);
  const named = namedBy(workspace, executed, paths, methods);
  const countsOf = (ran: Ran): Counts => {
    const own = executed.failingIn(ran);
    return {
      failing: own,
      allFailing: population.failing.length,
      passing: ran.size - own,
      allPassing: population.passing.length,
    };
  };
  return {
    paths,
    of(path, outline, stretch) {
      const statements = executed.statements(path);
      if (statements.length === 0) return undefined;
      const definition = constantAround(outline, stretch);
      const holder = holding(statements, stretch);
      const inner = statements.flatMap(({ start, end }, index) =>
        index !== holder && stretch.start <= start && end <= stretch.end
          ? [{ start, end, counts: countsOf(executed.ran(path, index)) }]
          : [],
      );
      const head = headOf(outline, statements, stretch);
      const own = head ?? holder;
      const users = definition === undefined ? undefined : named.get(keyOf({ path, definition }));
      if (own === undefined && users === undefined) {
        if (inner.length === 0) return undefined;
        const counts = best(inner.map((part) => part.counts));
        return { counts, around: counts, inner };
      }
      const ran = own === undefined ? new Set<number>() : executed.ran(path, own);
      const counts = countsOf(users === undefined || users.size === 0 ? ran : users);
      // What runs on its own, as a callback or the body of an arrow function, may be worse than what makes it.
      const whole = [counts, ...inner.map((part) => part.counts)];
      return { counts: best(whole), around: counts, inner };
    },
  };
}

function populationOf(coverage: Coverage, survey: Survey, failing: readonly TestResult[]): Population {
  const targets = new Set(failing.map((test) => test.id));
  const passed = (survey.tests?.results ?? []).filter(
    ({ id, status }) =>
      status === 'passed' && coverage.tests.has(id) && !targets.has(id) && !survey.flaky.includes(id),
  );
  const files = new Set(failing.map((test) => test.file));
  const near = passed.filter((test) => files.has(test.file));
  const far = passed.filter((test) => !files.has(test.file));
  return {
    failing: [...targets].filter((id) => coverage.tests.has(id)),
    passing: within([...near, ...far], coverage),
  };
}

/** As many tests as memory has room for what they ran, the first ones first. */
function within(tests: readonly TestResult[], coverage: Coverage): readonly string[] {
  let left = MOST_NOTED;
  return tests.flatMap(({ id }) => {
    for (const reached of coverage.tests.get(id)?.values() ?? []) left -= reached.length;
    return left < 0 ? [] : [id];
  });
}

/** The counts that more failing tests share; of those, with the fewest passing ones. */
function best(all: readonly Counts[]): Counts {
  const [first = { failing: 0, allFailing: 0, passing: 0, allPassing: 0 }, ...others] = all;
  return others.reduce(
    (a, b) => (b.failing > a.failing || (b.failing === a.failing && b.passing < a.passing) ? b : a),
    first,
  );
}

/** The innermost measured statement that holds a stretch. */
function holding(
  statements: readonly { readonly start: number; readonly end: number }[],
  { start, end }: Stretch,
): number | undefined {
  let found: number | undefined;
  let size = Number.POSITIVE_INFINITY;
  for (const [index, statement] of statements.entries()) {
    if (statement.start > start) break;
    if (statement.end < end || statement.end - statement.start > size) continue;
    found = index;
    size = statement.end - statement.start;
  }
  return found;
}

/** For the default of a parameter, the first thing that its function does. */
function headOf(
  outline: Outline,
  statements: readonly { readonly start: number; readonly end: number }[],
  stretch: Stretch,
): number | undefined {
  if (!/parameter$|^assignment_pattern$/.test(stretch.type)) return undefined;
  const around = innermost(outline, stretch, 'function');
  const first = statements.findIndex(
    ({ start, end }) => start >= stretch.end && (around === undefined || end <= around.end),
  );
  return first === -1 ? undefined : first;
}

function innermost(outline: Outline, stretch: Stretch, kind: Definition['kind']): Definition | undefined {
  return outline.definitions
    .filter((d) => d.kind === kind && d.start <= stretch.start && stretch.end <= d.end)
    .toSorted((a, b) => a.end - a.start - (b.end - b.start))[0];
}

/** The constant or field that a stretch defines. */
function constantAround(outline: Outline, stretch: Stretch): Definition | undefined {
  if (innermost(outline, stretch, 'function') !== undefined) return undefined;
  return innermost(outline, stretch, 'variable');
}

/** By key of a constant: who ran code that names it. */
function namedBy(
  workspace: Workspace,
  executed: Executed,
  paths: readonly string[],
  methods: Methods,
): ReadonlyMap<string, ReadonlySet<number>> {
  const named = new Map<string, Set<number>>();
  const later: { readonly from: string; readonly to: string }[] = [];
  for (const path of paths) {
    const outline = workspace.outline(path);
    if (outline === undefined) continue;
    const statements = executed.statements(path);
    const resolved = new Map<string, readonly string[]>();
    const constantsOf = (use: Outline['uses'][number]): readonly string[] => {
      const name = `${use.object}.${use.name}`;
      const known = resolved.get(name);
      if (known !== undefined) return known;
      const found = workspace
        .resolve(path, use, methods)
        .found.filter((l) => l.definition.kind === 'variable');
      const keys = [...found, ...fieldsOf(workspace, path, use)].map(keyOf);
      resolved.set(name, keys);
      return keys;
    };
    for (const stretch of outline.stretches) {
      const uses = usesWithin(outline, stretch);
      if (uses.length === 0) continue;
      const own = constantAround(outline, stretch);
      const at = headOf(outline, statements, stretch) ?? holding(statements, stretch);
      const ran = at === undefined ? undefined : executed.ran(path, at);
      for (const use of uses) {
        for (const key of constantsOf(use)) {
          if (own !== undefined) {
            const from = keyOf({ path, definition: own });
            if (from !== key) later.push({ from, to: key });
          } else if (ran !== undefined) addAll(named, key, ran);
        }
      }
    }
  }
  for (let round = 0; round < CHAIN; round += 1)
    for (const { from, to } of later) addAll(named, to, named.get(from) ?? []);
  return named;
}

/** A field of an unknown object is any field of that name in the same file. */
function fieldsOf(workspace: Workspace, path: string, use: Outline['uses'][number]) {
  if (use.object === '') return [];
  const definitions = workspace.outline(path)?.definitions ?? [];
  return definitions
    .filter((d) => d.kind === 'variable' && d.name === use.name && d.owner !== '')
    .map((definition) => ({ path, definition }));
}

function addAll(into: Map<string, Set<number>>, key: string, ran: Iterable<number>): void {
  let known = into.get(key);
  if (known === undefined) {
    known = new Set();
    into.set(key, known);
  }
  for (const number of ran) known.add(number);
}
