import type { Body } from '../tree.ts';

export interface NodeTestOptions {
  readonly skip?: boolean | string;
  readonly todo?: boolean | string;
  readonly only?: boolean;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly plan?: number | { readonly count?: number };
}

export interface NodeHook {
  readonly body: Body;
  readonly timeout: number | undefined;
  /** Hooks that run once keep what came of it. */
  ran?: Promise<void>;
}

type HookKind = 'before' | 'after' | 'beforeEach' | 'afterEach';

/** A suite or test of node:test's. Tests of tests come into being as their outer test runs. */
export class TestNode {
  readonly kind: 'suite' | 'test';
  readonly name: string;
  readonly parent: TestNode | undefined;
  readonly body: Body | undefined;
  readonly options: NodeTestOptions;
  readonly children: TestNode[] = [];
  readonly hooks: Record<HookKind, NodeHook[]>;
  /** Whether it was known when the file was loaded. */
  readonly isStatic: boolean;
  skipped: boolean;
  todo: boolean;
  /** The body of a suite, which runs when it is met. */
  built: Promise<void> | undefined;
  error: { readonly error: unknown } | undefined;
  started = false;
  finished = false;
  passed = false;
  /** The tests in it run one after the other. */
  queue: Promise<void> = Promise.resolve();
  readonly done: Promise<void>;
  readonly finish: () => void;
  #ownAfterEach = 0;

  constructor(
    kind: 'suite' | 'test',
    name: string,
    parent: TestNode | undefined,
    body: Body | undefined,
    options: NodeTestOptions,
  ) {
    this.kind = kind;
    this.name = name;
    this.parent = parent;
    this.options = options;
    this.skipped = isSet(options.skip);
    this.todo = isSet(options.todo);
    this.body = this.skipped ? undefined : body;
    this.isStatic = parent === undefined || (parent.kind === 'suite' && parent.isStatic && !parent.started);
    // Those of the outer one that are there by now.
    this.hooks = {
      before: [],
      after: [],
      beforeEach: [...(parent?.hooks.beforeEach ?? [])],
      afterEach: [...(parent?.hooks.afterEach ?? [])],
    };
    let finish = (): void => undefined;
    this.done = new Promise((resolve) => {
      finish = resolve;
    });
    this.finish = finish;
    parent?.children.push(this);
  }

  addHook(kind: HookKind, body: Body, timeout: number | undefined): NodeHook {
    const hook: NodeHook = { body, timeout };
    // Inner hooks after a test come before outer ones.
    if (kind === 'afterEach') {
      this.hooks.afterEach.splice(this.#ownAfterEach, 0, hook);
      this.#ownAfterEach += 1;
    } else this.hooks[kind].push(hook);
    return hook;
  }

  get titles(): readonly string[] {
    return this.parent === undefined ? [] : [...this.parent.titles, this.name];
  }

  get fullName(): string {
    return this.titles.join(' > ');
  }
}

function isSet(option: boolean | string | undefined): boolean {
  return option !== undefined && option !== false;
}
