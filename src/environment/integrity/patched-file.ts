import type { Syntax } from '../../syntax/syntax.ts';
import { grammarOf } from '../../syntax/syntax.ts';
import type { FileChange } from '../diff.ts';
import type { Mark, Verdict } from './finding.ts';
import { type Hunk, hunksOf, type Stretch } from './hunks.ts';
import { type Shape, shapeTree } from './shape.ts';

/** One text of a file, with the part of its tree that the patch touches. */
export interface Side {
  readonly path: string;
  readonly language: 'javascript' | 'python';
  readonly text: string;
  readonly root: Shape;
  /** Stretches of this text that differ from the other side. */
  readonly changed: readonly Stretch[];
}

/** A changed file, as detectors see it. */
export interface PatchedFile {
  readonly path: string;
  readonly language: 'javascript' | 'python';
  readonly isTest: boolean;
  readonly hunks: readonly Hunk[];
  readonly before: Side;
  readonly after: Side;
}

/** Parses both sides of a change; undefined where no grammar ships for the path. */
export async function readChange(
  syntax: Syntax,
  change: FileChange,
  isTest: boolean,
): Promise<PatchedFile | undefined> {
  const grammar = grammarOf(change.path);
  if (grammar === undefined) return undefined;
  const language = grammar === 'python' ? 'python' : 'javascript';
  const [before, after] = [change.before ?? '', change.after ?? ''];
  const hunks = hunksOf(before, after);
  const side = async (text: string, changed: readonly Stretch[]): Promise<Side | undefined> => {
    const root = await syntax.withTree(change.path, text, (tree) => shapeTree(tree, text, changed));
    return root === undefined ? undefined : { path: change.path, language, text, root, changed };
  };
  const left = await side(
    before,
    hunks.map((hunk) => hunk.before),
  );
  const right = await side(
    after,
    hunks.map((hunk) => hunk.after),
  );
  if (left === undefined || right === undefined) return undefined;
  return { path: change.path, language, isTest, hunks, before: left, after: right };
}

/** A mark at a shape of a side. */
export function markAt(
  side: Side,
  shape: Shape,
  what: {
    readonly detector: string;
    readonly verdict: Verdict;
    readonly kind?: string;
    readonly says: string;
    readonly text?: string;
  },
): Mark {
  return {
    detector: what.detector,
    verdict: what.verdict,
    kind: what.kind ?? what.detector,
    start: shape.start,
    end: shape.end,
    line: lineAt(side.text, shape.start),
    says: what.says,
    text: what.text ?? shape.text,
  };
}

/** 1-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
