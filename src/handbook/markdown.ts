import type { Behavior } from '../loop/types.ts';
import {
  oneLine,
  printEvidence,
  printPrefer,
  printSources,
  printTrigger,
  readEvidence,
  readPrefer,
  readSources,
  readStatus,
  readTrigger,
  STATUSES,
} from './field-text.ts';
import { type Line, splitLines } from './lines.ts';

/*
 * The handbook as a person reads it. A document keeps every line it was parsed from, so that rewriting touches only
 * the field that changed: what was not understood, and what the person added, stays as it is.
 */

interface Complaint {
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

const FIELDS = ['trigger', 'prefer', 'status', 'evidence', 'sources'] as const;
type Field = (typeof FIELDS)[number];

interface Section {
  readonly name: string;
  /** Index of the heading's line, and of the line after the section. */
  readonly start: number;
  readonly end: number;
  readonly fields: ReadonlyMap<Field, { readonly index: number; readonly value: string }>;
  /** Absent when the section could not be understood; it is then left alone. */
  readonly behavior?: Behavior;
}

export interface HandbookDocument {
  readonly lines: readonly Line[];
  readonly sections: readonly Section[];
  readonly complaints: readonly Complaint[];
}

export const NO_EVIDENCE: Behavior['evidence'] = {
  usedSolved: 0,
  usedFailed: 0,
  withheldSolved: 0,
  withheldFailed: 0,
};

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
  const sections = starts.flatMap((start, order) => {
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
    return [];
  });
  return { lines, sections, complaints: complaints.toSorted((a, b) => a.line - b.line) };
}

export function behaviorsIn(document: HandbookDocument): readonly Behavior[] {
  return document.sections.flatMap(({ behavior }) => (behavior === undefined ? [] : [behavior]));
}

function parseSection(
  name: string,
  lines: readonly Line[],
  start: number,
  end: number,
  complaints: Complaint[],
): Section {
  const fields = new Map<Field, { readonly index: number; readonly value: string }>();
  const prose: string[] = [];
  const complain = (index: number, message: string): number =>
    complaints.push({ line: index + 1, message: `in “${name}”: ${message}` });
  for (let index = start + 1; index < end; index += 1) {
    const line = lines[index];
    if (line === undefined || line.opaque === 'comment') continue;
    const item = line.opaque ? null : /^ {0,3}[-*+][ \t]+\**(\w+)\**[ \t]*:\**(.*)$/.exec(line.text);
    const field = FIELDS.find((known) => known === item?.[1]?.toLowerCase());
    if (field !== undefined && fields.has(field)) {
      complain(index, `${field} is given twice; remove one. The first one counts.`);
    } else if (field !== undefined) fields.set(field, { index, value: (item?.[2] ?? '').trim() });
    else if (fields.size === 0) prose.push(line.opaque ? line.text.trimEnd() : unescaped(line.text.trim()));
    else if (item !== null) {
      complain(
        index,
        `there is no field “${item[1]}”; the fields are ${FIELDS.join(', ')}. The line is kept.`,
      );
    }
  }
  // A doubled or unknown field leaves the behavior usable; what follows may not.
  const value = (field: Field): string | undefined => fields.get(field)?.value;
  const at = (field: Field): number => fields.get(field)?.index ?? start;
  const instruction = prose.join('\n').trim();
  const trigger = readTrigger(value('trigger') ?? '');
  const status = value('status') === undefined ? 'active' : readStatus(value('status') ?? '');
  const evidence = value('evidence') === undefined ? NO_EVIDENCE : readEvidence(value('evidence') ?? '');
  const prefer = readPrefer(value('prefer') ?? '');
  if (name === '')
    complain(start, 'the heading has no name; write one after the ##. It is not used until then.');
  if (instruction === '') {
    complain(
      start,
      'there is no instruction; write a sentence under the heading. It is not used until then.',
    );
  }
  if (trigger === undefined) {
    complain(
      at('trigger'),
      'the trigger is not understood; write for example: task failing-test; signature `expected # to be #`. It is not used until then.',
    );
  }
  if (status === undefined) {
    complain(
      at('status'),
      `the status “${value('status')}” is not one of ${STATUSES}. It is not used until then.`,
    );
  }
  if (evidence === undefined) {
    complain(
      at('evidence'),
      `the evidence is not understood; write for example: ${printEvidence(NO_EVIDENCE)}.`,
    );
  }
  const section = { name, start, end, fields };
  if (name === '' || instruction === '' || trigger === undefined || status === undefined) return section;
  const sources = readSources(value('sources') ?? '');
  return {
    ...section,
    behavior: {
      name,
      trigger,
      instruction,
      ...(prefer === undefined ? {} : { prefer }),
      status,
      evidence: evidence ?? NO_EVIDENCE,
      sources,
    },
  };
}

/** The document as text, with new behaviors at the end and changed fields of known ones in their place. */
export function writeBehaviors(document: HandbookDocument, behaviors: readonly Behavior[]): string {
  const eol = document.lines.find((line) => line.eol !== '')?.eol ?? '\n';
  const raw = document.lines.map((line) => line.text + line.eol);
  const fresh: Behavior[] = [];
  for (const behavior of behaviors) {
    const section = document.sections.find((s) => s.name === oneLine(behavior.name));
    if (section === undefined) fresh.push(behavior);
    else if (section.behavior !== undefined) updateSection(raw, section, section.behavior, behavior, eol);
  }
  const kept = raw.join('');
  const start = kept.trim() === '' ? kept + INTRO.replaceAll('\n', eol) : kept;
  return fresh.reduce((text, behavior) => {
    const gap = text.endsWith(eol + eol) ? '' : text.endsWith('\n') ? eol : eol + eol;
    return text + gap + printBehavior(behavior).replaceAll('\n', eol);
  }, start);
}

/** A new handbook with its introduction. */
export function printHandbook(behaviors: readonly Behavior[]): string {
  return writeBehaviors(parseHandbook(''), behaviors);
}

/** The person's instruction, trigger and prefer are never rewritten; only what Credence counts and decides is. */
function updateSection(raw: string[], section: Section, old: Behavior, next: Behavior, eol: string): void {
  const wanted = [
    ['status', old.status, next.status],
    ['evidence', printEvidence(old.evidence), printEvidence(next.evidence)],
    ['sources', printSources(old.sources), printSources(next.sources)],
  ] as const;
  const missing: string[] = [];
  for (const [field, before, after] of wanted) {
    if (before === after) continue;
    const there = section.fields.get(field);
    if (there === undefined) missing.push(`- ${field}: ${after}`);
    else {
      const line = raw[there.index] ?? '';
      const ending = /(\r?\n)?$/.exec(line)?.[0] ?? '';
      raw[there.index] = `${/^.*?:\**/.exec(line)?.[0] ?? ''} ${after}${ending}`;
    }
  }
  if (missing.length === 0) return;
  let last = section.end - 1;
  while (last > section.start && (raw[last] ?? '').trim() === '') last -= 1;
  const line = raw[last] ?? '';
  const gap = /^ {0,3}[-*+][ \t]/.test(line) ? '' : eol;
  raw[last] = `${line}${line.endsWith('\n') ? '' : eol}${gap}${missing.join(eol)}${eol}`;
}

function printBehavior(b: Behavior): string {
  const fields = [
    `- trigger: ${printTrigger(b.trigger)}`,
    ...(b.prefer === undefined ? [] : [`- prefer: ${printPrefer(b.prefer)}`]),
    `- status: ${b.status}`,
    `- evidence: ${printEvidence(b.evidence)}`,
    ...(b.sources.length === 0 ? [] : [`- sources: ${printSources(b.sources)}`]),
  ];
  const prose = b.instruction.split(/\r?\n/).map((line) => escaped(line.trim()));
  return `## ${oneLine(b.name)}\n\n${prose.join('\n').trim()}\n\n${fields.join('\n')}\n`;
}

/** A line of prose that Markdown, or this parser, would take for something else. */
function escaped(line: string): string {
  return /^(#|[-*+][ \t]|\\|```|~~~|<!--)/.test(line) ? `\\${line}` : line;
}

function unescaped(line: string): string {
  return line.replace(/^\\(?=#|[-*+][ \t]|\\|```|~~~|<!--)/, '');
}
