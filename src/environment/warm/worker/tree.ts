/** The tests of one file, as its own calls of `describe`, `it` and the like built them. */
export type Mode = 'run' | 'skip' | 'only';

/** What a test or hook gets as arguments is the dialect's business. */
// biome-ignore lint/suspicious/noExplicitAny: bodies of tests take what their runner gives.
export type Body = (this: any, ...args: any[]) => unknown;

export interface Hooks {
  readonly beforeAll: Hook[];
  readonly afterAll: Hook[];
  readonly beforeEach: Hook[];
  readonly afterEach: Hook[];
}

export interface Hook {
  readonly body: Body;
  /** Milliseconds; 0 for none. */
  readonly timeout: number | undefined;
}

export interface Suite {
  readonly kind: 'suite';
  readonly name: string;
  readonly parent: Suite | undefined;
  readonly mode: Mode;
  readonly hooks: Hooks;
  readonly children: (Suite | Test)[];
  /** Milliseconds for each test in it, where it says so. */
  timeout: number | undefined;
  /** What is wrong with it, for example a body that threw. */
  error?: unknown;
}

export interface Test {
  readonly kind: 'test';
  readonly name: string;
  readonly parent: Suite;
  readonly mode: Mode;
  /** Absent for a test that is only planned. */
  readonly body: Body | undefined;
  readonly timeout: number | undefined;
  /** Must fail to pass. */
  readonly fails: boolean;
  /** Further tries after a failure. */
  readonly retry: number;
  /** What the dialect keeps with it. */
  readonly extra: unknown;
}

export function newSuite(name: string, parent: Suite | undefined, mode: Mode): Suite {
  return {
    kind: 'suite',
    name,
    parent,
    mode,
    hooks: { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] },
    children: [],
    timeout: parent?.timeout,
  };
}

export function titlesOf(node: Suite | Test): readonly string[] {
  const titles: string[] = [];
  for (let at: Suite | Test | undefined = node; at !== undefined; at = at.parent) {
    if (at.name !== '') titles.unshift(at.name);
  }
  return titles;
}

/** Every test in the order in which the runners report them, each with its id. */
export function testsOf(root: Suite, file: string): ReadonlyMap<Test, string> {
  const ids = new Map<Test, string>();
  const seen = new Map<string, number>();
  const visit = (suite: Suite): void => {
    for (const child of suite.children) {
      if (child.kind === 'suite') {
        visit(child);
        continue;
      }
      const id = `${file}::${titlesOf(child).join(' > ')}`;
      const n = (seen.get(id) ?? 0) + 1;
      seen.set(id, n);
      ids.set(child, n === 1 ? id : `${id}#${n}`);
    }
  };
  visit(root);
  return ids;
}

/** The tests that are to run: without the skipped, and where something is marked `only`, that alone. */
export function chosenTests(root: Suite): ReadonlySet<Test> {
  const chosen = new Set<Test>();
  const only = hasOnly(root);
  const visit = (suite: Suite, marked: boolean, skipped: boolean): void => {
    // An `only` further in is what an outer one means.
    const inner = only && suite.children.some((child) => isMarked(child));
    for (const child of suite.children) {
      const skip = skipped || child.mode === 'skip';
      const mark = child.mode === 'only' || (marked && !inner);
      if (child.kind === 'suite') visit(child, mark, skip);
      else if (!skip && child.body !== undefined && (!only || mark)) chosen.add(child);
    }
  };
  visit(root, root.mode === 'only', root.mode === 'skip');
  return chosen;
}

function hasOnly(node: Suite | Test): boolean {
  return node.mode === 'only' || (node.kind === 'suite' && node.children.some(hasOnly));
}

function isMarked(node: Suite | Test): boolean {
  return hasOnly(node);
}
