import type { FaultKind, Naturalness, Suspect } from '../../loop/ports.ts';
import type { Replacement } from '../../loop/types.ts';

/** How much of what the models say is believed. */
const NATURAL = 0.15;
const HINT = 0.63;
/** No text makes an edit more or less likely than this by its naturalness alone. */
export const MOST_NATURAL = 1.75;
/** What it is on average, by the weight of ideas: counted on projects of the corpus. */
export const USUAL_NATURAL = 1.15;
/** Characters around an edit that are looked at. */
const AROUND = 40;
/** Edits of a statement of at most this length are compared within the whole statement. */
const SHORT = 160;

/** The kind of fault that a template mends; templates that mend any kind are not listed. */
export const KINDS: Readonly<Record<string, readonly FaultKind[]>> = {
  comparison: ['comparison'],
  identity: ['comparison', 'null'],
  arithmetic: ['arithmetic'],
  logical: ['logic'],
  assignment: ['arithmetic'],
  'operand-order': ['argument', 'arithmetic'],
  'operand-dropped': ['arithmetic'],
  'operand-added': ['arithmetic'],
  'operand-alike': ['arithmetic'],
  sign: ['arithmetic'],
  precedence: ['arithmetic', 'logic'],
  'off-by-one': ['off-by-one'],
  'bound-moved': ['off-by-one'],
  'index-place': ['off-by-one', 'slice'],
  'number-constant': ['number'],
  'slice-boundary': ['slice'],
  negation: ['condition'],
  presence: ['condition', 'null'],
  'condition-weakened': ['condition', 'logic'],
  'condition-strengthened': ['condition', 'guard'],
  precondition: ['null', 'guard'],
  'condition-replaced': ['condition'],
  'boolean-literal': ['boolean'],
  branches: ['condition'],
  variable: ['name'],
  'returned-expression': ['return'],
  'sibling-member': ['member'],
  'other-member': ['member'],
  'missing-self': ['name'],
  'argument-order': ['argument'],
  'extra-argument': ['argument'],
  'missing-argument': ['argument'],
  'missing-before': ['argument'],
  'keyword-argument': ['argument'],
  'missing-await': ['async'],
  'awaited-return': ['async'],
  'finally-moved': ['order', 'state'],
  'missing-raise': ['guard'],
  'missing-copy': ['state'],
  'initial-value': ['initial-value'],
  'string-literal': ['string'],
  'optional-access': ['null'],
  'safe-lookup': ['null', 'guard'],
  'mutable-default': ['state'],
  'missing-guard': ['guard'],
  'missing-skip': ['guard', 'loop'],
  conditional: ['guard'],
  'missing-return': ['return'],
  'loop-exit': ['loop'],
  'statement-order': ['order', 'state'],
  'statement-moved': ['order', 'state', 'loop'],
  'missing-update': ['state', 'loop'],
  forgotten: ['state', 'loop'],
  'never-filled': ['state'],
  'never-bounded': ['state'],
  'missing-case': ['missing-case'],
  'mirrored-case': ['missing-case'],
  'slice-part': ['slice', 'off-by-one', 'loop'],
  unguarded: ['condition', 'guard'],
  'guarded-run': ['guard'],
  'other-import': ['name'],
  'loop-turned': ['loop', 'order'],
  'missing-else': ['state', 'condition'],
  bounded: ['arithmetic'],
  scaled: ['arithmetic'],
  'filter-added': ['guard', 'condition'],
  'declared-member': ['member'],
  'receiver-order': ['argument'],
  'told-literal': ['number'],
};

interface Edit {
  readonly text: string;
  readonly path: string;
  readonly template: string;
  readonly suspect: Suspect;
  readonly replacements: readonly Replacement[];
}

/**
 * What is known of one edit beyond its place and its template, as a factor: the part of the statement that it touches, and
 * whether the failures look like its kind of fault.
 */
export function evidenceWeight({
  suspect,
  template,
  replacements,
}: Pick<Edit, 'suspect' | 'template' | 'replacements'>): number {
  return partWeight(suspect, replacements) * hintWeight(suspect, template);
}

/** Of an edit in several places, the likeliest. */
function partWeight({ parts }: Suspect, replacements: readonly Replacement[]): number {
  if (parts === undefined) return 1;
  const weights = replacements.map(({ start, end }) => {
    const holding = parts.filter((part) => part.start <= start && end <= part.end);
    return (
      holding.toSorted((a, b) => a.end - a.start - (b.end - b.start))[0]?.weight ?? parts[0]?.weight ?? 1
    );
  });
  return Math.max(...weights);
}

function hintWeight({ hints }: Suspect, template: string): number {
  const ratios = (KINDS[template] ?? []).map((kind) => hints?.[kind] ?? 1);
  return ratios.length === 0 ? 1 : Math.max(...ratios) ** HINT;
}

/** How natural the code reads after an edit, as a factor from 1 / MOST_NATURAL to MOST_NATURAL; 1 where nothing is known. */
export function naturalWeight(
  edit: Pick<Edit, 'text' | 'path' | 'suspect' | 'replacements'>,
  naturalness: Naturalness | undefined,
): number {
  const first = edit.replacements[0];
  const last = edit.replacements.at(-1);
  if (naturalness === undefined || first === undefined || last === undefined) return 1;
  const { text, path, suspect, replacements } = edit;
  const isShort = suspect.end - suspect.start <= SHORT;
  const from = Math.max(0, Math.min(first.start, isShort ? suspect.start : first.start) - AROUND);
  const to = Math.min(text.length, Math.max(last.end, isShort ? suspect.end : last.end) + AROUND);
  let after = '';
  let at = from;
  for (const { start, end, text: added } of replacements) {
    after += text.slice(at, start) + added;
    at = end;
  }
  const odds = naturalness(text.slice(from, to), after + text.slice(at, to), path);
  return Math.min(MOST_NATURAL, Math.max(1 / MOST_NATURAL, Math.exp(NATURAL * odds)));
}
