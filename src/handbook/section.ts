import type { Tally } from '../loop/learned.ts';
import type { Behavior } from '../loop/types.ts';
import { atLeast, evidenceOf, laterTally, NO_EVIDENCE, talliesSince } from './arms.ts';
import { printEvidence, readCitations, readEvidence, readSources, readTally } from './evidence-text.ts';
import { readPrefer, readStatus, readTrigger, STATUSES } from './field-text.ts';
import type { Line } from './lines.ts';

export interface Complaint {
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

const FIELDS = ['trigger', 'prefer', 'status', 'evidence', 'edited', 'anew', 'citations', 'sources'] as const;
type Field = (typeof FIELDS)[number];

export interface Section {
  readonly name: string;
  /** Index of the heading's line, and of the line after the section. */
  readonly start: number;
  readonly end: number;
  /** Index of the first line after the prose: the first field, or the end. */
  readonly prose: number;
  /** By name; `evidence k3f9 2026-11` for what one contributor saw in a month. */
  readonly fields: ReadonlyMap<string, { readonly index: number; readonly value: string }>;
  /** Absent when the section could not be understood; it is then left alone. */
  readonly behavior?: Behavior;
  /** An earlier section has this name, and counts instead; what removes that one removes this one too. */
  readonly repeated?: true;
}

const ITEM = /^ {0,3}[-*+][ \t]+\**(\w+)(?:[ \t]+([\w-]+[ \t]+\d{4}-\d\d))?\**[ \t]*:\**(.*)$/;

/** Never throws; what it does not understand it keeps, and complains about. */
export function parseSection(
  name: string,
  lines: readonly Line[],
  start: number,
  end: number,
  complaints: Complaint[],
): Section {
  const fields = new Map<string, { readonly index: number; readonly value: string }>();
  const tallies = new Map<string, Tally>();
  const prose: string[] = [];
  let firstField = end;
  const complain = (index: number, message: string): number =>
    complaints.push({ line: index + 1, message: `in “${name}”: ${message}` });
  for (let index = start + 1; index < end; index += 1) {
    const line = lines[index];
    if (line === undefined || line.opaque === 'comment') continue;
    const item = line.opaque ? null : ITEM.exec(line.text);
    const field = FIELDS.find((known) => known === item?.[1]?.toLowerCase());
    const value = (item?.[3] ?? '').trim();
    const contributor = field === 'evidence' ? item?.[2]?.replace(/[ \t]+/g, ' ') : undefined;
    if (field !== undefined) firstField = Math.min(firstField, index);
    if (contributor !== undefined) {
      const tally = readTally(value);
      if (tally === undefined) complain(index, 'this evidence is not understood. The line is kept.');
      else {
        const before = tallies.get(contributor);
        // A merge may have kept the lines of both sides.
        tallies.set(contributor, before === undefined ? tally : laterTally(before, tally));
        fields.set(`evidence ${contributor}`, { index, value });
      }
    } else if (field !== undefined && fields.has(field)) {
      complain(index, `${field} is given twice; remove one. The first one counts.`);
    } else if (field !== undefined) fields.set(field, { index, value });
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
  const section = { name, start, end, prose: firstField, fields };
  if (name === '' || instruction === '' || trigger === undefined || status === undefined) return section;
  const anew = (value('anew') ?? '').trim() || undefined;
  const sorted = Object.fromEntries([...tallies].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const told = talliesSince(sorted, anew) ?? {};
  const citations = readCitations(value('citations') ?? '');
  const edited = (value('edited') ?? '').trim();
  return {
    ...section,
    behavior: {
      name,
      trigger,
      instruction,
      ...(prefer === undefined ? {} : { prefer }),
      status,
      evidence: anew === undefined ? atLeast(evidence ?? NO_EVIDENCE, evidenceOf(told)) : evidenceOf(told),
      ...(Object.keys(told).length === 0 ? {} : { tallies: told }),
      sources: readSources(value('sources') ?? ''),
      ...(citations.length === 0 ? {} : { citations }),
      ...(edited === '' ? {} : { edited }),
      ...(anew === undefined ? {} : { anew }),
    },
  };
}

function unescaped(line: string): string {
  return line.replace(/^\\(?=#|[-*+][ \t]|\\|```|~~~|<!--|<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)/, '');
}
