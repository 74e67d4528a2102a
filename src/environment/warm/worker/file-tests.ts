import type { StepClock } from './clock.ts';
import { type Around, type Ending, runTree } from './run-tree.ts';
import { type Suite, type Test, testsOf, titlesOf } from './tree.ts';
import { Unsupported } from './unsupported.ts';

/** A test as the reports name it. */
export interface TestName {
  /** `file::suite > name`, with `#2` and so on for a name that occurs again in its file. */
  readonly id: string;
  readonly name: string;
}

/** The tests of one loaded file, ready to be run once. */
export interface FileTests {
  /** Those that are known before they run, in order. Others may show as they run. */
  readonly known: readonly TestName[];
  /** What is wrong with the file as a whole, beside its tests; undefined when nothing is. */
  run(run: TestsRun): Promise<{ readonly error: unknown } | undefined>;
}

export interface TestsRun {
  /** Ids of the tests to run; all when absent. They run in the order of the file: one may read what another has made. */
  readonly wanted?: ReadonlySet<string>;
  readonly clock: StepClock;
  /** Last test first. */
  readonly reversed: boolean;
  /** Whether a test need no longer be run, asked before it is. */
  spares?(id: string): boolean;
  /** Called after each test; true ends the run. */
  ended(test: TestName, ending: Ending): boolean;
}

/** Tells tests of one name apart by their order. */
export class Names {
  readonly #file: string;
  readonly #seen = new Map<string, number>();

  /** @param file workspace-relative */
  constructor(file: string) {
    this.#file = file;
  }

  next(name: string): TestName {
    const id = `${this.#file}::${name}`;
    const n = (this.#seen.get(id) ?? 0) + 1;
    this.#seen.set(id, n);
    return { id: n === 1 ? id : `${id}#${n}`, name };
  }
}

/** Tests in a tree of ours, run by us. */
export function treeTests(root: Suite, around: Around, file: string): FileTests {
  const names = new Map<Test, TestName>(
    [...testsOf(root, file)].map(([test, id]) => [test, { id, name: titlesOf(test).join(' > ') }]),
  );
  return {
    known: [...names.values()],
    async run({ wanted, clock, reversed, spares, ended }) {
      const tests = [...names].filter(([, { id }]) => wanted?.has(id) !== false).map(([test]) => test);
      let error: { readonly error: unknown } | undefined;
      await runTree({
        root,
        around,
        clock,
        reversed,
        ...(wanted === undefined ? {} : { wanted: new Set(tests) }),
        spares: (test) => spares?.(names.get(test)?.id ?? '') === true,
        ended: (test, ending) => {
          if (ending.error instanceof Unsupported) error = { error: ending.error };
          return ended(names.get(test) ?? { id: '', name: '' }, ending);
        },
        failed: (thrown) => {
          error ??= { error: thrown };
        },
      });
      return error;
    },
  };
}

/**
 * The ids that must run so that those that were asked for do: what is not known before it runs shows within a test
 * whose name begins its own, or else anywhere. Undefined for all.
 */
export function neededFor(
  asked: ReadonlySet<string>,
  known: readonly TestName[],
  fromStart: boolean,
): ReadonlySet<string> | undefined {
  const ids = known.map(({ id }) => id);
  const all = new Set(ids);
  const needed = new Set<string>();
  for (const id of asked) {
    const holder = all.has(id) ? id : ids.findLast((other) => id.startsWith(`${other} > `));
    if (holder === undefined) return undefined;
    needed.add(holder);
  }
  if (!fromStart) return needed;
  return new Set(ids.slice(0, ids.findLastIndex((id) => needed.has(id)) + 1));
}
