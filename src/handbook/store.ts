import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { HandbookAnswer, HandbookRequest } from '../loop/learned.ts';
import type { Handbook, Recollection } from '../loop/ports.ts';
import { redact } from '../loop/redact.ts';
import type { Behavior } from '../loop/types.ts';
import { openBoundedLog } from './bounded-log.ts';
import { citationsOf, type ReadText } from './citations.ts';
import { type EvidenceRecord, recordsOf } from './evidence.ts';
import { MOST_EVIDENCE, shorterEvidence } from './evidence-compact.ts';
import { type Files, judged, type Known, lookAt, withOrigins } from './known.ts';
import { printHandbook, writeBehaviors } from './markdown.ts';
import { openPriors } from './priors/priors.ts';
import { QuestionLessons } from './question-lessons.ts';
import { isWithheld, matcher } from './recall.ts';
import { answerRequest } from './requests.ts';
import { keepsChanging, MOST_ATTEMPTS, replaceHandbookFile, writeTextFile } from './text-file.ts';
import { type WordLesson, wordedRecords } from './worded-lessons.ts';

export interface OpenHandbook extends Handbook {
  /**
   * Merges what the episode taught into the workspace's file; to be called when the person accepted its patch.
   * Hand edits stay. A file that cannot be read or written stays as it is, and a complaint says so.
   * @param word asked for a better wording of what is new; the mechanical one stays where it gives none
   */
  publish(
    episode: string,
    word?: WordLesson,
  ): Promise<{ readonly written: boolean; readonly complaints: readonly string[] }>;
  /** Every behavior that is known, with its evidence and the status that follows from it. */
  behaviors(): Promise<readonly Behavior[]>;
  /** Does what a person asks. Never throws for what a person may well do. */
  answer(request: HandbookRequest): Promise<HandbookAnswer>;
}

/** What the requests of people work with. */
export interface Desk {
  readonly files: Files;
  readonly now: () => Date;
  readonly read: ReadText | undefined;
  look(): Promise<Known>;
  append(records: readonly EvidenceRecord[]): readonly string[];
  /** Forgets what is believed of skills and their parts, and what waits for an answer. */
  forgetBeliefs(): Promise<readonly string[]>;
  /** Writes what waits to the file that shows it. */
  showStaged(): Promise<readonly string[]>;
}

/**
 * The handbook of one workspace. Evidence is a log in the state folder that is appended to; the workspace's Markdown file
 * is the person's, and is written only by `publish` and at a person's request. What cannot be written is kept in memory
 * and tried again.
 */
export async function openHandbook(options: {
  /** Absolute path of `.credence/handbook.md` in the workspace. */
  readonly workspaceFile: string;
  /** Absolute folder outside the workspace. */
  readonly stateFolder: string;
  /** Absolute folder of what is learned over all workspaces of the user. */
  readonly userFolder?: string;
  readonly now?: () => Date;
  /** Reads a file of the workspace as it is; without it citations are neither made nor checked. */
  readonly read?: ReadText;
  /** Bytes of the log of evidence from which on it is written anew, shorter. */
  readonly most?: number;
}): Promise<OpenHandbook> {
  const { workspaceFile, stateFolder, userFolder, now = () => new Date(), read } = options;
  const { most = MOST_EVIDENCE } = options;
  const beliefs = openPriors({ stateFolder, ...(userFolder === undefined ? {} : { userFolder }) }, now);
  const files: Files = {
    workspace: workspaceFile,
    staged: join(stateFolder, 'handbook.md'),
    evidence: join(stateFolder, 'evidence.jsonl'),
  };
  let since: ReadonlyMap<string, string> = new Map();
  const log = openBoundedLog(files.evidence, most, (text) => shorterEvidence(text, since));
  const questions = new QuestionLessons(stateFolder);
  const contributor = randomBytes(4).toString('hex');
  const append = (records: readonly EvidenceRecord[]): readonly string[] => {
    const problem = log.append(
      records.map((record) => JSON.stringify(clean(record))),
      true,
    );
    return problem === undefined
      ? []
      : [`${problem} What was learned is kept until Credence ends, and written when that works again.`];
  };
  const look = async (): Promise<Known> => {
    const known = await lookAt(files, log.waiting(), contributor);
    since = new Map(known.behaviors.flatMap(({ name, anew }) => (anew === undefined ? [] : [[name, anew]])));
    return known;
  };
  const showStaged = async (): Promise<readonly string[]> => {
    const { behaviors, staged, owned } = await look();
    const unpublished = behaviors.filter((b) => staged.has(b.name) && !owned.has(b.name));
    const problem = await writeTextFile(files.staged, printHandbook(unpublished));
    return problem === undefined ? [] : [problem];
  };
  const judge = (behavior: Behavior): Behavior => judged(behavior, now(), read);
  /** The first of two windows that write gives the log its name. */
  const named = ({ hasContributor }: Known): readonly EvidenceRecord[] =>
    hasContributor ? [] : [{ type: 'contributor', at: now().toISOString(), id: contributor }];

  return {
    recall: async (task, survey): Promise<Recollection> => {
      const [{ behaviors, complaints }, priors] = await Promise.all([look(), beliefs.recall()]);
      const matches = matcher(task, survey);
      const relevant = behaviors
        .filter((b) => b.status !== 'disabled' && b.status !== 'retired' && matches(b))
        .map(judge)
        .filter(({ status }) => status !== 'retired');
      const withheld = relevant.filter((b) => isWithheld(b, task.seed));
      return {
        behaviors: relevant.filter((b) => !withheld.includes(b)),
        withheld,
        ...priors,
        complaints: [...complaints, ...priors.complaints],
      };
    },

    record: async (task, reflection, winner) => {
      const at = now().toISOString();
      const unlearned = await beliefs.record(reflection, { episode: task.id, at });
      const citations =
        winner === undefined || read === undefined
          ? []
          : citationsOf(winner.candidate, read, winner.suspects);
      const learned = reflection.learned.map((b) => (citations.length === 0 ? b : { ...b, citations }));
      const all = recordsOf({ ...reflection, learned }, task.id, at);
      const lessons = all.filter(({ type }) => type === 'learned');
      if (reflection.isQuestion === true) await questions.keep(task.id, lessons.map(clean));
      const records = reflection.isQuestion === true ? all.filter((each) => !lessons.includes(each)) : all;
      const unwritten = records.length === 0 ? [] : append([...named(await look()), ...records]);
      // Both logs lie in one folder: one sentence about it is enough.
      const complaints = unwritten.length > 0 ? unwritten : unlearned;
      if (complaints.length > 0 || !records.some(({ type }) => type === 'learned')) return { complaints };
      return { complaints: await showStaged() };
    },

    publish: async (episode, word) => {
      const taken = await questions.take(episode);
      if (taken.length > 0) append([...named(await look()), ...taken]);
      if (word !== undefined) {
        const worded = await wordedRecords(await look(), episode, word);
        if (worded.length > 0) append(worded.map((record) => ({ ...record, at: now().toISOString() })));
      }
      for (let attempt = 1; ; attempt += 1) {
        const known = await look();
        if (known.document === undefined) return { written: false, complaints: known.complaints };
        // In a log that was written anew, one line may stand for the lessons of several episodes.
        const learned = known.records.flatMap((r) =>
          r.type === 'learned' && (r.episode === episode || r.behavior.sources.includes(episode))
            ? [r.behavior.name]
            : [],
        );
        const entering = new Set(learned);
        const chosen = known.behaviors
          .filter((b) => known.owned.has(b.name) || entering.has(b.name))
          .map((b) => withOrigins(judge(b), known.staged.get(b.name)));
        const before = known.text ?? '';
        const after = chosen.length === 0 ? before : writeBehaviors(known.document, chosen);
        if (after === before) return { written: false, complaints: known.complaints };
        const did = await replaceHandbookFile(files.workspace, known.text, after);
        // What another window wrote meanwhile is read, and kept.
        if (did.kind === 'changed' && attempt < MOST_ATTEMPTS) continue;
        if (did.kind !== 'written') {
          const problem = did.kind === 'failed' ? did.problem : keepsChanging(files.workspace);
          return { written: false, complaints: [...known.complaints, problem] };
        }
        const late = append([{ type: 'published', at: now().toISOString(), episode, names: [...entering] }]);
        const complaints = [...known.complaints, ...late];
        return {
          written: true,
          complaints: late.length > 0 ? complaints : [...complaints, ...(await showStaged())],
        };
      }
    },

    behaviors: async () => (await look()).behaviors.map(judge),
    answer: (request) =>
      answerRequest(request, {
        files,
        now,
        read,
        look,
        append,
        showStaged,
        forgetBeliefs: async () => {
          await questions.forget();
          return beliefs.reset(now().toISOString());
        },
      }),
  };
}

/** Without secrets: messages of tests and code may hold them. */
function clean(record: EvidenceRecord): EvidenceRecord {
  return JSON.parse(JSON.stringify(record), (_key, value) =>
    typeof value === 'string' ? redact(value) : value,
  );
}
