import { noteHook } from './page/packages-with-hooks.ts';
import { rowTitle } from './titles.ts';
import { type Body, type Mode, newSuite, type Suite, type Test } from './tree.ts';

/** Options of a suite or test, as the dialects name them. */
export interface CaseOptions {
  readonly timeout?: number;
  readonly retry?: number;
  readonly fails?: boolean;
  readonly skip?: boolean;
  readonly only?: boolean;
  readonly todo?: boolean;
}

/** Builds the tree while a test file loads. */
export class TreeBuilder {
  readonly root: Suite = newSuite('', undefined, 'run');
  readonly #pending = new Map<Suite, [Suite, () => unknown][]>();
  #deferred = false;
  #current: Suite = this.root;

  /** From now on the bodies of suites wait until the file is loaded, as Vitest has it. */
  defer(): void {
    this.#deferred = true;
  }

  suite(name: string, body: (() => unknown) | undefined, mode: Mode, options: CaseOptions = {}): Suite {
    const suite = newSuite(name, this.#current, modeOf(mode, options));
    if (options.timeout !== undefined) suite.timeout = options.timeout;
    this.#current.children.push(suite);
    if (body === undefined) return suite;
    if (this.#deferred) {
      const waiting = this.#pending.get(this.#current) ?? [];
      waiting.push([suite, body]);
      this.#pending.set(this.#current, waiting);
      return suite;
    }
    const outer = this.#current;
    this.#current = suite;
    try {
      // A body that is still pending cannot be waited for here; the runner that has such bodies defers them.
      if (body.call(suite) instanceof Promise) suite.error = new Error('the body of a suite is asynchronous');
    } finally {
      this.#current = outer;
    }
    return suite;
  }

  /** Runs the bodies that wait, each after what it stands in. */
  async collect(suite: Suite = this.root): Promise<void> {
    for (const [inner, body] of this.#pending.get(suite) ?? []) {
      this.#current = inner;
      await body.call(inner);
      await this.collect(inner);
    }
    this.#current = this.root;
  }

  test(
    name: string,
    body: Body | undefined,
    mode: Mode,
    options: CaseOptions = {},
    extra: unknown = undefined,
  ): Test {
    const test: Test = {
      kind: 'test',
      name,
      parent: this.#current,
      mode: modeOf(mode, options),
      body: options.todo === true ? undefined : body,
      timeout: options.timeout,
      fails: options.fails === true,
      retry: options.retry ?? 0,
      extra,
    };
    this.#current.children.push(test);
    return test;
  }

  hook(kind: keyof Suite['hooks'], body: Body, timeout: number | undefined): void {
    noteHook();
    this.#current.hooks[kind].push({ body, timeout });
  }
}

function modeOf(mode: Mode, options: CaseOptions): Mode {
  if (options.skip === true) return 'skip';
  return options.only === true ? 'only' : mode;
}

/** Rows of a table: an array of arrays or values, or a tagged template with a heading. */
export function rowsOf(
  cases: readonly unknown[] | TemplateStringsArray,
  values: readonly unknown[],
): readonly unknown[][] {
  if (!isTemplate(cases)) return cases.map((row) => (Array.isArray(row) ? row : [row]));
  const heading = (cases[0] ?? '')
    .trim()
    .split('\n', 1)
    .join('')
    .split('|')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const rows: unknown[][] = [];
  for (let i = 0; i + heading.length <= values.length; i += heading.length) {
    rows.push([Object.fromEntries(heading.map((name, at) => [name, values[i + at]]))]);
  }
  return rows;
}

function isTemplate(cases: readonly unknown[] | TemplateStringsArray): cases is TemplateStringsArray {
  return Array.isArray(cases) && 'raw' in cases;
}

export function titled(
  name: string,
  rows: readonly unknown[][],
  dialect: 'vitest' | 'jest',
): readonly { readonly title: string; readonly row: readonly unknown[] }[] {
  return rows.map((row, index) => ({ title: rowTitle(name, row, index, dialect), row }));
}

/** The name of a suite or test that is given as a function or class. */
export function nameOf(name: unknown): string {
  return typeof name === 'function' ? name.name : String(name);
}
