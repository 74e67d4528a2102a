import { join } from 'node:path';
import type { Handbook, Recollection } from '../loop/ports.ts';
import { redact } from '../loop/redact.ts';
import type { Behavior } from '../loop/types.ts';
import { openAppender } from './appender.ts';
import { countsFrom, type EvidenceRecord, parseEvidence, recordsOf, stagedFrom } from './evidence.ts';
import {
  behaviorsIn,
  type HandbookDocument,
  NO_EVIDENCE,
  parseHandbook,
  printHandbook,
  writeBehaviors,
} from './markdown.ts';
import { openPriors } from './priors/priors.ts';
import { isWithheld, matcher } from './recall.ts';
import { readTextFile, writeTextFile } from './text-file.ts';
import { statusByEvidence } from './uplift.ts';

interface OpenHandbook extends Handbook {
  /**
   * Merges what the episode taught into the workspace's file; to be called when the person accepted its patch.
   * Hand edits stay. A file that cannot be read or written stays as it is, and a complaint says so.
   */
  publish(episode: string): Promise<{ readonly written: boolean; readonly complaints: readonly string[] }>;
  /** Every behavior that is known, with its evidence and the status that follows from it. */
  behaviors(): Promise<readonly Behavior[]>;
}

interface Known {
  readonly records: readonly EvidenceRecord[];
  /** Undefined when the file is there and cannot be read as text. */
  readonly document: HandbookDocument | undefined;
  readonly behaviors: readonly Behavior[];
  readonly staged: ReadonlyMap<string, Behavior>;
  readonly complaints: readonly string[];
}

/** Sources kept per behavior, newest last. */
const SOURCES = 10;

/**
 * The handbook of one workspace. Evidence is an append-only log in the state folder; the workspace's Markdown file
 * is the person's, and is written only by `publish`. What cannot be written is kept in memory and tried again.
 */
export async function openHandbook(options: {
  /** Absolute path of `.credence/handbook.md` in the workspace. */
  readonly workspaceFile: string;
  /** Absolute folder outside the workspace. */
  readonly stateFolder: string;
  /** Absolute folder of what is learned over all workspaces of the user. */
  readonly userFolder?: string;
  readonly now?: () => Date;
}): Promise<OpenHandbook> {
  const { workspaceFile, stateFolder, userFolder, now = () => new Date() } = options;
  const beliefs = openPriors({ stateFolder, ...(userFolder === undefined ? {} : { userFolder }) });
  const evidenceFile = join(stateFolder, 'evidence.jsonl');
  const stagedFile = join(stateFolder, 'handbook.md');
  const appender = openAppender(evidenceFile);
  let unsaved: readonly EvidenceRecord[] = [];

  const append = (records: readonly EvidenceRecord[]): readonly string[] => {
    const problem = appender.append(
      records.map((record) => JSON.stringify(record)),
      true,
    );
    appender.close();
    unsaved = problem === undefined ? [] : [...unsaved, ...records];
    return problem === undefined
      ? []
      : [`${problem} What was learned is kept until Credence ends, and written when that works again.`];
  };

  const look = async (): Promise<Known> => {
    const [log, workspace, stagedText] = await Promise.all(
      [evidenceFile, workspaceFile, stagedFile].map(readTextFile) as [
        ReturnType<typeof readTextFile>,
        ReturnType<typeof readTextFile>,
        ReturnType<typeof readTextFile>,
      ],
    );
    const { records: saved } = parseEvidence(log.kind === 'text' ? log.text.split('\n') : []);
    const records = [...saved, ...unsaved];
    const document =
      workspace.kind === 'unreadable'
        ? undefined
        : parseHandbook(workspace.kind === 'text' ? workspace.text : '');
    const edited = new Map(
      stagedText.kind === 'text' ? behaviorsIn(parseHandbook(stagedText.text)).map((b) => [b.name, b]) : [],
    );
    // A section that is there but not understood still owns its name: the person is at work on it.
    const owned = new Set(document?.sections.map((section) => section.name));
    const staged = stagedFrom(records);
    const waiting = [...staged.values()]
      .filter((b) => !owned.has(b.name))
      .map((b) => ({ ...b, status: edited.get(b.name)?.status ?? b.status }));
    const counts = countsFrom(records);
    const behaviors = [...(document === undefined ? [] : behaviorsIn(document)), ...waiting].map((b) =>
      weighed(b, counts.get(b.name) ?? NO_EVIDENCE),
    );
    const complaints = [
      ...(log.kind === 'unreadable' ? [log.problem] : []),
      ...(workspace.kind === 'unreadable' ? [workspace.problem] : []),
      ...(document?.complaints ?? []).map(({ line, message }) => `${workspaceFile}:${line}: ${message}`),
    ];
    return { records, document, behaviors, staged, complaints };
  };

  const writeStaged = async (known: Known): Promise<readonly string[]> => {
    const owned = new Set(known.document?.sections.map((section) => section.name));
    const waiting = known.behaviors.filter((b) => known.staged.has(b.name) && !owned.has(b.name));
    const problem = await writeTextFile(stagedFile, printHandbook(waiting));
    return problem === undefined ? [] : [problem];
  };

  return {
    recall: async (task, survey): Promise<Recollection> => {
      const [{ behaviors, complaints }, priors] = await Promise.all([look(), beliefs.recall()]);
      const matches = matcher(task, survey);
      const relevant = behaviors.filter(
        (b) => b.status !== 'disabled' && b.status !== 'retired' && matches(b),
      );
      const withheld = relevant.filter((b) => isWithheld(b, task.seed));
      return {
        behaviors: relevant.filter((b) => !withheld.includes(b)),
        withheld,
        ...priors,
        complaints: [...complaints, ...priors.complaints],
      };
    },

    record: async (task, reflection) => {
      const at = now().toISOString();
      const unlearned = await beliefs.record(reflection, task.id, at);
      const unwritten = append(recordsOf(reflection, task.id, at).map(clean));
      // Both logs lie in one folder: one sentence about it is enough.
      const complaints = unwritten.length > 0 ? unwritten : unlearned;
      if (complaints.length > 0 || reflection.learned.length === 0) return { complaints };
      return { complaints: await writeStaged(await look()) };
    },

    publish: async (episode) => {
      const known = await look();
      if (known.document === undefined) return { written: false, complaints: known.complaints };
      const owned = new Set(known.document.sections.map((section) => section.name));
      const learned = known.records.flatMap((r) =>
        r.type === 'learned' && r.episode === episode ? [r.behavior.name] : [],
      );
      const entering = new Set(learned);
      const chosen = known.behaviors
        .filter((b) => owned.has(b.name) || entering.has(b.name))
        .map((b) => ({ ...b, sources: sourcesOf(b, known.staged.get(b.name)) }));
      const before = known.document.lines.map((line) => line.text + line.eol).join('');
      const after = chosen.length === 0 ? before : writeBehaviors(known.document, chosen);
      if (after === before) return { written: false, complaints: known.complaints };
      const problem = await writeTextFile(workspaceFile, after);
      if (problem !== undefined) return { written: false, complaints: [...known.complaints, problem] };
      const late = append([{ type: 'published', at: now().toISOString(), episode, names: [...entering] }]);
      const complaints = [...known.complaints, ...late];
      return {
        written: true,
        complaints: late.length > 0 ? complaints : [...complaints, ...(await writeStaged(await look()))],
      };
    },

    behaviors: async () => (await look()).behaviors,
  };
}

/** The larger of what the log counted and what the file says: either may have been lost or carried over. */
function weighed(behavior: Behavior, counted: Behavior['evidence']): Behavior {
  const { evidence: said } = behavior;
  const evidence = {
    usedSolved: Math.max(said.usedSolved, counted.usedSolved),
    usedFailed: Math.max(said.usedFailed, counted.usedFailed),
    withheldSolved: Math.max(said.withheldSolved, counted.withheldSolved),
    withheldFailed: Math.max(said.withheldFailed, counted.withheldFailed),
  };
  const status = statusByEvidence({ ...behavior, evidence });
  return { ...behavior, evidence, status };
}

function sourcesOf(behavior: Behavior, staged: Behavior | undefined): readonly string[] {
  const all = [...new Set([...behavior.sources, ...(staged?.sources ?? [])])];
  // A person's longer list is left as it is when there is nothing new to add.
  return all.length === behavior.sources.length ? behavior.sources : all.slice(-SOURCES);
}

/** Without secrets: messages of tests and code may hold them. */
function clean(record: EvidenceRecord): EvidenceRecord {
  return JSON.parse(JSON.stringify(record), (_key, value) =>
    typeof value === 'string' ? redact(value) : value,
  );
}
