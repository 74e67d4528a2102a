import { AsyncLocalStorage } from 'node:async_hooks';
import { mock } from 'node:test';
import type { Body } from '../tree.ts';
import { Unsupported } from '../unsupported.ts';
import { contextOf } from './node-test-context.ts';
import { type NodeHook, type NodeTestOptions, TestNode } from './node-test-nodes.ts';

// biome-ignore lint/suspicious/noExplicitAny: test files call these in every way their runner allows.
type Any = any;

/** Builds the tests of one file as its calls of `node:test` come. */
export class NodeTestApi {
  readonly root = new TestNode('suite', '', undefined, undefined, {});
  readonly #path: string;
  /** The suite or test whose code runs. */
  readonly #current = new AsyncLocalStorage<TestNode>();
  /** Runs a test that shows while others run. */
  onTest: (node: TestNode) => Promise<void> = async () => undefined;
  /** Waits for a body; milliseconds. */
  wait: (value: unknown, timeout: number | undefined) => unknown = (value) => value;

  constructor(path: string) {
    this.#path = path;
  }

  /** What `node:test` gives to a test file. */
  get module(): Any {
    const test = this.#definer('test');
    const suite = this.#definer('suite');
    const hook =
      (kind: 'before' | 'after' | 'beforeEach' | 'afterEach') =>
      (body: Body = () => undefined, options?: { readonly timeout?: number }): void => {
        const node = this.#current.getStore() ?? this.root;
        node.addHook(kind, body, options?.timeout);
      };
    const refuse = (what: string) => () => {
      throw new Unsupported(`it uses ${what}`);
    };
    return Object.assign(test, {
      test,
      it: test,
      describe: suite,
      suite,
      before: hook('before'),
      after: hook('after'),
      beforeEach: hook('beforeEach'),
      afterEach: hook('afterEach'),
      mock,
      run: refuse('run() of node:test'),
      snapshot: { setDefaultSnapshotSerializers: () => undefined, setResolveSnapshotPath: () => undefined },
      assert: { register: refuse('assert.register() of node:test') },
    });
  }

  #definer(kind: 'suite' | 'test'): Any {
    const define =
      (fixed: NodeTestOptions) =>
      (...args: unknown[]): unknown =>
        this.define(kind, args, fixed, this.#current.getStore() ?? this.root);
    return Object.assign(define({}), {
      skip: define({ skip: true }),
      todo: define({ todo: true }),
      only: define({ only: true }),
    });
  }

  /** Adds a suite or test; resolves when it has run. */
  define(
    kind: 'suite' | 'test',
    args: readonly unknown[],
    fixed: NodeTestOptions,
    parent: TestNode,
  ): Promise<void> {
    const body = args.find((arg) => typeof arg === 'function') as Body | undefined;
    const given = args.find((arg) => typeof arg === 'object' && arg !== null) as NodeTestOptions | undefined;
    const name = typeof args[0] === 'string' && args[0] !== '' ? args[0] : body?.name || '<anonymous>';
    const node = new TestNode(kind, name, parent, body, { ...given, ...fixed });
    if (kind === 'suite') this.#build(node);
    if (node.isStatic) return kind === 'suite' ? Promise.resolve() : node.done;
    parent.queue = parent.queue.then(() => this.onTest(node));
    return node.done;
  }

  /** Runs code of a suite or test, so that what it defines belongs there. */
  in<T>(node: TestNode, body: () => T): T {
    return this.#current.run(node, body);
  }

  /** Calls a body as node:test does: with its context, and a callback where it takes one. */
  call(node: TestNode, body: Body, t: Any): unknown {
    if (body.length < 2) return this.in(node, () => body.call(t, t));
    return new Promise<void>((resolve, reject) => {
      const done = (error?: unknown): void => (error ? reject(error) : resolve());
      const returned: unknown = this.in(node, () => body.call(t, t, done));
      if (returned instanceof Promise) reject(new Error('passed a callback but also returned a Promise'));
    });
  }

  /** Runs the hooks of a kind; those around all tests run once. */
  async runHooks(node: TestNode, kind: keyof TestNode['hooks'], t: Any): Promise<void> {
    for (const hook of node.hooks[kind]) {
      const isOnce = kind === 'before' || kind === 'after';
      const ran = isOnce && hook.ran !== undefined ? hook.ran : this.#hook(node, hook, t);
      if (isOnce) hook.ran = ran;
      await ran;
    }
  }

  async #hook(node: TestNode, hook: NodeHook, t: Any): Promise<void> {
    await this.wait(this.call(node, hook.body, t), hook.timeout);
  }

  #build(node: TestNode): void {
    const { body } = node;
    if (body === undefined) return;
    const { t } = contextOf(node, this.#path, this);
    try {
      const built: unknown = this.in(node, () => body.call(t, t));
      if (built instanceof Promise)
        node.built = built.then(
          () => undefined,
          (error: unknown) => {
            node.error = { error };
          },
        );
    } catch (error) {
      if (error instanceof Unsupported) throw error;
      node.error = { error };
    }
  }

  /** Waits until the bodies of all suites have run. */
  async built(node: TestNode = this.root): Promise<void> {
    await node.built;
    for (const child of node.children) if (child.kind === 'suite') await this.built(child);
  }
}
