import { isThenable } from './run-tree.ts';

/** Something that a test puts in the place of a module. */
interface StandIn {
  /** The file that says so. */
  readonly owner: string;
  make(): unknown;
}

/** What stands in the place of modules, by the modules' keys; each is made once, when it is first imported. */
export class StandIns {
  readonly #factories = new Map<string, StandIn>();
  #made = new Map<string, unknown>();

  get isUsed(): boolean {
    return this.#factories.size > 0;
  }

  put(key: string, owner: string, make: () => unknown): void {
    this.#made.delete(key);
    this.#factories.set(key, { owner, make });
  }

  remove(key: string): void {
    this.#factories.delete(key);
    this.#made.delete(key);
  }

  get(key: string): StandIn | undefined {
    const found = this.#factories.get(key);
    if (found === undefined) return undefined;
    const make = (): unknown => {
      if (!this.#made.has(key)) this.#made.set(key, found.make());
      return this.#made.get(key);
    };
    return { owner: found.owner, make };
  }

  /** Makes those that are not made yet, and waits for them. */
  async ready(): Promise<void> {
    for (const key of [...this.#factories.keys()]) {
      const made = this.get(key)?.make();
      if (isThenable(made)) this.#made.set(key, await made);
    }
  }

  /** Each is made anew when it is imported again. */
  forget(): void {
    this.#made = new Map();
  }

  isolated<T>(body: () => T): T {
    const outer = this.#made;
    this.#made = new Map();
    try {
      return body();
    } finally {
      this.#made = outer;
    }
  }
}

const REPLACING = /\b(?:jest|vi|vitest)\s*\.\s*(?:mock|doMock|setMock|resetModules)\b/;

/** Whether the text of a test file puts others in the place of modules, which must not be loaded by then. */
export function replacesModules(text: string): boolean {
  return REPLACING.test(text);
}
