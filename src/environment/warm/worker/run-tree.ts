import { now, type StepClock } from './clock.ts';
import { chosenTests, type Hook, type Suite, type Test } from './tree.ts';
import { within } from './waiting.ts';

/** How one test ended. */
export interface Ending {
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly error?: unknown;
  readonly milliseconds: number;
}

/** What a dialect adds around each test. */
export interface Around {
  /** Runs the body of a test, with the arguments and `this` of its dialect. */
  body(test: Test): unknown;
  hook(hook: Hook, suite: Suite, test: Test | undefined): unknown;
  /** Before the hooks of a test. */
  enter(test: Test): void;
  /** After the body and hooks of a test; throws what the dialect finds wrong then. */
  leave(test: Test): unknown;
  /** Whether this error means that the test skipped itself. */
  isSkip(error: unknown): boolean;
  /** Whether hooks of after-kind run last defined first. */
  readonly afterHooksReversed: boolean;
  /** Milliseconds for a test that says nothing of it; 0 for none. */
  readonly testTimeout: number;
  /** Whether a failing hook after all tests is an error of the file; otherwise it counts for nothing. */
  readonly failsAfterAll?: boolean;
  /** Whether the other hooks after a test still run when one fails. */
  readonly afterHooksGoOn?: boolean;
  /** Which tests run, where the dialect has rules of its own for what is marked. */
  chosen?(root: Suite): ReadonlySet<Test>;
}

export interface TreeRun {
  readonly root: Suite;
  readonly around: Around;
  readonly clock: StepClock;
  /** Tests to run; all when absent. */
  readonly wanted?: ReadonlySet<Test>;
  /** Whether a test need no longer be run, asked before it is. */
  spares?(test: Test): boolean;
  readonly reversed: boolean;
  /** Called after each test; true ends the run. */
  ended(test: Test, ending: Ending): boolean;
  /** Called with what the hooks after all tests of a suite throw. */
  failed?(error: unknown): void;
}

/** Runs the tests of one file in order, hooks included. Returns false when it was ended early. */
export async function runTree(run: TreeRun): Promise<boolean> {
  return new TreeRunner(run).suite(run.root);
}

class TreeRunner {
  readonly #run: TreeRun;
  readonly #chosen: ReadonlySet<Test>;
  readonly #holds = new Map<Suite, boolean>();

  constructor(run: TreeRun) {
    this.#run = run;
    this.#chosen = run.around.chosen?.(run.root) ?? chosenTests(run.root);
  }

  async suite(suite: Suite): Promise<boolean> {
    const { around } = this.#run;
    if (!this.#isWanted(suite)) return true;
    // The hooks of a suite are there for tests that run.
    const runs = this.#runs(suite);
    const setUp = runs ? await this.#all(suite.hooks.beforeAll, suite, undefined) : undefined;
    if (suite.error !== undefined || setUp !== undefined)
      return this.#failAll(suite, suite.error ?? setUp?.error);
    let goesOn = true;
    for (const child of this.#run.reversed ? suite.children.toReversed() : suite.children) {
      goesOn = child.kind === 'suite' ? await this.suite(child) : await this.#test(child);
      if (!goesOn) break;
    }
    if (!runs) return goesOn;
    const after = around.afterHooksReversed ? suite.hooks.afterAll.toReversed() : suite.hooks.afterAll;
    const late = await this.#all(after, suite, undefined);
    if (late !== undefined && around.failsAfterAll === true) this.#run.failed?.(late.error);
    return goesOn;
  }

  /** Whether it holds a test that was asked for. */
  #isWanted(suite: Suite): boolean {
    const known = this.#holds.get(suite);
    if (known !== undefined) return known;
    const { wanted } = this.#run;
    const holds = suite.children.some((child) =>
      child.kind === 'suite' ? this.#isWanted(child) : wanted === undefined || wanted.has(child),
    );
    this.#holds.set(suite, holds);
    return holds;
  }

  #runs(suite: Suite): boolean {
    const { wanted } = this.#run;
    return suite.children.some((child) =>
      child.kind === 'suite' ? this.#runs(child) : this.#chosen.has(child) && wanted?.has(child) !== false,
    );
  }

  #failAll(suite: Suite, error: unknown): boolean {
    for (const child of suite.children) {
      if (child.kind === 'suite') {
        if (!this.#failAll(child, error)) return false;
        continue;
      }
      if (this.#run.wanted?.has(child) === false) continue;
      const status = this.#chosen.has(child) ? 'failed' : 'skipped';
      if (this.#run.ended(child, { status, error, milliseconds: 0 })) return false;
    }
    return true;
  }

  async #test(test: Test): Promise<boolean> {
    const { wanted, clock, ended } = this.#run;
    if (wanted?.has(test) === false || this.#run.spares?.(test) === true) return true;
    if (!this.#chosen.has(test)) return !ended(test, { status: 'skipped', milliseconds: 0 });
    const began = now();
    let ending = await this.#attempt(test);
    for (let tries = test.retry; tries > 0 && ending.status === 'failed' && !clock.overrun; tries -= 1)
      ending = await this.#attempt(test);
    if (test.fails && ending.status !== 'skipped') {
      ending =
        ending.status === 'failed'
          ? { status: 'passed' }
          : { status: 'failed', error: new Error('Expect test to fail') };
    }
    return !ended(test, { ...ending, milliseconds: now() - began });
  }

  async #attempt(test: Test): Promise<Omit<Ending, 'milliseconds'>> {
    const { around } = this.#run;
    const chain: Suite[] = [];
    for (let at: Suite | undefined = test.parent; at !== undefined; at = at.parent) chain.unshift(at);
    let failure: { readonly error: unknown } | undefined;
    around.enter(test);
    for (const suite of chain) failure ??= await this.#all(suite.hooks.beforeEach, suite, test);
    failure ??= await this.#guard(() => around.body(test), this.#timeout(test));
    for (const suite of chain.toReversed()) {
      const hooks = around.afterHooksReversed ? suite.hooks.afterEach.toReversed() : suite.hooks.afterEach;
      const late = await this.#all(hooks, suite, test, around.afterHooksGoOn);
      failure ??= late;
    }
    const last = await this.#guard(() => around.leave(test), 0);
    failure ??= last;
    if (failure === undefined) return { status: 'passed' };
    return around.isSkip(failure.error) ? { status: 'skipped' } : { status: 'failed', error: failure.error };
  }

  #timeout(test: Test): number {
    return test.timeout ?? test.parent.timeout ?? this.#run.around.testTimeout;
  }

  async #all(
    hooks: readonly Hook[],
    suite: Suite,
    test: Test | undefined,
    goesOn = false,
  ): Promise<{ readonly error: unknown } | undefined> {
    let first: { readonly error: unknown } | undefined;
    for (const hook of hooks) {
      const failed = await this.#guard(
        () => this.#run.around.hook(hook, suite, test),
        hook.timeout ?? this.#run.around.testTimeout,
      );
      first ??= failed;
      if (first !== undefined && !goesOn) return first;
    }
    return first;
  }

  /** Runs a body; what it throws, or that it takes too long, is a value. */
  async #guard(body: () => unknown, timeout: number): Promise<{ readonly error: unknown } | undefined> {
    const { clock } = this.#run;
    try {
      const value = body();
      if (!isThenable(value)) return undefined;
      const limit = Math.min(timeout === 0 ? Number.POSITIVE_INFINITY : timeout, clock.left + 1);
      await within(value, limit);
      return undefined;
    } catch (error) {
      return { error };
    }
  }
}

/** Whether a value has to be waited for. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    (typeof value === 'object' || typeof value === 'function') &&
    value !== null &&
    typeof (value as { then?: unknown }).then === 'function'
  );
}
