import { mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../verify/scratch.ts';
import type { RepairTask } from './corpus.ts';
import { PatchJudge } from './judge.ts';
import { type Answer, type Ask, askProduct } from './product.ts';
import type { TaskResult } from './result.ts';
import { resultOf } from './verdict.ts';
import { commitAll, writeWorkspace } from './workspace.ts';

export interface AttemptOptions {
  readonly cli: string;
  readonly seconds: number;
  readonly seed: number;
  /** A state folder for all tasks, so that the product learns from one to the next; a new one each unless given. */
  readonly sharedState?: string;
  /** A folder where the trace of each task is kept. */
  readonly traces?: string;
  readonly slot: number;
  readonly model?: NonNullable<Ask['model']>;
}

/** One task from its workspace to its verdict. What goes wrong in the bench itself is a verdict of its own. */
export async function attempt(task: RepairTask, options: AttemptOptions): Promise<TaskResult> {
  const scratch = realpathSync(scratchFolder(task.id));
  try {
    const answer = await ask(task, scratch, options);
    if (options.traces !== undefined) keepTrace(task, answer, options.traces);
    return await resultOf(task, answer, new PatchJudge(task));
  } catch (error) {
    const note = error instanceof Error ? error.message : String(error);
    return { task, verdict: 'harness-error', note, seconds: 0, candidates: 0, passing: 0 };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function ask(task: RepairTask, scratch: string, options: AttemptOptions): Promise<Answer> {
  const folder = join(scratch, task.project);
  const temporary = join(scratch, 'temporary');
  const ownState = join(scratch, 'state');
  for (const each of [folder, temporary, ownState]) mkdirSync(each);
  writeWorkspace(task, folder, 'bug');
  await commitAll(folder);
  const { cli, seconds, seed, slot } = options;
  const stateFolder = options.sharedState ?? ownState;
  const model = options.model === undefined ? {} : { model: options.model };
  return askProduct({ cli, folder, stateFolder, temporary, seconds, seed, slot, ...model });
}

function keepTrace({ language, project, id }: RepairTask, { events }: Answer, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const lines = events.map((event) => `${JSON.stringify(event)}\n`);
  writeFileSync(join(folder, `${language}.${project}.${id}.jsonl`), lines.join(''));
}
