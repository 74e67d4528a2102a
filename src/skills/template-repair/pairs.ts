import type { FileEdit, Replacement } from '../../loop/types.ts';
import type { Idea } from './idea.ts';
import { inOrder, keyOf, normalForm, squeezed } from './normal-form.ts';

/** Singles that may be one half of a pair, and pairs kept. */
const BEST_SINGLES = 240;
const MOST_PAIRS = 6000;

/**
 * How much likelier two edits belong together when they are the same slip, or an exchange of two things, or in one statement,
 * function, file or template.
 */
const SAME_SLIP = 6;
const SAME_TEMPLATE = 1.5;
const EXCHANGED = 4;
const SAME_STATEMENT = 2;
const NEXT_LINES = 1.4;
const OTHER_FUNCTION = 0.35;
const OTHER_FILE = 0.15;

const SAME = 'it is the same slip in several places';

/** Several single edits at once. */
export interface Pair {
  readonly ideas: readonly [Idea, Idea, ...Idea[]];
  readonly edits: readonly FileEdit[];
  /** Share of the belief in pairs. */
  readonly share: number;
  readonly together: string;
}

/** The edit of one file, under what it has in common with every other that has the same result. */
interface Keyed {
  readonly edit: FileEdit;
  readonly key: string;
}

interface Draft {
  readonly ideas: readonly [Idea, Idea, ...Idea[]];
  readonly weight: number;
  readonly together: string;
}

/**
 * Bugs that one edit cannot mend, by the product of the weights of their halves: two slips of one function, of one file, of
 * two files. Texts are made when a pair is asked for. Keys of what is proposed
 * are added to those seen.
 */
export function* pairsOf(singles: readonly Idea[], seen: Set<string>): Generator<Pair> {
  const drafts = [...products(singles)].toSorted((a, b) => b.weight - a.weight).slice(0, MOST_PAIRS);
  const total = drafts.reduce((sum, { weight }) => sum + weight, 0);
  for (const { ideas, weight, together } of drafts) {
    const edits = editsOf(ideas);
    if (edits === undefined) continue;
    // Two halves of an exchange are one single edit, which was proposed before.
    const key = keyOfEdits(edits);
    if (seen.has(key)) continue;
    seen.add(key);
    yield { ideas, edits: edits.map(({ edit }) => edit), share: weight / total, together };
  }
}

function* products(singles: readonly Idea[]): Generator<Draft> {
  const best = singles.slice(0, BEST_SINGLES);
  const most = heaviest(best);
  for (const [index, first] of best.entries()) {
    for (const second of best.slice(index + 1)) {
      const where =
        first.path !== second.path ? OTHER_FILE : first.scope !== second.scope ? OTHER_FUNCTION : 1;
      const alike =
        first.label === second.label || isAlike(first, second)
          ? SAME_SLIP
          : isExchange(first, second)
            ? EXCHANGED
            : first.template === second.template
              ? SAME_TEMPLATE
              : 1;
      const near =
        first.suspect === second.suspect
          ? SAME_STATEMENT
          : first.path === second.path && Math.abs(first.line - second.line) <= 2
            ? NEXT_LINES
            : 1;
      const together =
        first.label === second.label
          ? SAME
          : first.path !== second.path
            ? 'both files are suspected'
            : first.scope === second.scope
              ? 'both are in the same function'
              : 'both are in the same file';
      yield {
        ideas: [first, second],
        weight: (first.plain * second.plain * where * alike * near) / most,
        together,
      };
    }
  }
}

/** Whether two things in one statement change in the same way: both sides of a comparison are made small. */
function isAlike(one: Idea, other: Idea): boolean {
  if (one.suspect !== other.suspect || one.template !== other.template) return false;
  const way = wayOf(one.label);
  return way !== undefined && way === wayOf(other.label);
}

/** What an edit puts around a thing: `$.lower()`; undefined where it leaves nothing of it. */
function wayOf(label: string): string | undefined {
  const [, from = '', to = ''] = /^`(.+)` → `(.+)`$/.exec(label) ?? [];
  return from !== '' && to.includes(from) ? to.replace(from, () => '$') : undefined;
}

/** Whether one edit makes of `a` what the other had, and the other way round: each stands where the other was to stand. */
function isExchange({ label: one }: Idea, { label: other }: Idea): boolean {
  const [from, to, ...more] = one.split(' → ');
  return to !== undefined && more.length === 0 && other === `${to} → ${from}`;
}

function heaviest(ideas: readonly Idea[]): number {
  return ideas.reduce((most, { plain }) => Math.max(most, plain), 0) || 1;
}

/** Ideas made together, file by file; undefined when two of them touch the same place. */
export function editsOf(ideas: readonly Idea[]): readonly Keyed[] | undefined {
  const files = new Map<string, { text: string; replacements: Replacement[] }>();
  for (const { path, text, replacements } of ideas) {
    const file = files.get(path);
    if (file === undefined) files.set(path, { text, replacements: [...replacements] });
    else file.replacements.push(...replacements);
  }
  const edits: { edit: FileEdit; key: string }[] = [];
  for (const [path, file] of files) {
    const replacements = inOrder(file.replacements);
    const normal = replacements === undefined ? undefined : normalForm(file.text, replacements);
    if (replacements === undefined || normal === undefined) return undefined;
    edits.push({
      edit: { kind: 'modify', path, replacements },
      key: keyOf(path, squeezed(file.text, normal)),
    });
  }
  return edits;
}

/** Equal for edits with the same result. */
export function keyOfEdits(edits: readonly Keyed[]): string {
  return edits.map(({ key }) => key).join('\n');
}
