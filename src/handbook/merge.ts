import type { HandbookConflict } from '../loop/learned.ts';
import type { Behavior } from '../loop/types.ts';
import { atLeast, evidenceOf, laterTallies, talliesSince } from './arms.ts';
import { oneLine, printTrigger } from './field-text.ts';

/** Sources and citations kept per behavior: the newest. */
const MOST_SOURCES = 20;
const MOST_CITATIONS = 6;

/** When two say different things, the person's word stands; then what is safer, then what the evidence decides anyway. */
const RANK: Readonly<Record<Behavior['status'], number>> = {
  disabled: 4,
  pinned: 3,
  retired: 2,
  active: 1,
  trial: 0,
};

/**
 * Two versions of one behavior as one. What was counted is united by contributor and month, so that nothing is lost or
 * counted twice; of what can only be one way, the later edit of a person stands, and without any the words with the newer
 * verified episode. Commutative, associative and idempotent, so that any order of merges gives the same.
 */
export function mergeBehaviors(a: Behavior, b: Behavior): Behavior {
  const words = isAtLeast(wordsKey(a), wordsKey(b)) ? a : b;
  const status = isAtLeast(statusKey(a), statusKey(b)) ? a.status : b.status;
  const anew = later(a.anew, b.anew);
  const tallies = talliesSince(laterTallies(a.tallies, b.tallies), anew) ?? {};
  const sources = newestSources([...a.sources, ...b.sources]);
  // What it was learned from before it was measured anew may be gone by then.
  const [ours, theirs] = [a, b].map((each) => (each.anew === anew ? (each.citations ?? []) : []));
  const citations = unitedCitations(ours ?? [], theirs ?? []);
  const edited = later(a.edited, b.edited);
  return {
    name: words.name,
    trigger: words.trigger,
    instruction: words.instruction,
    ...(words.prefer === undefined ? {} : { prefer: words.prefer }),
    status,
    evidence:
      anew === undefined
        ? atLeast(evidenceOf(tallies), atLeast(a.evidence, b.evidence))
        : evidenceOf(tallies),
    ...(Object.keys(tallies).length === 0 ? {} : { tallies }),
    sources,
    ...(citations.length === 0 ? {} : { citations }),
    ...(edited === undefined ? {} : { edited }),
    ...(anew === undefined ? {} : { anew }),
  };
}

/** Two handbooks as one, ours in their order, then what only they have; and what the two say differently. */
export function mergeHandbooks(
  ours: readonly Behavior[],
  theirs: readonly Behavior[],
): { readonly behaviors: readonly Behavior[]; readonly conflicts: readonly HandbookConflict[] } {
  const other = new Map(theirs.map((b) => [oneLine(b.name), b]));
  const known = new Set(ours.map(({ name }) => oneLine(name)));
  const conflicts: HandbookConflict[] = [];
  const merged = ours.map((mine) => {
    const their = other.get(oneLine(mine.name));
    if (their === undefined) return mine;
    const result = mergeBehaviors(mine, their);
    conflicts.push(...conflictsOf(mine, their, result));
    return result;
  });
  return { behaviors: [...merged, ...theirs.filter(({ name }) => !known.has(oneLine(name)))], conflicts };
}

function conflictsOf(ours: Behavior, theirs: Behavior, kept: Behavior): readonly HandbookConflict[] {
  const text = {
    instruction: (b: Behavior) => b.instruction,
    trigger: (b: Behavior) => printTrigger(b.trigger),
    prefer: (b: Behavior) => b.prefer ?? '',
    // What evidence decides is no conflict.
    status: (b: Behavior) => (b.status === 'pinned' || b.status === 'disabled' ? b.status : 'by evidence'),
  };
  return (Object.keys(text) as (keyof typeof text)[]).flatMap((field) => {
    const [a, b, c] = [text[field](ours), text[field](theirs), text[field](kept)];
    if (a === b) return [];
    const side = c === a ? 'ours' : 'theirs';
    const by =
      ours.edited === undefined && theirs.edited === undefined
        ? field === 'status'
          ? 'a person’s word stands above the evidence'
          : 'its newest verified episode is the later one'
        : 'a person edited it later';
    const why = `The ${field} of “${kept.name}” differs; ${side === 'ours' ? 'yours' : 'theirs'} is kept, since ${by}. Edit it to have it otherwise.`;
    return [{ name: kept.name, field, ours: a, theirs: b, kept: side, why } as const];
  });
}

/** Greater is kept. Names of episodes begin with their time. */
function wordsKey(b: Behavior): readonly string[] {
  const newest = b.edited === undefined ? (b.sources.toSorted().at(-1) ?? '') : '';
  return [
    b.edited ?? '',
    newest,
    JSON.stringify([b.instruction, printTrigger(b.trigger), b.prefer ?? '', b.name]),
  ];
}

function statusKey(b: Behavior): readonly string[] {
  return [b.edited ?? '', String(RANK[b.status])];
}

function isAtLeast(a: readonly string[], b: readonly string[]): boolean {
  for (const [index, x] of a.entries()) {
    const y = b[index] ?? '';
    if (x !== y) return x > y;
  }
  return true;
}

function later(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}

/** The newest of all, oldest first. */
export function newestSources(sources: readonly string[]): readonly string[] {
  return [...new Set(sources)].toSorted().slice(-MOST_SOURCES);
}

export function unitedCitations(
  a: NonNullable<Behavior['citations']>,
  b: NonNullable<Behavior['citations']>,
): NonNullable<Behavior['citations']> {
  const all = new Map([...a, ...b].map((each) => [`${each.path}#${each.symbol ?? ''}@${each.hash}`, each]));
  return [...all]
    .toSorted(([x], [y]) => (x < y ? -1 : 1))
    .map(([, each]) => each)
    .slice(-MOST_CITATIONS);
}
