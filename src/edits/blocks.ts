/** One edit as the model wrote it, before anything is looked up. No path: the only file that there is. */
export type Block =
  | {
      readonly kind: 'change';
      readonly path: string | undefined;
      readonly search: readonly string[];
      readonly replace: readonly string[];
      /** Whether it was written as a hunk of a diff. */
      readonly isDiff?: true;
      /** The same if the lines of context have no blank in front, as in a diff that forgot it. */
      readonly bare?: { readonly search: readonly string[]; readonly replace: readonly string[] };
    }
  | { readonly kind: 'file'; readonly path: string | undefined; readonly lines: readonly string[] }
  | {
      readonly kind: 'symbol';
      readonly path: string;
      readonly symbol: string;
      readonly lines: readonly string[];
    }
  | { readonly kind: 'delete'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string };

/** Says why a reply cannot be taken apart. Travels as an exception within the parser only. */
export class Refusal extends Error {}

/** The lines of a reply, read one after the other. */
export class LineReader {
  readonly lines: readonly string[];
  at = 0;

  constructor(lines: readonly string[]) {
    this.lines = lines;
  }

  next(): string | undefined {
    const line = this.lines[this.at];
    this.at += 1;
    return line;
  }

  peek(): string | undefined {
    return this.lines[this.at];
  }

  /** The line before the one that was read last. */
  before(): string | undefined {
    return this.lines[this.at - 2];
  }
}

export const FENCE = /^\s{0,12}(`{3,}|~{3,})(.*)$/;

/** Whether a line closes a fence that was opened by `mark`. */
export function closesFence(line: string, mark: string): boolean {
  const fence = FENCE.exec(line);
  return fence?.[1]?.startsWith(mark) === true && fence[2]?.trim() === '';
}
