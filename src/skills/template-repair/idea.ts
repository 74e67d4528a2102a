import type { Suspect } from '../../loop/ports.ts';
import type { Replacement } from '../../loop/types.ts';
import type { SyntaxNode } from './tree.ts';

/** A single edit, weighed against the others. */
export interface Idea {
  readonly path: string;
  /** The whole text of the file. */
  readonly text: string;
  readonly template: string;
  readonly replacements: readonly Replacement[];
  readonly label: string;
  readonly line: number;
  /** Where it stands, so that pairs can share a function. */
  readonly scope: SyntaxNode;
  readonly suspect: Suspect;
  /** Whether it takes away the last use of something that its function declares. */
  readonly leavesUnused: boolean;
  /** How much more often than an ordinary edit it passes by accident; above 0. */
  readonly accident: number;
  /** Relative to all ideas of the episode; above 0. */
  readonly weight: number;
  /** The same without what was learned of edits that recur here. */
  readonly plain: number;
  /** What it would weigh if nobody had written it down because it recurs; `plain` unless given. */
  readonly unlearned?: number;
  /** Equal for edits that are one slip in several places, where their texts do not tell it. */
  readonly slip?: string;
  /** Equal for ideas with the same result. */
  readonly key: string;
}

/** An idea that was weighed by all but how natural it reads, which is dear to find out: its weights are as of one that reads as usual. */
export type Sketch = Omit<Idea, 'leavesUnused'>;
