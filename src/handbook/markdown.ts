import type { Behavior } from '../loop/types.ts';
import { evidenceOf } from './arms.ts';
import { printCitations, printEvidence, printSources, printTally } from './evidence-text.ts';
import { oneLine, printPrefer, printTrigger } from './field-text.ts';
import { type Line, splitLines } from './lines.ts';
import { type Complaint, parseSection, type Section } from './section.ts';

/*
 * The handbook as a person reads it. A document keeps every line it was parsed from, so that rewriting touches only
 * the field that changed: what was not understood, and what the person added, stays as it is.
 */

export interface HandbookDocument {
  readonly lines: readonly Line[];
  readonly sections: readonly Section[];
  readonly complaints: readonly Complaint[];
}

const INTRO = `# Credence handbook

What Credence learned here from verified fixes. Each section is one behavior: its instruction, then when it applies
(trigger) and what it favours (prefer). Edit freely. Set the status to \`pinned\` to keep a behavior always in use, or
to \`disabled\` to switch it off; Credence itself moves the others between \`trial\`, \`active\` and \`retired\` by evidence.
`;

/** Never throws, whatever the text; what it does not understand it keeps and complains about. */
export function parseHandbook(text: string): HandbookDocument {
  const lines = splitLines(text);
  const complaints: Complaint[] = [];
  const starts = lines.flatMap((line, index) => (!line.opaque && /^##?[ \t]/.test(line.text) ? [index] : []));
  const seen = new Set<string>();
  const sections = starts.flatMap((start, order): Section[] => {
    const heading = /^##[ \t]+(.*)$/.exec(lines[start]?.text ?? '');
    if (heading === null) return [];
    const name = (heading[1] ?? '').trim();
    const section = parseSection(name, lines, start, starts[order + 1] ?? lines.length, complaints);
    if (!seen.has(name)) {
      seen.add(name);
      return [section];
    }
    complaints.push({
      line: start + 1,
      message: `there is already a behavior “${name}”; rename or remove one of them. The first one counts.`,
    });
    return [{ ...section, repeated: true }];
  });
  return { lines, sections, complaints: complaints.toSorted((a, b) => a.line - b.line) };
}

export function behaviorsIn(document: HandbookDocument): readonly Behavior[] {
  return document.sections.flatMap(({ behavior, repeated }) =>
    behavior === undefined || repeated ? [] : [behavior],
  );
}

/** The document as text, with new behaviors at the end and changed fields of known ones in their place. */
export function writeBehaviors(
  document: HandbookDocument,
  behaviors: readonly Behavior[],
  /** Whether the instruction, trigger and prefer may be rewritten too: only where a person asked for it. */
  words: 'keep words' | 'rewrite words' = 'keep words',
): string {
  const eol = document.lines.find((line) => line.eol !== '')?.eol ?? '\n';
  const raw = document.lines.map((line) => line.text + line.eol);
  const fresh: Behavior[] = [];
  for (const behavior of behaviors) {
    const section = document.sections.find((s) => s.name === oneLine(behavior.name));
    if (section === undefined) fresh.push(behavior);
    else if (section.behavior !== undefined) updateSection(raw, section, behavior, eol, words);
  }
  const kept = raw.join('');
  const start = kept.trim() === '' ? kept + INTRO.replaceAll('\n', eol) : kept;
  return fresh.reduce((text, behavior) => {
    const gap = text.endsWith(eol + eol) ? '' : text.endsWith('\n') ? eol : eol + eol;
    return text + gap + printBehavior(behavior).replaceAll('\n', eol);
  }, start);
}

/** The document as text without all sections of some names. */
export function removeSections(document: HandbookDocument, isGone: (name: string) => boolean): string {
  const raw = document.lines.map((line) => line.text + line.eol);
  for (const { name, start, end } of document.sections) if (isGone(name)) raw.fill('', start, end);
  return raw.join('');
}

/** A new handbook with its introduction. */
export function printHandbook(behaviors: readonly Behavior[]): string {
  return writeBehaviors(parseHandbook(''), behaviors);
}

function updateSection(
  raw: string[],
  section: Section,
  next: Behavior,
  eol: string,
  words: 'keep words' | 'rewrite words',
): void {
  const old = section.behavior ?? next;
  const before = new Map(fieldsOf(old));
  const missing: string[] = [];
  for (const [field, after] of fieldsOf(next)) {
    if (before.get(field) === after || (words === 'keep words' && /^(trigger|prefer)$/.test(field))) continue;
    const there = section.fields.get(field);
    if (there === undefined) missing.push(`- ${field}: ${after}`);
    else {
      const line = raw[there.index] ?? '';
      const ending = /(\r?\n)?$/.exec(line)?.[0] ?? '';
      raw[there.index] = `${/^.*?:\**/.exec(line)?.[0] ?? ''} ${after}${ending}`;
    }
  }
  if (missing.length > 0) {
    let last = section.end - 1;
    while (last > section.start && (raw[last] ?? '').trim() === '') last -= 1;
    const line = raw[last] ?? '';
    const gap = /^ {0,3}[-*+][ \t]/.test(line) ? '' : eol;
    raw[last] = `${line}${line.endsWith('\n') ? '' : eol}${gap}${missing.join(eol)}${eol}`;
  }
  if (words === 'rewrite words' && old.instruction !== next.instruction) {
    const heading = raw[section.start] ?? '';
    raw[section.start] =
      `${heading}${heading.endsWith('\n') ? '' : eol}${eol}${proseOf(next).replaceAll('\n', eol)}${eol}${eol}`;
    raw.fill('', section.start + 1, section.prose);
  }
}

/** The lines under the prose, in the order in which they are written. */
function fieldsOf(b: Behavior): readonly (readonly [string, string])[] {
  const told = evidenceOf(b.tallies);
  const isTold = printEvidence(told) === printEvidence(b.evidence);
  return [
    ['trigger', printTrigger(b.trigger)],
    ...(b.prefer === undefined ? [] : [['prefer', printPrefer(b.prefer)] as const]),
    ['status', b.status],
    ...(isTold && b.tallies !== undefined ? [] : [['evidence', printEvidence(b.evidence)] as const]),
    ...Object.entries(b.tallies ?? {}).map(([key, tally]) => [`evidence ${key}`, printTally(tally)] as const),
    ...(b.edited === undefined ? [] : [['edited', b.edited] as const]),
    ...(b.anew === undefined ? [] : [['anew', b.anew] as const]),
    ...((b.citations ?? []).length === 0 ? [] : [['citations', printCitations(b.citations ?? [])] as const]),
    ...(b.sources.length === 0 ? [] : [['sources', printSources(b.sources)] as const]),
  ];
}

function printBehavior(b: Behavior): string {
  const fields = fieldsOf(b).map(([field, text]) => `- ${field}: ${text}`);
  return `## ${oneLine(b.name)}\n\n${proseOf(b)}\n\n${fields.join('\n')}\n`;
}

function proseOf({ instruction }: Behavior): string {
  return instruction
    .split(/\r?\n/)
    .map((line) => escaped(line.trim()))
    .join('\n')
    .trim();
}

/** A line of prose that Markdown, git, or this parser, would take for something else. */
function escaped(line: string): string {
  return /^(#|[-*+][ \t]|\\|```|~~~|<!--|<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)/.test(line)
    ? `\\${line}`
    : line;
}
