import type { Suspect } from '../../loop/ports.ts';
import { isExit } from './shapes.ts';
import type { SourceModule } from './source-module.ts';
import { descend, namedChildren, part, type SyntaxNode } from './tree.ts';

/** What a condition has at least of the suspicion of the most suspicious statement that it decides over. */
const INHERITED = 0.3;

const DECIDES = /^(if_statement|elif_clause|while_statement|for_statement|for_in_statement)$/;

/**
 * Raises conditions to a share of what they decide over: tests that pass run a condition too, which speaks for it by
 * coverage alone, though the fault may be that it let the others through.
 */
export function raisedByControl(suspects: readonly Suspect[], module: SourceModule): readonly Suspect[] {
  const raised = new Map<Suspect, number>();
  for (const node of descend(module.root)) {
    const body = DECIDES.test(node.type) ? (part(node, 'consequence') ?? part(node, 'body')) : undefined;
    if (body === undefined) continue;
    const heads = suspects.filter(({ start, end }) => start >= node.start && end <= body.start);
    if (heads.length === 0) continue;
    const until = endOf(node, body);
    const decided = suspects.filter(({ start, end }) => start >= body.start && end <= until);
    const most = INHERITED * Math.max(0, ...decided.map(({ score }) => score));
    for (const head of heads) raised.set(head, Math.max(head.score, raised.get(head) ?? 0, most));
  }
  return suspects.map((suspect) => {
    const score = raised.get(suspect) ?? suspect.score;
    return score === suspect.score ? suspect : { ...suspect, score };
  });
}

/** Where what a condition decides over ends: behind an early exit, all that follows in its block. */
function endOf(node: SyntaxNode, body: SyntaxNode): number {
  const last = isExit(body) ? body : namedChildren(body).at(-1);
  return last !== undefined && isExit(last) ? (node.parent?.end ?? node.end) : node.end;
}
