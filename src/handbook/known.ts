import type { Tally } from '../loop/learned.ts';
import type { Behavior } from '../loop/types.ts';
import { armsAt, atLeast, evidenceOf, laterTallies, NO_EVIDENCE } from './arms.ts';
import { type ReadText, stateOf } from './citations.ts';
import { twoSides } from './conflict-marks.ts';
import {
  anewFrom,
  contributorOf,
  type EvidenceRecord,
  parseEvidence,
  sinceReset,
  stagedFrom,
  talliesFrom,
} from './evidence.ts';
import { behaviorsIn, type HandbookDocument, parseHandbook } from './markdown.ts';
import { mergeHandbooks, newestSources } from './merge.ts';
import { readTextFile, type TextFile } from './text-file.ts';
import { shareRight, statusByEvidence } from './uplift.ts';

/** What the files of one workspace say at one moment. */
export interface Known {
  /** Since the last reset. */
  readonly records: readonly EvidenceRecord[];
  /** Whether the log says under which name its counts go. */
  readonly hasContributor: boolean;
  /** The file to the letter; undefined when it is not there or cannot be read as text. */
  readonly text: string | undefined;
  /** Undefined when the file cannot be read as text, or holds a merge that git could not finish. */
  readonly document: HandbookDocument | undefined;
  /** The conflict in the file, when there is one. */
  readonly conflict: ReturnType<typeof twoSides>;
  /** With all that was counted; the status as it was last written. Those of the file first. */
  readonly behaviors: readonly Behavior[];
  readonly staged: ReadonlyMap<string, Behavior>;
  /** Names that stand in the workspace's file, understood or not. */
  readonly owned: ReadonlySet<string>;
  readonly complaints: readonly string[];
}

export interface Files {
  /** The person's `.credence/handbook.md`. */
  readonly workspace: string;
  /** What waits for an accepted patch, for people to see. */
  readonly staged: string;
  /** The log that is appended to, and written anew, shorter, once it has grown too long. */
  readonly evidence: string;
}

export async function lookAt(
  files: Files,
  /** Lines of the log that could not be written yet. */
  unwritten: readonly string[],
  contributor: string,
): Promise<Known> {
  const [log, workspace, stagedText] = await Promise.all([
    readTextFile(files.evidence),
    readTextFile(files.workspace),
    readTextFile(files.staged),
  ]);
  const lines = [...(log.kind === 'text' ? log.text.split('\n') : []), ...unwritten];
  const records = sinceReset(parseEvidence(lines));
  const { document, conflict, shared, complaints } = readWorkspace(workspace, files.workspace);
  const edited = new Map(
    stagedText.kind === 'text' ? behaviorsIn(parseHandbook(stagedText.text)).map((b) => [b.name, b]) : [],
  );
  // A section that is there but not understood still owns its name: the person is at work on it.
  const owned = new Set([
    ...(document?.sections.map((section) => section.name) ?? []),
    ...shared.map(({ name }) => name),
  ]);
  const staged = stagedFrom(records);
  const waiting = [...staged.values()]
    .filter((b) => !owned.has(b.name))
    .map((b) => ({ ...b, status: edited.get(b.name)?.status ?? b.status }));
  const told = contributorOf(records);
  const anew = new Map(anewFrom(records));
  for (const { name, anew: since } of [...shared, ...waiting])
    if (since !== undefined && since > (anew.get(name) ?? '')) anew.set(name, since);
  const tallies = talliesFrom(records, told ?? contributor, anew);
  return {
    records,
    hasContributor: told !== undefined,
    text: workspace.kind === 'text' ? workspace.text : undefined,
    document,
    conflict,
    behaviors: [...shared, ...waiting].map((b) =>
      withTallies(since(b, anew.get(b.name)), tallies.get(b.name)),
    ),
    staged,
    owned,
    complaints: [...(log.kind === 'unreadable' ? [log.problem] : []), ...complaints],
  };
}

function readWorkspace(
  file: TextFile,
  path: string,
): Pick<Known, 'document' | 'conflict' | 'complaints'> & { readonly shared: readonly Behavior[] } {
  if (file.kind === 'unreadable')
    return { document: undefined, conflict: undefined, shared: [], complaints: [file.problem] };
  const text = file.kind === 'text' ? file.text : '';
  const conflict = twoSides(text);
  if (conflict !== undefined) {
    const [ours, theirs] = [conflict.ours, conflict.theirs].map((side) => behaviorsIn(parseHandbook(side)));
    const { behaviors } = mergeHandbooks(ours ?? [], theirs ?? []);
    const complaint = `${path} holds a merge that git could not finish. Both sides are used; run “credence handbook resolve” to write them as one.`;
    return { document: undefined, conflict, shared: behaviors, complaints: [complaint] };
  }
  const document = parsedBefore(text);
  const complaints = document.complaints.map(({ line, message }) => `${path}:${line}: ${message}`);
  return { document, conflict, shared: behaviorsIn(document), complaints };
}

let last: { readonly text: string; readonly document: HandbookDocument } | undefined;

/** The document of a text; that of the last text is remembered, because it is looked at for every task. */
function parsedBefore(text: string): HandbookDocument {
  if (last?.text !== text) last = { text, document: parseHandbook(text) };
  return last.document;
}

/** The behavior without what was counted before it was measured anew: the file may be an older copy. */
function since(behavior: Behavior, anew: string | undefined): Behavior {
  if (anew === undefined || behavior.anew === anew) return behavior;
  const { tallies: _, citations: __, ...rest } = behavior;
  return { ...rest, anew, evidence: NO_EVIDENCE };
}

/** What the log and the file counted, united: either may have been lost or carried over. */
function withTallies(behavior: Behavior, counted: Readonly<Record<string, Tally>> | undefined): Behavior {
  if (counted === undefined) return behavior;
  const tallies = laterTallies(behavior.tallies, counted);
  return { ...behavior, tallies, evidence: atLeast(behavior.evidence, evidenceOf(tallies)) };
}

/** The behavior with the status that its evidence and its citations give it now. */
export function judged(behavior: Behavior, now: Date, read: ReadText | undefined): Behavior {
  const { status } = behavior;
  if (status !== 'trial' && status !== 'active') return behavior;
  if (isUnfounded(behavior, read)) return { ...behavior, status: 'retired' };
  return { ...behavior, status: statusByEvidence(status, armsAt(behavior, now), shareRight(behavior)) };
}

/** Whether all that it was learned from is gone. */
export function isUnfounded({ citations = [] }: Behavior, read: ReadText | undefined): boolean {
  return citations.length > 0 && citations.every((each) => stateOf(each, read) === 'gone');
}

/** The behavior as it enters the workspace's file, with what the log knows of its origin. */
export function withOrigins(behavior: Behavior, staged: Behavior | undefined): Behavior {
  const sources = [...new Set([...behavior.sources, ...(staged?.sources ?? [])])];
  // A person's longer list is left as it is when there is nothing new to add.
  return sources.length === behavior.sources.length
    ? behavior
    : { ...behavior, sources: newestSources(sources) };
}
