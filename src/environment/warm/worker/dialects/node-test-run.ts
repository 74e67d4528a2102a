import { now } from '../clock.ts';
import { type FileTests, Names, type TestName, type TestsRun } from '../file-tests.ts';
import { type Ending, isThenable } from '../run-tree.ts';
import { Unsupported } from '../unsupported.ts';
import { within } from '../waiting.ts';
import type { NodeTestApi } from './node-test-api.ts';
import { type Context, contextOf } from './node-test-context.ts';
import type { TestNode } from './node-test-nodes.ts';

/** From this version on a test waits for the tests in it. */
const WAITS = 24;
const waits = Number(process.versions.node.split('.', 1)[0]) >= WAITS;

/** The tests of a file of node:test's, run in the order and with the outcomes of Node's own runner. */
export function nodeTests(api: NodeTestApi, file: string, path: string, timeout: number): FileTests {
  const names = new Names(file);
  const known = new Map<TestNode, TestName>(
    staticTests(api.root).map((node) => [node, names.next(node.fullName)]),
  );
  return {
    known: [...known.values()],
    run: (run) => new NodeTestRun(api, names, known, path, timeout, run).all(),
  };
}

function staticTests(node: TestNode): readonly TestNode[] {
  return node.children.flatMap((child) => (child.kind === 'suite' ? staticTests(child) : [child]));
}

class NodeTestRun {
  readonly #api: NodeTestApi;
  readonly #names: Names;
  readonly #known: ReadonlyMap<TestNode, TestName>;
  readonly #path: string;
  readonly #timeout: number;
  readonly #run: TestsRun;
  #stopped = false;
  #unsupported: Unsupported | undefined;

  constructor(
    api: NodeTestApi,
    names: Names,
    known: ReadonlyMap<TestNode, TestName>,
    path: string,
    timeout: number,
    run: TestsRun,
  ) {
    this.#api = api;
    this.#names = names;
    this.#known = known;
    this.#path = path;
    this.#timeout = timeout;
    this.#run = run;
  }

  async all(): Promise<{ readonly error: unknown } | undefined> {
    const { root } = this.#api;
    this.#api.wait = (value, timeout) => this.#within(value, timeout);
    this.#api.onTest = (node) => this.#one(node);
    const { t } = contextOf(root, this.#path, this.#api);
    let failed: { readonly error: unknown } | undefined;
    try {
      root.started = true;
      await this.#api.runHooks(root, 'before', t);
      await this.#children(root);
    } catch (error) {
      failed = { error };
    }
    try {
      await this.#api.runHooks(root, 'after', t);
    } catch (error) {
      failed ??= { error };
    }
    return this.#unsupported === undefined ? failed : { error: this.#unsupported };
  }

  async #children(node: TestNode): Promise<void> {
    const children = this.#run.reversed ? node.children.toReversed() : [...node.children];
    for (const child of children) {
      if (this.#stopped) return;
      if (this.#isWanted(child)) await this.#one(child);
    }
    await node.queue;
  }

  #isWanted(node: TestNode): boolean {
    const { wanted } = this.#run;
    if (wanted === undefined || !node.isStatic) return true;
    if (node.kind === 'suite') return node.children.some((child) => this.#isWanted(child));
    const id = this.#known.get(node)?.id ?? '';
    return wanted.has(id) && this.#run.spares?.(id) !== true;
  }

  async #one(node: TestNode): Promise<void> {
    if (this.#stopped) return;
    node.started = true;
    if (node.kind === 'suite') await this.#suite(node);
    else await this.#test(node);
    node.finished = true;
    node.finish();
  }

  async #suite(node: TestNode): Promise<void> {
    if (node.skipped) {
      node.passed = true;
      return;
    }
    const { t } = contextOf(node, this.#path, this.#api);
    const began = now();
    await node.built;
    if (node.error === undefined)
      await this.#caught(node, async () => {
        await this.#outer(node);
        await this.#api.runHooks(node, 'before', t);
        await this.#children(node);
      });
    await this.#caught(node, () => this.#api.runHooks(node, 'after', t));
    this.#cancelRest(node);
    node.passed =
      node.error === undefined && !this.#stopped && node.children.every((child) => !counts(child));
    if (node.error !== undefined && !this.#stopped) this.#report(node, 'failed', began, node.error.error);
  }

  async #test(node: TestNode): Promise<void> {
    const began = now();
    const context = contextOf(node, this.#path, this.#api);
    const { t } = context;
    const { parent } = node;
    await this.#caught(node, async () => {
      await this.#outer(node);
      if (parent !== undefined && !node.skipped) await this.#api.runHooks(parent, 'beforeEach', t);
      await this.#body(node, context);
    });
    if (parent !== undefined && !node.skipped)
      await this.#caught(node, () => this.#api.runHooks(parent, 'afterEach', t));
    await this.#caught(node, () => this.#api.runHooks(node, 'after', t));
    context.end();
    this.#cancelRest(node);
    const failing = node.children.filter(counts).length;
    node.passed = node.error === undefined && failing === 0;
    const isExcused = node.skipped || node.todo;
    if (node.error !== undefined)
      this.#report(node, isExcused ? 'skipped' : 'failed', began, node.error.error);
    else if (failing === 0) this.#report(node, isExcused ? 'skipped' : 'passed', began);
    // The reports leave out a test that failed only by the tests in it; who asked for it is told.
    else if (this.#run.wanted?.has(this.#known.get(node)?.id ?? '') === true)
      this.#report(node, 'failed', began, new Error(`${failing} of the tests in it failed`));
  }

  async #body(node: TestNode, context: Context): Promise<void> {
    const { body } = node;
    if (body !== undefined)
      await this.#within(this.#api.call(node, body, context.t), node.options.timeout ?? this.#timeout);
    if (waits) await node.queue;
    context.checkPlan();
  }

  /** The hooks before all tests of what a test stands in run with the first of them. */
  async #outer(node: TestNode): Promise<void> {
    const { parent } = node;
    if (parent !== undefined)
      await this.#api.runHooks(parent, 'before', contextOf(parent, this.#path, this.#api).t);
  }

  /** What did not come to its end with what it stands in, does not. */
  #cancelRest(node: TestNode): void {
    for (const child of node.children) {
      if (child.finished || this.#stopped || !this.#isWanted(child)) continue;
      child.finished = true;
      const error = new Error('test did not finish before its parent and was cancelled');
      child.error = { error };
      this.#cancelRest(child);
      this.#report(child, 'failed', now(), error);
    }
  }

  async #caught(node: TestNode, body: () => Promise<void>): Promise<void> {
    try {
      await body();
    } catch (error) {
      if (error instanceof Unsupported) this.#unsupported = error;
      node.error ??= { error };
    }
  }

  /** Whether the test in which this one shows, known from the start, shares its name with another. */
  #isAmbiguous(node: TestNode): boolean {
    let outer: TestNode | undefined = node;
    while (outer !== undefined && !this.#known.has(outer)) outer = outer.parent;
    const name = outer === undefined ? undefined : this.#known.get(outer)?.name;
    return name !== undefined && [...this.#known.values()].filter((other) => other.name === name).length > 1;
  }

  #within(value: unknown, timeout: number | undefined): unknown {
    if (!isThenable(value)) return value;
    const limit = timeout === undefined || timeout === 0 ? Number.POSITIVE_INFINITY : timeout;
    return within(value, Math.min(limit, this.#run.clock.left + 1));
  }

  #report(node: TestNode, status: Ending['status'], began: number, error?: unknown): void {
    if (this.#stopped) return;
    const name = this.#known.get(node) ?? this.#names.next(node.fullName);
    // Which of them shows first depends on which of the outer ones run.
    if (!node.isStatic && this.#isAmbiguous(node))
      this.#unsupported ??= new Unsupported('two tests that hold others have the same name');
    const ending: Ending = { status, milliseconds: now() - began, ...(status === 'failed' ? { error } : {}) };
    this.#stopped = this.#run.ended(name, ending);
  }
}

/** Whether what came of a test counts against what it stands in. */
function counts(node: TestNode): boolean {
  return node.finished && !node.passed && !node.todo && !node.skipped;
}
