/** The kinds of bug that one small edit, or a few, can mend. */
export const REPAIRABLE_KINDS = [
  'relational-operator',
  'arithmetic-operator',
  'logical-operator',
  'compound-assignment',
  'off-by-one',
  'constant',
  'wrong-variable',
  'wrong-field',
  'wrong-method',
  'swapped-arguments',
  'missing-argument',
  'extra-argument',
  'missing-guard',
  'wrong-guard',
  'base-case',
  'negated-condition',
  'strengthened-condition',
  'weakened-condition',
  'missing-await',
  'missing-return',
  'missing-break',
  'initial-value',
  'statement-order',
  'statement-place',
  'missing-case',
  'copy-paste',
  'null-handling',
  'wrong-index',
  'wrong-slice',
  'sibling-call',
  'missing-update',
  'pair-of-edits',
  'donor-code',
  'two-files',
] as const;

/** What no edit within reach makes right; to be declined. */
export const UNREPAIRABLE_KINDS = [
  'missing-feature',
  'missing-algorithm',
  'contradictory-tests',
  'wrong-test',
  'environment',
  'missing-information',
  'rewrite',
] as const;

export const KINDS = [...REPAIRABLE_KINDS, ...UNREPAIRABLE_KINDS] as const;
export type Kind = (typeof KINDS)[number];

/** A third of the kinds. Nobody who builds the product looks at these tasks; they stand for bugs nobody has seen. */
const HELD_OUT: ReadonlySet<Kind> = new Set<Kind>([
  'compound-assignment',
  'wrong-field',
  'missing-argument',
  'wrong-guard',
  'strengthened-condition',
  'missing-return',
  'statement-order',
  'missing-case',
  'wrong-slice',
  'missing-update',
  'two-files',
  'wrong-test',
  'missing-information',
]);

export function isHeldOut(kind: Kind): boolean {
  return HELD_OUT.has(kind);
}
