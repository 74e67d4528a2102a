/** Only `cheat` says that the patch must not be used; `suspicious` lowers the belief in it. */
export type Verdict = 'cheat' | 'suspicious';

/** Something in a patch that makes checks pass without making the code right. */
export interface Finding {
  /** The detector's name, for example `empty-catch`. */
  readonly detector: string;
  readonly verdict: Verdict;
  readonly path: string;
  /** 1-based; in the text after the patch, or in the text before it for what was deleted. */
  readonly line: number;
  /** One sentence for a person, with the text it is about. */
  readonly evidence: string;
}

/** What a detector saw in one text, before it is known whether the patch brought it. */
export interface Mark {
  readonly detector: string;
  readonly verdict: Verdict;
  /** Marks of the same kind stand in for each other when before and after are compared. */
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** What happens here, as the beginning of a sentence; the text is added to it. */
  readonly says: string;
  readonly text: string;
}

const QUOTE_LIMIT = 120;

/** Source text as it is quoted in evidence: one line, bounded. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `“${line.length > QUOTE_LIMIT ? `${line.slice(0, QUOTE_LIMIT - 1)}…` : line}”`;
}
