import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type Change, changedText } from './change.ts';
import { KINDS, type Kind, UNREPAIRABLE_KINDS } from './kinds.ts';

export const LANGUAGES = ['typescript', 'python'] as const;
export type RepairLanguage = (typeof LANGUAGES)[number];

export const RUNNERS = ['vitest', 'jest', 'mocha', 'node:test', 'pytest', 'unittest'] as const;
export type RunnerName = (typeof RUNNERS)[number];

/** A bug that is put into a project, and the hidden tests that say whether a patch is right. */
export interface RepairTask {
  /** Unique in its project. */
  readonly id: string;
  readonly language: RepairLanguage;
  readonly project: string;
  /** Absolute path of the correct project. */
  readonly folder: string;
  readonly runner: RunnerName;
  readonly kind: Kind;
  readonly repairable: boolean;
  /** Each text to find occurs once in its file; reversed, this is the reference patch. */
  readonly bug: readonly Change[];
  /** Visible files that the task adds or replaces, by path. */
  readonly add: Readonly<Record<string, string>>;
  /** Paths as they are in the workspace; below `hidden/` they are found in the corpus. */
  readonly hidden: readonly string[];
  /** For what cannot be repaired: why no edit within reach is right. */
  readonly why?: string;
}

export interface Corpus {
  readonly tasks: readonly RepairTask[];
  /** What cannot be used, and why; one sentence each. */
  readonly problems: readonly string[];
}

const path = z.string().check(z.regex(/^(?!\/|.*\.\.\/)[^\\]+$/, 'a path inside the project'));
const taskSchema = z.strictObject({
  id: z.string().check(z.regex(/^[\w.-]+$/, 'letters, digits, dots and dashes')),
  kind: z.enum(KINDS),
  repairable: z.boolean(),
  bug: z.array(z.strictObject({ file: path, find: z.string().check(z.minLength(1)), replace: z.string() })),
  add: z.optional(z.record(path, z.string())),
  hidden: z.array(path),
  why: z.optional(z.string()),
});
const fileSchema = z.strictObject({ runner: z.enum(RUNNERS), tasks: z.array(taskSchema) });

/** Every task below a corpus folder, by language and project, in the order of the files. */
export function readCorpus(folder: string): Corpus {
  const tasks: RepairTask[] = [];
  const problems: string[] = [];
  for (const language of LANGUAGES) {
    for (const project of foldersIn(join(folder, language))) {
      const read = readProject(language, project, join(folder, language, project));
      tasks.push(...read.tasks);
      problems.push(...read.problems.map((problem) => `${language}/${project}/tasks.json: ${problem}`));
    }
  }
  return { tasks, problems };
}

function readProject(language: RepairLanguage, project: string, folder: string): Corpus {
  const file = join(folder, 'tasks.json');
  if (!existsSync(file)) return { tasks: [], problems: ['is missing. Add it, or remove the folder.'] };
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return { tasks: [], problems: [`is no JSON: ${error instanceof Error ? error.message : String(error)}`] };
  }
  const parsed = fileSchema.safeParse(raw);
  if (!parsed.success) return { tasks: [], problems: parsed.error.issues.map((issue) => sentence(issue)) };
  const { runner, tasks } = parsed.data;
  const problems: string[] = [];
  const seen = new Set<string>();
  const usable = tasks.flatMap(({ add = {}, why, ...rest }): RepairTask[] => {
    const about = why === undefined ? {} : { why };
    const task: RepairTask = { ...rest, ...about, add, language, project, folder, runner };
    const found = faultsOf(task);
    if (seen.has(task.id)) found.push('has the id of an earlier task');
    seen.add(task.id);
    problems.push(...found.map((problem) => `task ${task.id} ${problem}.`));
    return found.length === 0 ? [task] : [];
  });
  return { tasks: usable, problems };
}

/** What the schema cannot say. */
function faultsOf({ folder, kind, repairable, bug, add, hidden, why }: RepairTask): string[] {
  const faults: string[] = [];
  if (UNREPAIRABLE_KINDS.some((each) => each === kind) && repairable)
    faults.push(`is of the kind ${kind} and cannot be repairable`);
  if (repairable && bug.length === 0) faults.push('is repairable and has no bug');
  if (repairable && hidden.length === 0)
    faults.push('is repairable and has no hidden tests, so nothing can judge a patch');
  if (!repairable && why === undefined) faults.push('is not repairable and does not say why; fill in “why”');
  if (bug.length === 0 && Object.keys(add).length === 0)
    faults.push('changes nothing: no bug, nothing added');
  for (const file of new Set(bug.map((change) => change.file))) {
    if (file in add) faults.push(`has a bug in ${file}, which it also replaces; keep one of the two`);
    const source = join(folder, file);
    if (!existsSync(source)) {
      faults.push(`has a bug in ${file}, which is not in the project`);
      continue;
    }
    const changed = changedText(
      readFileSync(source, 'utf8'),
      bug.filter((change) => change.file === file),
    );
    if (changed.kind === 'refused') faults.push(`cannot put its bug into ${file}: ${changed.reason}`);
  }
  for (const file of hidden) {
    if (!existsSync(join(folder, 'hidden', file))) faults.push(`names hidden/${file}, which is not there`);
  }
  return faults;
}

function sentence(issue: z.core.$ZodIssue): string {
  return `${issue.path.map(String).join('.') || 'the file'}: ${issue.message}.`;
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}
