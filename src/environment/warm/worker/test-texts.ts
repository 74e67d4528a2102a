import { ByText } from './by-text.ts';
import { replacesModules } from './stand-ins.ts';
import { Unsupported } from './unsupported.ts';

const KEPT = 4096;

/** What the texts of test files say of themselves: each is looked through once, and not for every candidate. */
export class TestTexts {
  readonly #reasons = new ByText<{ readonly reason: string | undefined }>(KEPT);
  readonly #replacing = new ByText<boolean>(KEPT);

  /** Throws `Unsupported` where its tests cannot be run here by the rules of its runner. */
  refuse(path: string, text: string, rules: { unsupported(text: string): string | undefined }): void {
    const told = this.#reasons.get(path, text) ?? { reason: rules.unsupported(text) };
    this.#reasons.set(path, text, told);
    if (told.reason !== undefined) throw new Unsupported(told.reason);
  }

  /** Whether it puts something in the place of modules; a file that is not there does not. */
  replaces(path: string, state: { text(path: string): string }): boolean {
    let text: string;
    try {
      text = state.text(path);
    } catch {
      // Loading it says so.
      return false;
    }
    const replaces = this.#replacing.get(path, text) ?? replacesModules(text);
    this.#replacing.set(path, text, replaces);
    return replaces;
  }
}
