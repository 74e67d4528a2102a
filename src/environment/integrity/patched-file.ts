import type { Syntax } from '../../syntax/syntax.ts';
import { grammarOf } from '../../syntax/syntax.ts';
import type { FileChange } from '../diff.ts';
import type { Mark, Verdict } from './finding.ts';
import { type Hunk, hunksOf, type Stretch } from './hunks.ts';
import { assigned, isConstant } from './reading.ts';
import { type Shape, shapeTree, walk } from './shape.ts';

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

/** Parses both sides of a change; undefined for a language that the detectors have no words for. */
export async function readChange(
  syntax: Syntax,
  change: FileChange,
  isTest: boolean,
): Promise<PatchedFile | undefined> {
  const grammar = grammarOf(change.path);
  if (grammar === undefined || grammar === 'java') return undefined;
  const language = grammar === 'python' ? 'python' : 'javascript';
  const [before, after] = [change.before ?? '', change.after ?? ''];
  const hunks = hunksOf(before, after);
  const side = async (text: string, changed: readonly Stretch[]): Promise<Side | undefined> => {
    const near = changed.map((stretch) => widened(text, stretch));
    // The tree of the text before is kept, and only what changed in it is parsed for the text after.
    const root = await (text === before
      ? syntax.beforeEdit(change.path, before, after, (tree) => shapeTree(tree, text, near))
      : syntax.afterEdit(change.path, before, after, (tree) => shapeTree(tree, text, near)));
    if (root !== undefined) bindConstants(root, language);
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

/** Lets names stand for the constants that are bound to them once. */
function bindConstants(root: Shape, language: Side['language']): void {
  const values = new Map<string, Shape | undefined>();
  for (const shape of walk(root)) {
    if (shape.kind !== 'assign' && shape.type !== 'update_expression') continue;
    const [target, value] = shape.kind === 'assign' ? assigned(shape) : [shape.parts[0], undefined];
    if (target?.kind !== 'name') continue;
    const fixed =
      language === 'python'
        ? shape.type === 'assignment'
        : /^const\b/.test(shape.parent?.text.slice(0, 6) ?? '');
    const first =
      !values.has(target.text) &&
      fixed &&
      value !== undefined &&
      isConstant(value) &&
      isLasting(target, value);
    values.set(target.text, first ? value : undefined);
  }
  for (const shape of walk(root)) {
    if (
      shape.kind === 'name' &&
      !(shape.parent?.kind === 'assign' && /^(?:name|left)$/.test(shape.field ?? ''))
    )
      shape.bound = values.get(shape.text);
  }
}

/** A list may be filled later, unless its name says that it stays as it is. */
function isLasting(name: Shape, value: Shape): boolean {
  return (
    (value.kind !== 'list' && value.kind !== 'object' && value.kind !== 'call') ||
    /^[A-Z][A-Z\d_]*$/.test(name.text)
  );
}

/** With the blanks around, so that a function that lost its last line is still touched. The same on both sides. */
function widened(text: string, { start, end }: Stretch): Stretch {
  let [from, to] = [start, end];
  while (from > 0 && /\s/.test(text.charAt(from - 1))) from -= 1;
  while (to < text.length && /\s/.test(text.charAt(to))) to += 1;
  return { start: from, end: to };
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
