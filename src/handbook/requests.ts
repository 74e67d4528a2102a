import { join } from 'node:path';
import type { HandbookAnswer, HandbookConflict, HandbookRequest } from '../loop/learned.ts';
import { redact } from '../loop/redact.ts';
import type { Behavior } from '../loop/types.ts';
import { NO_EVIDENCE } from './arms.ts';
import { uniteSides } from './both-sides.ts';
import { cardsOf, rivalsIn } from './cards.ts';
import { twoSides } from './conflict-marks.ts';
import type { EvidenceRecord } from './evidence.ts';
import { oneLine } from './field-text.ts';
import { judged, type Known } from './known.ts';
import { parseHandbook, printHandbook, removeSections, writeBehaviors } from './markdown.ts';
import { mergeHandbooks } from './merge.ts';
import type { Desk } from './store.ts';
import { keepsChanging, MOST_ATTEMPTS, replaceHandbookFile, writeTextFile } from './text-file.ts';

/** What one request did, before the answer is put together. */
interface Done {
  readonly done: boolean;
  readonly message: string;
  readonly conflicts?: readonly HandbookConflict[];
  readonly complaints?: readonly string[];
  readonly text?: string;
  /** The file was changed by another while this was at work, so nothing was written. */
  readonly isOvertaken?: true;
}

/** Does what a person asks of the handbook; what cannot be done is said, and changes nothing. */
export async function answerRequest(request: HandbookRequest, desk: Desk): Promise<HandbookAnswer> {
  let did = await carryOut(request, await desk.look(), desk);
  for (let attempt = 1; did.isOvertaken && attempt < MOST_ATTEMPTS; attempt += 1)
    did = await carryOut(request, await desk.look(), desk);
  const known = await desk.look();
  const behaviors = cardsOf(known, desk.files, desk.now(), desk.read);
  return {
    done: did.done,
    message: did.message,
    behaviors,
    conflicts: [...(did.conflicts ?? []), ...(request.do === 'list' ? rivalsIn(behaviors) : [])],
    complaints: [...new Set([...known.complaints, ...(did.complaints ?? [])])],
    ...(known.conflict === undefined ? {} : { unmerged: true as const }),
    ...(did.text === undefined ? {} : { text: did.text }),
  };
}

async function carryOut(request: HandbookRequest, known: Known, desk: Desk): Promise<Done> {
  switch (request.do) {
    case 'list':
      return { done: true, message: summaryOf(known) };
    case 'export':
      return { done: true, message: `${count(known.behaviors.length)} exported.`, text: exported(known) };
    case 'reset':
      return reset(known, desk);
    case 'resolve':
      return resolve(known, desk);
    case 'import':
      return take(request.text, known, desk);
    default:
      return change(request, known, desk);
  }
}

function summaryOf({ behaviors, owned, document, conflict }: Known): string {
  if (document === undefined && conflict === undefined) return 'The handbook cannot be read; see below.';
  const waiting = behaviors.filter(({ name }) => !owned.has(name)).length;
  if (behaviors.length === 0)
    return 'The handbook is empty. Credence writes its first line after a verified fix.';
  return `${count(behaviors.length)}${waiting === 0 ? '' : `, ${waiting} of them until a patch is accepted`}.`;
}

/** What is in the file as it is written there, then what waits. */
function exported({ document, behaviors, owned }: Known): string {
  const waiting = behaviors.filter(({ name }) => !owned.has(name));
  const shared = behaviors.filter(({ name }) => owned.has(name));
  return document === undefined
    ? printHandbook(behaviors)
    : writeBehaviors(document, [...shared, ...waiting]);
}

type Change = Extract<HandbookRequest, { name: string }>;

async function change(request: Change, known: Known, desk: Desk): Promise<Done> {
  if (known.document === undefined) return blocked(known);
  const { name } = request;
  const found = known.behaviors.find((b) => b.name === name);
  const behavior = found === undefined ? undefined : judged(found, desk.now(), desk.read);
  if (behavior === undefined) {
    const isBroken = known.owned.has(name);
    return {
      done: false,
      message: isBroken
        ? `“${name}” is not understood as it stands in ${desk.files.workspace}. Mend it there first.`
        : `There is no behavior “${name}”. The list shows the names.`,
    };
  }
  const at = desk.now().toISOString();
  if (request.do === 'delete') {
    const records: readonly EvidenceRecord[] = [{ type: 'forgotten', at, names: [name], what: 'all' }];
    return write(
      known,
      removeSections(known.document, (each) => each === name),
      desk,
      `“${name}” is deleted.`,
      records,
    );
  }
  const next = changed(request, behavior, at);
  if (typeof next === 'string') return { done: false, message: next };
  const isAnew = request.do === 'enable' && behavior.status === 'retired';
  const text = writeBehaviors(
    // What is measured anew loses its old lines too.
    isAnew ? parseHandbook(removeSections(known.document, (each) => each === name)) : known.document,
    [next],
    'rewrite words',
  );
  const published = known.owned.has(name)
    ? []
    : [{ type: 'published' as const, at, episode: '', names: [name] }];
  const records = isAnew
    ? [...published, { type: 'forgotten' as const, at, names: [name], what: 'counts' as const }]
    : published;
  return write(known, text, desk, said(request, isAnew), records);
}

function changed(
  request: Exclude<Change, { do: 'delete' }>,
  behavior: Behavior,
  at: string,
): Behavior | string {
  const edited = { ...behavior, edited: at };
  if (request.do === 'pin') return { ...edited, status: 'pinned' };
  if (request.do === 'disable') return { ...edited, status: 'disabled' };
  if (request.do === 'edit') {
    const instruction = redact(request.instruction).trim();
    return instruction === ''
      ? 'An instruction cannot be empty; to be rid of the behavior, delete it.'
      : { ...edited, instruction };
  }
  if (behavior.status !== 'retired') return { ...edited, status: 'trial' };
  const { tallies: _tallies, citations: _citations, ...rest } = edited;
  return {
    ...rest,
    status: 'trial',
    anew: at,
    evidence: NO_EVIDENCE,
  };
}

function said({ do: what, name }: Exclude<Change, { do: 'delete' }>, isAnew: boolean): string {
  if (what === 'pin') return `“${name}” is pinned: it is always used.`;
  if (what === 'disable') return `“${name}” is disabled: it is not used.`;
  if (what === 'edit') return `The instruction of “${name}” is changed.`;
  return isAnew
    ? `“${name}” is on trial again; it is measured anew.`
    : `“${name}” is enabled: evidence decides over it.`;
}

async function take(text: string, known: Known, desk: Desk): Promise<Done> {
  if (known.document === undefined) return blocked(known);
  const sides = twoSides(text);
  const documents = (sides === undefined ? [text] : [sides.ours, sides.theirs]).map(parseHandbook);
  const theirs = documents
    .map(importable)
    .reduce((all, more) => mergeHandbooks(all, more).behaviors)
    .map(cleaned);
  const complaints = documents.flatMap((each) =>
    each.complaints.map(({ line, message }) => `imported text, line ${line}: ${message}`),
  );
  if (theirs.length === 0)
    return { done: false, message: 'There is no behavior in that text; nothing was imported.', complaints };
  const mine = known.behaviors.filter(
    ({ name }) => known.owned.has(name) || theirs.some((b) => oneLine(b.name) === name),
  );
  const { behaviors, conflicts } = mergeHandbooks(mine, theirs);
  const names = behaviors.filter(({ name }) => !known.owned.has(name)).map(({ name }) => name);
  const at = desk.now().toISOString();
  const written = await write(
    known,
    writeBehaviors(known.document, behaviors, 'rewrite words'),
    desk,
    `${count(theirs.length)} imported${conflicts.length === 0 ? '' : `; ${conflicts.length} differ from yours, see which was kept`}.`,
    names.length === 0 ? [] : [{ type: 'published', at, episode: '', names }],
  );
  return { ...written, conflicts, complaints: [...complaints, ...(written.complaints ?? [])] };
}

async function resolve(known: Known, desk: Desk): Promise<Done> {
  if (known.conflict === undefined) {
    return {
      done: false,
      message: `There is no unfinished merge in ${desk.files.workspace}; nothing was changed.`,
    };
  }
  const united = uniteSides(known.conflict);
  if (united.text === undefined) {
    const names = united.clashes.map((name) => `“${name}”`).join(', ');
    return {
      done: false,
      message: `Both sides have ${names}, and a side is not understood or has it twice, so they cannot be merged. Mend or remove one of them in ${desk.files.workspace}, then resolve again; nothing was changed.`,
    };
  }
  const done = await write(
    known,
    united.text,
    desk,
    'Both sides of the merge are written as one handbook; commit it.',
    [],
  );
  if (!done.done) return done;
  const lost = united.lost.map((line) => `This line of theirs is not in the merged handbook: ${line}`);
  return { ...done, conflicts: united.conflicts, complaints: [...(done.complaints ?? []), ...lost] };
}

async function reset(known: Known, desk: Desk): Promise<Done> {
  if (known.document === undefined) return blocked(known);
  const stamp = desk.now().toISOString().replace(/\D/g, '').slice(0, 14);
  const copy = join(desk.files.staged, '..', `handbook-before-${stamp}.md`);
  const problem = await writeTextFile(copy, exported(known));
  if (problem !== undefined) return { done: false, message: `Nothing was reset: ${problem}` };
  const text = removeSections(known.document, () => true);
  const message = `${count(known.behaviors.length)} and all that was learned here are forgotten. A copy of the handbook is ${copy}.`;
  const done = await write(known, text, desk, message, [{ type: 'reset', at: desk.now().toISOString() }]);
  return done.done
    ? { ...done, complaints: [...(done.complaints ?? []), ...(await desk.forgetBeliefs())] }
    : done;
}

/** Writes the file where it changes, then the log, then what people see of what waits. */
async function write(
  known: Known,
  text: string,
  desk: Desk,
  message: string,
  records: readonly EvidenceRecord[],
): Promise<Done> {
  const { workspace } = desk.files;
  if (text !== (known.text ?? '')) {
    const did = await replaceHandbookFile(workspace, known.text, text);
    if (did.kind === 'changed') return { done: false, message: keepsChanging(workspace), isOvertaken: true };
    if (did.kind === 'failed') return { done: false, message: did.problem };
  }
  const complaints = records.length === 0 ? [] : desk.append(records);
  return { done: true, message, complaints: [...complaints, ...(await desk.showStaged())] };
}

function blocked({ conflict, complaints }: Known): Done {
  return {
    done: false,
    message:
      conflict === undefined
        ? (complaints[0] ?? 'The handbook cannot be read.')
        : 'The handbook holds a merge that git could not finish. Resolve it first: credence handbook resolve.',
  };
}

/** Behaviors with at least one field: other Markdown has headings too. */
function importable(document: ReturnType<typeof parseHandbook>): readonly Behavior[] {
  return document.sections.flatMap(({ behavior, fields, repeated }) =>
    behavior === undefined || repeated || fields.size === 0 ? [] : [behavior],
  );
}

/** Without secrets, whoever wrote it. */
function cleaned(behavior: Behavior): Behavior {
  return JSON.parse(JSON.stringify(behavior), (_key, value) =>
    typeof value === 'string' ? redact(value) : value,
  );
}

function count(n: number): string {
  return `${n} behavior${n === 1 ? '' : 's'}`;
}
