import { join } from 'node:path';
import type { WireTexts } from '../protocol.ts';
import type { Resolver } from './resolve.ts';

/** The texts that stand in the place of the copy's while a run goes on. */
export class Overlay {
  /** By absolute path; undefined for a file that is not there. */
  #texts: ReadonlyMap<string, string | undefined> = new Map();

  text(path: string): string | undefined {
    return this.#texts.get(path);
  }

  /** Undefined where the copy says it. */
  isThere(path: string): 'gone' | 'there' | undefined {
    if (!this.#texts.has(path)) return undefined;
    return this.#texts.get(path) === undefined ? 'gone' : 'there';
  }

  /** Puts other texts in place of those of the last run. What was looked up stays true as long as no file comes or goes. */
  put(texts: WireTexts, folder: string, resolver: Resolver): void {
    const before = this.#texts;
    this.#texts = new Map(texts.map(([path, text]) => [join(folder, path), text ?? undefined]));
    const isGone = [...before.keys()].some((path) => !this.#texts.has(path));
    const isOther = [...this.#texts].some(([path, text]) => text === undefined || !resolver.isThere(path));
    if (isGone || isOther) resolver.forget();
  }
}
