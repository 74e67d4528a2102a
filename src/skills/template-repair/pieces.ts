import type { Suspect } from '../../loop/ports.ts';
import type { SourceModule } from './source-module.ts';
import { namedChildren, type SyntaxNode } from './tree.ts';

/** Characters of a suspect that is expanded at once: about a screen of code. */
const LONGEST = 2500;

/**
 * A suspect as it is, or, where it is a whole file or class, one for each of the pieces that it consists of, as
 * suspicious as the whole: what is edited first should not wait for all of it.
 */
export function piecesOf(suspect: Suspect, module: SourceModule): readonly Suspect[] {
  if (suspect.end - suspect.start <= LONGEST) return [suspect];
  const pieces: Suspect[] = [];
  let start = suspect.start;
  const cut = (end: number): void => {
    if (end > start) pieces.push({ ...suspect, start, end });
    start = end;
  };
  const visit = (node: SyntaxNode): void => {
    if (node.end <= suspect.start || node.start >= suspect.end) return;
    const whole = node.start >= suspect.start && node.end <= suspect.end;
    if (whole && node.end - node.start <= LONGEST) {
      if (node.end - start > LONGEST) cut(node.start);
      return;
    }
    for (const child of namedChildren(node)) visit(child);
  };
  visit(module.root);
  cut(suspect.end);
  return pieces;
}
