import assert from 'node:assert';
import { mock as genuineMock } from 'node:test';
import { realSetTimeout } from '../clock.ts';
import type { Body } from '../tree.ts';
import { Unsupported } from '../unsupported.ts';
import type { NodeTestApi } from './node-test-api.ts';
import type { TestNode } from './node-test-nodes.ts';

// biome-ignore lint/suspicious/noExplicitAny: test files call these in every way their runner allows.
type Any = any;

/** What a test gets besides its `t`: the number of assertions that it plans. */
export interface Context {
  readonly t: Any;
  /** Throws when another number of assertions was made than was planned. */
  checkPlan(): void;
  /** Takes its mocks back. */
  end(): void;
}

const NOT_ASSERTIONS = new Set(['AssertionError', 'CallTracker', 'strict', 'default', 'Assert']);

/** The `t` of a test, or what a suite gets in its place. */
export function contextOf(node: TestNode, path: string, api: NodeTestApi): Context {
  let planned = typeof node.options.plan === 'object' ? node.options.plan.count : node.options.plan;
  let counted = 0;
  const controller = new AbortController();
  let mocks: Any;
  const t: Any = {
    name: node.name,
    fullName: node.fullName,
    filePath: path,
    signal: controller.signal,
    diagnostic: () => undefined,
  };
  if (node.kind === 'suite') return { t, checkPlan: () => undefined, end: () => undefined };
  let asserts: Any;
  Object.defineProperties(t, {
    assert: {
      get: () => {
        asserts ??= assertions(t, () => {
          counted += 1;
        });
        return asserts;
      },
    },
    mock: {
      get: () => {
        mocks ??= new (genuineMock.constructor as new () => Any)();
        return mocks;
      },
    },
    passed: { get: () => node.passed },
    error: { get: () => node.error?.error ?? null },
  });
  const hook =
    (kind: 'before' | 'after' | 'beforeEach' | 'afterEach') =>
    (body: Body, options?: { readonly timeout?: number }): void => {
      node.addHook(kind, body, options?.timeout);
      // What comes before a test that runs already is due at once.
      if (kind === 'before')
        void api.runHooks(node, 'before', t).catch((error: unknown) => {
          node.error ??= { error };
        });
    };
  Object.assign(t, {
    attempt: 0,
    runOnly: () => undefined,
    skip: () => {
      node.skipped = true;
    },
    todo: () => {
      node.todo = true;
    },
    plan: (count: number) => {
      planned = count;
    },
    test: (...args: unknown[]) => {
      counted += 1;
      return api.define('test', args, {}, node);
    },
    before: hook('before'),
    after: hook('after'),
    beforeEach: hook('beforeEach'),
    afterEach: hook('afterEach'),
    waitFor,
  });
  return {
    t,
    checkPlan() {
      if (planned !== undefined && planned !== counted)
        throw new Error(`plan expected ${planned} assertions but received ${counted}`);
    },
    end() {
      mocks?.reset();
      controller.abort();
    },
  };
}

function assertions(t: Any, count: () => void): Any {
  const found: Any = {};
  for (const [name, value] of Object.entries(assert)) {
    if (typeof value !== 'function' || NOT_ASSERTIONS.has(name)) continue;
    found[name] = (...args: unknown[]) => {
      count();
      return (value as Body).apply(t, args);
    };
  }
  for (const name of ['snapshot', 'fileSnapshot'])
    found[name] = () => {
      throw new Unsupported('it compares snapshots');
    };
  return found;
}

async function waitFor(
  condition: () => unknown,
  options: { interval?: number; timeout?: number } = {},
): Promise<unknown> {
  const until = performance.now() + (options.timeout ?? 1000);
  for (;;) {
    try {
      return await condition();
    } catch (cause) {
      if (performance.now() > until) throw new Error('waitFor() timed out', { cause });
    }
    await new Promise<void>((resolve) => realSetTimeout(resolve, options.interval ?? 50));
  }
}
