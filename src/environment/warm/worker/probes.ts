import type { Reached } from '../protocol.ts';

/** Which probes of instrumented files were reached, collected test by test. */
export class Probes {
  readonly #files = new Map<string, Uint8Array>();
  #on = false;

  /** Makes the arrays that instrumented files write to, as globals of the given names. */
  declare(files: readonly (readonly [path: string, name: string, size: number])[]): void {
    for (const [path, name, size] of files) {
      const reached = new Uint8Array(size);
      this.#files.set(path, reached);
      Object.defineProperty(globalThis, name, { value: reached, configurable: false });
    }
  }

  begin(): void {
    this.#on = true;
    for (const reached of this.#files.values()) reached.fill(0);
  }

  /** What was reached since the last call. */
  take(): Reached {
    if (!this.#on) return [];
    const all: [string, number[]][] = [];
    for (const [path, reached] of this.#files) {
      const indices: number[] = [];
      for (let at = reached.indexOf(1); at !== -1; at = reached.indexOf(1, at + 1)) indices.push(at);
      if (indices.length === 0) continue;
      all.push([path, indices]);
      reached.fill(0);
    }
    return all;
  }

  end(): void {
    this.#on = false;
  }
}
